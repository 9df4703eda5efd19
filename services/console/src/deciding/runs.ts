import { GongdanError } from '@gongdan/sdk'
import { useSyncExternalStore } from 'react'
import { gongdan } from '../session/gongdan.ts'
import { type Given, type Item, type ListAction, send } from './actions.ts'
import { type Attempt, type Attempts, createAttempts } from './attempts.ts'
import type { Outcome } from './outcomes.ts'

/** Something that is done to tickets, from the press of the button to the last outcome. */
export type Run = {
  readonly id: string
  readonly action: ListAction
  readonly items: readonly Item[]
  readonly outcomes: ReadonlyMap<string, Outcome>
  readonly isRunning: boolean
  /** Its dialog was closed before it had ended. */
  readonly isHidden: boolean
}

/** Changes are shown in one go, as often as the eye can follow. */
const SHOW_MS = 60
const PIECES = 100

type Entry = {
  run: Run
  readonly given: Given
  readonly attempts: Attempts
}

const entries = new Map<string, Entry>()
let shown: readonly Run[] = []
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setTimeout> | undefined

const show = (): void => {
  timer = undefined
  shown = [...entries.values()].map(({ run }) => run)
  for (const listener of listeners) listener()
}

const showSoon = (): void => {
  timer ??= setTimeout(show, SHOW_MS)
}

/** Whoever leaves while something is being sent is asked whether they mean it. */
const warn = (event: BeforeUnloadEvent): void => event.preventDefault()

const watchLeaving = (): void => {
  const isAnyRunning = [...entries.values()].some(({ run }) => run.isRunning)
  if (isAnyRunning) addEventListener('beforeunload', warn)
  else removeEventListener('beforeunload', warn)
}

const sendAttempt = async (entry: Entry, attempt: Attempt): Promise<void> => {
  const { attempts, given } = entry
  const { key, items } = attempt
  try {
    for await (const outcome of send(gongdan(), entry.run.action, items, given, { pieces: PIECES, key })) {
      attempts.take(attempt, outcome)
      entry.run = { ...entry.run, outcomes: attempts.outcomes }
      showSoon()
    }
  } catch (error) {
    const text = String(Object(error).message ?? error)
    attempts.giveUp(attempt, error instanceof GongdanError ? error : { scode: 9002, text })
  }
}

const execute = async (entry: Entry, attempts: readonly Attempt[]): Promise<Run> => {
  entry.run = { ...entry.run, outcomes: entry.attempts.outcomes, isRunning: true }
  watchLeaving()
  show()
  for (const attempt of attempts) await sendAttempt(entry, attempt)
  // What was handed out is not changed any more: a copy for who compares.
  entry.run = { ...entry.run, outcomes: new Map(entry.attempts.outcomes), isRunning: false }
  watchLeaving()
  clearTimeout(timer)
  show()
  return entry.run
}

/** Begins; the promise is kept when every ticket has its outcome. A run stays until it is dismissed. */
export const startRun = (
  action: ListAction,
  items: readonly Item[],
  given: Given,
): { readonly id: string; readonly done: Promise<Run> } => {
  const id = crypto.randomUUID()
  const attempts = createAttempts(items, id)
  const { first, outcomes } = attempts
  const entry: Entry = { run: { id, action, items, outcomes, isRunning: true, isHidden: false }, given, attempts }
  entries.set(id, entry)
  return { id, done: execute(entry, [first]) }
}

/** Sends once more what may succeed. What was done is not done again, and what came of it is told. */
export const retryRun = async (id: string): Promise<Run | undefined> => {
  const entry = entries.get(id)
  if (entry === undefined || entry.run.isRunning) return entry?.run
  return execute(entry, entry.attempts.again(crypto.randomUUID()))
}

/** Goes on with a run out of sight, where it was not dismissed. */
export const hideRun = (id: string): void => {
  const entry = entries.get(id)
  if (entry !== undefined) entry.run = { ...entry.run, isHidden: true }
  show()
}

export const dismissRun = (id: string): void => {
  entries.delete(id)
  show()
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useRuns = (): readonly Run[] => useSyncExternalStore(subscribe, () => shown)

export const useRun = (id: string | undefined): Run | undefined => useRuns().find((run) => run.id === id)
