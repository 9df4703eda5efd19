import { z } from 'zod'

/** An entry of a ticket's history, as far as `walk` reads it. */
export interface PathEntry {
  /** Its place, which is more than the number of those before it where some were superseded. */
  readonly seq?: number
  readonly type: string
  readonly data: object
  /** Null: the system. Where it is left out nothing is said of people. */
  readonly by?: { readonly userUuid: string; readonly tenantUuid: string } | null
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

/** The entries that say what became of a step. */
const decides: ReadonlySet<string> = new Set([
  'ticket.voted',
  'ticket.step-passed',
  'ticket.passed',
  'ticket.overruled',
])

/** Why a step is skipped, where a plan says it; null and false: it is not. */
const Skipped = z.union([z.boolean(), z.string()]).nullable()
/** A step of a plan; that of a plain process says neither what it needs nor whether it has a veto. */
const PlanStep = z.object({ need: z.int().default(1), veto: z.boolean().default(true), skipped: Skipped.default(null) })
const Submitted = z.object({ plan: z.object({ steps: z.array(PlanStep) }) })
const Added = z.object({ added: PlanStep })

const OfStep = z.object({ step: z.int() })
const Returned = z.object({ anew: z.array(z.int()) })
const Who = z.object({ userUuid: z.string(), tenantUuid: z.string() })
const Vote = OfStep.extend({ onBehalfOf: Who.optional(), says: z.enum(['pass', 'overrule']).optional() })

/** One step of a round and what was said in it. */
interface StepOfRound {
  readonly need: number
  readonly veto: boolean
  readonly isSkipped: boolean
  passes: number
  readonly voters: Set<string>
}

/**
 * The votes of a round: no person has two in a step or one on their own ticket, a step passes with just so many as it needs, and a
 * rejection leaves a step open only where it has no veto.
 */
const followVotes = (data: object, applicant: PathEntry['by']) => {
  const steps = (Submitted.safeParse(data).data?.plan.steps ?? []).map(stepOf)
  const passed = new Set<number>()
  const toDecide = () => steps.filter(({ isSkipped }) => !isSkipped).length

  /** What is wrong with a vote, or null. */
  const count = (step: StepOfRound, { data, by }: PathEntry, says: 'pass' | 'overrule'): string | null => {
    const { onBehalfOf } = Vote.parse(data)
    for (const who of [by ?? null, onBehalfOf ?? null]) {
      if (who === null) continue
      const voter = JSON.stringify([who.tenantUuid, who.userUuid])
      if (step.voters.has(voter)) return `a second vote of ${who.userUuid}`
      if (who.userUuid === applicant?.userUuid) return 'a vote of the applicant'
      step.voters.add(voter)
    }
    if (says === 'pass') step.passes += 1
    return null
  }

  return {
    isPassed: (id: number) => passed.has(id),
    add: (data: object) => void steps.push(stepOf(Added.parse(data).added)),
    reset: (ids: readonly number[]) => {
      for (const id of ids) {
        passed.delete(id)
        Object.assign(steps[id] ?? {}, { passes: 0, voters: new Set() })
      }
    },
    /** What is wrong with an entry that decides, or null. `isByTime`: no person did. */
    follow: (entry: PathEntry, isByTime: boolean): string | null => {
      const { step: id, says = 'pass' } = Vote.safeParse(entry.data).data ?? { step: -1 }
      const step = steps[id]
      if (step === undefined || step.isSkipped || passed.has(id)) return `step ${id}, which was passed before`
      if (entry.type === 'ticket.overruled') return isByTime ? null : count(step, entry, 'overrule')
      const wrongly = isByTime ? null : count(step, entry, says)
      if (wrongly !== null) return wrongly
      if (entry.type === 'ticket.voted') {
        if (says === 'overrule') return step.veto ? `step ${id} has a veto` : null
        return step.passes < step.need ? null : `step ${id} has the ${step.need} votes that it needs`
      }
      if (!isByTime && step.passes !== step.need) return `step ${id} with ${step.passes} of ${step.need} votes`
      passed.add(id)
      const isLast = passed.size === toDecide()
      return isLast === (entry.type === 'ticket.passed') ? null : `step ${passed.size} of ${toDecide()}`
    },
  }
}

const stepOf = ({ need, veto, skipped }: z.infer<typeof PlanStep>): StepOfRound => ({
  need,
  veto,
  isSkipped: Boolean(skipped),
  passes: 0,
  voters: new Set(),
})

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
  let votes = followVotes({}, null)
  let confirmed = false
  let requests = 0
  const fired = new Set<string>()
  const fulfilment = followFulfilment()
  for (const [index, entry] of history.entries()) {
    const { seq = index + 1, type, data } = entry
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
      votes = followVotes(data, entry.by)
      confirmed = false
      fired.clear()
    }
    if (type === 'ticket.reminded' || type === 'ticket.overdue') {
      const timer = JSON.stringify([type, data])
      if (fired.has(timer)) return wrong('a second time')
      fired.add(timer)
    }
    const auto = 'auto' in data ? data.auto : undefined
    const isByRule = auto !== undefined && auto !== 'timeout'
    if (decides.has(type) && !isByRule) {
      const wrongly = votes.follow(entry, auto === 'timeout')
      if (wrongly !== null) return wrong(wrongly)
    }
    if (type === 'ticket.approvers-added') votes.add(data)
    if (type === 'ticket.returned') {
      const anew = Returned.safeParse(data).data?.anew ?? []
      if (!anew.some(votes.isPassed)) return wrong('to no step that was passed')
      votes.reset(anew)
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
