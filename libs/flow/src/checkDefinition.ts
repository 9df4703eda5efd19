import type { ProcessSettings, Step, StepSettings } from '@gongdan/contracts'
import { neededOf, seatsOf, settingsOf } from './definition.ts'
import { mostSeated } from './seating.ts'

const MAX_SEATS = 60

/** Reads a condition: gives what is wrong with it in English, or null. */
export type CheckCondition = (condition: string) => string | null

/** Whether a process says no more than one role after another, as the original API does. */
export const isPlain = (steps: readonly Step[], { autoPass, cc, forbid }: ProcessSettings): boolean =>
  steps.every(({ settings }) => settings === undefined) && autoPass === null && cc.length === 0 && forbid.length === 0

/** What is wrong with a process (contract §4, 4005), as a field and a reason in English; null when it can be followed. */
export const problemOf = (
  steps: readonly Step[],
  { autoPass }: Pick<ProcessSettings, 'autoPass'>,
  checkCondition: CheckCondition,
): string | null => {
  const settings = steps.map(settingsOf)
  const seats = settings.flatMap(seatsOf).length
  if (seats > MAX_SEATS) return `approval_list: has ${seats} seats, and at most ${MAX_SEATS} are possible`
  const condition = autoPass === null ? null : checkCondition(autoPass)
  if (condition !== null) return `auto_pass: ${condition}`
  for (const [index, step] of settings.entries()) {
    const problem = problemOfStep(step, settings.slice(0, index), checkCondition)
    if (problem !== null) return `approval_list[${index}].${problem}`
  }
  return null
}

const problemOfStep = (
  step: StepSettings,
  before: readonly StepSettings[],
  checkCondition: CheckCondition,
): string | null => {
  const { key, after, need, when, due } = step
  const keys = before.map((one) => one.key)
  if (keys.includes(key)) return `step_key: ${key} is the key of another step`
  const unknown = (after ?? []).find((one) => !keys.includes(one))
  if (unknown !== undefined) return `after: ${unknown} is not the key of an earlier step`
  const seats = seatsOf(step)
  const needed = neededOf(need, seats.length)
  if (needed === null) return 'need: must be any, all, a number of approvers, or a percentage from 1% to 100%'
  if (needed > seats.length) return `need: the step has only ${seats.length} approvers`
  if (mostSeated(seats, [], '') < needed) return 'approvers: names too few different people'
  const condition = when === null ? null : checkCondition(when)
  if (condition !== null) return `when: ${condition}`
  if (due?.action === 'escalate' && due.escalateTo === null) return 'escalate_to: is missing'
  return null
}
