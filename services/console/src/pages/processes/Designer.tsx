import { forbiddable } from '@gongdan/contracts'
import { GongdanError } from '@gongdan/sdk'
import { useQueryClient } from '@tanstack/react-query'
import { Plus, Trash2 } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useNavigate } from 'react-router'
import { checkDesign } from '../../design/check.ts'
import {
  addStep,
  changeStep,
  type Design,
  type DesignProblem,
  moveStep,
  removeStep,
  repeatedSteps,
  toBody,
  toDesignProblem,
} from '../../design/design.ts'
import { isSameDesign, keepDesign, keptDesign } from '../../design/keptDesign.ts'
import { OwnerPicker } from '../../people/OwnerPicker.tsx'
import { useGongdan } from '../../session/gongdan.ts'
import { placeFor } from '../../session/kept.ts'
import { useSendOnce } from '../../session/sendOnce.ts'
import { useSession } from '../../session/session.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { useErrorText } from '../../ui/ErrorState.tsx'
import { Field, Input, TextArea } from '../../ui/Field.tsx'
import { Card, Page } from '../../ui/Page.tsx'
import { toast } from '../../ui/Toast.tsx'
import { processWords } from '../../words/processes.ts'
import { uiWords } from '../../words/ui.ts'
import { useFormat } from '../../words/useFormat.ts'
import { useWords } from '../../words/words.ts'
import { DeleteProcesses } from './DeleteProcesses.tsx'
import styles from './Designer.module.css'
import { Preview } from './Preview.tsx'
import { StepEditor, stepTitle } from './StepEditor.tsx'
import { useTrial } from './useTrial.ts'

interface Props {
  readonly start: Design
  readonly tenantUuid: string
  readonly existing?: { readonly uuid: string; readonly version: number; readonly name: string }
  readonly onReload?: () => void
}

/** Saves a design; what is refused at a place is given as a problem, everything else as the failure. */
const useSave = ({ tenantUuid, existing }: Props, place: string) => {
  const gd = useGongdan()
  const once = useSendOnce(`${place}.sent`)
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const say = useWords(processWords)
  const [isBusy, setIsBusy] = useState(false)
  const [failure, setFailure] = useState<{ readonly error: unknown; readonly mayBeDone: boolean } | null>(null)
  const [refused, setRefused] = useState<DesignProblem | null>(null)
  const save = async (design: Design): Promise<void> => {
    setIsBusy(true)
    setFailure(null)
    setRefused(null)
    const body = toBody(design, tenantUuid) as unknown as Parameters<typeof gd.processes.create>[0]
    try {
      const { process_uuid: uuid } = await once.send(body, (options) =>
        existing === undefined
          ? gd.processes.create(body, options)
          : gd.processes.update({ ...body, process_uuid: existing.uuid, version: existing.version }, options),
      )
      keepDesign(place, null)
      void toast(existing === undefined ? say.created(design.name) : say.saved)
      await queryClient.invalidateQueries({ queryKey: ['processes'] })
      void navigate(`/processes/${uuid}`, { replace: true })
    } catch (error) {
      const isOfPlace = error instanceof GongdanError && (error.scode === 4005 || error.scode === 1002)
      if (isOfPlace) setRefused(toDesignProblem(error.desc, error.descCn))
      else setFailure({ error, mayBeDone: once.mayBeDone() })
    } finally {
      setIsBusy(false)
    }
  }
  const discard = (): void => {
    once.forget()
    setFailure(null)
    setRefused(null)
  }
  return { save, isBusy, failure, refused, forget: () => setRefused(null), discard }
}

/** A process is designed: its steps one below the other, what is wrong at its place, and what a ticket would go through beside it. */
export const Designer = (props: Props) => {
  const { start, tenantUuid, existing, onReload } = props
  const say = useWords(processWords)
  const ui = useWords(uiWords)
  const { language } = useFormat()
  const errorText = useErrorText()
  const place = placeFor(
    useSession(),
    existing === undefined ? 'process' : `process.${existing.uuid}.${existing.version}`,
  )
  const [design, setDesign] = useState(() => keptDesign(place) ?? start)
  const [opened, setOpened] = useState<string | null>(design.steps.length === 1 ? (design.steps[0]?.key ?? null) : null)
  const [isAttempted, setIsAttempted] = useState(false)
  const [spoken, setSpoken] = useState('')
  const [isDeleting, setIsDeleting] = useState(false)
  const { save, isBusy, failure, refused, forget, discard } = useSave(props, place)
  const trial = useTrial(design, tenantUuid)
  const own = checkDesign(design, tenantUuid)
  // Before a press on Save nothing is said of what is only not filled in yet.
  const problem = refused ?? trial.problem ?? (isAttempted ? own : null)
  const isChanged = !isSameDesign(design, start)
  useEffect(() => {
    keepDesign(place, isChanged ? design : null)
  }, [place, isChanged, design])
  // On what the design is then: two fields may have changed before the page is drawn anew.
  const change = (given: Partial<Design>): void => {
    setDesign((now) => ({ ...now, ...given }))
    forget()
  }
  const changeSteps = (changed: (steps: Design['steps']) => Design['steps']): void => {
    setDesign((now) => ({ ...now, steps: changed(now.steps) }))
    forget()
  }
  const errorAt = (field: string, step: number | null = null): string | undefined =>
    problem !== null && problem.field === field && problem.step === step
      ? language === 'zh'
        ? problem.cn
        : problem.en
      : undefined
  const repeated = new Set(repeatedSteps(design.steps))
  const isConflict = failure?.error instanceof GongdanError && failure.error.scode === 4007

  const press = async (): Promise<void> => {
    setIsAttempted(true)
    if (own !== null) {
      if (own.step !== null) setOpened(design.steps[own.step]?.key ?? null)
      return
    }
    await save(design)
  }
  const move = (index: number, by: 1 | -1): void => {
    const step = design.steps[index]
    if (step === undefined) return
    changeSteps((steps) => moveStep(steps, index, by))
    setSpoken(say.moved(stepTitle(step, say.step(index + 1)), index + by + 1))
  }
  const add = (beside?: number): void => {
    const steps = addStep(design.steps, beside)
    changeSteps(() => steps)
    setOpened(steps[beside === undefined ? steps.length - 1 : beside + 1]?.key ?? null)
  }
  return (
    <Page
      title={existing === undefined ? say.newTitle : existing.name}
      sub={existing === undefined ? say.sub : say.version(existing.version)}
      actions={
        existing !== undefined && (
          <Button look="danger" icon={<Trash2 size={15} />} onClick={() => setIsDeleting(true)}>
            {say.delete}
          </Button>
        )
      }
    >
      {/* Locked until the answer is there: what is kept and shown then is what was sent. */}
      <fieldset className={styles.lock} disabled={isBusy}>
        <form
          className={styles.form}
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            if (!isBusy) void press()
          }}
        >
          <div className={styles.main}>
            {(failure !== null || (problem !== null && problem.field === '')) && (
              <div className={styles.failure} role="alert">
                <b>{failure?.mayBeDone === true ? ui.mayBeDone : say.notSaved}</b>
                <p>
                  {isConflict
                    ? say.conflict
                    : failure !== null
                      ? errorText(failure.error)
                      : language === 'zh'
                        ? problem?.cn
                        : problem?.en}
                </p>
                {failure?.mayBeDone === true && <p>{ui.tryAgain}</p>}
                {isConflict && onReload !== undefined && (
                  <Button
                    size="small"
                    onClick={() => {
                      keepDesign(place, null)
                      onReload()
                    }}
                  >
                    {say.reload}
                  </Button>
                )}
              </div>
            )}
            <Card>
              <div className={styles.fields}>
                <Field label={say.name} error={errorAt('process_name')}>
                  {(tied) => (
                    <Input {...tied} value={design.name} onChange={({ target }) => change({ name: target.value })} />
                  )}
                </Field>
                <Field label={say.description} optional hint={say.descriptionHint} error={errorAt('description')}>
                  {(tied) => (
                    <TextArea
                      {...tied}
                      rows={2}
                      value={design.description}
                      onChange={({ target }) => change({ description: target.value })}
                    />
                  )}
                </Field>
              </div>
            </Card>
            <section className={styles.steps} aria-label={say.steps}>
              <ol className={styles.line}>
                {design.steps.map((step, index) => (
                  <li key={step.key}>
                    <StepEditor
                      steps={design.steps}
                      index={index}
                      tenantUuid={tenantUuid}
                      isOpen={opened === step.key}
                      onOpen={(open) => setOpened(open ? step.key : null)}
                      onChange={(given) => changeSteps((steps) => changeStep(steps, index, given))}
                      onMove={(by) => move(index, by)}
                      onRemove={() => changeSteps((steps) => removeStep(steps, index))}
                      onBeside={() => add(index)}
                      errorAt={(field) => errorAt(field, index)}
                      hasProblem={problem?.step === index}
                      trial={trial.of(index)}
                      {...(repeated.has(index) && { warning: say.repeated })}
                    />
                  </li>
                ))}
              </ol>
              <div className={styles.add}>
                <Button icon={<Plus size={15} />} disabled={design.steps.length >= 20} onClick={() => add()}>
                  {say.addStep}
                </Button>
                {design.steps.length >= 20 && <span className={styles.quiet}>{say.full}</span>}
              </div>
            </section>
            <Card title={say.rules}>
              <div className={styles.fields}>
                <Field label={say.autoPass} optional hint={say.autoPassHint} error={errorAt('auto_pass')}>
                  {(tied) => (
                    <Input
                      {...tied}
                      className={styles.code}
                      spellCheck={false}
                      value={design.autoPass}
                      onChange={({ target }) => change({ autoPass: target.value })}
                    />
                  )}
                </Field>
                <Field label={say.cc} optional hint={say.ccHint} error={errorAt('cc')}>
                  {(tied) => (
                    <OwnerPicker
                      {...tied}
                      tenantUuid={tenantUuid}
                      label={say.cc}
                      value={design.cc}
                      onChange={(cc) => change({ cc })}
                    />
                  )}
                </Field>
                <fieldset className={styles.forbid}>
                  <legend>{say.forbid}</legend>
                  {forbiddable.map((what) => (
                    <Checkbox
                      key={what}
                      checked={!design.forbid.includes(what)}
                      onChange={(allowed) =>
                        change({
                          forbid: allowed ? design.forbid.filter((one) => one !== what) : [...design.forbid, what],
                        })
                      }
                    >
                      {say.forbids[what]}
                    </Checkbox>
                  ))}
                </fieldset>
              </div>
            </Card>
          </div>
          <div className={styles.side}>
            <Preview design={design} trial={trial} />
          </div>
          <div className={styles.bar}>
            <span className={styles.quiet}>{isChanged ? (problem === null ? say.unsaved : say.problem) : ''}</span>
            {isChanged && (
              <Button
                onClick={() => {
                  setDesign(start)
                  discard()
                }}
              >
                {say.discard}
              </Button>
            )}
            <Button type="submit" look="primary" busy={isBusy} disabled={!isChanged}>
              {existing === undefined ? say.create : say.save}
            </Button>
          </div>
        </form>
      </fieldset>
      <p className="visually-hidden" aria-live="polite">
        {spoken}
      </p>
      {isDeleting && existing !== undefined && <AfterDelete existing={existing} onClose={() => setIsDeleting(false)} />}
    </Page>
  )
}

/** Deletes the process on the page, and leads to the list once it is gone. */
const AfterDelete = ({
  existing,
  onClose,
}: {
  readonly existing: NonNullable<Props['existing']>
  readonly onClose: () => void
}) => {
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  return (
    <DeleteProcesses
      items={new Map([[existing.uuid, existing.name]])}
      onClose={(left) => {
        onClose()
        if (left.size > 0) return
        void queryClient.invalidateQueries({ queryKey: ['processes'] })
        void navigate('/processes')
      }}
    />
  )
}
