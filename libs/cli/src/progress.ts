import type { ItemOutcome } from '@gongdan/sdk'
import type { Context } from './context.ts'
import { harmless } from './screen.ts'
import { table } from './text.ts'

/** What became of one thing of a list. */
export type Outcome = Omit<ItemOutcome, 'data' | 'retryAfter'>

/** How far a list is. */
export interface Progress {
  add(outcome: Outcome): void
  /** Takes the bar away. */
  end(): void
  readonly counts: { readonly ok: number; readonly failed: number; readonly unknown: number }
}

const LINE_MS = 5_000
const CELLS = 20

const rateOf = (done: number, since: number): number => Math.round(done / Math.max(0.001, (Date.now() - since) / 1000))
const clock = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`

/** A failure in a line: which, its scode, and why. */
const failureLine = ({ uuid, name, scode, text, known }: Outcome, mark: string): string =>
  harmless(`${known ? '✗' : '?'} ${[uuid, name].filter(Boolean).join(' ')}  ${known ? `${scode} ${text}` : mark}`)

/**
 * Shows how far a list of `total` is, on stderr: a bar on a terminal, elsewhere a line every five seconds. Failures are said when they
 * happen.
 */
export const startProgress = async ({ world, t }: Context, total: number): Promise<Progress> => {
  const { stderr } = world
  const since = Date.now()
  const counts = { ok: 0, failed: 0, unknown: 0 }
  const done = () => counts.ok + counts.failed + counts.unknown
  const tail = () => {
    const rate = rateOf(done(), since)
    const unknown = counts.unknown === 0 ? '' : ` ${t('unknown', '未知')} ${counts.unknown}`
    const numbers = `${done()}/${total} ${t('ok', '成功')} ${counts.ok} ${t('failed', '失败')} ${counts.failed}${unknown}`
    return { numbers, speed: `${rate.toLocaleString('en-US')}/s`, left: rate === 0 ? 0 : (total - done()) / rate }
  }
  const count = ({ ok, known }: Outcome) => {
    if (ok) counts.ok += 1
    else if (known) counts.failed += 1
    else counts.unknown += 1
  }
  const mark = t('no outcome', '结果未知')

  if (stderr.isTTY !== true) {
    const say = () => {
      const { numbers, speed } = tail()
      stderr.write(`${numbers} ${speed}\n`)
    }
    const timer = setInterval(say, LINE_MS)
    return {
      counts,
      add: (outcome) => {
        count(outcome)
        if (!outcome.ok) stderr.write(`${failureLine(outcome, mark)}\n`)
      },
      end: () => clearInterval(timer),
    }
  }

  const { MultiBar } = (await import('cli-progress')).default
  const bars = new MultiBar({
    stream: stderr as NodeJS.WriteStream,
    hideCursor: true,
    linewrap: null,
    gracefulExit: false,
    emptyOnZero: true,
    format: (_, { progress }) => {
      const full = Math.round(Math.min(1, progress) * CELLS)
      const { numbers, speed, left } = tail()
      return `${'█'.repeat(full)}${'░'.repeat(CELLS - full)} ${numbers} ${speed} ETA ${clock(left)}`
    },
  })
  const bar = bars.create(total, 0)
  return {
    counts,
    add: (outcome) => {
      count(outcome)
      if (!outcome.ok) bars.log(`${failureLine(outcome, mark)}\n`)
      bar.update(done())
    },
    end: () => {
      bars.update()
      bars.stop()
    },
  }
}

/** The failures of a list, at the end, on stdout. */
export const failureTable = ({ t }: Context, failures: readonly Outcome[]): string =>
  table(
    ['UUID', t('NAME', '名称'), 'SCODE', t('WHY', '原因')],
    failures.map(({ uuid, name, scode, text, known }) => [
      uuid,
      name,
      known ? String(scode) : '-',
      known ? text : t('no outcome', '结果未知'),
    ]),
    60,
  )
