import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useState } from 'react'
import { toast } from '../ui/Toast.tsx'
import { decidingWords } from '../words/deciding.ts'
import { useFormat } from '../words/useFormat.ts'
import { useWords } from '../words/words.ts'
import { tally } from './outcomes.ts'
import styles from './RunChip.module.css'
import { dismissRun, type Run, useRuns } from './runs.ts'

const Outcomes = lazy(async () => ({ default: (await import('./Outcomes.tsx')).Outcomes }))

/** One run that goes on out of sight: how far it is, then what failed; a press shows it again. */
const Chip = ({ run, onOpen }: { readonly run: Run; readonly onOpen: () => void }) => {
  const say = useWords(decidingWords)
  const { number } = useFormat()
  const { failed } = tally(run.outcomes.values())
  return (
    <button type="button" className={styles.chip} data-bad={!run.isRunning || undefined} onClick={onOpen}>
      {run.isRunning
        ? say.chip(number(run.outcomes.size), number(run.items.length))
        : say.chipFailed(say.title[run.action], number(failed))}
    </button>
  )
}

/**
 * What is being done to tickets while its dialog is closed. It goes away by itself where all went well, and waits to be read where
 * something failed.
 */
export const RunChips = () => {
  const say = useWords(decidingWords)
  const { number } = useFormat()
  const client = useQueryClient()
  const hidden = useRuns().filter(({ isHidden }) => isHidden)
  const [opened, setOpened] = useState('')
  const shown = hidden.find(({ id }) => id === opened)
  const ended = hidden
    .filter(({ isRunning }) => !isRunning)
    .map(({ id }) => id)
    .join(' ')

  useEffect(() => {
    if (ended !== '') void client.invalidateQueries({ queryKey: ['tickets'] })
  }, [ended, client])
  useEffect(() => {
    for (const { id, action, items, isRunning, outcomes } of hidden) {
      if (isRunning || id === opened || tally(outcomes.values()).failed > 0) continue
      dismissRun(id)
      void toast(say.done[action], { more: say.count(number(items.length)) })
    }
  })
  if (hidden.length === 0) return null
  return (
    <div className={styles.chips} role="status">
      {hidden.map((run) => (
        <Chip key={run.id} run={run} onOpen={() => setOpened(run.id)} />
      ))}
      <Suspense>
        {shown !== undefined && (
          <Outcomes
            run={shown}
            title={`${say.title[shown.action]} · ${say.count(number(shown.items.length))}`}
            onClose={() => {
              setOpened('')
              if (!shown.isRunning) dismissRun(shown.id)
            }}
          />
        )}
      </Suspense>
    </div>
  )
}
