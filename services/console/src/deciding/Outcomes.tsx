import { useVirtualizer } from '@tanstack/react-virtual'
import { CircleCheck, CircleX, LoaderCircle } from 'lucide-react'
import { useMemo, useRef, useState } from 'react'
import { usePreferences } from '../preferences/preferences.ts'
import { Button } from '../ui/Button.tsx'
import { Checkbox } from '../ui/Checkbox.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Progress } from '../ui/Progress.tsx'
import { useNow } from '../ui/RelativeTime.tsx'
import { decidingWords } from '../words/deciding.ts'
import { useFormat } from '../words/useFormat.ts'
import { useWords } from '../words/words.ts'
import styles from './Outcomes.module.css'
import { mayRetry, type Outcome, outcomeWords, tally } from './outcomes.ts'
import { type Run, retryRun } from './runs.ts'

type Row = { readonly uuid: string; readonly name: string; readonly outcome: Outcome | undefined }

const ROW_PX = 44
const VIRTUAL_FROM = 200

const ResultRow = ({ row, now }: { readonly row: Row; readonly now: number }) => {
  const say = useWords(decidingWords)
  const { language } = usePreferences()
  const { outcome } = row
  const state = outcome === undefined ? 'waiting' : outcome.ok ? 'ok' : 'failed'
  return (
    <>
      <span className={styles.mark} data-state={state} role="img" aria-label={say.outcome[state]}>
        {state === 'ok' && <CircleCheck size={18} />}
        {state === 'failed' && <CircleX size={18} />}
        {state === 'waiting' && <LoaderCircle size={18} />}
      </span>
      <span className={styles.name}>{row.name}</span>
      {outcome !== undefined && !outcome.ok && (
        <span className={styles.why}>{outcomeWords(outcome, now, language)}</span>
      )}
    </>
  )
}

/** Long lists are drawn as far as they are seen. */
const VirtualRows = ({ rows, now }: { readonly rows: readonly Row[]; readonly now: number }) => {
  const frame = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_PX,
    overscan: 8,
  })
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by keys
    <div ref={frame} className={styles.scroll} tabIndex={0}>
      <ul className={styles.list} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index]
          return (
            row && (
              <li
                key={row.uuid}
                ref={virtual.measureElement}
                data-index={item.index}
                className={styles.row}
                data-virtual
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <ResultRow row={row} now={now} />
              </li>
            )
          )
        })}
      </ul>
    </div>
  )
}

/** What has become of each ticket, while it happens and when it has. */
export const Outcomes = ({
  run,
  title,
  tone,
  onClose,
}: {
  readonly run: Run
  readonly title: string
  readonly tone?: 'good' | 'bad'
  readonly onClose: () => void
}) => {
  const say = useWords(decidingWords)
  const { number } = useFormat()
  const now = useNow()
  const [onlyFailed, setOnlyFailed] = useState(false)
  const { success, failed } = tally(run.outcomes.values())
  const settled = success + failed
  const total = run.items.length
  const again = run.isRunning ? 0 : [...run.outcomes.values()].filter(mayRetry).length
  const rows = useMemo(
    () =>
      run.items
        .map(({ ticket_uuid, ticket_name }) => {
          const outcome = run.outcomes.get(ticket_uuid)
          return { uuid: ticket_uuid, name: ticket_name, outcome }
        })
        .filter(({ outcome }) => !onlyFailed || outcome?.ok === false),
    [run, onlyFailed],
  )
  const done = useRef<HTMLButtonElement>(null)
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={title}
      {...(tone !== undefined && { tone })}
      initialFocus={done}
      actions={
        <>
          {again > 0 && <Button onClick={() => retryRun(run.id)}>{say.retry(number(again))}</Button>}
          <Button ref={done} look="primary" onClick={onClose}>
            {run.isRunning ? say.hide : say.finish}
          </Button>
        </>
      }
    >
      <div className={styles.head}>
        <Progress done={settled} failed={failed} total={total} label={say.progress} />
        <div className={styles.sums}>
          <output className={styles.numbers} aria-live="polite">
            {run.isRunning ? say.running : say.summary(number(success), number(failed))}
          </output>
          <span className={styles.count}>
            {number(settled)}/{number(total)}
          </span>
          {failed > 0 && (
            <Checkbox checked={onlyFailed} onChange={setOnlyFailed} className={styles.filter ?? ''}>
              {say.onlyFailed}
            </Checkbox>
          )}
        </div>
      </div>
      {rows.length > VIRTUAL_FROM ? (
        <VirtualRows rows={rows} now={now} />
      ) : (
        <ul className={styles.list}>
          {rows.map((row) => (
            <li key={row.uuid} className={styles.row}>
              <ResultRow row={row} now={now} />
            </li>
          ))}
        </ul>
      )}
      {failed > 0 && !run.isRunning && <p className={styles.stay}>{say.stay}</p>}
    </Dialog>
  )
}
