import { ProcessCreateBody, parseInput, toProcessSettings, toSteps } from '@gongdan/contracts'
import { problemOf } from '@gongdan/flow'
import { type Design, type DesignProblem, toBody, toDesignProblem } from './design.ts'

/**
 * What the service would refuse in a design, found as the service finds it; null for nothing. Conditions are not read here: the
 * service does that when the design is tried.
 */
export const checkDesign = (design: Design, tenantUuid: string): DesignProblem | null => {
  const parsed = parseInput(ProcessCreateBody, toBody(design, tenantUuid))
  if ('problem' in parsed) {
    const { problem } = parsed
    return problem === '' ? null : toDesignProblem(problem.en, problem.cn)
  }
  const { autoPass } = toProcessSettings(parsed.input)
  const problem = problemOf(toSteps(parsed.input.approval_list), { autoPass }, () => null)
  return problem === null || problem === '' ? null : toDesignProblem(problem.en, problem.cn)
}
