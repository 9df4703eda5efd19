import { ArrowDown, ArrowUp, ChevronDown, GitFork, TriangleAlert, X } from 'lucide-react'
import { type KeyboardEvent, useId, useState } from 'react'
import {
  type Approver,
  afterFor,
  type Beginning,
  beginningOf,
  type DesignStep,
  type DueAction,
  dueActions,
  resolvedAfter,
} from '../../design/design.ts'
import type { ShownStep } from '../../flow/flowSteps.ts'
import { OwnerPicker } from '../../people/OwnerPicker.tsx'
import { ownerKey } from '../../people/owner.ts'
import { Chip } from '../../ui/Badge.tsx'
import { Button, IconButton } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Field, Input } from '../../ui/Field.tsx'
import { Select } from '../../ui/Select.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { flowWords } from '../../words/flow.ts'
import { processWords } from '../../words/processes.ts'
import { useFormat } from '../../words/useFormat.ts'
import { useWords } from '../../words/words.ts'
import { DurationInput } from './DurationInput.tsx'
import styles from './StepEditor.module.css'

interface Props {
  readonly steps: readonly DesignStep[]
  readonly index: number
  readonly tenantUuid: string
  readonly isOpen: boolean
  readonly onOpen: (open: boolean) => void
  readonly onChange: (given: Partial<DesignStep>) => void
  readonly onMove: (by: 1 | -1) => void
  readonly onRemove: () => void
  /** A step that begins together with this one is wanted. */
  readonly onBeside: () => void
  readonly errorAt: (field: string) => string | undefined
  readonly hasProblem: boolean
  /** What became of the step with the sample ticket. */
  readonly trial: ShownStep | undefined
  readonly warning?: string
}

/** How a step is called: by its name, or by who approves. */
export const stepTitle = ({ name, approvers }: DesignStep, unnamed: string): string =>
  name || approvers.map(({ owner }) => owner.name || owner.uuid).join(' / ') || unnamed

const tenCounts = Array.from({ length: 10 }, (_, at) => at + 1)

type NeedKind = 'any' | 'all' | 'number' | 'percent'
const needKind = (need: string): NeedKind => {
  if (need === 'any' || need === 'all') return need
  return need.endsWith('%') ? 'percent' : 'number'
}
const needFor: Readonly<Record<NeedKind, string>> = { any: 'any', all: 'all', number: '2', percent: '60%' }

const Need = ({ step, onChange, errorAt }: Pick<Props, 'onChange' | 'errorAt'> & { readonly step: DesignStep }) => {
  const say = useWords(processWords)
  const kind = needKind(step.need)
  const isCounted = kind === 'number' || kind === 'percent'
  return (
    <Field label={say.need} error={errorAt('need')}>
      {(tied) => (
        <div className={styles.pair}>
          <Select<NeedKind>
            {...tied}
            value={kind}
            onChange={(next) => onChange({ need: needFor[next] })}
            options={(['any', 'all', 'number', 'percent'] as const).map((value) => ({
              value,
              label: say.needs[value],
            }))}
          />
          {isCounted && (
            <Input
              inputMode="numeric"
              className={styles.short}
              aria-label={kind === 'number' ? say.needNumber : say.needPercent}
              value={step.need.replace('%', '')}
              onChange={({ target }) => onChange({ need: target.value + (kind === 'percent' ? '%' : '') })}
            />
          )}
        </div>
      )}
    </Field>
  )
}

const Begins = ({ steps, index, onChange, errorAt }: Props) => {
  const say = useWords(processWords)
  // Steps that are selected may be those that another choice stands for: while the step is open it stays as it was chosen.
  const [isChosen, setIsChosen] = useState(false)
  const beginning = isChosen ? 'chosen' : beginningOf(steps, index)
  if (index === 0) return null
  const after = resolvedAfter(steps, index)
  const options = (['previous', 'together', 'start', 'chosen'] as const)
    // With the first step, and at once on submission, are the same.
    .filter((value) => value !== 'start' || beginning === 'start' || index > 1)
  return (
    <>
      <Field label={say.begins} error={errorAt('after')}>
        {(tied) => (
          <Select<Beginning>
            {...tied}
            value={beginning}
            onChange={(next) => {
              setIsChosen(next === 'chosen')
              onChange({ after: afterFor(steps, index, next) })
            }}
            options={options.map((value) => ({ value, label: say.beginnings[value] }))}
          />
        )}
      </Field>
      {beginning === 'chosen' && (
        <fieldset className={styles.after}>
          <legend>{say.after}</legend>
          {steps.slice(0, index).map((earlier, place) => (
            <Checkbox
              key={earlier.key}
              checked={after.includes(earlier.key)}
              onChange={(checked) => {
                setIsChosen(true)
                onChange({ after: checked ? [...after, earlier.key] : after.filter((key) => key !== earlier.key) })
              }}
            >
              {stepTitle(earlier, say.step(place + 1))}
            </Checkbox>
          ))}
        </fieldset>
      )}
    </>
  )
}

const Approvers = ({ step, tenantUuid, onChange, errorAt }: Props & { readonly step: DesignStep }) => {
  const say = useWords(processWords)
  const counts = new Map(step.approvers.map(({ owner, count }) => [ownerKey(owner), count]))
  const set = (approvers: readonly Approver[]): void => onChange({ approvers })
  const error = errorAt('approvers')
  return (
    <Field label={say.approvers} error={error !== undefined && step.approvers.length === 0 ? say.needApprovers : error}>
      {(tied) => (
        <OwnerPicker
          {...tied}
          tenantUuid={tenantUuid}
          label={say.approvers}
          value={step.approvers.map(({ owner }) => owner)}
          onChange={(owners) => set(owners.map((owner) => ({ owner, count: counts.get(ownerKey(owner)) ?? 1 })))}
          chip={(owner) =>
            owner.kind === 'role' && (
              <select
                className={styles.count}
                aria-label={say.howMany(owner.name || owner.uuid)}
                value={counts.get(ownerKey(owner)) ?? 1}
                onChange={({ target }) =>
                  set(
                    step.approvers.map((one) =>
                      ownerKey(one.owner) === ownerKey(owner) ? { ...one, count: Number(target.value) } : one,
                    ),
                  )
                }
              >
                {tenCounts.map((many) => (
                  <option key={many} value={many}>
                    {say.people(many)}
                  </option>
                ))}
              </select>
            )
          }
        />
      )}
    </Field>
  )
}

const Condition = ({ step, onChange, errorAt, trial }: Props & { readonly step: DesignStep }) => {
  const say = useWords(processWords)
  const isTried = step.when.trim() !== '' && trial !== undefined && errorAt('when') === undefined
  return (
    <div className={styles.wide}>
      <Field label={say.when} optional hint={say.whenHint} error={errorAt('when')}>
        {(tied) => (
          <Input
            {...tied}
            className={styles.code}
            spellCheck={false}
            value={step.when}
            onChange={({ target }) => onChange({ when: target.value })}
          />
        )}
      </Field>
      {isTried && (
        <p className={styles.tried} data-held={trial.skipped_by !== 'condition'} aria-live="polite">
          {trial.skipped_by === 'condition' ? say.whenFalse : say.whenTrue}
        </p>
      )}
    </div>
  )
}

const Due = ({ step, tenantUuid, onChange, errorAt }: Props & { readonly step: DesignStep }) => {
  const say = useWords(processWords)
  const { duration } = useFormat()
  const remindNote = useId()
  const lengthOf = (seconds: number): string => (Number.isNaN(seconds) ? '…' : duration(seconds))
  const dueError = step.dueIn !== null && Number.isNaN(step.dueIn) ? say.notALength : errorAt('due_in')
  const remindError = step.remindIn.some(Number.isNaN) ? say.notALength : errorAt('remind_in')
  return (
    <>
      <Field label={say.due} error={dueError}>
        {(tied) => <DurationInput tied={tied} value={step.dueIn} onChange={(dueIn) => onChange({ dueIn })} />}
      </Field>
      {step.dueIn !== null && (
        <Field label={say.onDue}>
          {(tied) => (
            <Select<DueAction>
              {...tied}
              value={step.onDue}
              onChange={(onDue) => onChange({ onDue })}
              options={dueActions.map((value) => ({ value, label: say.dueActions[value] }))}
            />
          )}
        </Field>
      )}
      {step.dueIn !== null && step.onDue === 'escalate' && (
        <Field label={say.escalateTo} error={errorAt('escalate_to')}>
          {(tied) => (
            <OwnerPicker
              {...tied}
              tenantUuid={tenantUuid}
              label={say.escalateTo}
              max={1}
              value={step.escalateTo === null ? [] : [step.escalateTo]}
              onChange={([escalateTo]) => onChange({ escalateTo: escalateTo ?? null })}
            />
          )}
        </Field>
      )}
      <fieldset className={styles.reminders}>
        <legend>{say.remind}</legend>
        {step.remindIn.map((seconds, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two reminders may be the same
          <div key={at} className={styles.reminder}>
            <DurationInput
              tied={{
                'aria-label': say.reminds(lengthOf(seconds)),
                ...(Number.isNaN(seconds) && { 'aria-invalid': true, 'aria-describedby': remindNote }),
              }}
              value={seconds}
              onChange={(next) =>
                // One that says no time is none; it is taken away by its button.
                onChange({ remindIn: step.remindIn.map((one, place) => (place === at ? (next ?? Number.NaN) : one)) })
              }
            />
            <IconButton
              size="small"
              label={say.removeRemind(lengthOf(seconds))}
              icon={<X size={14} />}
              onClick={() => onChange({ remindIn: step.remindIn.filter((_, place) => place !== at) })}
            />
          </div>
        ))}
        {step.remindIn.length < 3 && (
          <Button size="small" look="quiet" onClick={() => onChange({ remindIn: [...step.remindIn, 3600] })}>
            {say.addRemind}
          </Button>
        )}
        {remindError !== undefined && (
          <p id={remindNote} className={styles.error}>
            {remindError}
          </p>
        )}
      </fieldset>
    </>
  )
}

/** A step of a design: one line with what it says, and all that it can say once it is opened. Alt with an arrow key moves it. */
export const StepEditor = (props: Props) => {
  const { steps, index, isOpen, onOpen, onChange, onMove, onRemove, onBeside, errorAt, hasProblem, warning } = props
  const say = useWords(processWords)
  const { within } = useWords(flowWords)
  const { duration } = useFormat()
  const id = useId()
  const step = steps[index] as DesignStep
  const title = stepTitle(step, say.step(index + 1))
  const beginning = beginningOf(steps, index)
  const seats = step.approvers.reduce((sum, { count }) => sum + count, 0)
  const kind = needKind(step.need)
  const keys = (event: KeyboardEvent): void => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    onMove(event.key === 'ArrowUp' ? -1 : 1)
  }
  return (
    <article className={styles.step} data-open={isOpen || undefined} data-problem={hasProblem || undefined}>
      <header className={styles.head}>
        <button
          type="button"
          className={styles.opener}
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => onOpen(!isOpen)}
          onKeyDown={keys}
        >
          <span className={styles.number} aria-hidden="true">
            {index + 1}
          </span>
          <span className={styles.title}>{title}</span>
          <ChevronDown size={16} className={styles.chevron} aria-hidden="true" />
        </button>
        <div className={styles.tools}>
          <IconButton
            size="small"
            label={say.up(title)}
            icon={<ArrowUp size={15} />}
            disabled={index === 0}
            onClick={() => onMove(-1)}
          />
          <IconButton
            size="small"
            label={say.down(title)}
            icon={<ArrowDown size={15} />}
            disabled={index === steps.length - 1}
            onClick={() => onMove(1)}
          />
          <IconButton
            size="small"
            label={say.remove(title)}
            icon={<X size={15} />}
            disabled={steps.length === 1}
            onClick={onRemove}
          />
        </div>
      </header>
      {!isOpen && (
        <div className={styles.facts}>
          {beginning !== 'previous' && <Chip tone="accent">{say.beginnings[beginning]}</Chip>}
          {seats > 1 && (
            <Chip>{kind === 'number' || kind === 'percent' ? `${step.need} / ${seats}` : say.needs[kind]}</Chip>
          )}
          {step.when !== '' && <Chip>{say.when}</Chip>}
          {step.dueIn !== null && !Number.isNaN(step.dueIn) && <Chip>{within(duration(step.dueIn))}</Chip>}
        </div>
      )}
      {warning !== undefined && (
        <p className={styles.warning}>
          <TriangleAlert size={14} aria-hidden="true" />
          {warning}
        </p>
      )}
      {isOpen && (
        <div id={id} className={styles.body}>
          <Field label={say.stepName} optional hint={say.stepNameHint} error={errorAt('step_name')}>
            {(tied) => (
              <Input {...tied} value={step.name} onChange={({ target }) => onChange({ name: target.value })} />
            )}
          </Field>
          <Begins {...props} />
          <div className={styles.wide}>
            <Approvers {...props} step={step} />
          </div>
          <Need step={step} onChange={onChange} errorAt={errorAt} />
          <div>
            <Switch checked={step.veto} onChange={(veto) => onChange({ veto })}>
              {say.veto}
            </Switch>
            <p className={styles.hint}>{say.vetoHint}</p>
          </div>
          <Condition {...props} step={step} />
          <Due {...props} step={step} />
          <div className={styles.wide}>
            <Button
              size="small"
              look="quiet"
              icon={<GitFork size={14} />}
              disabled={steps.length >= 20}
              onClick={onBeside}
            >
              {say.addBeside}
            </Button>
          </div>
        </div>
      )}
    </article>
  )
}
