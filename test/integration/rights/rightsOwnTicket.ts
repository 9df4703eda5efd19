import { randomUUID } from 'node:crypto'
import type { Caller } from '../../support/caller.ts'
import { resultsOf } from '../../support/openCallers.ts'
import { feedback, imageTicket, people, type RightsHarness, step } from './rightsHarness.ts'

/** A person's attempt to approve their own ticket: the ticket, and the answer to each call. */
export interface Attempt {
  readonly ticket: string
  readonly scodes: readonly number[]
}

const takenOver = 'of which a colleague tries to make himself the applicant first'
const asIfPassed = 'by going on as if it were passed'
/** The answers where they are not, each time, 3004. */
export const otherRefusals: Readonly<Record<string, readonly number[]>> = {
  [takenOver]: [3001, 3004],
  [asIfPassed]: [5002, 3002, 3002, 3002, 3002, 3002],
}

const lin = people.applicant
const role = (uuid: string) => ({ uuid, name: uuid })

/** What the ways below have in common. */
export const toolsOf = ({ callers, signIn, createProcess, write, act, process }: RightsHarness) => {
  /** Lin with more roles, in the same tenant or under the same user id in another. */
  const linWith = (...roles: readonly string[]) => signIn({ ...lin, roles: [...lin.roles, ...roles.map(role)] })
  const linAt = (tenant: string, ...roles: readonly string[]) =>
    signIn({ ...lin, tenant, tenantName: tenant, roles: roles.map(role) })
  /** On the process of two steps, unless another is given. */
  const submit = (who = callers.applicant, process_uuid = process) =>
    write(who, 'submit', { ...feedback, process_uuid })
  const decide = async (who: Caller, ticket: string, more: object = {}, route = 'ticket/pass'): Promise<Attempt> => {
    const reply = await who.post(`/v1/${route}`, { list: [ticket], reason: 'mine', ...more })
    return { ticket, scodes: resultsOf(reply).map(({ scode }) => scode) }
  }
  return {
    callers,
    process,
    createProcess,
    write,
    act,
    linWith,
    linAt,
    oneStep: (roleUuid: string) => createProcess(callers.administrator, 'acme', step(roleUuid)),
    edit: async (process_uuid: string, ...approval_list: readonly object[]) => {
      const edited = { process_uuid, tenant_uuid: 'acme', process_name: 'edited', approval_list }
      const { envelope } = await callers.administrator.post('/v1/ticket/process/update', edited)
      if (envelope.scode !== 0) throw new Error(`the process was not edited: ${envelope.scode}`)
    },
    submit,
    decide,
    /** Submits as one caller and passes as another, who is the same person. */
    passAs: async (who: Caller, process_uuid = process, submitter = callers.applicant) =>
      decide(who, await submit(submitter, process_uuid)),
  }
}
type Tools = ReturnType<typeof toolsOf>

/** The ways by which a person might approve their own ticket. Each makes its own ticket and tries. */
export const waysToApproveOnesOwn: Readonly<Record<string, (tools: Tools) => Promise<Attempt>>> = {
  'without any role': ({ callers, passAs }) => passAs(callers.applicant),
  'with the role of the current step, had from the start': async ({ linWith, oneStep, passAs }) => {
    const both = await linWith('lead')
    return passAs(both, await oneStep('lead'), both)
  },
  'with the role of the current step, got after the submission': async ({ linWith, passAs }) =>
    passAs(await linWith('lead')),
  'with the roles of both steps': async ({ linWith, passAs }) => passAs(await linWith('lead', 'keeper')),
  'with the role of the second step, once the first is passed': async ({ callers, act, linWith, submit, decide }) => {
    const ticket = await submit()
    await act(callers.lead, 'pass', [ticket])
    return decide(await linWith('keeper'), ticket)
  },
  'with the role of the last step, the first of which was skipped for him': async ({ process, linWith, passAs }) => {
    const both = await linWith('lead', 'keeper')
    return passAs(both, process, both)
  },
  'as tenant administrator, on the built-in process': async ({ linWith, passAs }) => {
    const asAdministrator = await linWith('acme')
    return passAs(asAdministrator, 'system', asAdministrator)
  },
  'as tenant administrator of today, on the built-in process': async ({ linWith, passAs }) =>
    passAs(await linWith('acme'), 'system'),
  'as tenant administrator, on a process whose only step is his': async ({ linWith, oneStep, passAs }) => {
    const asAdministrator = await linWith('acme')
    return passAs(asAdministrator, await oneStep('acme'), asAdministrator)
  },
  'as super administrator, on the built-in process': async ({ linAt, passAs }) => {
    const asRoot = await linAt('system', 'system')
    return passAs(asRoot, 'system', asRoot)
  },
  'as super administrator, on a process whose only step is his': async ({ createProcess, linAt, passAs }) => {
    const asRoot = await linAt('system', 'system')
    return passAs(asRoot, await createProcess(asRoot, 'system', step('system', 'system')), asRoot)
  },
  'as super administrator under the same user id, once the tenant administrator has passed it': async ({
    callers,
    act,
    linAt,
    submit,
    decide,
  }) => {
    const ticket = await submit(callers.applicant, 'system')
    await act(callers.administrator, 'pass', [ticket])
    return decide(await linAt('system', 'system'), ticket)
  },
  'under the same user id in another tenant that owns the step': async ({ callers, createProcess, linAt, passAs }) => {
    const shared = await createProcess(callers.superAdministrator, 'acme', step('lead', 'umbrella'))
    return passAs(await linAt('umbrella', 'lead'), shared)
  },
  'on a process that he has made himself': async ({ createProcess, linWith, passAs }) => {
    const asAdministrator = await linWith('acme')
    const mine = await createProcess(asAdministrator, 'acme', step('developer'))
    return passAs(asAdministrator, mine, asAdministrator)
  },
  'on a process that was edited to his role after the submission': async ({
    callers,
    oneStep,
    edit,
    submit,
    decide,
  }) => {
    const changing = await oneStep('lead')
    const ticket = await submit(callers.applicant, changing)
    await edit(changing, step('developer'))
    return decide(callers.applicant, ticket)
  },
  'on a process that was edited to his role before he submits again': async ({
    callers,
    act,
    oneStep,
    edit,
    submit,
    decide,
  }) => {
    const changing = await oneStep('lead')
    const ticket = await submit(callers.applicant, changing)
    await act(callers.applicant, 'withdraw', [ticket])
    await edit(changing, step('developer'), step('developer'))
    await act(callers.applicant, 'saved/submit', [ticket])
    return decide(callers.applicant, ticket)
  },
  'after submitting what was withdrawn again, with new roles': async ({ callers, act, linWith, submit, decide }) => {
    const ticket = await submit()
    await act(callers.applicant, 'withdraw', [ticket])
    const both = await linWith('lead', 'keeper')
    await act(both, 'saved/submit', [ticket])
    return decide(both, ticket)
  },
  'after submitting what was overruled again, with new roles': async ({ callers, act, linWith, submit, decide }) => {
    const ticket = await submit()
    await act(callers.lead, 'overrule', [ticket], { reason: 'no' })
    const both = await linWith('lead', 'keeper')
    await act(both, 'overruled/submit', [ticket])
    return decide(both, ticket)
  },
  'in a batch with tickets of others': async ({ callers, linWith, submit }) => {
    const asLead = await linWith('lead')
    const [ticket, other] = [await submit(), await submit(callers.colleague)]
    const scodes = resultsOf(await asLead.post('/v1/ticket/pass', { list: [other, ticket] })).map(({ scode }) => scode)
    if (scodes[0] !== 0) throw new Error('the other ticket is his to pass')
    return { ticket, scodes: scodes.slice(1) }
  },
  'several times in one batch, with the version that he has read': async ({ linWith, submit, decide }) => {
    const ticket = await submit()
    const asLead = await linWith('lead')
    return decide(asLead, ticket, { list: [ticket, { ticket_uuid: ticket, version: 1 }, ticket.toUpperCase()] })
  },
  'in sixteen calls at once, beside the one who may': async ({ callers, act, linWith, submit, decide }) => {
    const ticket = await submit()
    const both = await linWith('lead', 'keeper')
    const mine = Promise.all(Array.from({ length: 16 }, () => decide(both, ticket)))
    await act(callers.lead, 'pass', [ticket])
    return { ticket, scodes: (await mine).flatMap(({ scodes }) => scodes) }
  },
  'in the background': async ({ linWith, submit }) => {
    const ticket = await submit()
    const asLead = await linWith('lead')
    const accepted = await asLead.post('/v1/ticket/pass', { list: [ticket] }, { prefer: 'respond-async' })
    const result = () => asLead.get(String(accepted.headers.location))
    for (let reply = await result(); ; reply = await result()) {
      if (reply.envelope.scode !== 12) return { ticket, scodes: resultsOf(reply).map(({ scode }) => scode) }
    }
  },
  'under the idempotency key by which an approver has passed something': async ({ callers, linWith, submit }) => {
    const ticket = await submit()
    const key = { 'idempotency-key': randomUUID() }
    await callers.lead.post('/v1/ticket/pass', { list: [await submit(callers.colleague)] }, key)
    const reply = await (await linWith('lead')).post('/v1/ticket/pass', { list: [ticket] }, key)
    return { ticket, scodes: resultsOf(reply).map(({ scode }) => scode) }
  },
  'claiming in the request to be another person': async ({ linWith, submit, decide }) => {
    const me = { principal: { userUuid: 'mei' }, user_uuid: 'mei', applyer_uuid: 'wei', tenant_uuid: 'acme' }
    return decide(await linWith('lead'), await submit(), me)
  },
  'claiming in the ticket that it is passed, and another person’s': async ({ callers, write, linWith, decide }) => {
    const plan = { ticket_state: '已通过', state: 'passed', applyer_uuid: 'wei', processers: [], plan: { steps: [] } }
    const ticket = await write(callers.applicant, 'submit', { ...feedback, ...plan })
    return decide(await linWith('lead'), ticket)
  },
  [takenOver]: async ({ callers, process, write, act, linWith, decide }) => {
    const ticket = await write(callers.applicant, 'save', feedback)
    const taken = await callers.colleague.post('/v1/ticket/submit', {
      ...feedback,
      ticket_uuid: ticket,
      process_uuid: process,
    })
    await act(callers.applicant, 'saved/submit', [ticket])
    const attempt = await decide(await linWith('lead'), ticket)
    return { ticket, scodes: [taken.envelope.scode, ...attempt.scodes] }
  },
  'by overruling it': async ({ linWith, submit, decide }) =>
    decide(await linWith('lead'), await submit(), {}, 'ticket/overrule'),
  'by overruling it as old clients do': async ({ linWith, submit }) => {
    const ticket = await submit()
    const reply = await (await linWith('lead')).get('/v1/ticket/overrule', { body: { list: [ticket], reason: 'mine' } })
    return { ticket, scodes: resultsOf(reply).map(({ scode }) => scode) }
  },
  'by terminating it as an administrator': async ({ linWith, submit, decide }) =>
    decide(await linWith('acme'), await submit(), {}, 'ticket/terminate'),
  'by returning it': async ({ linWith, submit, decide }) =>
    decide(await linWith('lead'), await submit(), {}, 'ticket/return'),
  'by adding approvers to it': async ({ linWith, submit, decide }) =>
    decide(
      await linWith('lead'),
      await submit(),
      { where: 'after', approvers: [{ tenant_uuid: 'acme', role_uuid: 'keeper' }] },
      'ticket/approver/add',
    ),
  'by giving it to someone else as an administrator': async ({ linWith, submit, decide }) =>
    decide(await linWith('acme'), await submit(), { to: { user_uuid: 'kai' } }, 'ticket/transfer'),
  [asIfPassed]: async ({ callers, write, decide }) => {
    const ticket = await write(callers.applicant, 'submit', imageTicket)
    const actions = ['confirm', 'archive', 'delete', 'saved/submit', 'overruled/submit']
    const attempts: Attempt[] = []
    for (const route of ['tencent/image/create', ...actions.map((action) => `ticket/${action}`)]) {
      attempts.push(await decide(callers.applicant, ticket, {}, route))
    }
    return { ticket, scodes: attempts.flatMap(({ scodes }) => scodes) }
  },
  'once he has passed tickets of his colleague': async ({ callers, act, linWith, submit, decide }) => {
    const both = await linWith('lead', 'keeper')
    await act(both, 'pass', [await submit(callers.colleague)])
    const ticket = await submit()
    await act(callers.lead, 'pass', [ticket])
    return decide(both, ticket)
  },
}
