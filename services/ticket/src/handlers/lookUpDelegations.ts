import { type Principal, userKey } from '@gongdan/contracts'
import type { CommandResults, Event, Item } from '@gongdan/store'
import type { Absent } from '../domain/acting.ts'
import type { Delegations } from '../domain/ports.ts'

/** Thrown by a decision that depends on for whom its caller may act: then that is looked up, and the command decided again. */
class NotLookedUp extends Error {
  readonly person: string
  constructor(person: string) {
    super(`it is not known for whom ${person} may act`)
    this.person = person
  }
}

/**
 * For whom callers may act, looked up only for decisions that ask: of those who alone may not see a ticket, or have no turn. What is
 * found counts for the decisions of one `executing` only, since a delegation ends to the second.
 */
export const lookUpDelegations = ({ absentOf: find }: Pick<Delegations, 'absentOf'>) => {
  const known = new Map<string, readonly Absent[]>()
  const absentOf = (principal: Principal): readonly Absent[] => {
    const found = known.get(userKey(principal))
    if (found === undefined) throw new NotLookedUp(userKey(principal))
    return found
  }
  const ask = async (people: readonly string[]): Promise<void> => {
    const found = await find(people)
    for (const person of people) known.set(person, found.get(person) ?? [])
  }
  return {
    /** Throws unless it was looked up. */
    absentOf,
    /** Executes, and once more what could not be decided for want of a look-up. */
    executing:
      <S, E extends Event>(execute: (items: readonly Item<S, E>[]) => Promise<CommandResults>) =>
      async (items: readonly Item<S, E>[]): Promise<CommandResults> => {
        known.clear()
        const first = await execute(items)
        const undecided = new Map(
          first.faults.flatMap(({ commandId, fault }) =>
            fault instanceof NotLookedUp ? [[commandId, fault.person] as const] : [],
          ),
        )
        if (undecided.size === 0) return first
        await ask([...new Set(undecided.values())])
        const second = await execute(items.filter(({ commandId }) => undecided.has(commandId)))
        return {
          results: [...first.results, ...second.results],
          faults: [...first.faults.filter(({ commandId }) => !undecided.has(commandId)), ...second.faults],
        }
      },
    /** For whom the caller may act now. */
    lookUp: async (principal: Principal): Promise<readonly Absent[]> => {
      await ask([userKey(principal)])
      return absentOf(principal)
    },
    /** Answers a question that may depend on it, without the look-up where it does not. */
    answering: async <T>(answer: () => T): Promise<T> => {
      try {
        return answer()
      } catch (fault) {
        if (!(fault instanceof NotLookedUp)) throw fault
        await ask([fault.person])
        return answer()
      }
    },
  }
}
