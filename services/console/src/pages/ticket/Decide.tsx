import type { TicketDetails } from '@gongdan/sdk'
import { Check, Ellipsis, X } from 'lucide-react'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import type { Ask } from '../../deciding/ActionDialog.tsx'
import type { ListAction } from '../../deciding/actions.ts'
import { outcomeWords } from '../../deciding/outcomes.ts'
import { dismissRun, type Run, startRun } from '../../deciding/runs.ts'
import { useStandingIn } from '../../people/useStandingIn.ts'
import { usePreferences } from '../../preferences/preferences.ts'
import type { Person } from '../../session/claims.ts'
import { useSession } from '../../session/session.ts'
import { Button, ButtonLink, IconButton } from '../../ui/Button.tsx'
import { TextArea } from '../../ui/Field.tsx'
import { Menu, type MenuEntry } from '../../ui/Menu.tsx'
import { Select } from '../../ui/Select.tsx'
import { toast } from '../../ui/Toast.tsx'
import { decidingWords } from '../../words/deciding.ts'
import { ticketPageWords } from '../../words/ticket.ts'
import { ticketWords } from '../../words/tickets.ts'
import { useWords } from '../../words/words.ts'
import styles from './Ticket.module.css'

const ActionDialog = lazy(async () => ({ default: (await import('../../deciding/ActionDialog.tsx')).ActionDialog }))

/** In the order in which they are offered. */
const primary = ['submit-overruled', 'submit-saved', 'confirm', 'retry-fulfilment', 'request-image'] as const
const behindMore = [
  'return',
  'transfer',
  'add-approvers',
  'urge',
  'cc',
  'request-image',
  'retry-fulfilment',
  'withdraw',
  'archive',
  'terminate',
  'delete',
] as const satisfies readonly ListAction[]
const dangerous = new Set<ListAction>(['terminate', 'delete'])
const decisions = new Set<ListAction>(['pass', 'overrule', 'return', 'transfer'])

/** Steps that can be decided on now. */
const openSteps = ({ steps }: TicketDetails) => steps.filter(({ state }) => state === 'open')

/** Whether an open seat is the reader's own: else they decide for another person. */
const isOwn = (ticket: TicketDetails, { uuid, tenantUuid, roles }: Person): boolean =>
  openSteps(ticket)
    .flatMap(({ seats }) => seats)
    .filter(({ filled_by }) => filled_by === null)
    .flatMap(({ owners }) => owners)
    .some((owner) =>
      owner.kind === 'user'
        ? owner.uuid === uuid
        : owner.tenant_uuid === tenantUuid && roles.some((role) => role.uuid === owner.uuid),
    )

const nameOf = (step: TicketDetails['steps'][number]): string =>
  step.step_name || step.seats[0]?.owners[0]?.name || step.seats[0]?.owners[0]?.uuid || step.step_key

/** What the reader may do to a ticket. A single approval needs no dialog; everything that cannot be taken back asks once. */
export const Decide = ({
  ticket,
  onDone,
}: {
  readonly ticket: TicketDetails
  /** `decided`: the ticket does not wait for the reader any more. */
  readonly onDone: (decided: boolean) => void
}) => {
  const say = useWords(ticketPageWords)
  const { actions } = useWords(ticketWords)
  const { done } = useWords(decidingWords)
  const { language } = usePreferences()
  const navigate = useNavigate()
  const [opinion, setOpinion] = useState('')
  const [step, setStep] = useState('')
  const [ask, setAsk] = useState<Ask>()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')
  const pressed = useRef(false)
  const isShown = useRef(false)
  useEffect(() => {
    isShown.current = true
    return () => {
      isShown.current = false
    }
  }, [])
  const can = new Set<string>(ticket.can)
  const open = openSteps(ticket)
  const person = useSession()
  const isForOthers = can.has('pass') && !isOwn(ticket, person)
  const absent = useStandingIn(isForOthers)(ticket)
  const standsIn = isForOthers && absent.length > 0 ? say.onBehalfOf(absent.join(language === 'zh' ? '、' : ', ')) : ''
  const stepId = open.find(({ step_id: id }) => String(id) === step)?.step_id
  // Decided meanwhile: what was written on it is not meant for another step.
  if (step !== '' && stepId === undefined) {
    setStep('')
    setOpinion('')
  }

  const request = (action: ListAction): void =>
    setAsk({
      action,
      items: [ticket],
      ...(stepId !== undefined && { stepId }),
      returnTargets: ticket.steps
        .filter(({ return_to }) => return_to)
        .map((one) => ({ id: one.step_id, name: nameOf(one) })),
    })

  const settle = (action: ListAction, run: Run): void => {
    const [outcome] = run.outcomes.values()
    if (outcome === undefined) return
    if (outcome.ok) {
      setProblem('')
      if (decisions.has(action)) setOpinion('')
      void toast(done[action], { more: ticket.ticket_name })
    } else {
      const why = outcomeWords(outcome, Math.floor(Date.now() / 1000), language)
      if (isShown.current) setProblem(why)
      else void toast(why, { tone: 'bad', more: ticket.ticket_name })
    }
    onDone(outcome.ok && (decisions.has(action) || action === 'delete'))
  }

  const needsDialog = ticket.ticket_type_code === 'AUTO_CONTAINER' || ticket.ticket_type_code === 'TENCENT_IMAGE_CREATE'
  const pass = async (): Promise<void> => {
    if (needsDialog) return request('pass')
    // A second press finds this set before anything is drawn anew.
    if (pressed.current) return
    pressed.current = true
    setBusy(true)
    const { id, done: finished } = startRun('pass', [ticket], {
      reason: opinion.trim(),
      ...(stepId !== undefined && { stepId }),
    })
    const run = await finished
    dismissRun(id)
    pressed.current = false
    setBusy(false)
    settle('pass', run)
  }

  const entries: MenuEntry[] = [
    ...(can.has('save') ? [{ label: say.edit, to: `/edit/${ticket.ticket_uuid}` } as const] : []),
    ...behindMore
      .filter((action) => can.has(action) && !(action === 'request-image' && !can.has('pass')))
      .map((action) => ({ label: actions[action], danger: dangerous.has(action), onSelect: () => request(action) })),
    { label: say.copyAsNew, onSelect: () => void navigate(`/new?copy=${ticket.ticket_uuid}`) },
  ]
  const first = primary.find((action) => can.has(action))
  return (
    <div className={styles.decide}>
      {problem !== '' && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      {can.has('pass') && (
        <div className={styles.opinion}>
          {open.length > 1 && (
            <Select
              label={say.step}
              value={step}
              onChange={setStep}
              options={[
                { value: '', label: say.firstStep },
                ...open.map((one) => ({ value: String(one.step_id), label: nameOf(one) })),
              ]}
            />
          )}
          <TextArea
            rows={1}
            aria-label={say.opinion}
            placeholder={say.opinion}
            maxLength={1000}
            value={opinion}
            onChange={({ target }) => setOpinion(target.value)}
          />
        </div>
      )}
      <div className={styles.buttons}>
        <Menu
          entries={entries}
          align="start"
          trigger={<IconButton label={say.more} look="plain" icon={<Ellipsis size={18} />} />}
        />
        <span className={styles.grow} />
        {can.has('overrule') && (
          <Button look="danger" size="large" icon={<X size={18} />} disabled={busy} onClick={() => request('overrule')}>
            {actions.overrule}
          </Button>
        )}
        {can.has('pass') && (
          <Button look="pass" size="large" icon={<Check size={18} />} busy={busy} onClick={() => void pass()}>
            {actions.pass}
            {standsIn !== '' && <span className={styles.standsIn}>{standsIn}</span>}
          </Button>
        )}
        {!can.has('pass') && can.has('save') && (
          <ButtonLink size="large" to={`/edit/${ticket.ticket_uuid}`}>
            {say.edit}
          </ButtonLink>
        )}
        {!can.has('pass') && first !== undefined && (
          <Button look="primary" size="large" onClick={() => request(first)}>
            {actions[first]}
          </Button>
        )}
        {!can.has('pass') && first === undefined && can.has('withdraw') && (
          <Button size="large" onClick={() => request('withdraw')}>
            {actions.withdraw}
          </Button>
        )}
      </div>
      <Suspense>
        {ask !== undefined && (
          <ActionDialog
            ask={ask}
            onClose={(run) => {
              setAsk(undefined)
              if (run !== undefined && !run.isRunning) settle(ask.action, run)
            }}
          />
        )}
      </Suspense>
    </div>
  )
}
