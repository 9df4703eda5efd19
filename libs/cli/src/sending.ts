import { appendFileSync, writeFileSync } from 'node:fs'
import { GongdanError } from '@gongdan/sdk'
import type { Run, Sender } from './config.ts'
import { type Context, report, tell } from './context.ts'
import { usage } from './input.ts'
import { failureTable, type Outcome, startProgress } from './progress.ts'
import { quoted } from './text.ts'
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
  /** The key too, where a list is sent on that was begun before. */
  readonly resume?: string | undefined
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

const senderNow = ({ person, url }: Context): Sender => {
  const { sub: user = '', tenant_uuid: tenant = '' } = person()
  return { url: url().replace(/\/+$/, ''), user, tenant }
}

/** For so long the gateway knows a key (contract §5). */
const KEY_LIVES_S = 7 * 86_400

/**
 * The run of this action that was interrupted under this key. Throws where there is none, and where its key would not keep it from
 * being done twice: at another gateway, as another person, or after 7 days.
 */
export const runToResume = (context: Context, action: string, key: string): Run => {
  const refuse = (en: string, zh: string) => usage(context, `--resume ${key}: ${en}`, `--resume ${key}：${zh}`)
  const run = context.store.readRun(key)
  if (run?.action !== action) throw refuse(`there is no such run of ${action}`, `没有可继续的 ${action}`)
  // Earlier versions did not say when; that is too long ago.
  const { time = 0, url, user, tenant } = run
  if (Date.now() / 1000 - time >= KEY_LIVES_S) {
    throw refuse(
      'this list was begun more than 7 days ago, or by an earlier version: it might be done twice',
      '此列表开始于 7 天以前，或由旧版本保存：继续可能重复执行',
    )
  }
  const now = senderNow(context)
  if (now.url !== url) {
    throw refuse(
      `this list was begun at ${url}, not at ${now.url}: --url or --profile says which`,
      `此列表发往 ${url}，而当前网关是 ${now.url}：请用 --url 或 --profile 指定`,
    )
  }
  if (now.user !== user || now.tenant !== tenant) {
    throw refuse(
      'another person began this list: sign in as they did, or give their --profile',
      '此列表由其他人发起：请以发起人身份登录，或用 --profile 指定其配置',
    )
  }
  return run
}

/** Says how to send once more what may have been done: the same command with its key, and what else makes it the same. */
const sayKey = ({ t, talk }: Context, key: string, also = ''): void => {
  const again = `${also}--key ${quoted(key)}`
  talk(t(`again, without doing it twice: ${again}`, `重试且不会重复执行：${again}`))
}

/**
 * Sends one thing, under a new key where none is given. The key is said where nobody can tell whether it was done: no outcome came, or
 * Ctrl-C ended the waiting. `also` are the options that make the command the same again.
 */
export const sendOne = async <T>(
  context: Context,
  given: string | undefined,
  send: (key: string) => Promise<T>,
  also = '',
): Promise<T> => {
  const { world } = context
  const key = given ?? newKey()
  const stopListening = world.onInterrupt(() => {
    sayKey(context, key, also)
    world.exit(exitCodes.interrupted)
  })
  try {
    return await send(key)
  } catch (error) {
    const code = report(context, error)
    if (error instanceof GongdanError && !error.known) sayKey(context, key, also)
    throw new CliError(code, '')
  } finally {
    stopListening()
  }
}

/**
 * Refused for the moment: the gateway keeps no such answer under the key (contract §5). 9xxx is unknown already where a request was
 * answered so; of an item it is kept.
 */
const isForNow = ({ scode, known }: Outcome): boolean => known && [1007, 2001, 2002].includes(scode)

/** A sentence says why nothing more can be sent; anything else is a fault of the program. */
const isSaid = (error: unknown): boolean => error instanceof GongdanError || error instanceof CliError

/** Sends a list, shows how far it is, and says what became of it; gives the exit code. */
export const sendList = async (context: Context, sending: Sending): Promise<number> => {
  const { t, talk, out, store, world, command } = context
  const { action, items, shared, pieces, key, resume, failFile, nameOf } = sending
  const isLong = items.length > 1
  if (isLong && resume === undefined) {
    const time = Math.floor(Date.now() / 1000)
    store.writeRun(key, { action, items, shared, pieces, time, ...senderNow(context) })
  }
  if (failFile !== undefined) writeFileSync(failFile, '', { mode: 0o600 })

  const sayHowToGoOn = () => {
    if (isLong) talk(`${t('go on with: ', '继续执行：')}${command(`${action} --resume ${quoted(key)}`)}`)
    else sayKey(context, key)
  }
  const controller = new AbortController()
  const stopListening = world.onInterrupt(() => {
    if (controller.signal.aborted) {
      sayHowToGoOn()
      world.exit(exitCodes.interrupted)
    }
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
  // Of a single thing that was refused for the moment, or not sent, nothing was done: it needs no key.
  const isOpen = unknown > 0 || (isLong && (unsent > 0 || failures.some(isForNow)))
  if (isOpen) sayHowToGoOn()
  else store.removeRun(key)
  if (isSaid(thrown)) return tell(context, thrown)
  return failed + unknown + unsent === 0 ? exitCodes.done : exitCodes.failed
}
