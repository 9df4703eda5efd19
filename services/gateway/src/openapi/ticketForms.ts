import { groups, placeOf, TicketInfoBody, type TicketTypeCode, ticketTypeCodes, ticketTypes } from '@gongdan/contracts'
import { z } from 'zod'
import { type JsonSchema, jsonSchema } from './jsonSchema.ts'

/** A draft may lack anything of its section, a submission must carry all of it (contract §3). */
type Completeness = 'draft' | 'complete'

/** What an unfilled form sends for a field is as good as nothing, where nothing will do. */
const unfilled = (field: z.core.$ZodType) => z.union([field, z.literal(''), z.null()]).optional()

const sectionForm = (fields: z.ZodRawShape, as: Completeness) =>
  z.looseObject(
    Object.fromEntries(
      Object.entries(fields).map(([name, field]) => {
        const optional = as === 'draft' || z.safeParse(field, undefined).success
        return [name, optional ? unfilled(field) : field]
      }),
    ),
  )

/** What a type adds to the body: its section, in its group. Other types' sections are passed over. */
const formOf = (type: TicketTypeCode, as: Completeness): JsonSchema => {
  const place = placeOf(type)
  const title = `${type} ${ticketTypes[type].text}`
  if (place === null) return { title, ...jsonSchema(z.looseObject({ type: z.literal(type) }), 'input') }
  const section = sectionForm(groups[place.group][place.section]?.fields ?? {}, as)
  const group =
    as === 'draft'
      ? z.looseObject({ [place.section]: section.nullish() }).nullish()
      : z.looseObject({ [place.section]: section })
  return { title, ...jsonSchema(z.looseObject({ type: z.literal(type), [place.group]: group }), 'input') }
}

/** The body of save and of submit: the same for all types, and one form of each type (contract §3). */
export const ticketForms = (as: Completeness): JsonSchema => ({
  ...jsonSchema(TicketInfoBody, 'input'),
  oneOf: ticketTypeCodes.map((type) => formOf(type, as)),
})
