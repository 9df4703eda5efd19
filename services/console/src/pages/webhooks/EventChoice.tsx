import { inGroups } from '../../events/eventGroups.ts'
import { useEventName } from '../../events/useEventName.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { eventWords } from '../../words/events.ts'
import { webhookWords } from '../../words/webhooks.ts'
import { useWords } from '../../words/words.ts'
import styles from './EventChoice.module.css'

/** Which types of events are sent, in groups. */
export const EventChoice = <T extends string>({
  types,
  value,
  onChange,
  error,
}: {
  readonly types: readonly T[]
  readonly value: readonly T[]
  readonly onChange: (value: readonly T[]) => void
  readonly error?: string
}) => {
  const say = useWords(webhookWords)
  const { groups } = useWords(eventWords)
  const nameOf = useEventName()
  const chosen = new Set(value)
  const set = (given: readonly T[], on: boolean): void =>
    onChange(types.filter((type) => (given.includes(type) ? on : chosen.has(type))))
  return (
    <fieldset className={styles.choice}>
      <legend className={styles.legend}>
        {say.events}
        <span className={styles.quiet}>{say.chosen(chosen.size, types.length)}</span>
      </legend>
      <div className={styles.all}>
        <Button size="small" look="quiet" onClick={() => onChange([...types])}>
          {say.all}
        </Button>
        <Button size="small" look="quiet" onClick={() => onChange([])}>
          {say.none}
        </Button>
      </div>
      <div className={styles.groups}>
        {inGroups(types).map(({ group, types: own }) => {
          const count = own.filter((type) => chosen.has(type)).length
          return (
            <div key={group} className={styles.group}>
              <Checkbox
                className={styles.head ?? ''}
                checked={count === own.length}
                mixed={count > 0 && count < own.length}
                onChange={(checked) => set(own, checked)}
              >
                {groups[group]}
              </Checkbox>
              {own.map((type) => (
                <Checkbox key={type} checked={chosen.has(type)} onChange={(checked) => set([type], checked)}>
                  {nameOf(type)}
                </Checkbox>
              ))}
            </div>
          )
        })}
      </div>
      {error !== undefined && <p className={styles.error}>{error}</p>}
    </fieldset>
  )
}
