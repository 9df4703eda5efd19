import { type ComponentProps, type ReactNode, useId } from 'react'
import { uiWords } from '../words/ui.ts'
import { useWords } from '../words/words.ts'
import { classes } from './classes.ts'
import styles from './Field.module.css'

/** What ties a control to its label, hint and error. */
type Tied = { readonly id: string; readonly 'aria-describedby'?: string; readonly 'aria-invalid'?: true }

/** A label above a control, and below it a hint or what is wrong. `children` gets what the control must carry. */
export const Field = ({
  label,
  hint,
  error,
  optional = false,
  id: given,
  className,
  children,
}: {
  readonly label: ReactNode
  readonly hint?: ReactNode
  readonly error?: ReactNode
  readonly optional?: boolean
  readonly id?: string
  readonly className?: string
  readonly children: (tied: Tied) => ReactNode
}) => {
  const say = useWords(uiWords)
  const made = useId()
  const id = given ?? made
  const note = `${id}-note`
  const hasError = error !== undefined && error !== null && error !== ''
  const hasNote = hasError || hint !== undefined
  return (
    <div className={classes(styles.field, className)}>
      <label htmlFor={id} className={styles.label}>
        {label}
        {optional && <span className={styles.optional}>{say.optional}</span>}
      </label>
      {children({ id, ...(hasNote && { 'aria-describedby': note }), ...(hasError && { 'aria-invalid': true }) })}
      {hasNote && (
        <p id={note} className={hasError ? styles.error : styles.hint}>
          {hasError ? error : hint}
        </p>
      )}
    </div>
  )
}

export const Input = ({ className, ...rest }: ComponentProps<'input'>) => (
  <input autoComplete="off" {...rest} className={classes(styles.input, className)} />
)

export const TextArea = ({ className, ...rest }: ComponentProps<'textarea'>) => (
  <textarea rows={3} {...rest} className={classes(styles.input, styles.area, className)} />
)
