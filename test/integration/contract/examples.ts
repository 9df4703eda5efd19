import { z } from 'zod'
import type { ExampleCaller } from '../../../services/gateway/src/public.ts'
import type { Caller } from '../../support/caller.ts'

const Sent = z.object({
  'x-caller': z.string(),
  'x-answer': z.record(z.string(), z.string()).optional(),
  value: z.record(z.string(), z.unknown()),
})
const Parameter = z.object({ name: z.string(), in: z.string(), example: z.unknown().optional() })
const Operation = z.object({
  operationId: z.string(),
  'x-caller': z.string().optional(),
  parameters: z.array(z.record(z.string(), z.unknown())),
  requestBody: z
    .object({ content: z.object({ 'application/json': z.object({ examples: z.record(z.string(), Sent) }) }) })
    .optional(),
})
const Document = z.object({
  paths: z.record(z.string(), z.record(z.string(), Operation)),
  components: z.object({ parameters: z.record(z.string(), z.record(z.string(), z.unknown())) }),
})

/** One request of the document, as somebody who has only the document sends it. */
interface ExampleCall {
  readonly operationId: string
  readonly method: string
  readonly path: string
  readonly caller: ExampleCaller
  readonly query: Readonly<Record<string, string>>
  readonly headers: Readonly<Record<string, string>>
  readonly body?: Readonly<Record<string, unknown>>
  readonly answer: Readonly<Record<string, string>>
}

/** The examples of a document, in its order. */
export const examplesIn = (document: unknown): readonly ExampleCall[] => {
  const { paths, components } = Document.parse(document)
  const parameterOf = (given: Readonly<Record<string, unknown>>) => {
    const name = String(given.$ref ?? '').replace(/.*\//, '')
    return Parameter.parse(components.parameters[name] ?? given)
  }
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, operation]) => {
      const withExample = operation.parameters.map(parameterOf).filter(({ example }) => example !== undefined)
      const given = (where: string) =>
        Object.fromEntries(
          withExample.filter((one) => one.in === where).map(({ name, example }) => [name, String(example)]),
        )
      const { operationId } = operation
      const call = { operationId, method: method.toUpperCase(), path, query: given('query'), headers: given('header') }
      const sent = operation.requestBody?.content['application/json'].examples
      if (sent === undefined) {
        return [{ ...call, caller: operation['x-caller'] as ExampleCaller, answer: {} }]
      }
      return Object.values(sent).map(({ 'x-caller': caller, 'x-answer': answer = {}, value }) => ({
        ...call,
        caller: caller as ExampleCaller,
        body: value,
        answer,
      }))
    }),
  )
}

/** Ids that answers have brought, in the place of those that the examples have. */
export const createIds = () => {
  const real = new Map<string, string>()
  return {
    set: (example: string, id: string): void => {
      real.set(example, id)
    },
    /** Notes what the answer to a call has brought. */
    learn: ({ answer }: ExampleCall, data: unknown): void => {
      for (const [field, example] of Object.entries(answer)) real.set(example, z.string().parse(Object(data)[field]))
    },
    fill: <T>(sent: T): T =>
      JSON.parse([...real].reduce((text, [example, id]) => text.replaceAll(example, id), JSON.stringify(sent))),
  }
}

/** Sends an example with the ids of earlier answers, and notes those that its own answer brings. */
export const sendExample = async (caller: Caller, call: ExampleCall, ids: ReturnType<typeof createIds>) => {
  const { method, path, headers, query, body } = call
  const reply = await caller.send({
    method,
    path,
    headers,
    query: ids.fill(query),
    ...(body === undefined ? {} : { body: ids.fill(body) }),
  })
  if ([0, 12].includes(reply.scode)) ids.learn(call, reply.data)
  return reply
}
