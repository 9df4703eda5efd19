import { ProcessRef } from '@gongdan/contracts'
import { connect } from '@gongdan/store'
import { eventually } from '../support/eventually.ts'
import { defineProcess } from '../support/harness.ts'
import { people, roles, step, tenant } from '../support/people.ts'
import type { FaultHarness } from './faultHarness.ts'

/** Processes that the load submits its tickets under. */
export interface LoadProcesses {
  /** Those that one or two approvals pass. */
  readonly quick: readonly string[]
  /** Those of several approvers, branches, conditions and due times. */
  readonly rich: readonly string[]
}

const { first, second } = roles
const third = { tenant_uuid: tenant.tenant, user_uuid: people.thirdApprover.user }
const everybody = [step(first), step(second), third]

interface Definition {
  readonly approval_list: readonly object[]
  readonly auto_pass?: string
}

const quick: readonly Definition[] = [
  { approval_list: [{ approvers: everybody }] },
  { approval_list: [{ approvers: [step(first), step(second)] }], auto_pass: 'ticket.name.endsWith("7")' },
]

const rich: readonly Definition[] = [
  { approval_list: [{ approvers: everybody, need: 2, veto: false }] },
  { approval_list: [{ approvers: [step(first), step(second)], need: 'all' }, step(first)] },
  {
    // Two branches and their join, which half of the tickets do without.
    approval_list: [
      { ...step(first), step_key: 'left', after: [] },
      { approvers: [step(second), third], need: '60%', step_key: 'right', after: [] },
      { approvers: everybody, step_key: 'join', after: ['left', 'right'], when: 'ticket.name.contains("3")' },
    ],
  },
]

/** `due_in` and `remind_in` are seconds here, which a process may not say: it waits a minute at least. */
const timed: readonly Definition[] = [
  {
    approval_list: [
      { ...step(first), due_in: 60, remind_in: [], on_due: 'escalate', escalate_to: third },
      { ...step(second), due_in: 120, remind_in: [60], on_due: 'pass' },
    ],
  },
  {
    approval_list: [
      { approvers: everybody, need: 'all', veto: false, after: [], due_in: 120, remind_in: [60], on_due: 'overrule' },
      { ...step(second), after: [], due_in: 60, on_due: 'tell' },
    ],
  },
]

/** A minute of a definition is so many seconds for the tickets of the load. */
const minuteS = 2

interface StoredDefinition {
  readonly _id: string
  readonly definition: {
    readonly steps: readonly {
      readonly settings: { readonly due: { readonly in: number; readonly remindIn: readonly number[] } | null }
    }[]
  }
}

/** Makes the minutes of processes short, in the copy that the ticket service plans by. */
const shorten = async (mongodbUrl: string, processUuids: readonly string[]): Promise<void> => {
  const store = await connect(mongodbUrl, 'ticket')
  const definitions = store.db.collection<StoredDefinition>('definitions')
  const short = (seconds: number) => (seconds / 60) * minuteS
  try {
    for (const _id of processUuids) {
      const { definition } = await eventually(
        async () => {
          const found = await definitions.findOne({ _id, seq: { $gt: 0 } })
          if (found === null) throw new Error(`the ticket service does not know process ${_id}`)
          return found
        },
        { withinMs: 30_000 },
      )
      const steps = definition.steps.map(({ settings, ...owner }) => {
        const due = settings.due && {
          ...settings.due,
          in: short(settings.due.in),
          remindIn: settings.due.remindIn.map(short),
        }
        return { ...owner, settings: { ...settings, due } }
      })
      await definitions.updateOne({ _id }, { $set: { 'definition.steps': steps } })
    }
  } finally {
    await store.close()
  }
}

/** A plain process, and a rich one, which the first approver can pass alone. */
export const bothKinds = async (harness: FaultHarness): Promise<readonly [string, string]> => [
  await defineProcess(harness, ['first']),
  await defineProcess(harness, [['first', 'second']]),
]

/** Defines the processes of a load, plain ones among them. */
export const defineProcesses = async (harness: FaultHarness): Promise<LoadProcesses> => {
  const define = async (definition: Definition, index: number) => {
    const body = { tenant_uuid: tenant.tenant, process_name: `load ${index}`, ...definition }
    const { data } = await harness.as('administrator').post('ticket/process/create', body)
    return ProcessRef.parse(data).process_uuid
  }
  const plain = [await defineProcess(harness, ['first']), await defineProcess(harness, ['first', 'second'])]
  const inTime = await Promise.all(timed.map(define))
  await shorten(harness.direct.mongodbUrl, inTime)
  return {
    quick: [...plain, ...(await Promise.all(quick.map(define)))],
    rich: [...(await Promise.all(rich.map(define))), ...inTime],
  }
}
