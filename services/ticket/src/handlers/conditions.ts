import { parseCondition } from '@gongdan/conditions'
import type { CheckCondition } from '@gongdan/flow'
import type { PlanContext } from '../domain/planFor.ts'

/** Conditions were checked when their process was written; one that cannot be read any more fails. */
export const evaluateCondition: PlanContext['evaluate'] = (text, input) => {
  const condition = parseCondition(text)
  return 'problem' in condition ? { failure: condition.problem } : condition.evaluate(input)
}

export const checkCondition: CheckCondition = (text) => {
  const condition = parseCondition(text)
  return 'problem' in condition ? condition.problem : null
}
