import { randomUUID } from 'node:crypto'
import { ProcessListData } from '@gongdan/contracts'
import { mapConcurrently } from '../../support/concurrency.ts'
import { eventually } from '../../support/eventually.ts'
import type { AskedProcess } from './rightsCells.ts'
import type { processColumns } from './rightsExpectedProcesses.ts'
import { feedback, type RightsHarness, step } from './rightsHarness.ts'

type ProcessSituation = (typeof processColumns)[number]

/** Makes so many sets of processes in every situation: acme's, but for `foreign`, which is globex's. */
export const makeProcesses = async (
  { callers, createProcess, write, histories }: RightsHarness,
  count: number,
): Promise<readonly Readonly<Record<ProcessSituation, AskedProcess>>[]> => {
  const { superAdministrator: root, applicant } = callers
  const create = async (tenant: string): Promise<AskedProcess> => {
    const only = step('lead', tenant)
    return { uuid: await createProcess(root, tenant, only), tenant, step: only }
  }
  const unheardOf = (uuid: string): AskedProcess => ({ uuid, tenant: 'acme', step: step('lead') })
  const sets = await mapConcurrently(Array.from({ length: count }), 2, async () => {
    const [free, used, removed, foreign] = [
      await create('acme'),
      await create('acme'),
      await create('acme'),
      await create('globex'),
    ]
    await write(applicant, 'submit', { ...feedback, process_uuid: used.uuid })
    await root.post('/v1/ticket/process/delete', { list: [removed.uuid] })
    return { free, used, removed, foreign, builtIn: unheardOf('system'), unknown: unheardOf(randomUUID()) }
  })
  // A process is known to be in use once the event of the submission has arrived (contract §4).
  const allInUse = async () => {
    const reply = await root.get('/v1/ticket/process/list?page_size=100')
    const { list } = ProcessListData.parse(reply.envelope.data)
    const used = new Set(list.filter((one) => one.is_in_using).map((one) => one.process_uuid))
    if (!sets.every((set) => used.has(set.used.uuid))) throw new Error('not all are known to be in use')
  }
  await eventually(allInUse, { withinMs: 20_000 })
  const removed = await histories(
    'processes',
    sets.map((set) => set.removed.uuid),
  )
  if ([...removed.values()].some((history) => history.length !== 2)) throw new Error('not all are removed')
  return sets
}
