/** What a history is made of, as far as its path goes. */
export interface PathEntry {
  readonly type: string
  readonly data: object
}

type State = 'none' | 'saved' | 'pending' | 'overruled' | 'withdrawn' | 'passed' | 'archived' | 'gone'

/** Contract §3, Actions, written down once more and on purpose not taken from the product. */
const moves: Readonly<Record<string, { readonly from: readonly State[]; readonly to: State | 'same' }>> = {
  'ticket.saved': { from: ['none', 'saved', 'overruled', 'withdrawn'], to: 'same' },
  'ticket.submitted': { from: ['none', 'saved', 'overruled', 'withdrawn'], to: 'pending' },
  'ticket.step-passed': { from: ['pending'], to: 'same' },
  'ticket.passed': { from: ['pending'], to: 'passed' },
  'ticket.overruled': { from: ['pending'], to: 'overruled' },
  'ticket.withdrawn': { from: ['pending'], to: 'withdrawn' },
  'ticket.confirmed': { from: ['passed'], to: 'same' },
  'ticket.archived': { from: ['passed', 'overruled', 'withdrawn'], to: 'archived' },
  'ticket.deleted': { from: ['saved', 'overruled', 'withdrawn', 'archived'], to: 'gone' },
  'ticket.image-requested': { from: ['passed'], to: 'same' },
}

const stepsOf = (data: object): number =>
  'plan' in data &&
  typeof data.plan === 'object' &&
  data.plan !== null &&
  'steps' in data.plan &&
  Array.isArray(data.plan.steps)
    ? data.plan.steps.length
    : 0

/** Where a history leads, or the place and the reason why no ticket can have gone this way. */
export const walk = (history: readonly PathEntry[]): { readonly state: State } | { readonly illegal: string } => {
  let state: State = 'none'
  let steps = 0
  let passed = 0
  let confirmed = false
  let requests = 0
  for (const [index, { type, data }] of history.entries()) {
    const wrong = (why: string) => ({ illegal: `entry ${index + 1}, ${type}: ${why}` })
    // News of an image that was asked for come in any state (design decision 6).
    if (/^ticket\.image-(creating|created|failed|needs-operator)$/.test(type)) {
      if (requests === 0) return wrong('no image was asked for')
      continue
    }
    const move = moves[type]
    if (move === undefined) return wrong('there is no such entry')
    if (!move.from.includes(state)) return wrong(`the ticket is ${state}`)
    if (type === 'ticket.submitted') {
      steps = stepsOf(data)
      passed = 0
      confirmed = false
    }
    if (type === 'ticket.step-passed' || type === 'ticket.passed') {
      passed += 1
      if ((passed === steps) !== (type === 'ticket.passed')) return wrong(`step ${passed} of ${steps}`)
    }
    if (type === 'ticket.confirmed') {
      if (confirmed) return wrong('a second time')
      confirmed = true
    }
    if (type === 'ticket.image-requested') requests += 1
    if (move.to !== 'same') state = move.to
    else if (state === 'none') state = 'saved'
  }
  return { state }
}
