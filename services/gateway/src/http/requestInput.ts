import { isJsonObject } from '@gongdan/contracts'
import type { z } from 'zod'
import { describeIssue, isRefusal, type Refusal, refusal } from './refusal.ts'

type Fields = Readonly<Record<string, unknown>>

const fieldsOf = (body: unknown): Fields | Refusal => {
  if (body === undefined) return {}
  return isJsonObject(body) ? { ...body } : refusal(1002, 'the body must be a JSON object')
}

/** How a value of the body would stand in the query string. Anything but a text by its JSON, which asks no method of it. */
const inQueryString = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

/**
 * The parameters of a query, from the query string, the JSON body or both. A field given in both with different values
 * is refused with 1002 (contract §3); a number in the body equals its digits in the query string.
 */
export const mergeInput = (query: Fields, body: unknown): Fields | Refusal => {
  const fields = fieldsOf(body)
  if (isRefusal(fields)) return fields
  const twice = Object.keys(query).find(
    (name) => Object.hasOwn(fields, name) && inQueryString(fields[name]) !== query[name],
  )
  return twice === undefined
    ? { ...query, ...fields }
    : refusal(1002, `${twice}: is given in the query string and in the body with different values`)
}

/** Checks the input against a route's schema. Gives what the schema made of it, or a refusal with 1002. */
export const readInput = <I>(schema: z.ZodType<I>, input: unknown): { readonly input: I } | Refusal => {
  const parsed = schema.safeParse(input ?? {})
  return parsed.success ? { input: parsed.data } : refusal(1002, describeIssue(parsed.error))
}
