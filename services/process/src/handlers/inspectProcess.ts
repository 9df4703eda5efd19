import { type InspectProcess, refusal, SYSTEM } from '@gongdan/contracts'
import { answerQueries } from '@gongdan/service'
import { builtInIn } from '../domain/builtIn.ts'
import { fillNames, nameByTokens, nameKeysIn, namesKnownTo } from '../domain/names.ts'
import type { NameStore, ProcessStore } from '../domain/ports.ts'
import { isWithin, visibleTo } from '../domain/rights.ts'
import { inspectView } from '../domain/view.ts'

interface Deps {
  readonly processes: Pick<ProcessStore, 'find'>
  readonly names: Pick<NameStore, 'find'>
}

/** process.inspect: one process that the caller may see, the built-in one included (contract §4). */
export const inspectProcess = ({ processes, names }: Deps) =>
  answerQueries(async ({ principal, tenantUuid, processUuid }: InspectProcess) => {
    const scope = visibleTo(principal, tenantUuid)
    const [known] = processUuid === SYSTEM ? [] : await processes.find([processUuid])
    const process = processUuid === SYSTEM ? builtInIn(scope, principal.tenantUuid) : known?.process
    const isVisible = process !== undefined && (processUuid === SYSTEM || isWithin(scope, process.tenantUuid))
    if (!isVisible) return refusal(4001, 'process_uuid names no process', '没有 process_uuid 所指的流程')
    const shown = namesKnownTo(principal, await names.find(nameKeysIn(process)))
    const named = processUuid === SYSTEM ? fillNames(process, shown) : nameByTokens(process, shown)
    return inspectView(processUuid, named)
  })
