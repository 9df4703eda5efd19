import { type FieldWords, type Group, groups, placeOf, type TicketTypeCode, wordsOf } from '@gongdan/contracts'
import { z } from 'zod'

/**
 * How a field is entered. `line` and `lines` are text; `texts` a text each; `object` a group of fields; `objects` rows of such; `json` what
 * another platform reads.
 */
export type FieldKind =
  | 'line'
  | 'lines'
  | 'integer'
  | 'bytes'
  | 'time'
  | 'choice'
  | 'flag'
  | 'texts'
  | 'object'
  | 'objects'
  | 'json'

/** One field of a form, as the schema of its section describes it. */
export interface FormField {
  readonly name: string
  readonly kind: FieldKind
  readonly words: FieldWords
  /** Whether a submission needs it, and whether it may then be empty text. */
  readonly isRequired: boolean
  readonly mayBeEmpty: boolean
  /** Bounds of a number; of a text, how many characters. */
  readonly min?: number
  readonly max?: number
  readonly options?: readonly string[]
  /** Of `object` and `objects`. */
  readonly fields?: readonly FormField[]
}

/** The form of a ticket type: none has fields without a section. `oneOf` are names of optional groups of which exactly one is filled in. */
export interface TypeForm {
  readonly type: TicketTypeCode
  readonly place: { readonly group: Group; readonly section: string } | null
  readonly fields: readonly FormField[]
  readonly oneOf: readonly string[]
  /** Names that the system fills in. */
  readonly out: readonly string[]
}

/** What a schema is once the wrappers around it are taken off: optional, and other spellings that it reads. */
const bare = (schema: z.ZodType): z.ZodType => {
  if (schema instanceof z.ZodOptional) return bare(schema.unwrap() as z.ZodType)
  if (schema instanceof z.ZodPipe) return bare(schema.out as z.ZodType)
  return schema
}

const numberKind = (words: FieldWords): FieldKind => (words.unit === 'unix second' ? 'time' : 'integer')

const kindOf = (schema: z.ZodType, words: FieldWords): FieldKind => {
  if (schema.meta()?.format === 'uint64') return 'bytes'
  if (schema instanceof z.ZodNumber) return numberKind(words)
  if (schema instanceof z.ZodBoolean) return 'flag'
  if (schema instanceof z.ZodEnum) return 'choice'
  if (schema instanceof z.ZodObject) return 'object'
  if (schema instanceof z.ZodArray) return schema.element instanceof z.ZodObject ? 'objects' : 'texts'
  if (schema instanceof z.ZodString) return schema.safeParse('a\nb').success ? 'lines' : 'line'
  return 'json'
}

const boundsOf = (schema: z.ZodType): { min?: number; max?: number } => {
  const of = (min: unknown, max: unknown) => ({
    ...(typeof min === 'number' && Number.isFinite(min) ? { min } : {}),
    ...(typeof max === 'number' && Number.isFinite(max) ? { max } : {}),
  })
  if (schema instanceof z.ZodNumber) return of(schema.minValue, schema.maxValue)
  const { minLength, maxLength } = schema.meta() ?? {}
  return of(minLength, maxLength)
}

const fieldsIn = (schema: z.ZodType, path: string): readonly FormField[] | undefined => {
  const inner = schema instanceof z.ZodArray ? (schema.element as z.ZodType) : schema
  return inner instanceof z.ZodObject ? fieldsOf(inner.shape, path) : undefined
}

const fieldsOf = (shape: z.core.$ZodShape, path: string): readonly FormField[] =>
  Object.entries(shape).map(([name, given]) => {
    const schema = given as z.ZodType
    const inner = bare(schema)
    const at = `${path}.${name}`
    const words = wordsOf(at) ?? { title: name, title_cn: name, description: '' }
    const fields = fieldsIn(inner, at)
    return {
      name,
      kind: kindOf(inner, words),
      words,
      isRequired: !schema.safeParse(undefined).success,
      mayBeEmpty: schema.safeParse('').success,
      ...boundsOf(inner),
      ...(inner instanceof z.ZodEnum ? { options: inner.options.map(String) } : {}),
      ...(fields === undefined ? {} : { fields }),
    }
  })

const describe = (type: TicketTypeCode): TypeForm => {
  const place = placeOf(type)
  const section = place === null ? undefined : groups[place.group][place.section]
  if (place === null || section === undefined) return { type, place: null, fields: [], oneOf: [], out: [] }
  const fields = fieldsOf(section.fields, `submitTicket.${place.group}.${place.section}`)
  const groupsOfFields = fields.filter(({ kind, isRequired }) => kind === 'object' && !isRequired)
  return {
    type,
    place,
    fields,
    oneOf: groupsOfFields.length > 1 ? groupsOfFields.map(({ name }) => name) : [],
    out: Object.keys(section.out),
  }
}

const described = new Map<TicketTypeCode, TypeForm>()

/** The form of a type, made from its section in contracts: what the service asks for is what the form has. */
export const typeForm = (type: TicketTypeCode): TypeForm => {
  const form = described.get(type) ?? describe(type)
  described.set(type, form)
  return form
}
