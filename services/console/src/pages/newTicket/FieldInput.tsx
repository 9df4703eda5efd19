import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import { type ByteUnit, byteUnits, toBytes } from '../../forms/bytes.ts'
import type { FormField } from '../../forms/typeForm.ts'
import { asBytes, asGroup, asRows, asText, asTexts, emptyRow, type FieldValue } from '../../forms/values.ts'
import { Button, IconButton } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Field, Input, TextArea } from '../../ui/Field.tsx'
import { Select } from '../../ui/Select.tsx'
import { newTicketWords } from '../../words/newTicket.ts'
import { useFormat } from '../../words/useFormat.ts'
import { useWords } from '../../words/words.ts'
import styles from './FieldInput.module.css'

/** What is tied to a control by its Field. */
type Tied = { readonly id: string; readonly 'aria-describedby'?: string; readonly 'aria-invalid'?: true }

interface Props {
  readonly field: FormField
  /** Where it stands in the body: `compute.vm_specification.vm_name`. */
  readonly path: string
  readonly value: FieldValue | undefined
  readonly onChange: (path: string, value: FieldValue) => void
  readonly onLeave: (path: string) => void
  readonly errorOf: (path: string) => string | undefined
}

export const fieldId = (path: string): string => `field-${path.replaceAll('.', '-')}`

/** What a field says of itself where nothing is wrong with it. */
const useHint = () => {
  const say = useWords(newTicketWords)
  const { language, number } = useFormat()
  const hints: Readonly<Record<string, string>> = say.hints
  return ({ name, kind, min, max, mayBeEmpty, isRequired, words }: FormField): string | undefined => {
    const own = hints[name]
    if (own !== undefined) return own
    if (kind === 'json') return say.json
    if (kind === 'texts') return say.onePerLine
    if (kind === 'integer' && min !== undefined && max !== undefined && max < 10_000)
      return say.between(number(min), number(max))
    if (kind === 'integer' && min !== undefined && min > 0) return say.from(number(min))
    if ((kind === 'line' || kind === 'lines') && max !== undefined && max < 1000) return say.atMost(max)
    if (kind === 'line' && mayBeEmpty && isRequired) return undefined
    return kind === 'integer' && language === 'en' ? words.description : undefined
  }
}

const Bytes = ({ tied, field, path, value, onChange, onLeave }: Props & { readonly tied: Tied }) => {
  const say = useWords(newTicketWords)
  const { language } = useFormat()
  const entry = asBytes(value)
  return (
    <div className={styles.bytes}>
      <Input
        {...tied}
        inputMode="decimal"
        value={entry.amount}
        onChange={({ target }) => onChange(path, { ...entry, amount: target.value })}
        onBlur={() => onLeave(path)}
      />
      <Select<ByteUnit>
        label={`${language === 'zh' ? field.words.title_cn : field.words.title} ${say.unit}`}
        value={entry.unit}
        onChange={(unit) => onChange(path, { ...entry, unit })}
        options={byteUnits.map((unit) => ({ value: unit, label: unit }))}
      />
    </div>
  )
}

const Texts = ({ tied, path, value, onChange, onLeave }: Props & { readonly tied: Tied }) => {
  const say = useWords(newTicketWords)
  const texts = asTexts(value)
  const [typed, setTyped] = useState('')
  const add = (): void => {
    const added = typed.split(/[\s,，、]+/).filter((text) => text !== '' && !texts.includes(text))
    if (added.length > 0) onChange(path, [...texts, ...added])
    setTyped('')
  }
  return (
    <div className={styles.texts}>
      {texts.length > 0 && (
        <ul className={styles.chips}>
          {texts.map((text) => (
            <li key={text} className={styles.chip}>
              <span>{text}</span>
              <button
                type="button"
                className={styles.remove}
                aria-label={`${say.remove} ${text}`}
                onClick={() =>
                  onChange(
                    path,
                    texts.filter((one) => one !== text),
                  )
                }
              >
                <X size={13} />
              </button>
            </li>
          ))}
        </ul>
      )}
      <Input
        {...tied}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
          event.preventDefault()
          add()
        }}
        onBlur={() => {
          add()
          onLeave(path)
        }}
      />
    </div>
  )
}

const Rows = ({ field, path, value, onChange, onLeave, errorOf }: Props) => {
  const say = useWords(newTicketWords)
  const { language } = useFormat()
  const rows = asRows(value)
  const change = (at: number, name: string, given: FieldValue): void =>
    onChange(
      path,
      rows.map((row, index) => (index === at ? { ...row, [name]: given } : row)),
    )
  const error = errorOf(path)
  return (
    <fieldset className={styles.rows} id={fieldId(path)} tabIndex={-1}>
      <legend className={styles.legend}>{language === 'zh' ? field.words.title_cn : field.words.title}</legend>
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name while they are written
        <div key={index} className={styles.row}>
          {(field.fields ?? []).map((inner) => (
            <FieldInput
              key={inner.name}
              field={inner}
              path={`${path}.${index}.${inner.name}`}
              value={row[inner.name]}
              onChange={(_path, given) => change(index, inner.name, given)}
              onLeave={() => onLeave(path)}
              errorOf={errorOf}
            />
          ))}
          <IconButton
            label={`${say.remove} ${index + 1}`}
            icon={<X size={16} />}
            onClick={() =>
              onChange(
                path,
                rows.filter((_, at) => at !== index),
              )
            }
          />
        </div>
      ))}
      <div>
        <Button size="small" icon={<Plus size={14} />} onClick={() => onChange(path, [...rows, emptyRow(field)])}>
          {say.addRow}
        </Button>
      </div>
      {error !== undefined && <p className={styles.error}>{error}</p>}
    </fieldset>
  )
}

const Group = ({ field, path, value, onChange, onLeave, errorOf }: Props) => {
  const values = asGroup(value)
  return (
    <div className={styles.grid}>
      {(field.fields ?? []).map((inner) => (
        <FieldInput
          key={inner.name}
          field={inner}
          path={`${path}.${inner.name}`}
          value={values[inner.name]}
          onChange={(_path, given) => onChange(path, { ...values, [inner.name]: given })}
          onLeave={onLeave}
          errorOf={errorOf}
        />
      ))}
    </div>
  )
}

const Control = (props: Props & { readonly tied: Tied }) => {
  const say = useWords(newTicketWords)
  const { field, path, value, onChange, onLeave, tied } = props
  const leave = (): void => onLeave(path)
  switch (field.kind) {
    case 'bytes':
      return <Bytes {...props} />
    case 'texts':
      return <Texts {...props} />
    case 'choice':
      return (
        <Select
          {...tied}
          value={asText(value)}
          onChange={(next) => onChange(path, next)}
          options={[
            ...(field.isRequired ? [] : [{ value: '', label: say.notChosen }]),
            ...(field.options ?? []).map((option) => ({ value: option, label: option })),
          ]}
        />
      )
    case 'lines':
    case 'json':
      return (
        <TextArea
          {...tied}
          rows={field.kind === 'json' ? 6 : 3}
          className={field.kind === 'json' ? styles.code : undefined}
          spellCheck={field.kind !== 'json'}
          value={asText(value)}
          onChange={({ target }) => onChange(path, target.value)}
          onBlur={leave}
        />
      )
    default:
      return (
        <Input
          {...tied}
          type={field.kind === 'time' ? 'datetime-local' : 'text'}
          {...(field.kind === 'integer' && { inputMode: 'numeric' as const })}
          value={asText(value)}
          onChange={({ target }) => onChange(path, target.value)}
          onBlur={leave}
        />
      )
  }
}

/** One field of a form, as its description says it is entered. */
export const FieldInput = (props: Props) => {
  const { field, path, value, onChange, errorOf } = props
  const say = useWords(newTicketWords)
  const { language, number } = useFormat()
  const hint = useHint()
  if (field.kind === 'objects') return <Rows {...props} />
  if (field.kind === 'object') return <Group {...props} />
  const label = language === 'zh' ? field.words.title_cn : field.words.title
  if (field.kind === 'flag') {
    return (
      <div className={styles.flag}>
        <Checkbox checked={value === true} onChange={(checked) => onChange(path, checked)}>
          {label}
        </Checkbox>
        {hint(field) !== undefined && <p className={styles.hint}>{hint(field)}</p>}
      </div>
    )
  }
  const isWide = field.kind === 'lines' || field.kind === 'json' || field.kind === 'texts'
  const bytes = field.kind === 'bytes' ? toBytes(asBytes(value)) : undefined
  const exact = typeof bytes === 'bigint' && asBytes(value).unit !== 'B' ? say.exactBytes(number(bytes)) : undefined
  const notes = [hint(field), exact].filter((one) => one !== undefined)
  return (
    <Field
      id={fieldId(path)}
      label={label}
      optional={!field.isRequired || field.mayBeEmpty}
      error={errorOf(path)}
      {...(notes.length > 0 && { hint: notes.join(language === 'zh' ? '，' : ', ') })}
      {...(isWide && { className: styles.wide })}
    >
      {(tied) => <Control {...props} tied={tied} />}
    </Field>
  )
}
