import { z } from 'zod'
import { Credential } from './admission.ts'
import type { LogEntry, LogFilter } from './callLog.ts'
import { Fault } from './faults.ts'
import type { WorldReport } from './report.ts'
import { Seed } from './seed.ts'
import { type Settings, SettingsChange } from './settings.ts'

/** What a test can do to the emulator. The same is served over HTTP under `/_emulator/`. */
export interface Control {
  /** Arms a fault; throws a ZodError when it is invalid. */
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
  /** Restores the first start: world, clock, settings, keys, faults, log. */
  readonly reset: () => void
}

/** Whether an address is this machine's own loopback, in IPv4, IPv6, or the one inside the other. */
export const isLoopback = (address: string | undefined): boolean =>
  address !== undefined && (/^(::ffff:)?127\.\d+\.\d+\.\d+$/.test(address) || address === '::1')

export interface ControlAnswer {
  readonly status: number
  readonly body: unknown
}

const Advance = z.strictObject({ advanceMs: z.number().nonnegative() })
const LogQuery = z.object({ action: z.string().optional(), traceId: z.string().optional() })

type Route = (control: Control, input: unknown) => unknown

const route =
  <S extends z.ZodType>(schema: S, run: (control: Control, input: z.infer<S>) => unknown): Route =>
  (control, input) =>
    run(control, schema.parse(input))

const Nothing = z.unknown()

const routes: ReadonlyMap<string, Route> = new Map([
  ['POST /_emulator/faults', route(Fault, (control, fault) => control.addFault(fault))],
  ['DELETE /_emulator/faults', route(Nothing, (control) => control.clearFaults())],
  ['GET /_emulator/settings', route(Nothing, (control) => control.settings())],
  ['POST /_emulator/settings', route(SettingsChange, (control, change) => control.changeSettings(change))],
  ['POST /_emulator/clock', route(Advance, (control, { advanceMs }) => control.advance(advanceMs))],
  ['POST /_emulator/credentials', route(Credential, (control, credential) => control.setCredential(credential))],
  ['POST /_emulator/seed', route(Seed, (control, seed) => control.plant(seed))],
  ['POST /_emulator/reset', route(Nothing, (control) => control.reset())],
  ['GET /_emulator/state', route(Nothing, (control) => control.state())],
  ['GET /_emulator/log', route(LogQuery, (control, filter) => control.log(filter))],
])

/** Answers a call of a control endpoint. `text` is its JSON body; a GET is asked by its query instead. */
export const controlAnswer = (control: Control, method: string, url: URL, text: string): ControlAnswer => {
  const found = routes.get(`${method} ${url.pathname}`)
  if (!found) return { status: 404, body: { error: 'There is no such control endpoint.' } }
  try {
    const input: unknown = method === 'GET' ? Object.fromEntries(url.searchParams) : JSON.parse(text || '{}')
    return { status: 200, body: found(control, input) ?? {} }
  } catch (error) {
    if (error instanceof z.ZodError) return { status: 400, body: { error: z.prettifyError(error) } }
    if (error instanceof SyntaxError) return { status: 400, body: { error: 'The body is no JSON.' } }
    throw error
  }
}
