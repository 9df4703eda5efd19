import { type ChangeEvent, type ReactNode, useEffect, useRef } from 'react'
import styles from './Checkbox.module.css'
import { classes } from './classes.ts'

type Props = {
  readonly checked: boolean
  /** Some of what it stands for. */
  readonly mixed?: boolean
  /** `shift` says whether that key was held. */
  readonly onChange: (checked: boolean, shift: boolean) => void
  readonly disabled?: boolean
  /** Read aloud where no words stand beside it. */
  readonly label?: string
  readonly children?: ReactNode
  readonly className?: string
}

/** A box to tick, with words beside it or a label of its own. */
export const Checkbox = ({ checked, mixed = false, onChange, disabled, label, children, className }: Props) => {
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (box.current !== null) box.current.indeterminate = mixed
  }, [mixed])
  const change = ({ target, nativeEvent }: ChangeEvent<HTMLInputElement>): void =>
    onChange(target.checked, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)
  return (
    <label className={classes(styles.line, children === undefined && styles.alone, className)}>
      <input
        ref={box}
        type="checkbox"
        checked={checked}
        disabled={disabled}
        onChange={change}
        className={styles.box}
        aria-label={label}
      />
      {children !== undefined && <span>{children}</span>}
    </label>
  )
}
