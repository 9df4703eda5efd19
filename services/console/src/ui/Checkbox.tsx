import { Checkbox as Base } from '@base-ui/react/checkbox'
import { Check, Minus } from 'lucide-react'
import type { MouseEvent, ReactNode } from 'react'
import styles from './Checkbox.module.css'
import { classes } from './classes.ts'

type Props = {
  readonly checked: boolean
  /** Some of what it stands for. */
  readonly mixed?: boolean
  /** The event tells whether Shift was held. */
  readonly onChange: (checked: boolean, event: Event) => void
  readonly disabled?: boolean
  /** Read aloud where no words stand beside it. */
  readonly label?: string
  readonly children?: ReactNode
  readonly className?: string
  readonly tabIndex?: number
  readonly onClick?: (event: MouseEvent) => void
}

/** A box to tick, with words beside it or a label of its own. */
export const Checkbox = ({ checked, mixed = false, onChange, label, children, className, ...rest }: Props) => {
  const box = (
    <Base.Root
      {...rest}
      checked={checked}
      indeterminate={mixed}
      onCheckedChange={(next, { event }) => onChange(next, event)}
      className={classes(styles.box, children === undefined && className)}
      {...(label !== undefined && { 'aria-label': label })}
    >
      <Base.Indicator className={styles.mark}>
        {mixed ? <Minus size={12} strokeWidth={3} /> : <Check size={12} strokeWidth={3} />}
      </Base.Indicator>
    </Base.Root>
  )
  if (children === undefined) return box
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the box inside is the control
    <label className={classes(styles.line, className)}>
      {box}
      <span>{children}</span>
    </label>
  )
}
