import { type FormEvent, useEffect, useId, useRef, useState } from 'react'
import { usePreferences } from '../preferences/preferences.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Field, TextArea } from '../ui/Field.tsx'
import { Select } from '../ui/Select.tsx'
import { decidingWords } from '../words/deciding.ts'
import { ticketWords } from '../words/tickets.ts'
import { uiWords } from '../words/ui.ts'
import { useFormat } from '../words/useFormat.ts'
import { useWords } from '../words/words.ts'
import styles from './ActionDialog.module.css'
import type { Given, Item, ListAction, Named, NamedPerson } from './actions.ts'
import { ContainerConfig } from './ContainerConfig.tsx'
import { keepReason, lastReasons } from './lastReasons.ts'
import { Outcomes } from './Outcomes.tsx'
import { PeopleField } from './PeopleField.tsx'
import { dismissRun, hideRun, type Run, startRun, useRun } from './runs.ts'

export type Ask = {
  readonly action: ListAction
  readonly items: readonly Item[]
  /** The step that is meant, where more than one is open. */
  readonly stepId?: number
  /** Where the ticket can be returned to, beside its applicant. */
  readonly returnTargets?: readonly { readonly id: number; readonly name: string }[]
}

const needsReason = new Set<ListAction>(['overrule', 'return', 'terminate', 'transfer', 'add-approvers'])
const takesReason = new Set<ListAction>([...needsReason, 'pass', 'urge'])
const isBad = (action: ListAction): boolean => action === 'overrule' || action === 'delete' || action === 'terminate'
const NAMES = 200

/** Whether passing one of these starts what cannot be undone: the last step of an image ticket. */
const startsImage = (items: readonly Item[]): boolean =>
  items.some(
    ({ ticket_type_code, processers }) =>
      ticket_type_code === 'TENCENT_IMAGE_CREATE' &&
      processers.filter(({ processer_action }) => processer_action === '').length === 1,
  )

/**
 * Asks once before something is done to one or many tickets, then shows how far it is and what became of each. `onClose` gets the
 * run, where one was begun; one that still runs goes on in the background.
 */
export const ActionDialog = ({ ask, onClose }: { readonly ask: Ask; readonly onClose: (run?: Run) => void }) => {
  const { action, items } = ask
  const say = useWords(decidingWords)
  const ui = useWords(uiWords)
  const { actions } = useWords(ticketWords)
  const { number } = useFormat()
  const { language } = usePreferences()
  const [reason, setReason] = useState('')
  const [config, setConfig] = useState<Given['config']>()
  const [target, setTarget] = useState('')
  const [people, setPeople] = useState<readonly Named[]>([])
  const [person, setPerson] = useState<NamedPerson>()
  const [where, setWhere] = useState<NonNullable<Given['where']>>('beside')
  const [tried, setTried] = useState(false)
  const [runId, setRunId] = useState<string>()
  const pressed = useRef(false)
  const first = useRef<HTMLTextAreaElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const formId = useId()
  const run = useRun(runId)

  const hasPeople = action === 'cc' || action === 'add-approvers'
  const isContainers = action === 'pass' && items.every(({ ticket_type_code }) => ticket_type_code === 'AUTO_CONTAINER')
  const missingReason = needsReason.has(action) && reason.trim() === ''
  const missingPeople = (hasPeople && people.length === 0) || (action === 'transfer' && person === undefined)
  const question = (say.ask as Readonly<Partial<Record<ListAction, string>>>)[action]
  const tone = isBad(action) ? 'bad' : action === 'pass' ? 'good' : undefined
  const count = number(items.length)

  const confirm = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (missingReason) first.current?.focus()
    if (missingReason || missingPeople || pressed.current) return
    // A second press finds this set before anything is drawn anew.
    pressed.current = true
    if (reason.trim() !== '' && needsReason.has(action)) keepReason(reason.trim())
    const { id } = startRun(action, items, {
      reason: reason.trim(),
      ...(isContainers && config !== undefined && { config }),
      ...(ask.stepId !== undefined && { stepId: ask.stepId }),
      ...(target !== '' && { toStepId: Number(target) }),
      ...(person !== undefined && { person }),
      ...(hasPeople && { people, where }),
    })
    setRunId(id)
  }

  // The page that asked may go away under it, by a step back: what is being sent is told all the same.
  useEffect(() => (runId === undefined ? undefined : () => hideRun(runId)), [runId])

  const close = (): void => {
    if (run?.isRunning === true) hideRun(run.id)
    else if (run !== undefined) dismissRun(run.id)
    onClose(run)
  }

  if (run !== undefined) {
    return (
      <Outcomes
        run={run}
        title={`${say.title[action]} · ${say.count(count)}`}
        {...(tone !== undefined && { tone })}
        onClose={close}
      />
    )
  }
  return (
    <Dialog
      open
      onClose={close}
      title={items.length === 1 ? say.title[action] : `${say.title[action]} · ${say.count(count)}`}
      {...(tone !== undefined && { tone })}
      initialFocus={takesReason.has(action) && action !== 'pass' ? first : button}
      actions={
        <>
          <Button onClick={close}>{ui.cancel}</Button>
          <Button
            ref={button}
            type="submit"
            form={formId}
            look={tone === 'bad' ? 'danger' : action === 'pass' ? 'pass' : 'primary'}
            data-solid={tone === 'bad' ? '' : undefined}
          >
            {say.button(actions[action], count)}
          </Button>
        </>
      }
    >
      <form id={formId} className={styles.form} onSubmit={confirm} noValidate>
        <ul className={styles.names} aria-label={say.count(count)}>
          {items.slice(0, NAMES).map(({ ticket_uuid, ticket_name }) => (
            <li key={ticket_uuid}>{ticket_name}</li>
          ))}
          {items.length > NAMES && <li className={styles.quiet}>{say.more(number(items.length - NAMES))}</li>}
        </ul>
        {question !== undefined && <p className={styles.quiet}>{question}</p>}
        {action === 'pass' && startsImage(items) && <p className={styles.warning}>{say.imageNote}</p>}
        {action === 'return' && (
          <Field label={say.to}>
            {(tied) => (
              <Select
                {...tied}
                value={target}
                onChange={setTarget}
                options={[
                  { value: '', label: say.applicant },
                  ...(ask.returnTargets ?? []).map(({ id, name }) => ({ value: String(id), label: name })),
                ]}
              />
            )}
          </Field>
        )}
        {action === 'add-approvers' && (
          <Field label={say.where}>
            {(tied) => (
              <Select
                {...tied}
                value={where}
                onChange={setWhere}
                options={(['before', 'beside', 'after'] as const).map((value) => ({ value, label: say.wheres[value] }))}
              />
            )}
          </Field>
        )}
        {action === 'transfer' && (
          <PeopleField
            label={say.person}
            kinds="users"
            max={1}
            error={tried && missingPeople ? say.personRequired : undefined}
            onChange={([one]) => setPerson(one !== undefined && 'user_uuid' in one ? one : undefined)}
          />
        )}
        {hasPeople && (
          <PeopleField
            label={action === 'cc' ? say.people : say.approvers}
            kinds="both"
            max={action === 'cc' ? 20 : 5}
            error={tried && missingPeople ? say.personRequired : undefined}
            onChange={setPeople}
          />
        )}
        {isContainers && <ContainerConfig onChange={setConfig} />}
        {takesReason.has(action) && (
          <Field
            label={action === 'pass' ? say.opinion : say.reason}
            optional={!needsReason.has(action)}
            {...(action === 'pass' && { hint: say.opinionHint })}
            error={tried && missingReason ? say.reasonRequired : undefined}
          >
            {(tied) => (
              <TextArea
                {...tied}
                ref={first}
                value={reason}
                maxLength={action === 'urge' ? 200 : 1000}
                onChange={({ target: { value } }) => setReason(value)}
              />
            )}
          </Field>
        )}
        {action === 'overrule' && lastReasons().length > 0 && (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset would be a group of inputs, these are buttons
          <div role="group" className={styles.reasons} aria-label={say.lastReasons} lang={language}>
            {lastReasons().map((one) => (
              <button key={one} type="button" className={styles.chip} onClick={() => setReason(one)}>
                {one}
              </button>
            ))}
          </div>
        )}
      </form>
    </Dialog>
  )
}
