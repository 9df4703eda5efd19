import type { ComponentProps } from 'react'
import { classes } from './classes.ts'
import styles from './Select.module.css'

export type Option<Value extends string = string> = {
  readonly value: Value
  readonly label: string
  readonly note?: string
}
export type OptionGroup<Value extends string = string> = {
  readonly label: string
  readonly options: readonly Option<Value>[]
}

type Props<Value extends string> = {
  readonly value: Value
  readonly onChange: (value: Value) => void
  readonly options: readonly (Option<Value> | OptionGroup<Value>)[]
  /** Read aloud where no label is tied to it by `id`. */
  readonly label?: string
} & Pick<ComponentProps<'select'>, 'id' | 'disabled' | 'className' | 'aria-describedby' | 'aria-invalid'>

const optionOf = ({ value, label, note }: Option) => (
  <option key={value} value={value}>
    {note === undefined ? label : `${label} · ${note}`}
  </option>
)

/** One of a few options: the one of the browser, which phones show as a wheel. To find one of many by typing, see Combobox. */
export const Select = <Value extends string>({ onChange, options, label, className, ...rest }: Props<Value>) => (
  <span className={classes(styles.wrap, className)}>
    <select
      {...rest}
      className={styles.select}
      aria-label={label}
      onChange={({ target }) => onChange(target.value as Value)}
    >
      {options.map((given) =>
        'options' in given ? (
          <optgroup key={given.label} label={given.label}>
            {given.options.map(optionOf)}
          </optgroup>
        ) : (
          optionOf(given)
        ),
      )}
    </select>
  </span>
)
