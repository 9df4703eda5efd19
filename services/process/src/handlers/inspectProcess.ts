import { type InspectProcess, type QueryReply, SYSTEM } from '@gongdan/contracts'
import { done, type Outcome, type Received } from '@gongdan/messaging'
import type { NameStore } from '../adapters/nameStore.ts'
import type { ProcessStore } from '../adapters/processStore.ts'
import { builtInIn } from '../domain/builtIn.ts'
import { fillNames, missingNames, namesKnownTo } from '../domain/names.ts'
import type { DefinedProcess } from '../domain/process.ts'
import { isWithin, type Scope, visibleTo } from '../domain/rights.ts'
import { inspectView } from '../domain/view.ts'

interface Needs {
  readonly processes: ProcessStore
  readonly names: NameStore
}

const noSuchProcess: QueryReply = { scode: 4001, desc: 'process_uuid names no process', data: null }

/** process.inspect: one process that the caller may see, the built-in one included (contract §4). */
export const inspectProcess = ({ processes, names }: Needs) => {
  const findIn = async (scope: Scope, uuid: string): Promise<DefinedProcess | undefined> => {
    const [found] = await processes.find([uuid])
    return found !== undefined && isWithin(scope, found.process.tenantUuid) ? found.process : undefined
  }
  const inspect = async ({ principal, tenantUuid, processUuid }: InspectProcess): Promise<QueryReply> => {
    const scope = visibleTo(principal, tenantUuid)
    const process = processUuid === SYSTEM ? builtInIn(scope, principal.tenantUuid) : await findIn(scope, processUuid)
    if (process === undefined) return noSuchProcess
    const known = namesKnownTo(principal, await names.find(missingNames(process)))
    return { scode: 0, desc: '', data: inspectView(processUuid, fillNames(process, known)) }
  }
  return async (batch: readonly Received<InspectProcess>[]): Promise<readonly Outcome[]> =>
    Promise.all(batch.map(async ({ body }) => done(await inspect(body))))
}
