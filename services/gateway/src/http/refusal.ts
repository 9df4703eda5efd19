import type { Scode } from '@gongdan/contracts'
import type { z } from 'zod'

/** A request that cannot be carried out as it is; `desc` says which field (contract §1). */
export interface Refusal {
  readonly refused: Scode
  readonly desc: string
}

export const refusal = (refused: Scode, desc: string): Refusal => ({ refused, desc })

export const isRefusal = (value: object): value is Refusal => 'refused' in value

/** What zod found first, as one line for `desc`: the field, then what is wrong with it. */
export const describeIssue = (error: z.ZodError): string => {
  const issue = error.issues[0]
  return issue === undefined ? 'not valid' : lineOf(issue)
}

const lineOf = (issue: z.core.$ZodIssue): string => {
  // A union tells what is wrong with each of its forms; the form that got furthest is the one that was meant.
  if (issue.code === 'invalid_union') {
    const meant = issue.errors.flatMap((form) => form.slice(0, 1)).toSorted((a, b) => b.path.length - a.path.length)[0]
    if (meant !== undefined) return lineOf({ ...meant, path: [...issue.path, ...meant.path] })
  }
  const field = issue.path.map(String).join('.')
  return field === '' ? `the request: ${issue.message}` : `${field}: ${issue.message}`
}

/** A refusal from where only a throw gets out, such as a body parser. */
export class RefusedRequest extends Error {
  readonly code = 'refused-request'
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.desc)
    this.name = 'RefusedRequest'
    this.refusal = refusal
  }
}
