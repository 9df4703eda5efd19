import { envelopeOf, type Scode, scodes } from '@gongdan/contracts'
import { z } from 'zod'
import type { Route } from '../routes/route.ts'

/** What every route may refuse with (contract §1). */
const refusedAnywhere: readonly Scode[] = [1001, 1002, 1003, 1004, 1007, 2001, 2002, 9001, 9002, 9003]
const refusedOnPost: readonly Scode[] = [1008, 1009]

const batchUuid = z.uuid()

/** `data` of the answer of a route, complete or (202) not yet. */
const dataOf = (route: Route): z.ZodType => {
  if (route.kind !== 'command') return route.data
  if (route.single) return z.strictObject({ ...route.data.shape, batch_uuid: batchUuid.optional() })
  const results = z.array(envelopeOf(route.data))
  return z.strictObject({ success: z.int(), fail: z.int(), results, batch_uuid: batchUuid.optional() })
}

/** The schema of a route's answer when it did not refuse the request as a whole. */
export const answerSchema = (route: Route): z.ZodType => envelopeOf(dataOf(route))

/** The schema of a refusal; a single command's still carries uuid and name (contract §1). */
export const refusalSchema = envelopeOf(z.record(z.string(), z.unknown()))

const successes = (route: Route): readonly Scode[] => {
  if (route.kind === 'query' || route.kind === 'events') return [0]
  if (route.kind === 'batch') return [0, 10, 11, 12]
  return route.single ? [0, 12] : [0, 10, 11, 12]
}

/** The scodes of a route's answers, by HTTP status. */
export const answersOf = (route: Route): ReadonlyMap<number, readonly Scode[]> => {
  const ofItems = route.kind === 'command' && !route.single
  const all = [
    ...successes(route),
    ...refusedAnywhere,
    ...(route.method === 'POST' ? refusedOnPost : []),
    ...(ofItems ? (route.refusesWhole ?? []) : route.refusals),
  ]
  const sorted = [...new Set(all)].toSorted((a, b) => a - b)
  return Map.groupBy(sorted, (scode) => scodes[scode].http)
}

const sentence = (scode: Scode): string => `${scode}: ${scodes[scode].message}`

/** The description of a status on a route: its scodes, and for a list those of its items. */
export const describeAnswer = (route: Route, status: number, found: readonly Scode[]): string => {
  const items = route.kind === 'command' && !route.single && status === 200
  const ofItems = items ? ` Of an item: ${[...route.refusals].map(sentence).join('; ')}.` : ''
  return `${found.map(sentence).join('; ')}.${ofItems}`
}
