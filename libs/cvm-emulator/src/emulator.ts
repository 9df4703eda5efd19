import { randomUUID } from 'node:crypto'
import type { Outcome } from './action.ts'
import { admit, type Credential, rateLimit } from './admission.ts'
import { type Call, carriedOut, namesIn, readBody } from './carriedOut.ts'
import type { Control } from './control.ts'
import { Fault, faultList } from './faults.ts'
import { bodyText, journal } from './journal.ts'
import { answerText, type Reply, spoiltReply } from './reply.ts'
import { worldReport } from './report.ts'
import { planted, Seed } from './seed.ts'
import { changedSettings, type Settings } from './settings.ts'
import type { SignedRequest } from './signature.ts'
import type { LateCall, Storage } from './storage.ts'
import { timeline } from './timeline.ts'
import { regions, type World } from './world.ts'

/** A request as the server read it; `head` are its lines for the log. */
export interface ReceivedRequest extends SignedRequest {
  readonly head: readonly string[]
}

/** How an emulator begins. `realNow` gives ms since 1970. */
export interface Beginning {
  readonly seed: Seed
  readonly settings: Settings
  readonly credentials: readonly Credential[]
  readonly storage: Storage
  readonly realNow: () => number
}

export interface Emulator {
  readonly control: Control
  readonly receive: (request: ReceivedRequest) => Reply
}

const iso = (ms: number): string => new Date(ms).toISOString()
const nameOf = (outcome: Outcome): string => (outcome.kind === 'done' ? 'done' : outcome.code)

/**
 * The emulator without its server. It has no timers: what is due at a business time is done when somebody next looks.
 */
export const emulator = (beginning: Beginning): Emulator => {
  const { realNow } = beginning
  const faults = faultList()
  const log = journal()
  const limit = rateLimit()
  const time = timeline(beginning.storage, beginning.seed, realNow)
  let { settings, credentials } = beginning

  const times = (realMs: number, businessMs: number) => ({ realTime: iso(realMs), businessTime: iso(businessMs) })
  const changes = (outcome: Outcome, world: World): boolean => outcome.kind === 'done' && world !== time.world()

  const applyLate = (call: LateCall): void => {
    const { world, outcome } = carriedOut(time.world(), call, settings, call.at)
    const { requestId, traceId, action, region } = call
    log.add({
      kind: 'late',
      ...times(realNow(), call.at),
      ...{ requestId, traceId, action, region },
      head: [],
      ...bodyText(Buffer.from(call.body)),
      canonicalRequest: null,
      verdict: 'admitted',
      outcome: nameOf(outcome),
      fault: 'lateApply',
      effect: changes(outcome, world),
      reply: { kind: 'drop' },
    })
    time.settle(call, world)
  }

  const catchUp = (): void => {
    for (let call = time.due(); call; call = time.due()) applyLate(call)
  }

  const receive = (request: ReceivedRequest): Reply => {
    catchUp()
    const realMs = realNow()
    const now = time.at(realMs)
    const requestId = randomUUID()
    const traceId = request.headers['x-tc-traceid'] ?? null
    const entry = {
      kind: 'call' as const,
      ...times(realMs, now),
      requestId,
      traceId,
      action: request.headers['x-tc-action'] ?? null,
      region: request.headers['x-tc-region'] ?? null,
      head: request.head,
      ...bodyText(request.body),
    }
    const nowMs = realMs + settings.clockSkewSec * 1000
    const admitted = admit(request, { credentials, settings, regions, limit, nowMs })
    if (admitted.kind === 'refused') {
      const reply = spoiltReply(undefined, answerText(admitted, requestId))
      const untouched = { canonicalRequest: null, outcome: null, fault: null, effect: false }
      log.add({ ...entry, ...untouched, verdict: admitted.code, reply })
      return reply
    }

    const { action, region, canonical } = admitted
    const body = request.body.toString('utf8')
    const plan = faults.plan({ action, region, imageName: namesIn(readBody(body)).ImageName })
    const call: Call = { action, region, requestId, body, fate: plan.fate }
    // Without effect the call is carried out all the same, for its answer, in a world that is then thrown away.
    const { world, outcome } = carriedOut(time.world(), call, settings, now)
    const reply = spoiltReply(plan.reply, answerText(outcome, requestId))
    const isNow = plan.effect && plan.reply?.kind !== 'lateApply'
    log.add({
      ...entry,
      canonicalRequest: canonical,
      verdict: 'admitted',
      outcome: nameOf(outcome),
      fault: plan.reply?.kind ?? null,
      effect: isNow && changes(outcome, world),
      reply,
    })
    if (isNow && world !== time.world()) time.commit(world)
    if (plan.effect && plan.reply?.kind === 'lateApply') time.postpone({ ...call, traceId, at: now + plan.reply.ms })
    return reply
  }

  const control: Control = {
    addFault: (fault) => faults.arm(Fault.parse(fault)),
    clearFaults: faults.clear,
    settings: () => settings,
    changeSettings: (change) => {
      catchUp()
      settings = changedSettings(settings, change)
    },
    advance: (ms) => {
      time.advance(ms)
      catchUp()
    },
    plant: (seed) => time.commit(planted(time.world(), Seed.parse(seed), time.now())),
    setCredential: (credential) => {
      credentials = [...credentials.filter(({ secretId }) => secretId !== credential.secretId), credential]
    },
    state: () => {
      catchUp()
      return { ...times(realNow(), time.now()), ...worldReport(time.world(), time.now()) }
    },
    log: (filter = {}) => {
      catchUp()
      return log.read(filter)
    },
    reset: () => {
      ;({ settings, credentials } = beginning)
      for (const part of [faults, log, limit]) part.clear()
      time.reset()
    },
  }
  return { control, receive }
}
