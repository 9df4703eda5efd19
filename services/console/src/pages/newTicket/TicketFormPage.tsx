import type { TicketTypeCode } from '@gongdan/contracts'
import { GongdanError, type TicketBody, type TicketDetails } from '@gongdan/sdk'
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { answeredProblem, detailProblems, formProblems, type Head, type Problem } from '../../forms/problems.ts'
import { type TypeForm, typeForm } from '../../forms/typeForm.ts'
import { type FieldValue, sectionOf } from '../../forms/values.ts'
import { useGongdan } from '../../session/gongdan.ts'
import { useSendOnce } from '../../session/sendOnce.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { useErrorText } from '../../ui/ErrorState.tsx'
import { Field, Input, TextArea } from '../../ui/Field.tsx'
import { Card, Page } from '../../ui/Page.tsx'
import { toast } from '../../ui/Toast.tsx'
import { newTicketWords } from '../../words/newTicket.ts'
import { typeWords } from '../../words/types.ts'
import { uiWords } from '../../words/ui.ts'
import { useFormat } from '../../words/useFormat.ts'
import { useWords } from '../../words/words.ts'
import { Approval } from './Approval.tsx'
import { FieldInput, fieldId } from './FieldInput.tsx'
import { keepForm, keptForm, type TicketForm } from './keptForm.ts'
import { OneOf } from './OneOf.tsx'
import styles from './TicketFormPage.module.css'
import { typeIcons } from './typeIcons.ts'
import { useProcesses } from './useProcesses.ts'

interface Props {
  /** Under which this tab keeps what is entered. */
  readonly place: string
  readonly type: TicketTypeCode
  readonly start: TicketForm
  /** The process that has just been chosen for the ticket, also where it was begun on another one. */
  readonly onProcess?: string
  /** Fields of the section that the form does not know: they are sent as they came. */
  readonly kept: Readonly<Record<string, unknown>>
  readonly edited?: TicketDetails
  readonly copied?: TicketDetails
  readonly onReload?: () => void
}

const detailsIn = (form: TypeForm, section: object): object =>
  form.place === null ? {} : { [form.place.group]: { [form.place.section]: section } }

/** Who sent it back, and why: shown to who edits it. */
const refusalOf = (ticket: TicketDetails | undefined) =>
  ticket?.ticket_state_code === 'overruled'
    ? ticket.history.findLast(({ type }) => type === 'ticket.overruled')
    : undefined

const Refusal = ({ ticket }: { readonly ticket: TicketDetails }) => {
  const say = useWords(newTicketWords)
  const entry = refusalOf(ticket)
  if (entry === undefined) return null
  const name = entry.actor?.user_name ?? ''
  return (
    <div className={styles.refusal}>
      <p>
        <b>{ticket.returned === true ? say.returned(name) : say.overruled(name)}</b>
      </p>
      {entry.reason !== '' && <p className={styles.reason}>{entry.reason}</p>}
      <p className={styles.quiet}>{say.overruledHint}</p>
    </div>
  )
}

/** Why nothing was sent; gets the focus, since what had it may have been locked meanwhile. */
const NotSent = ({ children }: { readonly children: ReactNode }) => {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    box.current?.focus()
  }, [])
  return (
    <div className={styles.summary} ref={box} tabIndex={-1} role="alert">
      {children}
    </div>
  )
}

/** What has to be changed, with links to where. */
const Summary = ({
  problems,
  labelOf,
  textOf,
}: {
  readonly problems: readonly Problem[]
  readonly labelOf: (path: string) => string
  readonly textOf: (problem: Problem) => string
}) => {
  const { language } = useFormat()
  const say = useWords(newTicketWords)
  return (
    <NotSent>
      <b>{say.problems(problems.length)}</b>
      <ul>
        {problems.map((problem) => (
          <li key={problem.path + problem.en}>
            {problem.path === '' ? (
              textOf(problem)
            ) : (
              <a
                href={`#${fieldId(problem.path)}`}
                onClick={(event) => {
                  event.preventDefault()
                  document.getElementById(fieldId(problem.path))?.focus()
                }}
              >
                {labelOf(problem.path)}
                {language === 'zh' ? '：' : ': '}
                {textOf(problem)}
              </a>
            )}
          </li>
        ))}
      </ul>
    </NotSent>
  )
}

/** What is said of each field: of those left what is wrong there, and after a press on Submit all that is. */
const useProblems = (form: TypeForm, entered: TicketForm, kept: Props['kept']) => {
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [attempt, setAttempt] = useState<'none' | 'draft' | 'complete'>('none')
  const [answered, setAnswered] = useState<Problem | null>(null)
  const found = useMemo(
    () => formProblems(form, entered.head, entered.values, attempt === 'complete' ? 'complete' : 'draft', kept),
    [form, entered, kept, attempt],
  )
  const seen = attempt === 'none' ? found.filter(({ path }) => left.has(path)) : found
  return {
    shown: answered === null ? seen : [...seen.filter(({ path }) => path !== answered.path), answered],
    isAttempted: attempt !== 'none',
    leave: (path: string) => setLeft((before) => new Set([...before, path])),
    attempt: setAttempt,
    answer: setAnswered,
    changed: (path: string) =>
      setAnswered((before) => (before === null || (before.path !== '' && before.path !== path) ? before : null)),
  }
}

/** The form of a ticket: what every ticket has, what its type asks for, and who will approve it. */
export const TicketFormPage = ({ place, type, start: given, onProcess, kept, edited, copied, onReload }: Props) => {
  const say = useWords(newTicketWords)
  const ui = useWords(uiWords)
  const { names, notes } = useWords(typeWords)
  const { language } = useFormat()
  const gd = useGongdan()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const errorText = useErrorText()
  const once = useSendOnce(`${place}.sent`)
  const processes = useProcesses()
  const form = typeForm(type)
  const [start] = useState(given)
  const [entered, setEntered] = useState(() => {
    const begun = keptForm(place)
    if (begun === null) return start
    return onProcess === undefined ? begun : { ...begun, processUuid: onProcess }
  })
  const [sending, setSending] = useState<'none' | 'save' | 'submit'>('none')
  const [failure, setFailure] = useState<{ readonly error: unknown; readonly mayBeDone: boolean } | null>(null)
  const [turn, setTurn] = useState(0)
  const [isClearing, setIsClearing] = useState(false)
  const problems = useProblems(form, entered, kept)
  const isTouched = entered !== start
  // Nobody is sent to the default process who could not see that there are others.
  const isUnchosen = processes.data === undefined && entered.processUuid === 'system'
  const at = form.place === null ? '' : `${form.place.group}.${form.place.section}`

  useEffect(() => {
    if (isTouched) keepForm(place, entered)
  }, [isTouched, place, entered])

  const textOf = (problem: Problem): string => (language === 'zh' ? problem.cn : problem.en)
  const errorOf = (path: string): string | undefined => {
    const problem = problems.shown.find((one) => one.path === path)
    return problem === undefined ? undefined : textOf(problem)
  }
  const labelOf = (path: string): string => {
    const own: Readonly<Record<string, string>> = {
      ticket_name: say.name,
      reason: say.reason,
      cluster_uuid: say.cluster,
    }
    const wanted = path.slice(at.length + 1)
    const outer = form.fields.find(({ name }) => name === wanted.split('.')[0])
    const field = outer?.fields?.find(({ name }) => name === wanted.split('.')[1]) ?? outer
    return own[path] ?? (language === 'zh' ? field?.words.title_cn : field?.words.title) ?? path
  }
  const setHead = (given: Partial<Head>): void => {
    setEntered({ ...entered, head: { ...entered.head, ...given } })
    problems.changed(Object.keys(given)[0] ?? '')
  }
  const setValue = (path: string, value: FieldValue): void => {
    const name = path.slice(at.length + 1)
    setEntered({ ...entered, values: { ...entered.values, [name]: value } })
    problems.changed(path)
  }

  const bodyOf = (as: 'draft' | 'complete') => {
    const { ticket_name, reason, cluster_uuid } = entered.head
    return {
      ...(edited === undefined ? {} : { ticket_uuid: edited.ticket_uuid, version: edited.version }),
      ticket_name,
      type,
      reason,
      process_uuid: entered.processUuid,
      ...(cluster_uuid === '' ? {} : { cluster_uuid }),
      ...detailsIn(form, sectionOf(form, entered.values, as, kept)),
    }
  }

  const answerWith = (error: unknown): void => {
    const isOfField = error instanceof GongdanError && (error.scode === 3006 || error.scode === 1002)
    if (isOfField) problems.answer(answeredProblem(form, error.desc, error.descCn))
    else setFailure({ error, mayBeDone: once.mayBeDone() })
  }

  const send = async (how: 'save' | 'submit'): Promise<void> => {
    const as = how === 'save' ? 'draft' : 'complete'
    problems.attempt(as)
    setFailure(null)
    setTurn(turn + 1)
    if (formProblems(form, entered.head, entered.values, as, kept).length > 0) return
    setSending(how)
    const cc = entered.cc.map((owner) => ({
      tenant_uuid: owner.tenantUuid,
      ...(owner.kind === 'role' ? { role_uuid: owner.uuid } : { user_uuid: owner.uuid }),
    }))
    const body = { ...bodyOf(as), ...(how === 'submit' && cc.length > 0 ? { cc } : {}) } as unknown as TicketBody
    try {
      const { ticket_uuid: uuid } = await once.send([how, body], (options) =>
        how === 'save' ? gd.tickets.save(body, options) : gd.tickets.submit(body, options),
      )
      keepForm(place, null)
      await queryClient.invalidateQueries({ queryKey: ['tickets'] })
      void toast(how === 'save' ? say.saved : say.submitted(entered.head.ticket_name))
      // A page that is left stays locked; a draft that was saved is on this page again, as its next version.
      if (how === 'save' && uuid === edited?.ticket_uuid) setSending('none')
      void navigate(how === 'save' ? `/edit/${uuid}` : `/ticket/${uuid}`, { replace: true })
    } catch (error) {
      answerWith(error)
      setSending('none')
    }
  }

  const clear = (): void => {
    keepForm(place, null)
    once.forget()
    setEntered(start)
    problems.attempt('none')
    problems.answer(null)
    setFailure(null)
    setIsClearing(false)
  }

  const Icon = typeIcons[type]
  const hasChanged = failure?.error instanceof GongdanError && failure.error.scode === 3007
  const plain = form.fields.filter(({ name }) => !form.oneOf.includes(name))
  const draft = useMemo(
    () =>
      detailProblems(form, entered.values, 'draft', kept).length > 0
        ? {}
        : detailsIn(form, sectionOf(form, entered.values, 'draft', kept)),
    [form, entered.values, kept],
  )
  return (
    <Page
      title={edited === undefined ? names[type] : say.editTitle(edited.ticket_name)}
      sub={
        <span className={styles.sub}>
          <Icon size={15} aria-hidden="true" />
          {edited === undefined ? notes[type] : names[type]}
          {edited === undefined && copied === undefined && (
            <Link to={start.processUuid === 'system' ? '/new' : `/new?process=${start.processUuid}`}>
              {say.changeType}
            </Link>
          )}
          {copied !== undefined && <span>{say.copied(copied.ticket_name)}</span>}
        </span>
      }
    >
      {/* Locked until the answer is there: the page that follows starts from what was sent. */}
      <fieldset className={styles.lock} disabled={sending !== 'none'}>
        <form
          className={styles.form}
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            if (sending === 'none' && !isUnchosen) void send('submit')
          }}
        >
          <div className={styles.main}>
            {edited !== undefined && <Refusal ticket={edited} />}
            {problems.isAttempted && problems.shown.length > 0 && (
              <Summary key={turn} problems={problems.shown} labelOf={labelOf} textOf={textOf} />
            )}
            {failure !== null && (
              <NotSent>
                <b>{failure.mayBeDone ? ui.mayBeDone : say.notSent}</b>
                <p>{hasChanged ? say.changed : errorText(failure.error)}</p>
                {failure.mayBeDone && <p>{ui.tryAgain}</p>}
                {hasChanged && onReload !== undefined && (
                  <Button
                    size="small"
                    onClick={() => {
                      keepForm(place, null)
                      onReload()
                    }}
                  >
                    {say.reload}
                  </Button>
                )}
              </NotSent>
            )}
            <Card title={say.basics}>
              <div className={styles.fields}>
                <Field
                  id={fieldId('ticket_name')}
                  label={say.name}
                  error={errorOf('ticket_name')}
                  className={styles.full ?? ''}
                >
                  {(tied) => (
                    <Input
                      {...tied}
                      value={entered.head.ticket_name}
                      placeholder={say.namePlaceholder}
                      onChange={({ target }) => setHead({ ticket_name: target.value })}
                      onBlur={() => entered.head.ticket_name !== '' && problems.leave('ticket_name')}
                    />
                  )}
                </Field>
                <Field
                  id={fieldId('reason')}
                  label={say.reason}
                  optional
                  error={errorOf('reason')}
                  className={styles.full ?? ''}
                >
                  {(tied) => (
                    <TextArea
                      {...tied}
                      value={entered.head.reason}
                      placeholder={say.reasonPlaceholder}
                      onChange={({ target }) => setHead({ reason: target.value })}
                      onBlur={() => problems.leave('reason')}
                    />
                  )}
                </Field>
              </div>
            </Card>
            {form.place !== null && (
              <Card title={say.details}>
                <div className={styles.fields}>
                  {plain.map((field) => (
                    <FieldInput
                      key={field.name}
                      field={field}
                      path={`${at}.${field.name}`}
                      value={entered.values[field.name]}
                      onChange={setValue}
                      onLeave={problems.leave}
                      errorOf={errorOf}
                    />
                  ))}
                  {form.oneOf.length > 0 && (
                    <OneOf
                      form={form}
                      at={at}
                      values={entered.values}
                      onChange={(values) => {
                        setEntered({ ...entered, values: { ...entered.values, ...values } })
                        problems.changed('')
                      }}
                      onLeave={problems.leave}
                      errorOf={errorOf}
                    />
                  )}
                  <Field id={fieldId('cluster_uuid')} label={say.cluster} optional error={errorOf('cluster_uuid')}>
                    {(tied) => (
                      <Input
                        {...tied}
                        value={entered.head.cluster_uuid}
                        onChange={({ target }) => setHead({ cluster_uuid: target.value })}
                        onBlur={() => problems.leave('cluster_uuid')}
                      />
                    )}
                  </Field>
                </div>
              </Card>
            )}
          </div>
          <div className={styles.side}>
            <Approval
              type={type}
              name={entered.head.ticket_name}
              details={draft}
              processUuid={entered.processUuid}
              onProcess={(processUuid) => setEntered({ ...entered, processUuid })}
              cc={entered.cc}
              onCc={(cc) => setEntered({ ...entered, cc })}
            />
          </div>
          <div className={styles.bar}>
            <span className={styles.keptNote}>
              {isTouched && (
                <>
                  {say.kept}
                  <Button look="quiet" size="small" onClick={() => setIsClearing(true)}>
                    {say.discard}
                  </Button>
                </>
              )}
            </span>
            <Button busy={sending === 'save'} disabled={sending !== 'none'} onClick={() => send('save')}>
              {say.save}
            </Button>
            <Button
              type="submit"
              look="primary"
              busy={sending === 'submit'}
              disabled={sending !== 'none' || isUnchosen}
            >
              {say.submit}
            </Button>
          </div>
        </form>
      </fieldset>
      <Dialog
        open={isClearing}
        onClose={() => setIsClearing(false)}
        title={say.discardTitle}
        tone="bad"
        actions={
          <>
            <Button onClick={() => setIsClearing(false)}>{ui.cancel}</Button>
            <Button look="danger" data-solid onClick={clear}>
              {say.discard}
            </Button>
          </>
        }
      >
        {say.discardText}
      </Dialog>
    </Page>
  )
}
