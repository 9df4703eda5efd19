import { Select as Base } from '@base-ui/react/select'
import { Check, ChevronsUpDown } from 'lucide-react'
import { classes } from './classes.ts'
import popup from './popup.module.css'
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
  readonly options: readonly Option<Value>[] | readonly OptionGroup<Value>[]
  /** Read aloud where no label is tied to it by `id`. */
  readonly label?: string
  readonly placeholder?: string
  readonly disabled?: boolean
  readonly id?: string
  readonly className?: string
  readonly 'aria-describedby'?: string
  readonly 'aria-invalid'?: true
}

const Item = ({ value, label, note }: Option) => (
  <Base.Item value={value} className={popup.item}>
    <Base.ItemText>{label}</Base.ItemText>
    {note !== undefined && <span className={popup.secondary}>{note}</span>}
    <Base.ItemIndicator className={popup.tick}>
      <Check size={15} />
    </Base.ItemIndicator>
  </Base.Item>
)

/** One of a few options. For many, or where one types to find, see Combobox. */
export const Select = <Value extends string>({
  value,
  onChange,
  options,
  label,
  placeholder,
  disabled = false,
  className,
  ...tied
}: Props<Value>) => {
  const groups = options.map((given) => ('options' in given ? given : { label: '', options: [given] }))
  const flat = groups.flatMap((group) => group.options as readonly Option<Value>[])
  return (
    <Base.Root
      value={value}
      onValueChange={(next) => next !== null && onChange(next)}
      items={flat}
      disabled={disabled}
      modal={false}
    >
      <Base.Trigger
        {...tied}
        className={classes(styles.trigger, className)}
        {...(label !== undefined && { 'aria-label': label })}
      >
        <Base.Value className={styles.value} placeholder={placeholder} />
        <Base.Icon className={styles.icon}>
          <ChevronsUpDown size={14} />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner className={popup.positioner} sideOffset={4} alignItemWithTrigger={false}>
          <Base.Popup className={popup.popup} {...(label !== undefined && { 'aria-label': label })}>
            {groups.map((group) =>
              group.label === '' ? (
                group.options.map((option) => <Item key={option.value} {...option} />)
              ) : (
                <Base.Group key={group.label}>
                  <Base.GroupLabel className={popup.group}>{group.label}</Base.GroupLabel>
                  {group.options.map((option) => (
                    <Item key={option.value} {...option} />
                  ))}
                </Base.Group>
              ),
            )}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
