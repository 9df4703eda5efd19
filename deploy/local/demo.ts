import { join } from 'node:path'
import { createGongdan, type Gongdan } from '@gongdan/sdk'
import { type Deed, demoProcesses, demoTickets } from './demoTickets.ts'
import type { Issuer } from './issuer.ts'
import { root } from './localDirectory.ts'
import { people } from './people.ts'
import type { Run } from './run.ts'
import type { Supervised } from './supervise.ts'

type Part = keyof typeof people

const secondsOfTokens = 3600

const carryOut = (deed: Deed, ticket: string, key: string, by: Gongdan, as: (part: Part) => Gongdan) => {
  if (deed.do === 'pass')
    return as(deed.by)
      .tickets.pass(ticket, { key, ...(deed.reason && { reason: deed.reason }) })
      .one()
  if (deed.do === 'overrule' || deed.do === 'return')
    return as(deed.by).tickets[deed.do](ticket, { key, reason: deed.reason }).one()
  return by.tickets[deed.do](ticket, { key }).one()
}

/** The approver of the second step is away for two weeks, from the beginning of this day on. */
const delegate = (as: (part: Part) => Gongdan) => {
  const start = Math.floor(Date.now() / 86_400_000) * 86_400
  const { user, name } = people.administrator
  const absence = { to: { user_uuid: user, user_name: name }, start, end: start + 14 * 86_400, reason: '年假' }
  return as('secondApprover').delegations.create(absence, { key: `demo-delegation-${start}` })
}

/**
 * Fills the demo's tenant through the API, as its people, with processes and a few dozen tickets in every state; nothing where
 * that was done before. What a start that was ended left half done is completed by the next one, under the same keys.
 * Gives how many tickets were added.
 */
export const fillDemo = async (gatewayUrl: string, issuer: Issuer): Promise<number> => {
  const clients = new Map(
    await Promise.all(
      (Object.keys(people) as Part[]).map(async (part) => {
        const token = await issuer.token(people[part], secondsOfTokens)
        return [part, createGongdan({ baseUrl: gatewayUrl, token })] as const
      }),
    ),
  )
  const as = (part: Part): Gongdan => {
    const found = clients.get(part)
    if (found === undefined) throw new TypeError(`nobody is ${part}`)
    return found
  }
  // A caller is known by name from then on, so that approvers can be picked by name.
  for (const client of clients.values()) await client.tickets.count()
  // Where the last one is, all are. It is a draft, which its applicant alone sees.
  const last = demoTickets.at(-1)
  if (last === undefined) return 0
  const { list } = await as(last.by).tickets.list({ name: last.body.ticket_name ?? '', page_size: 1 })
  if (list.length > 0) return 0

  const processes = new Map<string, string>()
  for (const [name, body] of Object.entries(demoProcesses)) {
    const { process_uuid } = await as('administrator').processes.create(body, { key: `demo-process-${name}` })
    processes.set(name, process_uuid)
  }
  for (const [index, { by, process, body, isDraft, deeds }] of demoTickets.entries()) {
    const whole = { ...body, process_uuid: processes.get(process) ?? '' }
    const { tickets } = as(by)
    const given = { key: `demo-ticket-${index}` }
    const { ticket_uuid } = await (isDraft ? tickets.save(whole, given) : tickets.submit(whole, given))
    for (const [step, deed] of deeds.entries())
      await carryOut(deed, ticket_uuid, `demo-ticket-${index}-${step}`, as(by), as)
  }
  await delegate(as)
  return demoTickets.length
}

/** What services of the demo are told: approved machines wait for the example fulfiller. */
export const demoEnvironment = {
  FULFILLED_TYPES: process.env.FULFILLED_TYPES || 'TENCENT_IMAGE_CREATE,VM_SPECIFICATION',
}

/** Starts the example fulfiller, which makes believe that it creates the machines of approved tickets. */
export const startDemoFulfiller = async (run: Run, gatewayUrl: string, issuer: Issuer): Promise<Supervised> => {
  const roles = [{ uuid: 'fulfiller', name: '执行方' }]
  const subject = { user: 'demo-fulfiller', name: '云主机平台', tenant: 'system', tenantName: '平台', roles }
  return run.start({
    name: 'fulfiller',
    command: process.execPath,
    args: [join(root, 'test/fulfiller/machines.ts')],
    // A day is the longest that the gateway takes a token for.
    env: { GONGDAN_URL: gatewayUrl, GONGDAN_TOKEN: await issuer.token(subject, 86_400) },
    log: run.logFile('fulfiller'),
    readyWithinMs: 1_000,
    stopWithinMs: 5_000,
  })
}
