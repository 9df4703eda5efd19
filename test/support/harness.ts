import { ProcessRef } from '@gongdan/contracts'
import type { ServiceKeys } from '../../deploy/local/serviceKeys.ts'
import type { Scale } from '../../deploy/local/startArguments.ts'
import { type Caller, type CallerOptions, createCaller, ticketUuid } from './caller.ts'
import { type Ledger, openLedger } from './ledger.ts'
import { type Person, people, roles, step, tenant } from './people.ts'
import { startSystem, type TestSystem } from './system.ts'

/** The real system, its ledger, and the calls that many tests make. */
export interface Harness {
  readonly system: TestSystem
  readonly ledger: Ledger
  /** Calls as a person, on the first gateway or on the one of that number, counted round and round. */
  as(person: Person, gateway?: number): Caller
  /** The administrator defines a process whose steps these roles own; gives its uuid. */
  defineProcess(steps: readonly (keyof typeof roles)[]): Promise<string>
  /** The applicant submits a ticket of type FEEDBACK; gives its uuid. */
  submit(name: string, processUuid: string): Promise<string>
  close(): Promise<void>
}

type Environment = Readonly<Record<string, string>>

/** The system under test: processes of this machine, or, where `COMPOSED` is set, the one that docker compose runs. */
const findSystem = async (
  scale: Scale,
  env: Environment,
  serviceKeys: ServiceKeys | undefined,
): Promise<TestSystem> => {
  if (process.env.COMPOSED === undefined) return startSystem({ scale, env, ...(serviceKeys && { serviceKeys }) })
  const { composedSystem } = await import('./composed.ts')
  return composedSystem()
}

/** Gives callers for everybody: `as(person)` on the first gateway, or `as(person, n)` on another, counted round and round. */
export const openPeople = async (
  system: TestSystem,
  ttlSeconds?: number,
  options: CallerOptions = patient,
): Promise<Harness['as']> => {
  const tokens = new Map<string, string>()
  for (const [person, subject] of Object.entries(people)) tokens.set(person, await system.token(subject, ttlSeconds))
  return (person, gateway = 0) =>
    createCaller(system.urls[gateway % system.urls.length] ?? system.url, tokens.get(person) ?? '', options)
}

/** The administrator defines a process whose steps these roles own, of several any; gives its uuid. */
export const defineProcess = async (
  { as }: Pick<Harness, 'as'>,
  steps: readonly (keyof typeof roles | readonly (keyof typeof roles)[])[],
) => {
  const process = {
    tenant_uuid: tenant.tenant,
    process_name: steps.join(', '),
    approval_list: steps.map((owner) =>
      typeof owner === 'string' ? step(roles[owner]) : { approvers: owner.map((one) => step(roles[one])) },
    ),
  }
  return ProcessRef.parse((await as('administrator').post('ticket/process/create', process)).data).process_uuid
}

/** `env` goes to every service, over what it would have. */
export const openHarness = async (
  scale: Scale = {},
  env: Environment = {},
  serviceKeys?: ServiceKeys,
): Promise<Harness> => {
  const system = await findSystem(scale, env, serviceKeys)
  const ledger = await openLedger(system)
  const as = await openPeople(system)
  return {
    system,
    ledger,
    as,
    defineProcess: (steps) => defineProcess({ as }, steps),
    submit: async (name, processUuid) =>
      ticketUuid(await as('applicant').post('ticket/submit', feedback(name, processUuid))),
    close: async () => {
      await ledger.close()
      await system.stop()
    },
  }
}

/** For callers in systems whose gateways are killed: they wait as long as a gateway lets them, unless a call says otherwise. */
export const patient = { headers: { prefer: 'wait=30' }, isPooled: false } as const

/** The body of a submit that needs no section. */
export const feedback = (name: string, processUuid: string) => ({
  ticket_name: name,
  type: 'FEEDBACK',
  reason: '控制台很慢',
  process_uuid: processUuid,
})
