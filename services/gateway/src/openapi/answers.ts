import { envelopeOf, isScode, type Scode, scodes } from '@gongdan/contracts'
import { z } from 'zod'
import type { Route } from '../routes/route.ts'

/** What every route may refuse with (contract §1). */
const refusedAnywhere: readonly Scode[] = [1001, 1002, 1003, 1004, 1007, 2001, 2002, 9001, 9002, 9003]
const refusedOnPost: readonly Scode[] = [1008, 1009]

const batchUuid = { batch_uuid: z.uuid().optional() }

/** `data` of the answer of a route, complete or (202) not yet. */
const dataOf = (route: Route): z.ZodType => {
  if (route.kind !== 'command') return route.data
  if (route.single) return z.strictObject({ ...route.data.shape, ...batchUuid })
  return z.strictObject({ success: z.int(), fail: z.int(), results: z.array(envelopeOf(route.data)), ...batchUuid })
}

/** The schema of a route's answer when it did not refuse the request as a whole. */
export const answerSchema = (route: Route): z.ZodType => envelopeOf(dataOf(route))

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

/** The description of an answer: its scodes. */
export const describeAnswer = (found: readonly Scode[]): string => `${found.map(sentence).join('; ')}.`

/** The description of all refusals of a status, which routes have in common. */
export const describeRefusal = (status: number): string =>
  describeAnswer(
    Object.keys(scodes)
      .map(Number)
      .filter(isScode)
      .filter((scode) => scodes[scode].http === status),
  )

/** What stands behind the description of a route: why it, or an item of its list, may be refused beside what is refused anywhere. */
export const describeRefusals = (route: Route): string => {
  if (route.refusals.length === 0 || route.kind === 'batch') return ''
  const what = route.kind === 'command' && !route.single ? 'An item may fail' : 'May fail'
  return ` ${what} with ${route.refusals.join(', ')}.`
}
