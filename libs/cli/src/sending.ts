import { appendFileSync, writeFileSync } from 'node:fs'
import { GongdanError } from '@gongdan/sdk'
import type { Run } from './config.ts'
import { type Context, tell } from './context.ts'
import { usage } from './input.ts'
import { failureTable, type Outcome, startProgress } from './progress.ts'
import { CliError, exitCodes } from './world.ts'

/** Of every command that sends a list. */
export interface SendingOptions {
  readonly failFile?: string
  readonly resume?: string
  readonly key?: string
}

/** A list to send: how it is called, how it can be sent again, and how it is sent. */
export interface Sending {
  readonly action: string
  readonly items: readonly unknown[]
  readonly shared: object
  readonly pieces: number
  readonly key: string
  readonly failFile?: string | undefined
  /** What an item is called in the file of failures. */
  readonly nameOf: (item: unknown, index: number) => string
  send(signal: AbortSignal): AsyncIterable<Outcome & { readonly item?: string }>
}

/** A key for people to type: the moment, and something that no other run has. */
export const newKey = (now = new Date()): string => {
  const stamp = now.toISOString().replace(/\D/g, '').slice(0, 14)
  return `${stamp}-${Math.random().toString(36).slice(2, 8)}`
}

/** The run of this action that was interrupted under this key. Throws where there is none. */
export const runToResume = (context: Context, action: string, key: string): Run => {
  const run = context.store.readRun(key)
  if (run?.action === action) return run
  throw usage(context, `--resume ${key}: there is no such run of ${action}`, `--resume ${key}：没有可继续的 ${action}`)
}

/** A sentence says why nothing more can be sent; anything else is a fault of the program. */
const isSaid = (error: unknown): boolean => error instanceof GongdanError || error instanceof CliError

/** Sends a list, shows how far it is, and says what became of it; gives the exit code. */
export const sendList = async (context: Context, sending: Sending): Promise<number> => {
  const { t, talk, out, store, world } = context
  const { action, items, shared, pieces, key, failFile, nameOf } = sending
  const isLong = items.length > 1
  if (isLong) store.writeRun(key, { action, items, shared, pieces })
  if (failFile !== undefined) writeFileSync(failFile, '', { mode: 0o600 })

  const controller = new AbortController()
  const stopListening = world.onInterrupt(() => {
    if (controller.signal.aborted) world.exit(exitCodes.interrupted)
    controller.abort(new Error('interrupted'))
  })
  const progress = await startProgress(context, items.length)
  const failures: Outcome[] = []
  const left = new Set(items.map((item, index) => nameOf(item, index)))
  let thrown: unknown
  try {
    for await (const outcome of sending.send(controller.signal)) {
      progress.add(outcome)
      const name = outcome.item ?? outcome.uuid
      left.delete(name)
      if (outcome.ok) continue
      failures.push(outcome)
      if (failFile !== undefined) appendFileSync(failFile, `${name}\t${outcome.scode} ${outcome.text}\n`)
    }
  } catch (error) {
    if (!controller.signal.aborted && !isSaid(error)) throw error
    thrown = error
  } finally {
    stopListening()
    progress.end()
  }
  const { ok, failed, unknown } = progress.counts
  const unsent = items.length - ok - failed - unknown
  if (failures.length > 0) out(failureTable(context, failures))
  if (failFile !== undefined) {
    appendFileSync(failFile, [...left].map((name) => `${name}\t${t('not sent', '未发送')}\n`).join(''))
  }
  const more = [
    unknown === 0 ? '' : t(`, unknown ${unknown}`, `，未知 ${unknown}`),
    unsent === 0 ? '' : t(`, not sent ${unsent}`, `，未发送 ${unsent}`),
  ].join('')
  talk(t(`ok ${ok}, failed ${failed}${more}`, `成功 ${ok}，失败 ${failed}${more}`))
  if (unsent > 0 || unknown > 0) {
    if (isLong) talk(`${t('go on with: ', '继续执行：')}gongdan ${action} --resume ${key}`)
  } else store.removeRun(key)
  if (isSaid(thrown)) return tell(context, thrown)
  return failed + unknown + unsent === 0 ? exitCodes.done : exitCodes.failed
}
