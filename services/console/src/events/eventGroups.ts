import type { eventWords } from '../words/events.ts'

type Group = keyof (typeof eventWords)['en']['groups']

/** Beginnings of the types of a group; what fits none is of `changes`. */
const groupOf = (type: string): Group => {
  const name = type.replace(/^ticket\./, '')
  if (name.startsWith('image')) return 'image'
  if (name.startsWith('fulfilment')) return 'work'
  if (['submitted', 'voted', 'step-passed', 'passed', 'overruled', 'returned'].includes(name)) return 'approval'
  if (['reminded', 'overdue', 'escalated', 'urged'].includes(name)) return 'time'
  return ['confirmed', 'archived', 'deleted', 'withdrawn', 'terminated'].includes(name) ? 'end' : 'changes'
}

/** Types of events in groups, for those who choose among them. */
export const inGroups = <T extends string>(
  types: readonly T[],
): readonly { readonly group: Group; readonly types: readonly T[] }[] =>
  (['approval', 'changes', 'time', 'end', 'work', 'image'] as const)
    .map((group) => ({ group, types: types.filter((type) => groupOf(type) === group) }))
    .filter(({ types: found }) => found.length > 0)
