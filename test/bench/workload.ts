import type { TestSystem } from '../support/system.ts'
import type { Client } from './httpClient.ts'

/** A ticket as people write them. */
export const ticketBody = {
  ticket_name: '测试镜像 nightly image',
  type: 'TENCENT_IMAGE_CREATE',
  reason: '每周备份 weekly backup of the build machine',
  process_uuid: 'system',
  tencent: {
    image: { region: 'ap-guangzhou', instance_id: 'ins-demo0001', image_name: 'nightly', image_description: 'weekly' },
  },
}

/** Calls on the system as its users make them. Each rejects when the answer is not a success. */
export interface Workload {
  /** Submits a ticket and remembers it for the passes. */
  submit(): Promise<void>
  /** Passes the first step of a ticket that was submitted before; rejects when none is left. */
  pass(): Promise<void>
  /** The same for a hundred at once. */
  passHundred(): Promise<void>
  list(): Promise<void>
  inspect(): Promise<void>
  /** How many tickets wait for a pass. */
  waiting(): number
}

/** A gateway sends four commands of one caller at a time (decision 4): so many callers can have 64 under way together. */
const CALLERS = 16

/** Calls of so many applicants and administrators, who take turns; lin and zhao are the first. */
export const createWorkload = async (
  system: Pick<TestSystem, 'token'>,
  client: Client,
  callers = CALLERS,
): Promise<Workload> => {
  const signIn = (user: string, name: string, role: { readonly uuid: string; readonly name: string }) =>
    Promise.all(
      Array.from({ length: callers }, (_, index) =>
        system.token({
          user: index === 0 ? user : `${user}-${index}`,
          name,
          tenant: 'acme',
          tenantName: 'Acme',
          roles: [role],
        }),
      ),
    )
  const applicants = await signIn('lin', 'Lin', { uuid: 'developer', name: '开发' })
  const administrators = await signIn('zhao', 'Zhao', { uuid: 'acme', name: '租户管理员' })
  let calls = 0
  const next = (tokens: readonly string[]): string => tokens[calls++ % tokens.length] ?? ''
  const tickets: string[] = []
  let inspected = 0

  const send = async (call: Parameters<Client['send']>[0]) => {
    const { body } = await client.send(call)
    if (body.scode !== 0) throw new Error(`${call.path}: ${JSON.stringify(body).slice(0, 500)}`)
    return body.data as { ticket_uuid?: string }
  }
  const take = (count: number) => {
    const list = tickets.splice(0, count)
    if (list.length < count) throw new Error('not enough tickets were submitted before')
    return list
  }
  const passed: string[] = []
  const pass = async (count: number) => {
    const list = take(count)
    await send({ path: '/v1/ticket/pass', token: next(administrators), body: { list } })
    passed.push(...list)
  }
  return {
    submit: async () => {
      const { ticket_uuid: uuid = '' } = await send({
        path: '/v1/ticket/submit',
        token: next(applicants),
        body: ticketBody,
      })
      tickets.push(uuid)
    },
    pass: () => pass(1),
    passHundred: () => pass(100),
    list: async () => {
      await send({ method: 'GET', path: '/v1/ticket/list?page_size=20', token: next(administrators) })
    },
    inspect: async () => {
      const uuid = passed[inspected++ % passed.length]
      // Of any applicant's: an administrator sees them all.
      await send({ method: 'GET', path: `/v1/ticket/inspect?ticket_uuid=${uuid}`, token: next(administrators) })
    },
    waiting: () => tickets.length,
  }
}
