import { type Desc, type ProcessSettings, type Step, said } from '@gongdan/contracts'
import { planSteps } from './planSteps.ts'

/**
 * Bytes of JSON, as UTF-8, that a definition may take, and that what a ticket copies of it may take. A page of 100 definitions then
 * has less than 7 MiB, where an answer may have 8, and 200 versions fit a document of the database, which takes 16.
 */
export const MAX_DEFINITION_BYTES = 64 * 1024

/** What is measured of a definition: its steps and settings, and whatever else is given, such as its description. */
interface Measured {
  readonly steps: readonly Step[]
  readonly settings?: ProcessSettings
}

/** How large a definition is, and what a ticket copies of it, in bytes of JSON as UTF-8. */
export interface DefinitionSize {
  readonly definition: number
  readonly plan: number
}

/** A ticket copies a seat for each approver, so a role with `count` 10 ten times; whose ticket it is makes it no larger. */
export const sizeOf = (definition: Measured): DefinitionSize => {
  const plan = { steps: planSteps(definition.steps, ofNobody), cc: definition.settings?.cc ?? [] }
  return { definition: bytesOf(definition), plan: bytesOf(plan) }
}

const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value))
const nobody = { tenantUuid: '', tenantName: '', userUuid: '', userName: '', roles: [] }
const ofNobody = {
  applicant: nobody,
  administrator: { kind: 'user', ...nobody } as const,
  evaluate: () => ({ value: true }),
}

/** Why a definition is too large to be listed and to be copied into tickets (contract §4, 4005); null when it is not. */
export const sizeProblemOf = ({ definition, plan }: DefinitionSize): Desc | null => {
  if (definition > MAX_DEFINITION_BYTES) {
    return said(
      `the process has ${definition} bytes, and may have ${MAX_DEFINITION_BYTES}: shorten its names, conditions and description`,
      `流程共 ${definition} 字节，最多 ${MAX_DEFINITION_BYTES} 字节：请缩短名称、条件和描述`,
    )
  }
  return plan > MAX_DEFINITION_BYTES
    ? said(
        `a ticket would hold ${plan} bytes of the process, and may hold ${MAX_DEFINITION_BYTES}: shorten the names of its approvers, or ask fewer of them`,
        `每个工单将保存流程的 ${plan} 字节，最多 ${MAX_DEFINITION_BYTES} 字节：请缩短审批人名称或减少审批席位`,
      )
    : null
}
