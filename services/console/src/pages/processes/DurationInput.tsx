import { useState } from 'react'
import { Input } from '../../ui/Field.tsx'
import { Select } from '../../ui/Select.tsx'
import { processWords } from '../../words/processes.ts'
import { useWords } from '../../words/words.ts'
import styles from './StepEditor.module.css'

const unitSeconds = { minutes: 60, hours: 3600, days: 86_400 } as const
type Unit = keyof typeof unitSeconds
const units = Object.keys(unitSeconds) as readonly Unit[]

/** The largest unit of which the seconds are so many whole ones. */
const unitOf = (seconds: number): Unit => units.findLast((unit) => seconds % unitSeconds[unit] === 0) ?? 'minutes'

const textOf = (seconds: number | null, unit: Unit): string =>
  seconds === null || Number.isNaN(seconds) ? '' : String(seconds / unitSeconds[unit])

const secondsOf = (text: string, unit: Unit): number | null => {
  // The comma of a Chinese keyboard and of other languages is meant as a point.
  const typed = text.trim().replace(/[,，．。]/, '.')
  if (typed === '') return null
  const amount = Number(typed)
  return Number.isFinite(amount) && amount > 0 ? Math.round(amount * unitSeconds[unit]) : Number.NaN
}

/** A length of time in minutes, hours or days. In seconds; null: nothing is entered, NaN: what is entered is none. */
export const DurationInput = ({
  tied,
  value,
  onChange,
}: {
  readonly tied: {
    readonly id?: string
    readonly 'aria-label'?: string
    readonly 'aria-describedby'?: string
    readonly 'aria-invalid'?: true
  }
  readonly value: number | null
  readonly onChange: (seconds: number | null) => void
}) => {
  const say = useWords(processWords)
  const [unit, setUnit] = useState<Unit>(value === null ? 'hours' : unitOf(value))
  const [text, setText] = useState(textOf(value, unit))
  // What is typed stays as it is typed, until the value is another than it stands for.
  const [given, setGiven] = useState(value)
  if (!Object.is(value, given)) {
    const next = value === null || Number.isNaN(value) ? unit : unitOf(value)
    setGiven(value)
    setUnit(next)
    setText(textOf(value, next))
  }
  const give = (typed: string, of: Unit): void => {
    const seconds = secondsOf(typed, of)
    setText(typed)
    setUnit(of)
    setGiven(seconds)
    onChange(seconds)
  }
  return (
    <div className={styles.pair}>
      <Input
        {...tied}
        inputMode="decimal"
        className={styles.short}
        placeholder={say.dueNone}
        value={text}
        onChange={({ target }) => give(target.value, unit)}
      />
      <Select<Unit>
        label={say.dueUnit}
        value={unit}
        onChange={(next) => give(text, next)}
        options={units.map((one) => ({ value: one, label: say.units[one] }))}
      />
    </div>
  )
}
