import type { SeatOwner, Step, StepSettings } from '@gongdan/contracts'
import type { Seat } from './flow.ts'

/** A step as a process defines it, plain ones included. */
export const settingsOf = (step: Step, index: number): StepSettings => step.settings ?? plainSettingsOf(step, index)

const plainSettingsOf = ({ tenantUuid, tenantName, roleUuid, roleName }: Step, index: number): StepSettings => ({
  key: String(index),
  name: '',
  approvers: [{ owner: { kind: 'role', tenantUuid, tenantName, roleUuid, roleName }, count: 1 }],
  need: 'any',
  veto: true,
  after: null,
  when: null,
  due: null,
})

/** The seats of a step: a role with `count` is that many. */
export const seatsOf = ({ approvers }: StepSettings): readonly Seat[] =>
  approvers.flatMap(({ owner, count }) => Array.from({ length: count }, (): Seat => ({ owners: [owner] })))

/** The owners that a step names as its approvers. */
export const approversOf = (step: Step): readonly SeatOwner[] => settingsOf(step, 0).approvers.map(({ owner }) => owner)

/** How many of so many seats must be filled; null for a text that does not say. A number may be more than there are seats. */
export const neededOf = (need: string, seats: number): number | null => {
  if (need === 'any') return 1
  if (need === 'all') return seats
  const [, digits = '', percent] = /^(\d{1,3})(%?)$/.exec(need) ?? []
  const number = Number(digits)
  if (number === 0 || (percent !== '' && number > 100)) return null
  return percent === '' ? number : Math.ceil((seats * number) / 100)
}
