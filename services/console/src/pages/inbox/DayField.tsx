import { useEffect, useRef, useState } from 'react'
import { Input } from '../../ui/Field.tsx'
import { isDay } from './address.ts'

/** A day has parts, and between two of them one looks for the next key. */
const REST_MS = 800

/**
 * A day to filter by. What is typed stays here until it has rested or is left: a value that is set from outside while one types
 * ends the typing.
 */
export const DayField = ({
  value,
  onChange,
  ...rest
}: {
  readonly 'aria-label': string
  readonly value: string
  readonly min?: string
  readonly max?: string
  readonly onChange: (value: string) => void
}) => {
  const [text, setText] = useState(value)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const sent = useRef(value)
  const latest = useRef(onChange)
  latest.current = onChange

  // Another value from outside, by a step back or a saved view.
  useEffect(() => {
    if (value === sent.current) return
    clearTimeout(timer.current)
    sent.current = value
    setText(value)
  }, [value])
  useEffect(() => () => clearTimeout(timer.current), [])

  /** `isBegun`: some parts of a day are entered, and others are not. */
  const send = (next: string, isBegun: boolean): void => {
    clearTimeout(timer.current)
    // While a year is typed the day is one of 0002, 0020, 0202 and 2026.
    if (isBegun || !(next === '' || isDay(next)) || next === sent.current) return
    sent.current = next
    latest.current(next)
  }
  return (
    <Input
      {...rest}
      type="date"
      value={text}
      onChange={({ target }) => {
        const { value: next, validity } = target
        setText(next)
        clearTimeout(timer.current)
        timer.current = setTimeout(() => send(next, validity.badInput), REST_MS)
      }}
      onBlur={({ target }) => {
        send(target.value, target.validity.badInput)
        // What is no day is left as the one that the list shows.
        if (target.value !== sent.current) setText(sent.current)
      }}
      onKeyDown={({ key, currentTarget }) => {
        if (key === 'Enter') send(currentTarget.value, currentTarget.validity.badInput)
      }}
    />
  )
}
