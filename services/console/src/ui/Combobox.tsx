import { Combobox as Base } from '@base-ui/react/combobox'
import { Check, ChevronsUpDown, X } from 'lucide-react'
import { uiWords } from '../words/ui.ts'
import { useWords } from '../words/words.ts'
import styles from './Combobox.module.css'
import field from './Field.module.css'
import popup from './popup.module.css'
import type { Option } from './Select.tsx'

type Props = {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly options: readonly Option[]
  readonly label?: string
  readonly placeholder?: string
  readonly disabled?: boolean
  /** The options are still asked for. */
  readonly isLoading?: boolean
  /** What was typed is a value too, where no option is called so. */
  readonly free?: boolean
  /** Told what is typed, for options that are asked for. */
  readonly onSearch?: (typed: string) => void
  readonly id?: string
  readonly 'aria-describedby'?: string
  readonly 'aria-invalid'?: true
}

/** What is drawn at once of very many; typing finds the others. */
const MOST_SHOWN = 200

/** One of many options, found by typing a part of its label or note. `""` is none. */
export const Combobox = ({
  value,
  onChange,
  options,
  label,
  placeholder,
  disabled = false,
  isLoading = false,
  free = false,
  onSearch,
  ...tied
}: Props) => {
  const say = useWords(uiWords)
  const chosen = options.find((option) => option.value === value) ?? (value === '' ? null : { value, label: value })
  return (
    <Base.Root
      items={options}
      limit={MOST_SHOWN}
      value={chosen}
      onValueChange={(next) => onChange(next?.value ?? '')}
      onInputValueChange={(typed, { reason }) => {
        if (reason !== 'input-change') return
        onSearch?.(typed)
        if (free && typed !== '' && options.every((option) => option.label !== typed)) onChange(typed)
      }}
      itemToStringLabel={(option: Option) => option.label}
      itemToStringValue={(option: Option) => option.value}
      isItemEqualToValue={(a: Option, b: Option) => a.value === b.value}
      disabled={disabled}
    >
      <div className={styles.wrap}>
        <Base.Input
          {...tied}
          className={field.input}
          placeholder={placeholder}
          {...(label !== undefined && { 'aria-label': label })}
        />
        <div className={styles.side}>
          <Base.Clear className={styles.icon} aria-label={say.clear}>
            <X size={14} />
          </Base.Clear>
          <Base.Trigger className={styles.icon} aria-label={label ?? placeholder ?? say.more}>
            <ChevronsUpDown size={14} />
          </Base.Trigger>
        </div>
      </div>
      <Base.Portal>
        <Base.Positioner className={popup.positioner} sideOffset={4}>
          <Base.Popup className={popup.popup}>
            <Base.Empty>
              <div className={popup.note}>{isLoading ? say.loading : say.nothingFound}</div>
            </Base.Empty>
            <Base.List>
              {(option: Option) => (
                <Base.Item key={option.value} value={option} className={popup.item}>
                  {option.label}
                  {option.note !== undefined && <span className={popup.secondary}>{option.note}</span>}
                  <Base.ItemIndicator className={popup.tick}>
                    <Check size={15} />
                  </Base.ItemIndicator>
                </Base.Item>
              )}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
