import { z } from 'zod'

/** An entry of a ticket's history, as far as `walk` reads it. */
export interface PathEntry {
  /** Its place, which is more than the number of those before it where some were superseded. */
  readonly seq?: number
  readonly type: string
  readonly data: object
}

type State = 'none' | 'saved' | 'pending' | 'overruled' | 'withdrawn' | 'passed' | 'archived' | 'gone'

/** The table of contract §3, Actions. Written a second time on purpose: a check must not share the product's mistakes. */
const moves: Readonly<Record<string, { readonly from: readonly State[]; readonly to: State | 'same' }>> = {
  'ticket.saved': { from: ['none', 'saved', 'overruled', 'withdrawn'], to: 'same' },
  'ticket.submitted': { from: ['none', 'saved', 'overruled', 'withdrawn'], to: 'pending' },
  'ticket.voted': { from: ['pending'], to: 'same' },
  'ticket.step-passed': { from: ['pending'], to: 'same' },
  'ticket.passed': { from: ['pending'], to: 'passed' },
  'ticket.overruled': { from: ['pending'], to: 'overruled' },
  'ticket.returned': { from: ['pending'], to: 'same' },
  'ticket.approvers-added': { from: ['pending'], to: 'same' },
  'ticket.transferred': { from: ['pending'], to: 'same' },
  'ticket.withdrawn': { from: ['pending'], to: 'withdrawn' },
  'ticket.terminated': { from: ['pending'], to: 'withdrawn' },
  'ticket.reminded': { from: ['pending'], to: 'same' },
  'ticket.overdue': { from: ['pending'], to: 'same' },
  'ticket.escalated': { from: ['pending'], to: 'same' },
  'ticket.urged': { from: ['pending'], to: 'same' },
  'ticket.confirmed': { from: ['passed'], to: 'same' },
  'ticket.archived': { from: ['passed', 'overruled', 'withdrawn'], to: 'archived' },
  'ticket.cc-added': { from: ['pending', 'overruled', 'withdrawn', 'passed'], to: 'same' },
  'ticket.deleted': { from: ['saved', 'overruled', 'withdrawn', 'archived'], to: 'gone' },
  'ticket.fulfilment-requested': { from: ['passed'], to: 'same' },
  'ticket.fulfilment-working': { from: ['passed'], to: 'same' },
  'ticket.fulfilment-done': { from: ['passed'], to: 'same' },
  'ticket.fulfilment-failed': { from: ['passed'], to: 'same' },
  'ticket.image-requested': { from: ['passed'], to: 'same' },
}

/** Why a step is skipped, where a plan says it; null and false: it is not. */
const Skipped = z.union([z.boolean(), z.string()]).nullable()
const Submitted = z.object({ plan: z.object({ steps: z.array(z.object({ skipped: Skipped })) }) })

/**
 * The number of steps that need a decision; steps of the applicant, or whose condition does not hold, are skipped (contract §3,
 * Plan). 0 for data that has no plan.
 */
const stepsToDecide = (data: object): number => {
  const submitted = Submitted.safeParse(data)
  return submitted.success ? submitted.data.plan.steps.filter(({ skipped }) => !skipped).length : 0
}

const OfStep = z.object({ step: z.int() })
const Returned = z.object({ anew: z.array(z.int()) })

const OfRequest = z.object({ request: z.int(), fence: z.int().min(1).optional() })

/** Requests to fulfillers follow one another, each is begun at most once and reported once, by a claim that is no older. */
const followFulfilment = () => {
  let last = 0
  let open = false
  let begun = 0
  return {
    isOpen: () => open,
    /** What is wrong with the next entry, or null. */
    follow: (type: string, data: object): string | null => {
      const { request, fence = 0 } = OfRequest.safeParse(data).data ?? { request: -1 }
      if (type === 'ticket.fulfilment-requested') {
        if (open || request !== last + 1) return `request ${request} after ${last}`
        last = request
        open = true
        begun = 0
        return null
      }
      if (!open || request !== last) return `of request ${request}, which is not open`
      if (fence < Math.max(begun, 1)) return `by claim ${fence} after ${begun}`
      if (type === 'ticket.fulfilment-working') {
        if (begun > 0) return 'a second time'
        begun = fence
      } else open = false
      return null
    },
  }
}

/** The state that a ticket's history leads to, or the first entry that contract §3 does not allow there, with the reason. */
export const walk = (history: readonly PathEntry[]): { readonly state: State } | { readonly illegal: string } => {
  let state: State = 'none'
  let steps = 0
  let passed: ReadonlySet<number> = new Set()
  let confirmed = false
  let requests = 0
  const fired = new Set<string>()
  const fulfilment = followFulfilment()
  for (const [index, { seq = index + 1, type, data }] of history.entries()) {
    const wrong = (why: string) => ({ illegal: `entry ${seq}, ${type}: ${why}` })
    // Events of a requested image are recorded in any state (decision 6).
    if (/^ticket\.image-(creating|created|failed|needs-operator)$/.test(type)) {
      if (requests === 0) return wrong('no image was requested')
      continue
    }
    const move = moves[type]
    if (move === undefined) return wrong('there is no such entry')
    if (!move.from.includes(state)) return wrong(`the ticket is ${state}`)
    if (type === 'ticket.submitted') {
      steps = stepsToDecide(data)
      passed = new Set()
      confirmed = false
      fired.clear()
    }
    if (type === 'ticket.reminded' || type === 'ticket.overdue') {
      const timer = JSON.stringify([type, data])
      if (fired.has(timer)) return wrong('a second time')
      fired.add(timer)
    }
    const isByRule = 'auto' in data && data.auto !== 'timeout'
    if ((type === 'ticket.step-passed' || type === 'ticket.passed') && !isByRule) {
      const step = OfStep.safeParse(data).data?.step
      if (step === undefined || passed.has(step)) return wrong(`step ${step}, which was passed before`)
      passed = new Set([...passed, step])
      if ((passed.size === steps) !== (type === 'ticket.passed')) return wrong(`step ${passed.size} of ${steps}`)
    }
    if (type === 'ticket.approvers-added') steps += 1
    if (type === 'ticket.returned') {
      const anew = Returned.safeParse(data).data?.anew ?? []
      if (!anew.some((step) => passed.has(step))) return wrong('to no step that was passed')
      passed = new Set([...passed].filter((step) => !anew.includes(step)))
    }
    if (type === 'ticket.confirmed') {
      if (confirmed) return wrong('a second time')
      confirmed = true
    }
    if (type.startsWith('ticket.fulfilment-')) {
      const wrongly = fulfilment.follow(type, data)
      if (wrongly !== null) return wrong(wrongly)
    }
    if (type === 'ticket.archived' && fulfilment.isOpen()) return wrong('a fulfiller is still at work')
    if (type === 'ticket.image-requested') requests += 1
    if (move.to !== 'same') state = move.to
    else if (state === 'none') state = 'saved'
  }
  return { state }
}
