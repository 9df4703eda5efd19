import type { CloudAnswer, CloudImage } from './cloud.ts'
import type { DecisionContext, JobDecision } from './decision.ts'
import type { JobEvent } from './events.ts'
import { fencingName, markedDescription } from './fence.ts'
import { evolve, imageOf, type Job } from './job.ts'
import { defaultLimits } from './limits.ts'
import { abandoned, afterLookUp } from './lookUp.ts'
import { onOperatorCommand } from './operator.ts'
import { afterPoll } from './poll.ts'
import { afterReadingName, afterRename, beforeRename, wantedName } from './rename.ts'
import { onRequest } from './request.ts'
import { afterSend, beforeSend } from './send.ts'
import { stepOf } from './step.ts'

export const TICKET = 'ad0bcf7e-ab75-4873-b0a2-6caa294b083f'
export const DETAILS = JSON.stringify({
  region: 'ap-guangzhou',
  instance_id: 'ins-demo0001',
  image_name: 'golden',
  image_description: 'for tests',
})

/**
 * What becomes of one CreateImage: whether and when it takes effect, what is answered, and whether the answer arrives.
 */
export interface Fate {
  readonly effect: 'now' | 'late' | 'none'
  /** How late, and how long after that the image is listed, in ms. */
  readonly lateMs: number
  readonly lagMs: number
  readonly reply: 'ok' | 'lost' | 'InternalError' | 'Odd.Code' | 'InvalidImageName.Duplicate' | 'ResourceInUse'
  /** The image fails in the making. */
  readonly fails: boolean
  /** `later`: another worker has taken the job over by then; `never`: the worker died. */
  readonly heard: 'now' | 'later' | 'never'
}

export type Action =
  | { readonly kind: 'pass'; readonly ms: number }
  | { readonly kind: 'step'; readonly fate: Fate }
  | { readonly kind: 'hear' }
  | { readonly kind: 'ask' }
  | { readonly kind: 'order'; readonly order: 'retry' | 'give-up' | 'adopt' }

interface Made extends CloudImage {
  readonly from: number
  readonly shownFrom: number
  readonly fails: boolean
}

/** The decisions of the recipe; a test leaves one out to see that it is missed. */
export const recipe = { afterSend, abandoned, afterLookUp, afterPoll, beforeSend }

/**
 * A ticket's job and a Tencent at its worst: names are not enforced, listings lag, sends take effect minutes late.
 * Every answer may be lost, or come when another worker has gone on.
 */
export const simulate = ({ beforeSend, afterSend, abandoned, afterLookUp, afterPoll } = recipe) => {
  let now = 1_000_000
  let job: Job | undefined
  let images: readonly Made[] = []
  let unheard: { readonly traceId: string; readonly answer: CloudAnswer<string> }[] = []
  let sends = 0
  const events: JobEvent[] = []

  const context = (): DecisionContext => ({ now, random: 0.5, limits: defaultLimits })
  const apply = (decision: JobDecision): Job => {
    for (const event of decision.events) {
      events.push(event)
      job = evolve(job, { ...event, at: now, commandId: 'event', correlationId: 'c' }, TICKET)
    }
    if (job === undefined) throw new Error('no job yet')
    return job
  }
  const ask = () => apply(onRequest(job, { request: (job?.request ?? 0) + 1, details: DETAILS, detailsHash: 'hash' }))
  const listed = () =>
    images
      .filter(({ shownFrom }) => shownFrom <= now)
      .map((image) => ({ ...image, state: image.fails ? 'CREATEFAILED' : 'NORMAL' }))

  const create = ({ attempt }: Job, fate: Fate): CloudAnswer<string> => {
    const imageId = `img-${String(++sends).padStart(8, '0')}`
    const refused = fate.reply === 'ResourceInUse'
    const effect = fate.reply === 'ok' ? 'now' : refused ? 'none' : fate.effect
    if (effect !== 'none') {
      const from = now + (effect === 'late' ? fate.lateMs : 0)
      const name = fencingName(TICKET, attempt)
      const description = markedDescription(TICKET, attempt, 'for tests')
      const createdAt = new Date(from).toISOString()
      const { fails } = fate
      images = [
        ...images,
        {
          imageId,
          name,
          description,
          state: '',
          createdAt,
          snapshotIds: [],
          from,
          shownFrom: from + fate.lagMs,
          fails,
        },
      ]
    }
    if (fate.reply === 'ok') return { kind: 'ok', value: imageId, requestId: 'r' }
    if (fate.reply === 'lost') return { kind: 'unknown', reason: 'hang up' }
    return { kind: 'error', error: { code: fate.reply, message: '', requestId: 'r' } }
  }

  const step = (fate: Fate): void => {
    if (job === undefined) return void ask()
    switch (stepOf(job)) {
      case 'SEND': {
        const traceId = `trace-${sends}`
        const sending = apply(beforeSend(job, { traceId, unchanged: true }, context()))
        if (sending.phase.state !== 'SENDING') return
        const answer = create(sending, fate)
        if (fate.heard === 'now') apply(afterSend(sending, traceId, answer, context()))
        if (fate.heard === 'later') unheard.push({ traceId, answer })
        return
      }
      case 'LOOK_UP':
        return void apply(job.phase.state === 'SENDING' ? abandoned(job) : afterLookUp(job, listed(), context()))
      case 'POLL':
        return void apply(
          afterPoll(
            job,
            listed().find(({ imageId }) => job !== undefined && imageId === imageOf(job)) ?? null,
            context(),
          ),
        )
      case 'NAME':
        return void name(job)
      case null:
        return
    }
  }

  const name = (named: Job) => {
    const early = beforeRename(named, context())
    if (early !== null) return apply(early)
    images = images.map((image) => (image.imageId === imageOf(named) ? { ...image, name: wantedName(named) } : image))
    const decision = afterRename(named, { kind: 'ok', value: null, requestId: 'r' }, context())
    return apply(
      decision === 'read-name' ? afterReadingName(named, { kind: 'unknown', reason: '' }, null, context()) : decision,
    )
  }

  const order = (ordered: Job, kind: 'retry' | 'give-up' | 'adopt') => {
    const image = listed()[0]
    if (kind === 'adopt' && image === undefined) return
    const decision = onOperatorCommand(
      ordered,
      kind === 'adopt' && image !== undefined
        ? { kind, image, unmarked: false }
        : kind === 'give-up'
          ? { kind, reason: 'no use' }
          : { kind: 'retry' },
      context(),
    )
    if (typeof decision !== 'string') apply(decision)
  }

  const act = (action: Action): void => {
    if (action.kind === 'pass') now += action.ms
    if (action.kind === 'step') step(action.fate)
    if (action.kind === 'ask') ask()
    if (action.kind === 'order' && job !== undefined) order(job, action.order)
    const late = action.kind === 'hear' ? unheard[0] : undefined
    if (late !== undefined && job !== undefined) apply(afterSend(job, late.traceId, late.answer, context()))
    if (late !== undefined) unheard = unheard.slice(1)
  }

  return {
    act,
    job: () => job,
    events,
    /** Images that exist by now and will be usable, or are. */
    live: () => images.filter((image) => image.from <= now && !image.fails).map(({ imageId }) => imageId),
    /** Goes on without any trouble until the job is at rest. */
    finish: () => {
      const well: Fate = { effect: 'now', lateMs: 0, lagMs: 0, reply: 'ok', fails: false, heard: 'now' }
      for (let tries = 0; tries < 2_000 && (job === undefined || stepOf(job) !== null); tries++) {
        act({ kind: 'step', fate: well })
        now += 15_000
      }
      return job
    },
  }
}
