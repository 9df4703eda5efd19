import type { TicketTypeCode } from '@gongdan/contracts'
import { TriangleAlert } from 'lucide-react'
import type { Design } from '../../design/design.ts'
import { flowOf } from '../../design/flowOf.ts'
import { Flow } from '../../flow/Flow.tsx'
import { toFlowSteps } from '../../flow/flowSteps.ts'
import { typeForm } from '../../forms/typeForm.ts'
import { typeGroups } from '../../forms/typeGroups.ts'
import { emptyValues } from '../../forms/values.ts'
import { useErrorText } from '../../ui/ErrorState.tsx'
import { Field } from '../../ui/Field.tsx'
import { Card } from '../../ui/Page.tsx'
import { Select } from '../../ui/Select.tsx'
import { processWords } from '../../words/processes.ts'
import { typeWords } from '../../words/types.ts'
import { useFormat } from '../../words/useFormat.ts'
import { useWords } from '../../words/words.ts'
import { FieldInput } from '../newTicket/FieldInput.tsx'
import styles from './Preview.module.css'
import type { Trial } from './useTrial.ts'

/** What a sample ticket would go through: which steps take place, who is known, what could go wrong. */
export const Preview = ({ design, trial }: { readonly design: Design; readonly trial: Trial }) => {
  const say = useWords(processWords)
  const types = useWords(typeWords)
  const { language } = useFormat()
  const errorText = useErrorText()
  const { sample, setSample, result, error } = trial
  const form = typeForm(sample.type)
  const steps =
    result === undefined || result.steps.length < design.steps.length
      ? flowOf(design.steps)
      : toFlowSteps(result.steps, language, true)
  return (
    <Card title={say.preview}>
      <p className={styles.quiet}>{say.previewText}</p>
      <details className={styles.sample}>
        <summary>
          {say.sample} · {types.names[sample.type]}
        </summary>
        <div className={styles.fields}>
          <Field label={say.sampleType}>
            {(tied) => (
              <Select<TicketTypeCode>
                {...tied}
                value={sample.type}
                onChange={(type) => setSample({ type, values: emptyValues(typeForm(type)) })}
                options={typeGroups.map(({ key, types: codes }) => ({
                  label: types.groups[key],
                  options: codes.map((code) => ({ value: code as TicketTypeCode, label: types.names[code] })),
                }))}
              />
            )}
          </Field>
          {form.fields
            .filter(({ kind }) => kind !== 'objects')
            .map((field) => (
              <FieldInput
                key={field.name}
                field={field}
                path={`sample.${field.name}`}
                value={sample.values[field.name]}
                onChange={(_path, value) => setSample({ ...sample, values: { ...sample.values, [field.name]: value } })}
                onLeave={() => undefined}
                errorOf={() => undefined}
              />
            ))}
        </div>
      </details>
      <div className={styles.result} aria-busy={trial.isAsking}>
        {error !== null && (
          <p className={styles.quiet}>
            {say.cannotTry}
            {language === 'zh' ? '：' : ': '}
            {errorText(error)}
          </p>
        )}
        {result?.auto_pass === true && <p className={styles.passes}>{say.passes}</p>}
        <Flow steps={steps} />
        {result !== undefined && result.warnings.length > 0 && (
          <ul className={styles.warnings} aria-label={say.warnings}>
            {result.warnings.map((warning) => (
              <li key={warning.step_key + warning.code + warning.message}>
                <TriangleAlert size={14} aria-hidden="true" />
                {language === 'zh' ? warning.message_cn : warning.message}
              </li>
            ))}
          </ul>
        )}
      </div>
    </Card>
  )
}
