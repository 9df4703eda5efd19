import { randomUUID } from 'node:crypto'
import { admit } from './admission.ts'
import { namesIn, readBody } from './callBody.ts'
import { type Call, carriedOut } from './carriedOut.ts'
import type { Credential } from './credentials.ts'
import { faultList } from './faultList.ts'
import { Fault } from './faults.ts'
import { bodyText, journal, type LogEntry, type LogFilter } from './journal.ts'
import { rateLimit } from './rateLimit.ts'
import { regions } from './regions.ts'
import { answerText, type Reply, spoiltReply } from './reply.ts'
import { type WorldReport, worldReport } from './report.ts'
import { planted, Seed } from './seed.ts'
import { changedSettings, type Settings, type SettingsChange } from './settings.ts'
import type { SignedRequest } from './signature.ts'
import type { Held, LateCall, Storage } from './storage.ts'

/** A request as the server read it; `head` are its lines for the log. */
export interface ReceivedRequest extends SignedRequest {
  readonly head: readonly string[]
}

/** The strings of the world: everything a test may pull. All of it is also to be had over HTTP under `/_emulator/`. */
export interface Control {
  /** Arms a fault; throws a ZodError when it is none. */
  readonly addFault: (fault: Fault) => void
  readonly clearFaults: () => void
  readonly settings: () => Settings
  readonly changeSettings: (change: SettingsChange) => void
  /** Moves business time on. Signatures and the rate limit keep to real time. */
  readonly advance: (ms: number) => void
  readonly plant: (seed: Seed) => void
  /** Gives a secret id another key, or makes a new one known. */
  readonly setCredential: (credential: Credential) => void
  readonly state: () => WorldReport & { readonly realTime: string; readonly businessTime: string }
  readonly log: (filter?: LogFilter) => readonly LogEntry[]
  /** Back to how everything was at the very first start: world, clock, settings, keys, faults, log. */
  readonly reset: () => void
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

/**
 * The emulator without its server. It has no timers: what is due at a business time is done when somebody next looks.
 */
export const emulator = (beginning: Beginning): Emulator => {
  const { storage, realNow } = beginning
  const faults = faultList()
  const log = journal()
  const limit = rateLimit()
  const fresh = (): Held => ({
    world: planted({ seed: 1, turn: 0, regions: {} }, Seed.parse(beginning.seed), realNow()),
    late: [],
    clockAheadMs: 0,
  })
  let settings = beginning.settings
  let credentials = beginning.credentials
  let held = storage.load() ?? fresh()

  const hold = (next: Partial<Held>): void => {
    held = { ...held, ...next }
    storage.save(held)
  }
  const businessNow = (): number => realNow() + held.clockAheadMs
  const times = () => ({ realTime: iso(realNow()), businessTime: iso(businessNow()) })

  const applyLate = (call: LateCall): void => {
    const { world, outcome } = carriedOut(held.world, call, settings, call.at)
    const effect = outcome.kind === 'done' && world !== held.world
    hold({ world, late: held.late.filter((other) => other !== call) })
    log.add({
      kind: 'late',
      ...times(),
      businessTime: iso(call.at),
      requestId: call.requestId,
      traceId: call.traceId,
      action: call.action,
      region: call.region,
      head: [],
      body: call.body,
      bodyEncoding: 'utf8',
      canonicalRequest: null,
      verdict: 'admitted',
      outcome: outcome.kind === 'done' ? 'done' : outcome.code,
      fault: 'lateApply',
      effect,
      reply: { kind: 'drop' },
    })
  }

  const catchUp = (): void => {
    const due = held.late.filter(({ at }) => at <= businessNow()).toSorted((a, b) => a.at - b.at)
    for (const call of due) applyLate(call)
  }

  const receive = (request: ReceivedRequest): Reply => {
    catchUp()
    const now = businessNow()
    const requestId = randomUUID()
    const traceId = request.headers['x-tc-traceid'] ?? null
    const body = request.body.toString('utf8')
    const skewed = realNow() + settings.clockSkewSec * 1000
    const admitted = admit(request, { credentials, settings, regions, limit, nowMs: skewed })
    const entry = {
      kind: 'call' as const,
      ...times(),
      requestId,
      traceId,
      action: request.headers['x-tc-action'] ?? null,
      region: request.headers['x-tc-region'] ?? null,
      head: request.head,
      ...bodyText(request.body),
    }
    if (admitted.kind === 'refused') {
      const reply: Reply = { kind: 'json', body: answerText(admitted, requestId) }
      const nothing = { canonicalRequest: null, outcome: null, fault: null, effect: false }
      log.add({ ...entry, ...nothing, verdict: admitted.code, reply })
      return reply
    }
    const { action, region, canonical } = admitted
    const plan = faults.plan({ action, region, imageName: namesIn(readBody(body)).ImageName })
    const call: Call = { action, region, requestId, body, fate: plan.fate }
    const isLate = plan.effect && plan.reply?.kind === 'lateApply'
    // Without effect the call is carried out all the same, for its answer, in a world that is then thrown away.
    const { world, outcome } = carriedOut(held.world, call, settings, now)
    const reply = spoiltReply(plan.reply, answerText(outcome, requestId))
    const effect = plan.effect && !isLate && outcome.kind === 'done' && world !== held.world
    if (plan.reply?.kind === 'lateApply' && isLate) {
      hold({ late: [...held.late, { ...call, traceId, at: now + plan.reply.ms }] })
    } else if (plan.effect && world !== held.world) {
      hold({ world })
    }
    log.add({
      ...entry,
      canonicalRequest: canonical,
      verdict: 'admitted',
      outcome: outcome.kind === 'done' ? 'done' : outcome.code,
      fault: plan.reply?.kind ?? null,
      effect,
      reply,
    })
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
      hold({ clockAheadMs: held.clockAheadMs + ms })
      catchUp()
    },
    plant: (seed) => hold({ world: planted(held.world, Seed.parse(seed), businessNow()) }),
    setCredential: (credential) => {
      credentials = [...credentials.filter(({ secretId }) => secretId !== credential.secretId), credential]
    },
    state: () => {
      catchUp()
      return { ...times(), ...worldReport(held.world, businessNow()) }
    },
    log: (filter = {}) => {
      catchUp()
      return log.read(filter)
    },
    reset: () => {
      settings = beginning.settings
      credentials = beginning.credentials
      faults.clear()
      log.clear()
      limit.clear()
      hold(fresh())
    },
  }
  return { control, receive }
}
