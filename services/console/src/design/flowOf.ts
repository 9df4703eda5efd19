import { neededOf } from '@gongdan/flow'
import type { FlowStep } from '../flow/flowSteps.ts'
import { type DesignStep, resolvedAfter } from './design.ts'

/** A design as the picture of an approval shows it. */
export const flowOf = (steps: readonly DesignStep[]): readonly FlowStep[] => {
  const placeOf = new Map(steps.map(({ key }, index) => [key, index]))
  return steps.map((step, index): FlowStep => {
    const seats = step.approvers.flatMap(({ owner, count }) => Array.from({ length: count }, () => owner))
    return {
      id: index,
      after: resolvedAfter(steps, index).flatMap((key) => placeOf.get(key) ?? []),
      name: step.name,
      state: 'planned',
      skippedBy: '',
      need: neededOf(step.need, seats.length) ?? 1,
      veto: step.veto,
      seats: seats.map((owner, id) => ({ id, owners: [owner.name || owner.uuid], state: 'open', by: '' })),
      votes: [],
      due: step.dueIn === null ? null : { within: step.dueIn },
      people: null,
      why: step.when,
    }
  })
}
