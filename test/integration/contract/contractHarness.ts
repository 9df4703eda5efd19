import { type Scode, TicketRef } from '@gongdan/contracts'
import { z } from 'zod'
import type { Subject } from '../../../deploy/local/issuer.ts'
import { type Caller, createCaller, type Reply } from '../../support/caller.ts'
import { startSystem } from '../../support/system.ts'

const acme = { tenant: 'acme', tenantName: 'Acme' }

/** Who takes part: two applicants, an approver and the administrator of one tenant, a super administrator, and an administrator of another tenant. */
export const people = {
  lin: { user: 'lin', name: '林', ...acme, roles: [{ uuid: 'developer', name: '开发' }] },
  wei: { user: 'wei', name: '韦', ...acme, roles: [] },
  mei: { user: 'mei', name: '梅', ...acme, roles: [{ uuid: 'reviewer', name: '评审' }] },
  zhao: { user: 'zhao', name: '赵', ...acme, roles: [{ uuid: 'acme', name: '租户管理员' }] },
  root: {
    user: 'root',
    name: 'admin',
    tenant: 'system',
    tenantName: 'system',
    roles: [{ uuid: 'system', name: '超级管理员' }],
  },
  gus: { user: 'gus', name: 'Gus', tenant: 'globex', tenantName: 'Globex', roles: [{ uuid: 'globex', name: 'Admin' }] },
} satisfies Record<string, Subject>
export type Name = keyof typeof people

const Batch = z.object({ results: z.array(z.object({ scode: z.number(), desc: z.string() })) })

/** The outcome of each item of a batch, in the order given. */
export const resultsOf = (reply: Reply) => Batch.parse(reply.envelope.data).results

/** The whole system, and a caller for each person. */
export const openContractHarness = async (env: Readonly<Record<string, string>> = {}) => {
  const system = await startSystem({ env })
  const seen = new Set<number>()
  const onReply = ({ envelope }: Reply) => {
    seen.add(envelope.scode)
    for (const { scode } of Batch.safeParse(envelope.data).data?.results ?? []) seen.add(scode)
  }
  const signIn = async (subject: Subject, ttlSeconds?: number): Promise<Caller> =>
    createCaller(system.url, await system.token(subject, ttlSeconds), { onReply })
  const [lin, wei, mei, zhao, root, gus] = await Promise.all([
    signIn(people.lin),
    signIn(people.wei),
    signIn(people.mei),
    signIn(people.zhao),
    signIn(people.root),
    signIn(people.gus),
  ])

  const act = async (who: Caller, action: string, uuid: string, more: object = {}) => {
    const reply = await who.post(`/v1/ticket/${action}`, { list: [uuid], ...more })
    if (reply.envelope.scode !== 0) throw new Error(`${action}: ${reply.text}`)
  }
  const write = async (who: Caller, action: 'save' | 'submit', body: object): Promise<string> => {
    const reply = await who.post(`/v1/ticket/${action}`, body)
    if (reply.envelope.scode !== 0) throw new Error(`${action}: ${reply.text}`)
    return TicketRef.parse(reply.envelope.data).ticket_uuid
  }
  return {
    system,
    /** Every scode that was answered so far, alone or for an item of a batch. */
    seen: (): ReadonlySet<number> => seen,
    people: { lin, wei, mei, zhao, root, gus } satisfies Record<Name, Caller>,
    anonymous: createCaller(system.url, undefined, { onReply }),
    /** A caller with any text for a token. */
    withToken: (token: string) => createCaller(system.url, token, { onReply }),
    signIn,
    /** Saves or submits; gives the ticket's uuid. Rejects when it is refused, as do the others here. */
    write,
    act,
    /** Submits on the built-in process and has both steps passed. */
    passed: async (who: Caller, body: object): Promise<string> => {
      const uuid = await write(who, 'submit', body)
      await act(zhao, 'pass', uuid)
      await act(root, 'pass', uuid)
      return uuid
    },
  }
}
export type ContractHarness = Awaited<ReturnType<typeof openContractHarness>>

/** The smallest ticket there is. */
export const feedback = { ticket_name: '反馈', type: 'FEEDBACK' }

/** A complete image ticket; the emulator knows the instance. */
export const imageTicket = {
  ticket_name: '镜像',
  type: 'TENCENT_IMAGE_CREATE',
  tencent: { image: { region: 'ap-guangzhou', instance_id: 'ins-demo0001', image_name: 'nightly' } },
}

/** Why a request was refused, for tests that say which field it was. */
export const refusalOf = ({ envelope }: Reply): { readonly scode: Scode; readonly desc: string } => ({
  scode: envelope.scode,
  desc: envelope.desc,
})
