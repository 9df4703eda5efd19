import { TicketRef } from '@gongdan/contracts'
import { z } from 'zod'
import type { Subject } from '../../deploy/local/issuer.ts'
import type { Scale } from '../../deploy/local/startArguments.ts'
import { type Caller, createCaller, type Reply } from './caller.ts'
import { patient } from './harness.ts'
import { startSystem } from './system.ts'

/** The data of a reply to a batch, as far as tests read it. */
export const Batch = z.object({
  results: z.array(z.object({ scode: z.number(), desc: z.string(), data: z.unknown() })),
})

/** The result of each item of a batch, in the order given; throws when the reply is not that of a batch. */
export const resultsOf = ({ data }: Reply) => Batch.parse(data).results

/** Rejects what is not a success. */
export const succeeded = (reply: Reply): Reply => {
  if (reply.scode !== 0) throw new Error(`refused: ${reply.text}`)
  return reply
}

interface Options {
  readonly scale?: Scale
  readonly env?: Readonly<Record<string, string>>
  readonly onReply?: (reply: Reply) => void
}

/** The whole system, and a caller for each person, who waits for outcomes; `scale` and `env` as startSystem takes them. */
export const openCallers = async <N extends string>(
  people: Readonly<Record<N, Subject>>,
  { scale = {}, env = {}, onReply = () => {} }: Options = {},
) => {
  const system = await startSystem({ scale, env })
  const { headers } = patient
  const signIn = async (subject: Subject, ttlSeconds?: number): Promise<Caller> =>
    createCaller(system.url, await system.token(subject, ttlSeconds), { onReply, headers })
  const callers: Partial<Record<N, Caller>> = {}
  for (const name of Object.keys(people) as N[]) callers[name] = await signIn(people[name])
  return {
    system,
    callers: callers as Readonly<Record<N, Caller>>,
    anonymous: createCaller(system.url, undefined, { onReply, headers }),
    /** A caller with any text for a token. */
    withToken: (token: string) => createCaller(system.url, token, { onReply, headers }),
    signIn,
    /** Saves or submits; gives the ticket's uuid. Rejects when it is refused, as `act` does. */
    write: async (who: Caller, action: 'save' | 'submit', body: object): Promise<string> =>
      TicketRef.parse(succeeded(await who.post(`/v1/ticket/${action}`, body)).data).ticket_uuid,
    act: async (who: Caller, action: string, uuids: string | readonly string[], more: object = {}) => {
      succeeded(await who.post(`/v1/ticket/${action}`, { list: [uuids].flat(), ...more }))
    },
  }
}
