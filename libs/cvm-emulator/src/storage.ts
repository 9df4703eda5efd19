import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import { Fate } from './action.ts'
import { World } from './world.ts'

/** What can go wrong with the emulator itself, as opposed to what it is asked to play. */
export type EmulatorFaultCode = 'production' | 'state-file-unreadable'

export class EmulatorFault extends Error {
  readonly code: EmulatorFaultCode

  constructor(code: EmulatorFaultCode, message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'EmulatorFault'
    this.code = code
  }
}

/** A call whose connection is closed already and whose effect is still to come, at a business time in ms. */
export const LateCall = z.object({
  at: z.number(),
  action: z.string(),
  region: z.string(),
  requestId: z.string(),
  traceId: z.string().nullable(),
  body: z.string(),
  fate: Fate,
})
export type LateCall = Readonly<z.infer<typeof LateCall>>

const Held = z.object({ world: World, late: z.array(LateCall), clockAheadMs: z.number() })

/** What the emulator holds between two calls, and all that survives a restart. */
export interface Held {
  readonly world: World
  readonly late: readonly LateCall[]
  /** How far business time is ahead of real time. */
  readonly clockAheadMs: number
}

export interface Storage {
  /** What was saved last, or undefined when there is nothing. Throws `state-file-unreadable`. */
  readonly load: () => Held | undefined
  /** Writes before the call is answered, so that a killed emulator has not forgotten what it said. */
  readonly save: (held: Held) => void
}

/** Keeps the state in one JSON file, replaced as a whole; its folder is made when it is not there. */
export const fileStorage = (path: string): Storage => ({
  load: () => {
    if (!existsSync(path)) return undefined
    try {
      return Held.parse(JSON.parse(readFileSync(path, 'utf8')))
    } catch (cause) {
      throw new EmulatorFault('state-file-unreadable', `The state file ${path} cannot be read.`, cause)
    }
  },
  save: (held) => {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(`${path}.new`, JSON.stringify(held))
    renameSync(`${path}.new`, path)
  },
})

export const noStorage: Storage = { load: () => undefined, save: () => undefined }
