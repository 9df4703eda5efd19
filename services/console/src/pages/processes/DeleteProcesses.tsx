import type { ItemOutcome } from '@gongdan/sdk'
import { useState } from 'react'
import { useGongdan } from '../../session/gongdan.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { useErrorText } from '../../ui/ErrorState.tsx'
import { toast } from '../../ui/Toast.tsx'
import { processWords } from '../../words/processes.ts'
import { uiWords } from '../../words/ui.ts'
import { useWords } from '../../words/words.ts'
import styles from './DeleteProcesses.module.css'

/** Asks before processes are deleted, and says of each that stays why. `onClose` gets those that are left, by uuid with their names. */
export const DeleteProcesses = ({
  items,
  onClose,
}: {
  readonly items: ReadonlyMap<string, string>
  readonly onClose: (left: ReadonlyMap<string, string>) => void
}) => {
  const say = useWords(processWords)
  const ui = useWords(uiWords)
  const gd = useGongdan()
  const errorText = useErrorText()
  const [isBusy, setIsBusy] = useState(false)
  const [failed, setFailed] = useState<readonly ItemOutcome[]>([])
  const [failure, setFailure] = useState<unknown>(null)
  const send = async (): Promise<void> => {
    setIsBusy(true)
    setFailure(null)
    try {
      const outcomes = await gd.processes.delete([...items.keys()]).all()
      const left = outcomes.filter(({ ok }) => !ok)
      const done = outcomes.length - left.length
      if (done > 0) void toast(say.deleted(done))
      setFailed(left)
      if (left.length === 0) onClose(new Map())
    } catch (error) {
      setFailure(error)
    } finally {
      setIsBusy(false)
    }
  }
  const left = new Map(failed.map(({ uuid }) => [uuid, items.get(uuid) ?? uuid]))
  const isDone = failed.length > 0
  return (
    <Dialog
      open
      onClose={() => onClose(isDone ? left : items)}
      tone="bad"
      title={isDone ? say.notDeleted : say.deleteTitle(items.size)}
      actions={
        isDone ? (
          <Button onClick={() => onClose(left)}>{ui.close}</Button>
        ) : (
          <>
            <Button onClick={() => onClose(items)}>{ui.cancel}</Button>
            <Button look="danger" data-solid busy={isBusy} onClick={send}>
              {say.delete}
            </Button>
          </>
        )
      }
    >
      {!isDone && <p>{say.deleteText}</p>}
      <ul className={styles.items}>
        {isDone
          ? failed.map(({ uuid, text }) => (
              <li key={uuid}>
                <b>{items.get(uuid)}</b> <span className={styles.why}>{text}</span>
              </li>
            ))
          : [...items].map(([uuid, name]) => <li key={uuid}>{name}</li>)}
      </ul>
      {failure !== null && <p className={styles.why}>{errorText(failure)}</p>}
    </Dialog>
  )
}
