import { randomUUID } from 'node:crypto'
import type { Outcome } from './action.ts'
import { admit, type Credential, rateLimit } from './admission.ts'
import { bodyText, callLog } from './callLog.ts'
import type { Control } from './control.ts'
import { type Call, execute, namesIn, readBody } from './execute.ts'
import { Fault, faultInjector } from './faults.ts'
import { answerText, type Reply, replyWithFault } from './reply.ts'
import { worldReport } from './report.ts'
import { planted, Seed } from './seed.ts'
import { changedSettings, type Settings } from './settings.ts'
import type { SignedRequest } from './signature.ts'
import { createSimulation } from './simulation.ts'
import type { LateCall, Storage } from './storage.ts'
import { regions, type World } from './world.ts'

/** A request as the server read it; `head` are its lines for the log. */
export interface ReceivedRequest extends SignedRequest {
  readonly head: readonly string[]
}

/** What an emulator starts from. `realNow` gives ms since 1970. */
export interface EmulatorConfig {
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
 * The emulator without its server. It has no timers: what is due at a business time happens at the next call of `receive`
 * or `control`.
 */
export const emulator = (config: EmulatorConfig): Emulator => {
  const { realNow } = config
  const faults = faultInjector()
  const log = callLog()
  const limit = rateLimit()
  const simulation = createSimulation(config.storage, config.seed, realNow)
  let { settings, credentials } = config

  const times = (realMs: number, businessMs: number) => ({ realTime: iso(realMs), businessTime: iso(businessMs) })
  const changes = (outcome: Outcome, world: World): boolean => outcome.kind === 'done' && world !== simulation.world()

  const applyLate = (call: LateCall): void => {
    const { world, outcome } = execute(simulation.world(), call, settings, call.at)
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
    simulation.settle(call, world)
  }

  const catchUp = (): void => {
    for (let call = simulation.due(); call; call = simulation.due()) applyLate(call)
  }

  const receive = (request: ReceivedRequest): Reply => {
    catchUp()
    const realMs = realNow()
    const now = simulation.at(realMs)
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
    if (admitted.kind === 'error') {
      const reply = replyWithFault(undefined, answerText(admitted, requestId))
      const untouched = { canonicalRequest: null, outcome: null, fault: null, effect: false }
      log.add({ ...entry, ...untouched, verdict: admitted.code, reply })
      return reply
    }

    const { action, region, canonical } = admitted
    const body = request.body.toString('utf8')
    const effects = faults.effectsFor({ action, region, imageName: namesIn(readBody(body)).ImageName })
    const call: Call = { action, region, requestId, body, worldEffects: effects.worldEffects }
    // Without effect the call is carried out all the same, for its answer, in a world that is then thrown away.
    const { world, outcome } = execute(simulation.world(), call, settings, now)
    // A name is taken by the call's own image only if there is one: a refused call is answered with its refusal.
    const isMissed = effects.reply?.kind === 'duplicateOnOwn' && outcome.kind !== 'done'
    const fault = isMissed ? undefined : effects.reply
    const reply = replyWithFault(fault, answerText(outcome, requestId))
    const isNow = effects.effect && effects.reply?.kind !== 'lateApply'
    log.add({
      ...entry,
      canonicalRequest: canonical,
      verdict: 'admitted',
      outcome: nameOf(outcome),
      fault: fault?.kind ?? null,
      effect: isNow && changes(outcome, world),
      reply,
    })
    if (isNow && world !== simulation.world()) simulation.commit(world)
    if (effects.effect && effects.reply?.kind === 'lateApply')
      simulation.postpone({ ...call, traceId, at: now + effects.reply.ms })
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
      simulation.advance(ms)
      catchUp()
    },
    plant: (seed) => simulation.commit(planted(simulation.world(), Seed.parse(seed), simulation.now())),
    setCredential: (credential) => {
      credentials = [...credentials.filter(({ secretId }) => secretId !== credential.secretId), credential]
    },
    state: () => {
      catchUp()
      return { ...times(realNow(), simulation.now()), ...worldReport(simulation.world(), simulation.now()) }
    },
    log: (filter = {}) => {
      catchUp()
      return log.read(filter)
    },
    reset: () => {
      ;({ settings, credentials } = config)
      for (const part of [faults, log, limit]) part.clear()
      simulation.reset()
    },
  }
  return { control, receive }
}
