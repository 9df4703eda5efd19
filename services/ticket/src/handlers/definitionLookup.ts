import { type Principal, SYSTEM } from '@gongdan/contracts'
import type { Definitions } from '../adapters/definitions.ts'
import { builtInProcess, type Definition } from '../domain/plan.ts'

/** Gives the processes of an applicant by uuid; null for one that does not exist. Throws for one that could not be asked for. */
export type DefinitionLookup = (applicant: Principal) => (processUuid: string) => Definition | null

/** Fetches what a batch of commands needs to know of processes, before anything is decided. */
export const lookUpDefinitions = async (
  definitions: Pick<Definitions, 'find'>,
  processUuids: readonly string[],
): Promise<DefinitionLookup> => {
  const found = await definitions.find(processUuids.filter((processUuid) => processUuid !== SYSTEM))
  return (applicant) => (processUuid) => {
    if (processUuid === SYSTEM) return builtInProcess(applicant)
    const definition = found.get(processUuid)
    if (definition === undefined) throw new Error(`process ${processUuid} is not known yet`)
    return definition
  }
}
