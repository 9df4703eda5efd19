import type { Forbiddable } from '@gongdan/contracts'
import { fromView, type Owner, toBody as ownerBody } from '../people/owner.ts'

export const dueActions = ['tell', 'escalate', 'pass', 'overrule'] as const
export type DueAction = (typeof dueActions)[number]

/** Who approves in a step: a role with `count` is that many people of it. */
export interface Approver {
  readonly owner: Owner
  readonly count: number
}

/** A step as it is designed. `after` are the keys of the steps it waits for; null: the one before it. Durations are seconds; NaN is
 * what was entered as one and is none, which is refused. */
export interface DesignStep {
  readonly key: string
  readonly name: string
  readonly approvers: readonly Approver[]
  /** `any`, `all`, a number of people, or a percentage such as `60%`. */
  readonly need: string
  readonly veto: boolean
  readonly after: readonly string[] | null
  readonly when: string
  readonly dueIn: number | null
  readonly remindIn: readonly number[]
  readonly onDue: DueAction
  readonly escalateTo: Owner | null
}

/** A process as it is designed. */
export interface Design {
  readonly name: string
  readonly description: string
  readonly steps: readonly DesignStep[]
  readonly autoPass: string
  readonly cc: readonly Owner[]
  readonly forbid: readonly Forbiddable[]
}

const blankStep: Omit<DesignStep, 'key'> = {
  name: '',
  approvers: [],
  need: 'any',
  veto: true,
  after: null,
  when: '',
  dueIn: null,
  remindIn: [],
  onDue: 'tell',
  escalateTo: null,
}

const MAX_STEPS = 20

const freeKey = (steps: readonly DesignStep[]): string => {
  const taken = new Set(steps.map(({ key }) => key))
  return Array.from({ length: MAX_STEPS + 1 }, (_, index) => `s${index + 1}`).find((key) => !taken.has(key)) ?? 's'
}

export const emptyDesign = (): Design => ({
  name: '',
  description: '',
  steps: [{ key: 's1', ...blankStep }],
  autoPass: '',
  cc: [],
  forbid: [],
})

interface OwnerView {
  readonly tenant_uuid: string
  readonly tenant_name?: string
  readonly role_uuid?: string
  readonly role_name?: string
  readonly user_uuid?: string
  readonly user_name?: string
}
interface StepShown extends OwnerView {
  readonly approvers?: readonly (OwnerView & { readonly count?: number })[]
  readonly step_key?: string
  readonly step_name?: string
  readonly need?: string
  readonly veto?: boolean
  readonly after?: readonly string[]
  readonly when?: string
  readonly due_in?: number
  readonly remind_in?: readonly number[]
  readonly on_due?: DueAction
  readonly escalate_to?: OwnerView
}
/** A process as inspect shows it. */
export interface ProcessShown {
  readonly process_name: string
  readonly description: string
  readonly process_list: readonly StepShown[]
  readonly auto_pass?: string
  readonly cc?: readonly OwnerView[]
  readonly forbid?: readonly Forbiddable[]
}

/** A process as it is, for editing: a step that says no more than a role has its place as its key. */
export const toDesign = (process: ProcessShown): Design => ({
  name: process.process_name,
  description: process.description,
  steps: process.process_list.map(
    (step, index): DesignStep => ({
      key: step.step_key ?? String(index),
      name: step.step_name ?? '',
      approvers: (step.approvers ?? [step]).map((one) => ({
        owner: fromView(one),
        count: 'count' in one && one.count !== undefined ? one.count : 1,
      })),
      need: step.need ?? 'any',
      veto: step.veto ?? true,
      after: step.after ?? null,
      when: step.when ?? '',
      dueIn: step.due_in ?? null,
      remindIn: step.remind_in ?? [],
      onDue: step.on_due ?? 'tell',
      escalateTo: step.escalate_to === undefined ? null : fromView(step.escalate_to),
    }),
  ),
  autoPass: process.auto_pass ?? '',
  cc: (process.cc ?? []).map(fromView),
  forbid: process.forbid ?? [],
})

/** Whether a step says no more than which role approves, as the original API does. */
const isPlain = ({ name, approvers, need, veto, after, when, dueIn, remindIn }: DesignStep): boolean => {
  const [only] = approvers
  const isOneRole = approvers.length === 1 && only?.owner.kind === 'role' && only.count === 1
  const saysNothing = name === '' && need === 'any' && veto && after === null && when === ''
  return isOneRole && saysNothing && dueIn === null && remindIn.length === 0
}

const approverBody = ({ owner, count }: Approver) => ({ ...ownerBody(owner), ...(count > 1 ? { count } : {}) })

const stepBody = (step: DesignStep) => ({
  step_key: step.key,
  ...(step.name.trim() === '' ? {} : { step_name: step.name }),
  approvers: step.approvers.map(approverBody),
  need: step.need,
  veto: step.veto,
  ...(step.after === null ? {} : { after: step.after }),
  ...(step.when.trim() === '' ? {} : { when: step.when.trim() }),
  ...(step.dueIn === null ? {} : { due_in: step.dueIn }),
  ...(step.remindIn.length === 0 ? {} : { remind_in: step.remindIn }),
  ...(step.dueIn === null ? {} : { on_due: step.onDue }),
  ...(step.dueIn === null || step.onDue !== 'escalate' || step.escalateTo === null
    ? {}
    : { escalate_to: ownerBody(step.escalateTo) }),
})

/** What is sent: plain steps as the original API has them, so that old clients can go on editing such a process. */
export const toBody = (design: Design, tenantUuid: string) => {
  const { name, description, steps, autoPass, cc, forbid } = design
  const isAllPlain = steps.every(isPlain)
  return {
    tenant_uuid: tenantUuid,
    process_name: name,
    description,
    approval_list: steps.map((step) => {
      const [only] = step.approvers
      return isAllPlain && only !== undefined ? ownerBody(only.owner) : stepBody(step)
    }),
    auto_pass: autoPass.trim(),
    cc: cc.map(ownerBody),
    forbid: [...forbid],
  }
}

/** The keys of the steps that a step waits for. */
export const resolvedAfter = (steps: readonly DesignStep[], index: number): readonly string[] => {
  const before = steps[index - 1]
  return steps[index]?.after ?? (before === undefined ? [] : [before.key])
}

/** When a step begins, as it is chosen: `together` is with the one before it. */
export type Beginning = 'previous' | 'together' | 'start' | 'chosen'

const isSameSet = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((key) => other.includes(key))

export const beginningOf = (steps: readonly DesignStep[], index: number): Beginning => {
  const after = steps[index]?.after ?? null
  const before = steps[index - 1]
  if (after === null || before === undefined || isSameSet(after, [before.key])) return 'previous'
  if (isSameSet(after, resolvedAfter(steps, index - 1))) return 'together'
  return after.length === 0 ? 'start' : 'chosen'
}

/** What a step waits for, for a beginning that was chosen. */
export const afterFor = (
  steps: readonly DesignStep[],
  index: number,
  beginning: Beginning,
): readonly string[] | null => {
  switch (beginning) {
    case 'previous':
      return null
    case 'together':
      return resolvedAfter(steps, index - 1)
    case 'start':
      return []
    case 'chosen':
      return resolvedAfter(steps, index)
  }
}

/** No step waits for one that is not before it: what moved or went is left out. */
const withEarlierOnly = (steps: readonly DesignStep[]): readonly DesignStep[] =>
  steps.map((step, index) => {
    if (step.after === null) return step
    const earlier = new Set(steps.slice(0, index).map(({ key }) => key))
    const after = step.after.filter((key) => earlier.has(key))
    // What only waited for steps that are gone, waits for the one before it again.
    return { ...step, after: after.length === 0 && step.after.length > 0 ? null : after }
  })

/** A further step behind all; with the one at `beside`, if given: it begins when that one does. */
export const addStep = (steps: readonly DesignStep[], beside?: number): readonly DesignStep[] => {
  if (steps.length >= MAX_STEPS) return steps
  const step = { key: freeKey(steps), ...blankStep }
  if (beside === undefined) return [...steps, step]
  const added = { ...step, after: resolvedAfter(steps, beside) }
  const place = beside + 1
  // What came after the one before by default, comes after both.
  const rest = steps.slice(place).map((one, index) => {
    const before = steps[beside]?.key
    const waits = index === 0 && one.after === null ? before : undefined
    if (waits !== undefined) return { ...one, after: [waits, added.key] }
    return one.after !== null && before !== undefined && one.after.includes(before)
      ? { ...one, after: [...one.after, added.key] }
      : one
  })
  return [...steps.slice(0, place), added, ...rest]
}

export const removeStep = (steps: readonly DesignStep[], index: number): readonly DesignStep[] =>
  steps.length === 1 ? steps : withEarlierOnly(steps.filter((_, at) => at !== index))

export const moveStep = (steps: readonly DesignStep[], index: number, by: 1 | -1): readonly DesignStep[] => {
  const [one, other] = [steps[index], steps[index + by]]
  if (one === undefined || other === undefined) return steps
  return withEarlierOnly(steps.with(index, other).with(index + by, one))
}

export const changeStep = (
  steps: readonly DesignStep[],
  index: number,
  given: Partial<DesignStep>,
): readonly DesignStep[] => steps.map((step, at) => (at === index ? { ...step, ...given } : step))

/** Where in a design a message of the service belongs. */
export interface DesignProblem {
  /** `process_name`, `auto_pass`, …, or the field of a step; empty for the whole. */
  readonly field: string
  readonly step: number | null
  readonly en: string
  readonly cn: string
}

/** Finds the place that `desc` speaks of: `approval_list[1].when: …` or `approval_list.1.need: …`. */
export const toDesignProblem = (en: string, cn: string): DesignProblem => {
  const cut = (text: string, path: string) => text.slice(path.length).replace(/^(:\s|：|\s)/, '')
  const [path = ''] = /^[\w.[\]]+/.exec(en) ?? []
  const texts = { en: cut(en, path), cn: cn.startsWith(path) ? cut(cn, path) : cn || cut(en, path) }
  const [, index, field = ''] = /^approval_list[.[](\d+)\]?\.?(\w*)/.exec(path) ?? []
  if (index !== undefined) return { step: Number(index), field: field === 'role_uuid' ? 'approvers' : field, ...texts }
  const known = ['process_name', 'description', 'auto_pass', 'cc', 'forbid', 'approval_list']
  const [head = ''] = path.split('.')
  return known.includes(head) ? { step: null, field: head, ...texts } : { step: null, field: '', en, cn: cn || en }
}

/** Places where the same role approves twice in a row, which asks the same people once more. */
export const repeatedSteps = (steps: readonly DesignStep[]): readonly number[] =>
  steps.flatMap((step, index) => {
    const before = steps[index - 1]
    if (before === undefined || step.after !== null || step.when !== before.when) return []
    const keyOf = ({ approvers }: DesignStep) =>
      approvers
        .map(({ owner }) => `${owner.kind} ${owner.tenantUuid} ${owner.uuid}`)
        .toSorted()
        .join()
    return step.approvers.length > 0 && keyOf(step) === keyOf(before) ? [index] : []
  })
