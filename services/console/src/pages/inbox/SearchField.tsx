import { Search } from 'lucide-react'
import { type Ref, useEffect, useRef, useState } from 'react'
import styles from './FilterRow.module.css'

const REST_MS = 300

/**
 * Finds by name while one types: 300 ms after the last key, and never while an input method is composing, for what stands there by
 * then is not yet what is meant.
 */
export const SearchField = ({
  value,
  onChange,
  label,
  ref,
}: {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly label: string
  readonly ref?: Ref<HTMLInputElement>
}) => {
  const [text, setText] = useState(value)
  const composing = useRef(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const sent = useRef(value)

  // Another value from outside, by a step back or a saved view.
  useEffect(() => {
    if (value === sent.current) return
    sent.current = value
    setText(value)
  }, [value])
  useEffect(() => () => clearTimeout(timer.current), [])

  const send = (next: string): void => {
    clearTimeout(timer.current)
    if (next.trim() === sent.current) return
    sent.current = next.trim()
    onChange(next.trim())
  }
  const sendSoon = (next: string): void => {
    clearTimeout(timer.current)
    if (!composing.current) timer.current = setTimeout(() => send(next), REST_MS)
  }
  return (
    <span className={styles.search}>
      <Search size={16} aria-hidden="true" />
      <input
        ref={ref}
        type="search"
        name="q"
        autoComplete="off"
        enterKeyHint="search"
        maxLength={128}
        aria-label={label}
        placeholder={label}
        value={text}
        onChange={({ target }) => {
          setText(target.value)
          sendSoon(target.value)
        }}
        onCompositionStart={() => {
          composing.current = true
          clearTimeout(timer.current)
        }}
        onCompositionEnd={({ currentTarget }) => {
          composing.current = false
          sendSoon(currentTarget.value)
        }}
        onKeyDown={({ key, nativeEvent, currentTarget }) => {
          if (nativeEvent.isComposing) return
          if (key === 'Enter') send(currentTarget.value)
          // What was looked for is found: from here on keys are for the list.
          if (key === 'Enter' || key === 'Escape') currentTarget.blur()
        }}
      />
    </span>
  )
}
