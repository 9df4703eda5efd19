import { checkDetails, type Desc, groups, parseInput, SubmitBody, said } from '@gongdan/contracts'
import { z } from 'zod'
import { toBytes } from './bytes.ts'
import type { FormField, TypeForm } from './typeForm.ts'
import { asBytes, asText, type FormValues, isBrokenJson, sectionOf } from './values.ts'

/** What is wrong with a field, by its path in the body; of the whole form where `path` is empty. */
export interface Problem {
  readonly path: string
  readonly en: string
  readonly cn: string
}

/** The fields of every ticket, whatever its type. */
export interface Head {
  readonly ticket_name: string
  readonly reason: string
  readonly cluster_uuid: string
}
/** What the service says is missing is, at a field of a form, to be filled in. */
const missing = { en: 'required', cn: '必填' }
const headFields = ['ticket_name', 'reason', 'cluster_uuid'] as const

const textsOf = (desc: Desc): { en: string; cn: string } => (desc === '' ? { en: '', cn: '' } : desc)

/** The part of a message after the path that it begins with. */
const afterPath = (message: string, path: string): string => {
  const rest = message.slice(path.length)
  return message.startsWith(path) ? rest.replace(/^(:\s|：|\s)/, '') : message
}

/**
 * Finds the field that a message of the service (`desc`, `desc_cn`) speaks of, among the paths of a form. A rule between fields names
 * its section first and the field after it.
 */
export const toProblem = (en: string, cn: string, paths: readonly string[]): Problem => {
  const [said = ''] = /^[\w.[\]]+/.exec(en) ?? []
  const ends = new Set(['', '.', '[', ':', ' '])
  const begins = (path: string): boolean => said.startsWith(path) && ends.has(said.charAt(path.length))
  const [own] = paths.filter(begins).toSorted((one, other) => other.length - one.length)
  const rest = { en: afterPath(en, said), cn: afterPath(cn === '' ? en : cn, said) }
  if (own !== undefined) return { path: own, ...(rest.en === 'is missing' ? missing : rest) }
  const named = paths.find(
    (path) => path.startsWith(`${said}.`) && new RegExp(String.raw`^${path.slice(said.length + 1)}\b`).test(rest.en),
  )
  return named === undefined ? { path: '', en, cn: cn === '' ? en : cn } : { path: named, ...rest }
}

/** The paths of all fields of a form, those within groups and rows included (`object_list.0.uuid` by `object_list`). */
export const pathsOf = (form: TypeForm): readonly string[] => {
  const at = form.place === null ? '' : `${form.place.group}.${form.place.section}`
  const under = (fields: readonly FormField[], path: string): string[] =>
    fields.flatMap((field) => [
      `${path}.${field.name}`,
      ...(field.kind === 'object' ? under(field.fields ?? [], `${path}.${field.name}`) : []),
    ])
  return [...headFields, 'type', 'process_uuid', ...under(form.fields, at)]
}

const oneField = (name: string, schema: z.ZodType, value: unknown, at: readonly string[]): Desc | null => {
  const checked = parseInput(z.looseObject({ [name]: schema }), { [name]: value }, at)
  return 'problem' in checked ? checked.problem : null
}

/** Said before the service's own check, which knows no units and no halves of JSON. */
const entryProblem = (
  field: FormField,
  values: FormValues,
  as: 'draft' | 'complete',
): { en: string; cn: string } | null => {
  if (field.kind === 'json' && isBrokenJson(asText(values[field.name])))
    return { en: 'is not complete JSON', cn: '不是完整的 JSON' }
  if (field.kind !== 'bytes') return null
  const entry = asBytes(values[field.name])
  if (as === 'complete' && field.isRequired && entry.amount.trim() === '') return missing
  const bytes = entry.amount.trim() === '' ? 0n : toBytes(entry)
  switch (bytes) {
    case 'number':
      return { en: 'must be a number such as 2 or 1.5', cn: '必须是数字，例如 2 或 1.5' }
    case 'fraction':
      return { en: 'must be a whole number of bytes', cn: '换算成字节后必须是整数' }
    case 'range':
      return { en: 'must be below 16 EiB', cn: '必须小于 16 EiB' }
    default:
      return null
  }
}

const headProblems = (head: Head): readonly Problem[] => {
  const { ticket_name: name, reason, cluster_uuid: cluster } = SubmitBody.shape
  // For the service an empty name is none, and an edited ticket keeps the one it has, which is not what emptying the field means.
  const isNameless = head.ticket_name.trim() === ''
  const found: readonly [path: string, problem: Desc | null][] = [
    ['ticket_name', isNameless ? null : oneField('ticket_name', name, head.ticket_name, [])],
    ['reason', oneField('reason', reason, head.reason, [])],
    ['cluster_uuid', oneField('cluster_uuid', cluster, head.cluster_uuid, [])],
  ]
  const others = found.flatMap(([path, problem]) =>
    problem === null ? [] : [toProblem(textsOf(problem).en, textsOf(problem).cn, [path])],
  )
  return isNameless ? [{ path: 'ticket_name', ...missing }, ...others] : others
}

/** Everything that the service would refuse in a section as it is sent, a problem a field, by the service's own check. */
export const sectionProblems = (
  form: TypeForm,
  sent: Readonly<Record<string, unknown>>,
  as: 'draft' | 'complete',
): readonly Problem[] => {
  if (form.place === null) return []
  const { group, section } = form.place
  const schemas = groups[group][section]?.fields ?? {}
  const paths = pathsOf(form)
  const checked = checkDetails(form.type, JSON.stringify(sent), as)
  if (checked.fits) return []
  const ofFields = form.fields.flatMap(({ name }): Problem[] => {
    if (as === 'draft' && sent[name] === undefined) return []
    const problem = oneField(name, schemas[name] as z.ZodType, sent[name], [group, section])
    return problem === null ? [] : [toProblem(textsOf(problem).en, textsOf(problem).cn, paths)]
  })
  if (ofFields.length > 0) return ofFields
  return [toProblem(textsOf(checked.problem).en, textsOf(checked.problem).cn, paths)]
}

/** What is wrong with a section as it was entered: first what cannot be sent at all, then what the service would refuse. */
export const detailProblems = (
  form: TypeForm,
  values: FormValues,
  as: 'draft' | 'complete',
  kept: Readonly<Record<string, unknown>> = {},
): readonly Problem[] => {
  if (form.place === null) return []
  const at = `${form.place.group}.${form.place.section}`
  const unsendable = form.fields.flatMap((field): Problem[] => {
    const problem = entryProblem(field, values, as)
    return problem === null ? [] : [{ path: `${at}.${field.name}`, ...problem }]
  })
  const taken = new Set(unsendable.map(({ path }) => path))
  const refused = sectionProblems(form, sectionOf(form, values, as, kept), as).filter(({ path }) => !taken.has(path))
  const order = pathsOf(form)
  return [...unsendable, ...refused].sort((one, other) => order.indexOf(one.path) - order.indexOf(other.path))
}

/** Everything that is wrong with a form: of a draft what is there, of a submission also what is missing. */
export const formProblems = (
  form: TypeForm,
  head: Head,
  values: FormValues,
  as: 'draft' | 'complete',
  kept: Readonly<Record<string, unknown>> = {},
): readonly Problem[] => [...headProblems(head), ...detailProblems(form, values, as, kept)]

/** The problem that an answer of the service says, at its field. */
export const answeredProblem = (form: TypeForm, desc: string, descCn: string): Problem => {
  const { en, cn } = textsOf(said(desc, descCn))
  return toProblem(en, cn, pathsOf(form))
}
