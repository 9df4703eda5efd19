import { type Desc, type ProcessSettings, type Step, type StepSettings, said } from '@gongdan/contracts'
import { neededOf, seatsOf, settingsOf } from './definition.ts'
import { mostSeated } from './seating.ts'

const MAX_SEATS = 60

/** Reads a condition: gives what is wrong with it in English, or null. */
export type CheckCondition = (condition: string) => string | null

/** Whether a process says no more than one role after another, as the original API does. */
export const isPlain = (steps: readonly Step[], { autoPass, cc, forbid }: ProcessSettings): boolean =>
  steps.every(({ settings }) => settings === undefined) && autoPass === null && cc.length === 0 && forbid.length === 0

/** What is wrong with a process (contract §4, 4005): the field and the reason; null when it can be followed. */
export const problemOf = (
  steps: readonly Step[],
  { autoPass }: Pick<ProcessSettings, 'autoPass'>,
  checkCondition: CheckCondition,
): Desc | null => {
  const settings = steps.map(settingsOf)
  const seats = settings.flatMap(seatsOf).length
  if (seats > MAX_SEATS) {
    return said(
      `approval_list: has ${seats} seats, and at most ${MAX_SEATS} are possible`,
      `approval_list：共有 ${seats} 个审批席位，最多 ${MAX_SEATS} 个`,
    )
  }
  const condition = autoPass === null ? null : checkCondition(autoPass)
  if (condition !== null) return atField('auto_pass', unusable(condition))
  for (const [index, step] of settings.entries()) {
    const problem = problemOfStep(step, settings.slice(0, index), checkCondition)
    if (problem !== null) return atField(`approval_list[${index}].${problem.field}`, problem)
  }
  return null
}

interface Problem {
  readonly en: string
  readonly cn: string
}

const atField = (field: string, { en, cn }: Problem) => said(`${field}: ${en}`, `${field}：${cn}`)

const unusable = (problem: string): Problem => ({ en: problem, cn: `条件无法使用（${problem}）` })

const problemOfStep = (
  step: StepSettings,
  before: readonly StepSettings[],
  checkCondition: CheckCondition,
): (Problem & { readonly field: string }) | null => {
  const { key, after, need, when, due } = step
  const keys = before.map((one) => one.key)
  if (keys.includes(key)) {
    return { field: 'step_key', en: `${key} is the key of another step`, cn: `${key} 已用于其他步骤` }
  }
  const unknown = (after ?? []).find((one) => !keys.includes(one))
  if (unknown !== undefined) {
    return {
      field: 'after',
      en: `${unknown} is not the key of an earlier step`,
      cn: `${unknown} 不是前面步骤的 step_key`,
    }
  }
  const seats = seatsOf(step)
  const needed = neededOf(need, seats.length)
  if (needed === null) {
    return {
      field: 'need',
      en: 'must be any, all, a number of approvers, or a percentage from 1% to 100%',
      cn: '应为 any、all、人数，或 1% 到 100% 的百分比',
    }
  }
  if (needed > seats.length) {
    return { field: 'need', en: `the step has only ${seats.length} seats`, cn: `该步骤只有 ${seats.length} 个审批席位` }
  }
  if (mostSeated(seats, [], '') < needed) {
    return { field: 'approvers', en: 'names too few different people', cn: '不同的审批人不足' }
  }
  const condition = when === null ? null : checkCondition(when)
  if (condition !== null) return { field: 'when', ...unusable(condition) }
  if (due?.in === null && (due.action !== 'tell' || due.escalateTo !== null)) {
    return { field: 'due_in', en: 'is missing', cn: '缺少处理时限' }
  }
  if (due?.action === 'escalate' && due.escalateTo === null) {
    return { field: 'escalate_to', en: 'is missing', cn: '缺少升级对象' }
  }
  return null
}
