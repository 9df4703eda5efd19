import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import { Button, IconButton } from '../ui/Button.tsx'
import { Checkbox } from '../ui/Checkbox.tsx'
import { Field, Input } from '../ui/Field.tsx'
import { decidingWords } from '../words/deciding.ts'
import { useWords } from '../words/words.ts'
import styles from './ActionDialog.module.css'
import type { Given } from './actions.ts'

type Label = { readonly id: number; readonly key: string; readonly value: string; readonly must: boolean }

/** The `config` of a pass (contract §3): on which host containers run, or on hosts with which labels. */
const configOf = (host: string, labels: readonly Label[]): Given['config'] => {
  const given = labels.filter(({ key }) => key.trim() !== '')
  if (host.trim() === '' && given.length === 0) return undefined
  const list = given.map(({ key, value, must }) => ({
    must,
    selector: 'in',
    key: key.trim(),
    value: value
      .split(/[,，]/)
      .map((one) => one.trim())
      .filter((one) => one !== ''),
  }))
  return { contianer: { auto_container: { host_uuid: host.trim(), labels: list } } }
}

/** Asks where containers shall run. */
export const ContainerConfig = ({ onChange }: { readonly onChange: (config: Given['config']) => void }) => {
  const say = useWords(decidingWords)
  const [host, setHost] = useState('')
  const [labels, setLabels] = useState<readonly Label[]>([])
  const change = (nextHost: string, next: readonly Label[]): void => {
    setHost(nextHost)
    setLabels(next)
    onChange(configOf(nextHost, next))
  }
  const edit = (id: number, changes: Partial<Label>): void =>
    change(
      host,
      labels.map((label) => (label.id === id ? { ...label, ...changes } : label)),
    )
  return (
    <fieldset className={styles.config}>
      <legend className={styles.legend}>{say.configTitle}</legend>
      <Field label={say.host} optional>
        {(tied) => <Input {...tied} value={host} onChange={({ target }) => change(target.value, labels)} />}
      </Field>
      {labels.map((label) => (
        <div key={label.id} className={styles.label}>
          <Field label={say.label.key}>
            {(tied) => (
              <Input {...tied} value={label.key} onChange={({ target }) => edit(label.id, { key: target.value })} />
            )}
          </Field>
          <Field label={say.label.value}>
            {(tied) => (
              <Input {...tied} value={label.value} onChange={({ target }) => edit(label.id, { value: target.value })} />
            )}
          </Field>
          <Checkbox checked={label.must} onChange={(must) => edit(label.id, { must })}>
            {say.label.must}
          </Checkbox>
          <IconButton
            icon={<X size={16} />}
            label={say.label.remove}
            onClick={() =>
              change(
                host,
                labels.filter(({ id }) => id !== label.id),
              )
            }
          />
        </div>
      ))}
      <div>
        <Button
          size="small"
          icon={<Plus size={14} />}
          onClick={() => change(host, [...labels, { id: Date.now(), key: '', value: '', must: true }])}
        >
          {say.label.add}
        </Button>
      </div>
    </fieldset>
  )
}
