import type { CommandBody, Principal } from '@gongdan/contracts'
import type { Received } from '@gongdan/messaging'
import { fillNames, missingNames, namesKnownTo } from '../domain/names.ts'
import type { Definition } from '../domain/process.ts'
import type { NameStore } from './nameStore.ts'

type DefiningCommand = CommandBody<'process.create' | 'process.update'>
type DefiningItem = DefiningCommand['items'][number]

const definitionFrom = ({ tenantUuid, name, description, steps }: DefiningItem): Definition => ({
  tenantUuid,
  tenantName: '',
  name,
  description,
  steps,
})

/** Looks up the names that the commands leave out, all at once; gives how to read a definition out of an item. */
export const fillDefinitions = async (names: NameStore, batch: readonly Received<DefiningCommand>[]) => {
  const items = batch.flatMap(({ body }) => body.items)
  const known = await names.find(items.flatMap((item) => missingNames(definitionFrom(item))))
  return (principal: Principal, item: DefiningItem): Definition =>
    fillNames(definitionFrom(item), namesKnownTo(principal, known))
}
