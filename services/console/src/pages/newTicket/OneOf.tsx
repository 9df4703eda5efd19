import type { TypeForm } from '../../forms/typeForm.ts'
import { emptyRow, type FieldValue, type FormValues } from '../../forms/values.ts'
import { newTicketWords } from '../../words/newTicket.ts'
import { useFormat } from '../../words/useFormat.ts'
import { useWords } from '../../words/words.ts'
import { FieldInput } from './FieldInput.tsx'
import styles from './OneOf.module.css'

/** Groups of fields of which exactly one is filled in: which one is chosen first. */
export const OneOf = ({
  form,
  at,
  values,
  onChange,
  onLeave,
  errorOf,
}: {
  readonly form: TypeForm
  readonly at: string
  readonly values: FormValues
  readonly onChange: (values: FormValues) => void
  readonly onLeave: (path: string) => void
  readonly errorOf: (path: string) => string | undefined
}) => {
  const say = useWords(newTicketWords)
  const { language } = useFormat()
  const fields = form.fields.filter(({ name }) => form.oneOf.includes(name))
  const chosen = fields.find(({ name }) => values[name] !== null && values[name] !== undefined)
  const choose = (wanted: string): void =>
    onChange(Object.fromEntries(fields.map((field) => [field.name, field.name === wanted ? emptyRow(field) : null])))
  return (
    <fieldset className={styles.oneOf}>
      <legend className={styles.legend}>{say.oneOf}</legend>
      <div className={styles.choices}>
        {fields.map((field) => (
          <label key={field.name} className={styles.choice} data-checked={field === chosen || undefined}>
            <input type="radio" name={`${at}.one-of`} checked={field === chosen} onChange={() => choose(field.name)} />
            {language === 'zh' ? field.words.title_cn : field.words.title}
          </label>
        ))}
      </div>
      {chosen !== undefined && (
        <FieldInput
          field={chosen}
          path={`${at}.${chosen.name}`}
          value={values[chosen.name]}
          onChange={(_path, value: FieldValue) => onChange({ [chosen.name]: value })}
          onLeave={onLeave}
          errorOf={errorOf}
        />
      )}
    </fieldset>
  )
}
