import { GongdanError } from '@gongdan/sdk'
import { useSyncExternalStore } from 'react'
import { gongdan } from '../session/gongdan.ts'
import { type Given, type Item, type ListAction, send } from './actions.ts'
import { type Attempt, attemptsAgain } from './attempts.ts'
import { mayRetry, type Outcome } from './outcomes.ts'

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
  /** The attempt that each ticket was last sent in. */
  readonly sentIn: Map<string, Attempt>
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

const put = (entry: Entry, outcome: Outcome): void => {
  entry.run = { ...entry.run, outcomes: new Map(entry.run.outcomes).set(outcome.uuid, outcome) }
}

/** The items that no outcome came for, since sending was given up. */
const giveUp = (entry: Entry, attempt: Attempt, error: unknown): void => {
  const { scode, text } =
    error instanceof GongdanError ? error : { scode: 9002, text: String(Object(error).message ?? error) }
  for (const { ticket_uuid, ticket_name } of attempt.items) {
    if (entry.run.outcomes.has(ticket_uuid) || entry.sentIn.get(ticket_uuid) !== attempt) continue
    put(entry, { uuid: ticket_uuid, name: ticket_name, ok: false, known: true, scode, text, data: null })
  }
}

/** Sends one attempt; of a repeated one only what is still missing counts, for later attempts know better. */
const sendAttempt = async (entry: Entry, attempt: Attempt): Promise<void> => {
  const { key, items } = attempt
  const outcomes = new Map(entry.run.outcomes)
  try {
    for await (const outcome of send(gongdan(), entry.run.action, items, entry.given, { pieces: PIECES, key })) {
      if (entry.sentIn.get(outcome.uuid) !== attempt) continue
      outcomes.set(outcome.uuid, outcome)
      entry.run = { ...entry.run, outcomes }
      showSoon()
    }
  } catch (error) {
    giveUp(entry, attempt, error)
  }
}

const execute = async (entry: Entry, attempts: readonly Attempt[]): Promise<Run> => {
  entry.run = { ...entry.run, isRunning: true }
  watchLeaving()
  show()
  for (const attempt of attempts) await sendAttempt(entry, attempt)
  // What was handed out is not changed any more: a copy for who compares.
  entry.run = { ...entry.run, outcomes: new Map(entry.run.outcomes), isRunning: false }
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
  const first = { key: id, items }
  const entry: Entry = {
    run: { id, action, items, outcomes: new Map(), isRunning: true, isHidden: false },
    given,
    sentIn: new Map(items.map(({ ticket_uuid }) => [ticket_uuid, first])),
  }
  entries.set(id, entry)
  return { id, done: execute(entry, [first]) }
}

/** Sends once more what may succeed: see `attemptsAgain`. What was done is not done again, and what came of it is told. */
export const retryRun = async (id: string): Promise<Run | undefined> => {
  const entry = entries.get(id)
  if (entry === undefined || entry.run.isRunning) return entry?.run
  const newKey = crypto.randomUUID()
  const attempts = attemptsAgain(entry.run.outcomes.values(), entry.sentIn, newKey)
  for (const attempt of attempts.filter(({ key }) => key === newKey)) {
    for (const { ticket_uuid } of attempt.items) entry.sentIn.set(ticket_uuid, attempt)
  }
  const settled = [...entry.run.outcomes].filter(([, outcome]) => !mayRetry(outcome))
  entry.run = { ...entry.run, outcomes: new Map(settled) }
  return execute(entry, attempts)
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
