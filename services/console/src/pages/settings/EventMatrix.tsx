import { type NotifiedEventType, notifiedEventTypes, type PersonChannel, personChannels } from '@gongdan/contracts'
import { inGroups } from '../../events/eventGroups.ts'
import { useEventName } from '../../events/useEventName.ts'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { eventWords } from '../../words/events.ts'
import { settingsWords } from '../../words/settings.ts'
import { useWords } from '../../words/words.ts'
import styles from './EventMatrix.module.css'

type Channels = Readonly<Record<PersonChannel, readonly NotifiedEventType[]>>

/** Which events are told of, and where: a row an event, a column a channel. */
export const EventMatrix = ({
  channels,
  onChange,
}: {
  readonly channels: Channels
  readonly onChange: (channels: Channels) => void
}) => {
  const say = useWords(settingsWords)
  const { groups } = useWords(eventWords)
  const nameOf = useEventName()
  const set = (channel: PersonChannel, types: readonly NotifiedEventType[], on: boolean): void => {
    const chosen = new Set(channels[channel])
    onChange({
      ...channels,
      [channel]: notifiedEventTypes.filter((type) => (types.includes(type) ? on : chosen.has(type))),
    })
  }
  return (
    <table className={styles.matrix}>
      <caption className={styles.caption}>{say.matrix}</caption>
      <thead>
        <tr>
          <th scope="col">{say.event}</th>
          {personChannels.map((channel) => {
            const count = channels[channel].length
            return (
              <th key={channel} scope="col" className={styles.channel}>
                <span>{say.channels[channel]}</span>
                <Checkbox
                  label={say.every(say.channels[channel])}
                  checked={count === notifiedEventTypes.length}
                  mixed={count > 0 && count < notifiedEventTypes.length}
                  onChange={(on) => set(channel, notifiedEventTypes, on)}
                />
              </th>
            )
          })}
        </tr>
      </thead>
      {inGroups(notifiedEventTypes).map(({ group, types }) => (
        <tbody key={group}>
          <tr>
            <th scope="rowgroup" colSpan={personChannels.length + 1} className={styles.group}>
              {groups[group]}
            </th>
          </tr>
          {types.map((type) => (
            <tr key={type}>
              <th scope="row" className={styles.event}>
                {nameOf(type)}
              </th>
              {personChannels.map((channel) => (
                <td key={channel} className={styles.cell}>
                  <Checkbox
                    label={say.tell(nameOf(type), say.channels[channel])}
                    checked={channels[channel].includes(type)}
                    onChange={(on) => set(channel, [type], on)}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  )
}
