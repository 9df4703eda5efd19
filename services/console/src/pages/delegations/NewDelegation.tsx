import type { TicketTypeCode } from '@gongdan/contracts'
import { useState } from 'react'
import { fromLocalTime, toLocalTime } from '../../forms/localTime.ts'
import { typeGroups } from '../../forms/typeGroups.ts'
import { OwnerPicker } from '../../people/OwnerPicker.tsx'
import type { Owner } from '../../people/owner.ts'
import { useGongdan } from '../../session/gongdan.ts'
import { useSendOnce } from '../../session/sendOnce.ts'
import { useSession } from '../../session/session.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { useErrorText } from '../../ui/ErrorState.tsx'
import { Field, Input, TextArea } from '../../ui/Field.tsx'
import { toast } from '../../ui/Toast.tsx'
import { delegationWords } from '../../words/delegations.ts'
import { typeWords } from '../../words/types.ts'
import { uiWords } from '../../words/ui.ts'
import { useWords } from '../../words/words.ts'
import styles from './NewDelegation.module.css'

const DAY = 86_400
const lengths = { day: DAY, week: 7 * DAY, twoWeeks: 14 * DAY } as const

/** The beginning of this minute, in unix seconds. */
const thisMinute = (): number => Math.floor(Date.now() / 60_000) * 60

/** Asks who approves for whom, from when until when, and what. */
export const NewDelegation = ({
  mayForOthers,
  onClose,
}: {
  readonly mayForOthers: boolean
  /** Also where nothing was delegated as far as is known: the answer may have been lost. */
  readonly onClose: () => void
}) => {
  const say = useWords(delegationWords)
  const ui = useWords(uiWords)
  const types = useWords(typeWords)
  const gd = useGongdan()
  const { send: sendOnce } = useSendOnce()
  const person = useSession()
  const errorText = useErrorText()
  const [from, setFrom] = useState<Owner | null>(null)
  const [to, setTo] = useState<Owner | null>(null)
  const [start, setStart] = useState(() => toLocalTime(thisMinute()))
  const [end, setEnd] = useState(() => toLocalTime(thisMinute() + lengths.week))
  const [only, setOnly] = useState<readonly TicketTypeCode[]>([])
  const [reason, setReason] = useState('')
  const [isBusy, setIsBusy] = useState(false)
  const [isAttempted, setIsAttempted] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const [starts, ends] = [fromLocalTime(start), fromLocalTime(end)]
  const isComplete = to !== null && starts !== null && ends !== null
  const send = async (): Promise<void> => {
    setIsAttempted(true)
    if (!isComplete || isBusy) return
    setIsBusy(true)
    setFailure(null)
    try {
      const body = {
        to: { user_uuid: to.uuid },
        start: starts,
        end: ends,
        ...(only.length === 0 ? {} : { types: [...only] }),
        ...(reason.trim() === '' ? {} : { reason }),
        ...(from === null ? {} : { from_user_uuid: from.uuid }),
      }
      await sendOnce(body, (options) => gd.delegations.create(body, options))
      void toast(say.created(to.name || to.uuid))
      onClose()
    } catch (error) {
      setFailure(error)
      setIsBusy(false)
    }
  }
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={say.new}
      actions={
        <>
          <Button onClick={onClose}>{ui.cancel}</Button>
          <Button look="primary" busy={isBusy} onClick={send}>
            {say.create}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <p className={styles.note}>{say.note}</p>
        {mayForOthers && (
          <Field label={say.from} className={styles.full ?? ''}>
            {(tied) => (
              <OwnerPicker
                {...tied}
                kinds="users"
                max={1}
                tenantUuid={person.tenantUuid}
                label={say.from}
                placeholder={say.fromMe}
                value={from === null ? [] : [from]}
                onChange={([chosen]) => setFrom(chosen ?? null)}
              />
            )}
          </Field>
        )}
        <Field label={say.to} className={styles.full ?? ''} error={isAttempted && to === null ? say.needTo : undefined}>
          {(tied) => (
            <OwnerPicker
              {...tied}
              kinds="users"
              max={1}
              tenantUuid={person.tenantUuid}
              label={say.to}
              value={to === null ? [] : [to]}
              onChange={([chosen]) => setTo(chosen ?? null)}
            />
          )}
        </Field>
        <Field label={say.start} error={isAttempted && starts === null ? say.needTimes : undefined}>
          {(tied) => (
            <Input {...tied} type="datetime-local" value={start} onChange={({ target }) => setStart(target.value)} />
          )}
        </Field>
        <Field label={say.end} hint={say.endHint} error={isAttempted && ends === null ? say.needTimes : undefined}>
          {(tied) => (
            <Input {...tied} type="datetime-local" value={end} onChange={({ target }) => setEnd(target.value)} />
          )}
        </Field>
        <div className={styles.quick}>
          {(['day', 'week', 'twoWeeks'] as const).map((length) => (
            <Button
              key={length}
              size="small"
              look="quiet"
              onClick={() => setEnd(toLocalTime((starts ?? thisMinute()) + lengths[length]))}
            >
              {say.quick[length]}
            </Button>
          ))}
        </div>
        <details className={styles.only}>
          <summary>
            {say.only}
            <span className={styles.hint}>{only.length === 0 ? say.onlyHint : only.length}</span>
          </summary>
          <div className={styles.types}>
            {typeGroups.map(({ key, types: codes }) => (
              <fieldset key={key} className={styles.group}>
                <legend>{types.groups[key]}</legend>
                {codes.map((code) => (
                  <Checkbox
                    key={code}
                    checked={only.includes(code)}
                    onChange={(checked) => setOnly(checked ? [...only, code] : only.filter((one) => one !== code))}
                  >
                    {types.names[code]}
                  </Checkbox>
                ))}
              </fieldset>
            ))}
          </div>
        </details>
        <Field label={say.reason} optional className={styles.full ?? ''}>
          {(tied) => (
            <TextArea
              {...tied}
              rows={2}
              maxLength={200}
              value={reason}
              placeholder={say.reasonPlaceholder}
              onChange={({ target }) => setReason(target.value)}
            />
          )}
        </Field>
        {failure !== null && (
          <p className={styles.failure} role="alert">
            {errorText(failure)}
          </p>
        )}
      </div>
    </Dialog>
  )
}
