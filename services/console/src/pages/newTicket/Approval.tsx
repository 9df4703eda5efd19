import type { TicketTypeCode } from '@gongdan/contracts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { TriangleAlert } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Flow } from '../../flow/Flow.tsx'
import { toFlowSteps } from '../../flow/flowSteps.ts'
import { OwnerPicker } from '../../people/OwnerPicker.tsx'
import type { Owner } from '../../people/owner.ts'
import { useGongdan } from '../../session/gongdan.ts'
import { useSession } from '../../session/session.ts'
import { untilAnswered } from '../../session/untilAnswered.ts'
import { Button } from '../../ui/Button.tsx'
import { useErrorText } from '../../ui/ErrorState.tsx'
import { Field } from '../../ui/Field.tsx'
import { Card } from '../../ui/Page.tsx'
import { Select } from '../../ui/Select.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { newTicketWords } from '../../words/newTicket.ts'
import { uiWords } from '../../words/ui.ts'
import { useFormat } from '../../words/useFormat.ts'
import { useWords } from '../../words/words.ts'
import styles from './Approval.module.css'
import { useFailure, useOtherProcess, useProcesses } from './useProcesses.ts'

/** A value once it has not changed for so many milliseconds. */
const useSettled = <T,>(value: T, milliseconds: number): T => {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds)
    return () => clearTimeout(timer)
  }, [value, milliseconds])
  return settled
}

/** What a submission would lead to, asked again when what is entered has settled. */
const useSimulation = (type: TicketTypeCode, name: string, details: object, processUuid: string) => {
  const gd = useGongdan()
  const asked = useSettled(
    JSON.stringify({ processUuid, name: name.trim(), details }, (_name, value) =>
      typeof value === 'bigint' ? String(value) : value,
    ),
    400,
  )
  return useQuery({
    queryKey: ['simulate', type, asked],
    queryFn: ({ signal }) => {
      const question = JSON.parse(asked)
      return gd.processes.simulate(
        {
          process_uuid: question.processUuid,
          ticket: { type, ticket_name: question.name || type, ...question.details },
        } as Parameters<typeof gd.processes.simulate>[0],
        { signal },
      )
    },
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    refetchInterval: untilAnswered,
  })
}

/** The processes to choose from, and the one that is chosen, whatever is known of it. */
const useChoice = (processUuid: string) => {
  const say = useWords(newTicketWords)
  const ui = useWords(uiWords)
  const { data, error, isFetching, refetch } = useProcesses()
  const failure = useFailure(data, error)
  const listed = data?.list.find(({ process_uuid: uuid }) => uuid === processUuid)
  const isKnown = data !== undefined || failure !== null
  const isOther = isKnown && listed === undefined && processUuid !== 'system'
  const other = useOtherProcess(processUuid, isOther)
  const isGone = isOther && other.isGone
  const chosen = listed ?? (isOther ? other.process : undefined)
  const options = (data?.list ?? []).map((process) => ({
    value: process.process_uuid,
    label: process.process_uuid === 'system' ? say.builtIn : process.process_name,
    note: say.steps(process.process_list.length),
  }))
  const labelOfOther = (): string => {
    if (processUuid === 'system') return say.builtIn
    if (isGone) return say.processGone
    return chosen?.process_name ?? (isOther && other.hasFailed ? say.processUnnamed : ui.loading)
  }
  return {
    // A select shows its first option for a value that it has none for.
    options: listed === undefined ? [{ value: processUuid, label: labelOfOther() }, ...options] : options,
    // The steps of the built-in one are all there is to say of it, and stand below.
    description: processUuid === 'system' ? '' : (chosen?.description ?? ''),
    isGone,
    failure,
    isFetching,
    refetch,
  }
}

/** The process that a ticket is approved by, and who will be asked, as things stand. */
export const Approval = ({
  type,
  name,
  details,
  processUuid,
  onProcess,
  cc,
  onCc,
}: {
  readonly type: TicketTypeCode
  readonly name: string
  readonly details: object
  readonly processUuid: string
  readonly onProcess: (uuid: string) => void
  readonly cc: readonly Owner[]
  readonly onCc: (cc: readonly Owner[]) => void
}) => {
  const say = useWords(newTicketWords)
  const ui = useWords(uiWords)
  const { language } = useFormat()
  const person = useSession()
  const errorText = useErrorText()
  const choice = useChoice(processUuid)
  const simulation = useSimulation(type, name, details, processUuid)
  const { data } = simulation
  const failure = useFailure(data, simulation.error)
  return (
    <Card title={say.approval}>
      <div className={styles.parts}>
        <Field
          label={say.process}
          {...(choice.description !== '' && { hint: choice.description })}
          {...(choice.isGone && { error: say.processGoneHint })}
        >
          {(tied) => <Select {...tied} value={processUuid} onChange={onProcess} options={choice.options} />}
        </Field>
        {choice.failure !== null && (
          <div className={styles.failed} role="alert">
            <p>
              {say.noProcesses}
              {language === 'zh' ? '：' : ': '}
              {errorText(choice.failure)}
            </p>
            {processUuid === 'system' && <p>{say.submitLater}</p>}
            <Button size="small" busy={choice.isFetching} onClick={() => choice.refetch()}>
              {ui.retry}
            </Button>
          </div>
        )}
        <section aria-label={say.whoWill} aria-busy={simulation.isFetching}>
          <h3 className={styles.heading}>{say.whoWill}</h3>
          {data === undefined && failure === null && <Skeleton lines={4} />}
          {failure !== null && (
            <p className={styles.quiet}>
              {say.cannotSimulate}
              {language === 'zh' ? '：' : ': '}
              {errorText(failure)}
            </p>
          )}
          {data?.auto_pass === true && <p className={styles.auto}>{say.autoPass}</p>}
          {data !== undefined && !data.auto_pass && <Flow steps={toFlowSteps(data.steps, language, true)} />}
          {data !== undefined && data.warnings.length > 0 && (
            <ul className={styles.warnings}>
              {data.warnings.map((warning) => (
                <li key={warning.step_key + warning.code}>
                  <TriangleAlert size={14} aria-hidden="true" />
                  {language === 'zh' ? warning.message_cn : warning.message}
                </li>
              ))}
            </ul>
          )}
        </section>
        <Field label={say.cc} optional hint={say.ccHint}>
          {(tied) => <OwnerPicker {...tied} tenantUuid={person.tenantUuid} value={cc} onChange={onCc} label={say.cc} />}
        </Field>
      </div>
    </Card>
  )
}
