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

/** A length of time in minutes, hours or days; empty is none. In seconds. */
export const DurationInput = ({
  tied,
  value,
  onChange,
}: {
  readonly tied: { readonly id?: string; readonly 'aria-label'?: string; readonly 'aria-describedby'?: string }
  readonly value: number | null
  readonly onChange: (seconds: number | null) => void
}) => {
  const say = useWords(processWords)
  const [unit, setUnit] = useState<Unit>(value === null ? 'hours' : unitOf(value))
  const change = (text: string): void => {
    const amount = Number(text)
    onChange(
      text.trim() === '' || !Number.isFinite(amount) || amount <= 0 ? null : Math.round(amount * unitSeconds[unit]),
    )
  }
  return (
    <div className={styles.pair}>
      <Input
        {...tied}
        inputMode="decimal"
        className={styles.short}
        placeholder={say.dueNone}
        value={value === null ? '' : String(value / unitSeconds[unit])}
        onChange={({ target }) => change(target.value)}
      />
      <Select<Unit>
        label={say.dueUnit}
        value={unit}
        onChange={(next) => {
          setUnit(next)
          if (value !== null) onChange(Math.round((value / unitSeconds[unit]) * unitSeconds[next]))
        }}
        options={units.map((one) => ({ value: one, label: say.units[one] }))}
      />
    </div>
  )
}
