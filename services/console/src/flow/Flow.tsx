import { Check, CircleDashed, CircleDot, Clock, X } from 'lucide-react'
import { type ReactNode, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { RelativeTime, useNow } from '../ui/RelativeTime.tsx'
import { flowWords } from '../words/flow.ts'
import { useFormat } from '../words/useFormat.ts'
import { useWords } from '../words/words.ts'
import styles from './Flow.module.css'
import { type FlowStep, ownersOf, urgencyOf } from './flowSteps.ts'
import { cellKey, START, toLayers } from './layers.ts'

const icons: Readonly<Record<FlowStep['state'], ReactNode>> = {
  planned: <CircleDashed size={16} />,
  waiting: <CircleDashed size={16} />,
  open: <CircleDot size={16} />,
  passed: <Check size={16} strokeWidth={2.5} />,
  overruled: <X size={16} strokeWidth={2.5} />,
  skipped: <CircleDashed size={16} />,
}

const Due = ({ due }: { readonly due: NonNullable<FlowStep['due']> }) => {
  const say = useWords(flowWords)
  const { duration, exactTime } = useFormat()
  const now = useNow()
  if ('within' in due) {
    return (
      <span className={styles.due}>
        <Clock size={12} aria-hidden="true" />
        {say.within(duration(due.within))}
      </span>
    )
  }
  const urgency = urgencyOf(due.at, now)
  const length = duration(Math.abs(due.at - now))
  return (
    <time
      className={styles.due}
      data-urgency={urgency}
      dateTime={new Date(due.at * 1000).toISOString()}
      title={exactTime(due.at)}
    >
      <Clock size={12} aria-hidden="true" />
      {urgency === 'overdue' ? say.overdue(length) : say.left(length)}
    </time>
  )
}

/** Seats as dots: who passed, who refused, what is open. Only where there are several. */
const Seats = ({ step }: { readonly step: FlowStep }) => {
  const say = useWords(flowWords)
  const of = (state: string): number => step.seats.filter((seat) => seat.state === state).length
  if (step.seats.length < 2) return null
  const needs =
    step.need === step.seats.length
      ? say.all(step.need)
      : step.need === 1
        ? say.any(step.seats.length)
        : say.some(step.need, step.seats.length)
  const filled = of('filled')
  const isRunning = step.state === 'open' && filled > 0
  return (
    <p className={styles.seats}>
      <span className={styles.dots} role="img" aria-label={say.seats(filled, of('refused'), of('open'))}>
        {step.seats.map((seat) => (
          <span
            key={seat.id}
            className={styles.dot}
            data-state={seat.state}
            title={seat.by === '' ? seat.owners.join(' / ') : seat.by}
          />
        ))}
      </span>
      <span>
        {needs}
        {isRunning && <b className={styles.progress}> · {say.progress(filled, step.need)}</b>}
      </span>
    </p>
  )
}

const People = ({ step }: { readonly step: FlowStep }) => {
  const say = useWords(flowWords)
  const { language } = useFormat()
  if (step.people === null || step.state === 'skipped') return null
  const { names, count } = step.people
  if (count === 0) return <p className={styles.nobody}>{say.nobodyKnown}</p>
  const joined = names.join(language === 'zh' ? '、' : ', ')
  return <p className={styles.people}>{say.people(joined, count > names.length ? count : 0)}</p>
}

const Votes = ({ step }: { readonly step: FlowStep }) => {
  const say = useWords(flowWords)
  if (step.votes.length === 0) return null
  return (
    <ul className={styles.votes}>
      {step.votes.map((vote) => (
        <li key={`${vote.name}${vote.time}${vote.action}`} className={styles.vote} data-action={vote.action}>
          <span>
            <b>{vote.name}</b>
            {vote.onBehalfOf !== '' && <span className={styles.behalf}> {say.behalf(vote.onBehalfOf)}</span>}{' '}
            <span className={styles.verb}>{vote.action === 'pass' ? say.pass : say.overrule}</span>
            <span className={styles.when}>
              {' · '}
              <RelativeTime time={vote.time} />
            </span>
          </span>
          {vote.reason !== '' && <q className={styles.reason}>{vote.reason}</q>}
        </li>
      ))}
    </ul>
  )
}

const StepCard = ({
  step,
  place,
  children,
}: {
  readonly step: FlowStep
  readonly place: number
  readonly children?: ReactNode
}) => {
  const say = useWords(flowWords)
  const { language } = useFormat()
  const owners = ownersOf(step).join(language === 'zh' ? '、' : ', ')
  const title = step.name || owners || say.unnamed(place + 1)
  const skipped = step.skippedBy === '' ? '' : say.skippedBy[step.skippedBy]
  return (
    <div className={styles.card} data-state={step.state}>
      <div className={styles.head}>
        <span className={styles.icon} data-state={step.state}>
          {icons[step.state]}
        </span>
        <span className={styles.title}>{title}</span>
        {step.due !== null && (step.state === 'open' || 'within' in step.due) && <Due due={step.due} />}
      </div>
      <div className={styles.body}>
        {step.name !== '' && owners !== '' && owners !== step.name && <p className={styles.owners}>{owners}</p>}
        {children}
        <p className={styles.state}>
          {step.state !== 'planned' && <span data-state={step.state}>{say.state[step.state]}</span>}
          {skipped !== '' && <span className={styles.quiet}>{skipped}</span>}
        </p>
        <Seats step={step} />
        <People step={step} />
        <Votes step={step} />
        {step.why !== '' && step.state !== 'skipped' && <p className={styles.quiet}>{step.why}</p>}
      </div>
    </div>
  )
}

/** How the layers of a picture stand: below each other, beside each other, or as a list where there is no room for a picture. */
type Shape = 'down' | 'across' | 'list'

/** Pixels: a picture with less room, or less for a card of its widest layer, is a list. */
const NARROW = 480
const LEAST_CARD = 150
/** A short flow stands across where each of its layers has this much, the start and the end with it. */
const MOST_ACROSS = 4
const LEAST_ACROSS = 210
const ENDS_ACROSS = 210

const shapeOf = (width: number, depth: number, widest: number): Shape => {
  if (depth > 1 && depth <= MOST_ACROSS && width >= depth * LEAST_ACROSS + ENDS_ACROSS) return 'across'
  return width < Math.max(NARROW, widest * LEAST_CARD) ? 'list' : 'down'
}

/** A line from one cell to the next: down from its lower edge, or across from its right one. */
const pathOf = (one: DOMRect, other: DOMRect, around: DOMRect, shape: Shape, passes: boolean): string => {
  if (shape === 'across') {
    const x1 = one.right - around.left
    const y1 = one.top + one.height / 2 - around.top
    const x2 = other.left - around.left
    const y2 = other.top + other.height / 2 - around.top
    const middle = (x1 + x2) / 2
    return `M ${x1} ${y1} C ${middle} ${y1}, ${middle} ${y2}, ${x2} ${y2}${passes ? ` H ${other.right - around.left}` : ''}`
  }
  const x1 = one.left + one.width / 2 - around.left
  const y1 = one.bottom - around.top
  const x2 = other.left + other.width / 2 - around.left
  const y2 = other.top - around.top
  const middle = (y1 + y2) / 2
  // A line that passes a card goes straight on beside it.
  return `M ${x1} ${y1} C ${x1} ${middle}, ${x2} ${middle}, ${x2} ${y2}${passes ? ` V ${other.bottom - around.top}` : ''}`
}

interface Drawn {
  readonly key: string
  readonly path: string
  readonly done: boolean
}

/** Places of all cells in the picture, measured, for text decides how high a card is. */
const useDrawnLines = (
  lines: readonly { readonly from: string; readonly to: string; readonly isDone: boolean }[],
  depth: number,
  widest: number,
) => {
  const [shape, setShape] = useState<Shape>('down')
  const frame = useRef<HTMLElement>(null)
  const cells = useRef(new Map<string, HTMLElement>())
  const [drawn, setDrawn] = useState<readonly Drawn[]>([])
  const keep = useCallback(
    (key: string) => (element: HTMLElement | null) => {
      if (element === null) cells.current.delete(key)
      else cells.current.set(key, element)
    },
    [],
  )
  const draw = useCallback(() => {
    const around = frame.current?.getBoundingClientRect()
    if (around === undefined) return
    const next = shapeOf(around.width, depth, widest)
    setShape(next)
    const paths = lines.flatMap(({ from, to, isDone }): Drawn[] => {
      const [one, other] = [cells.current.get(from), cells.current.get(to)]
      if (one === undefined || other === undefined) return []
      const passes = other.dataset.cell === 'line'
      const path = pathOf(one.getBoundingClientRect(), other.getBoundingClientRect(), around, next, passes)
      return [{ key: `${from}-${to}`, path, done: isDone }]
    })
    setDrawn(paths)
  }, [lines, depth, widest])
  // Again once it is known how it stands.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the places follow from it
  useLayoutEffect(draw, [draw, shape])
  useEffect(() => {
    if (frame.current === null) return
    const observer = new ResizeObserver(draw)
    observer.observe(frame.current)
    return () => observer.disconnect()
  }, [draw])
  return { frame, keep, drawn, shape }
}

/**
 * The picture of an approval: steps in layers, those of a layer beside each other, for they can be done at the same time; lines from
 * each to what comes after it. A short one stands across where there is room, and on a narrow screen the layers are a list. `extra` adds to what a step's card says of who acts, `startNote` says who submits.
 */
export const Flow = ({
  steps,
  extra,
  startNote,
}: {
  readonly steps: readonly FlowStep[]
  readonly extra?: (step: FlowStep) => ReactNode
  readonly startNote?: string
}) => {
  const say = useWords(flowWords)
  const { layers, lines } = useMemo(() => toLayers(steps), [steps])
  const shown = useMemo(() => {
    const stateOf = new Map(steps.map(({ id, state }) => [id, state]))
    const isDone = (id: number): boolean =>
      id === START || stateOf.get(id) === 'passed' || stateOf.get(id) === 'skipped'
    const hasRun = steps.some(({ state }) => state === 'passed' || state === 'open')
    return lines.map((line) => ({ ...line, isDone: hasRun && isDone(line.source) }))
  }, [lines, steps])
  const widest = Math.max(0, ...layers.map((layer) => layer.length))
  const { frame, keep, drawn, shape } = useDrawnLines(shown, layers.length, widest)
  const byId = new Map(steps.map((step, place) => [step.id, { step, place }]))
  return (
    <figure className={styles.flow} ref={frame} aria-label={say.label} data-shape={shape}>
      <svg className={styles.lines} aria-hidden="true" focusable="false">
        {drawn.map(({ key, path, done }) => (
          <path key={key} d={path} className={styles.line} data-done={done || undefined} />
        ))}
      </svg>
      <p className={styles.end} ref={keep('start')}>
        {say.start}
        {startNote !== undefined && <span className={styles.note}>{startNote}</span>}
      </p>
      <ol className={styles.layers}>
        {layers.map((layer, index) => {
          const count = layer.filter(({ kind }) => kind === 'step').length
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a layer is its place
            <li key={index} className={styles.layer} data-together={count > 1 || undefined}>
              {count > 1 && <p className={styles.together}>{say.together}</p>}
              <ul className={styles.cells}>
                {layer.map((cell) => {
                  const key = cellKey(cell, index)
                  const found = cell.kind === 'step' ? byId.get(cell.id) : undefined
                  if (found === undefined) {
                    return (
                      <li key={key} ref={keep(key)} className={styles.passing} data-cell="line" aria-hidden="true" />
                    )
                  }
                  return (
                    <li key={key} ref={keep(key)} className={styles.cell} data-cell="step">
                      <StepCard step={found.step} place={found.place}>
                        {extra?.(found.step)}
                      </StepCard>
                    </li>
                  )
                })}
              </ul>
            </li>
          )
        })}
      </ol>
      <p className={styles.end} ref={keep('end')}>
        {say.end}
      </p>
    </figure>
  )
}
