import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import { WorldEffects } from './action.ts'
import { World } from './world.ts'

/** Faults of the emulator itself, not of the API it emulates. */
export type EmulatorFaultCode = 'production' | 'state-file-unreadable'

export class EmulatorFault extends Error {
  readonly code: EmulatorFaultCode

  constructor(code: EmulatorFaultCode, message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'EmulatorFault'
    this.code = code
  }
}

/** A call whose connection is already closed and which takes effect later, at a business time in ms (fault `lateApply`). */
export const LateCall = z.object({
  at: z.number(),
  action: z.string(),
  region: z.string(),
  requestId: z.string(),
  traceId: z.string().nullable(),
  body: z.string(),
  worldEffects: WorldEffects,
})
export type LateCall = Readonly<z.infer<typeof LateCall>>

const StoredState = z.object({ world: World, late: z.array(LateCall), clockAheadMs: z.number() })

/** The emulator's whole state between two calls: this is what survives a restart. */
export interface StoredState {
  readonly world: World
  readonly late: readonly LateCall[]
  /** How far business time is ahead of real time. */
  readonly clockAheadMs: number
}

export interface Storage {
  /** What was saved last, or undefined when there is nothing. Throws `state-file-unreadable`. */
  readonly load: () => StoredState | undefined
  /** Called before a call is answered, so that a killed emulator has stored what it answered. */
  readonly save: (held: StoredState) => void
}

/** Keeps the state in one JSON file, replaced as a whole; its folder is made when it is not there. */
export const fileStorage = (path: string): Storage => ({
  load: () => {
    if (!existsSync(path)) return undefined
    try {
      return StoredState.parse(JSON.parse(readFileSync(path, 'utf8')))
    } catch (cause) {
      throw new EmulatorFault('state-file-unreadable', `The state file ${path} cannot be read.`, cause)
    }
  },
  save: (state) => {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(`${path}.new`, JSON.stringify(state))
    renameSync(`${path}.new`, path)
  },
})

export const noStorage: Storage = { load: () => undefined, save: () => undefined }
