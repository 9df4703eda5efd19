import type { Ticket } from '@gongdan/sdk'
import { Check, Ellipsis, X } from 'lucide-react'
import type { ListAction } from '../../deciding/actions.ts'
import { useIsPhone } from '../../layout/useMedia.ts'
import { Button, IconButton } from '../../ui/Button.tsx'
import { Kbd } from '../../ui/Kbd.tsx'
import { Menu } from '../../ui/Menu.tsx'
import { inboxWords } from '../../words/inbox.ts'
import { ticketWords } from '../../words/tickets.ts'
import { typeWords } from '../../words/types.ts'
import { useFormat } from '../../words/useFormat.ts'
import { useWords } from '../../words/words.ts'
import styles from './BatchBar.module.css'
import { actionsOf, countElsewhere, type Selection } from './selection.ts'

const others = ['urge', 'confirm', 'archive', 'withdraw', 'delete'] as const

/** What can be done to the ticked tickets, and how to tick more of them. */
export const BatchBar = ({
  selection,
  rows,
  total,
  selecting,
  onSelectAll,
  onSelectType,
  onClear,
  onAct,
}: {
  readonly selection: Selection
  readonly rows: readonly Ticket[]
  /** How many there are in all; `''` where all of them are ticked. */
  readonly total: string
  /** How many were found so far while all are being ticked. */
  readonly selecting: number | null
  readonly onSelectAll: () => void
  readonly onSelectType: (type: Ticket['ticket_type_code']) => void
  readonly onClear: () => void
  readonly onAct: (action: ListAction) => void
}) => {
  const say = useWords(inboxWords)
  const { actions } = useWords(ticketWords)
  const { names } = useWords(typeWords)
  const { number } = useFormat()
  const isPhone = useIsPhone()
  const can = actionsOf(selection)
  const elsewhere = countElsewhere(selection, rows)
  const types = [...new Set(rows.map(({ ticket_type_code }) => ticket_type_code))]
  const own = others.filter((action) => can.has(action))
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would be a group of inputs, these are buttons
    <div role="group" className={styles.bar} aria-label={say.selected(number(selection.picked.size))}>
      <div className={styles.words} aria-live="polite">
        <strong>{say.selected(number(selection.picked.size))}</strong>
        {elsewhere > 0 && <span className={styles.quiet}>{say.elsewhere(number(elsewhere))}</span>}
        {selecting !== null && <span className={styles.quiet}>{say.selecting(number(selecting))}</span>}
      </div>
      <div className={styles.tools}>
        {total !== '' && selecting === null && (
          <button type="button" className={styles.link} onClick={onSelectAll}>
            {say.selectAll(total)}
          </button>
        )}
        {types.length > 1 && !isPhone && (
          <Menu
            align="start"
            entries={types.map((type) => ({ label: names[type], onSelect: () => onSelectType(type) }))}
            trigger={
              <button type="button" className={styles.link}>
                {say.selectType}
              </button>
            }
          />
        )}
        <button type="button" className={styles.link} onClick={onClear}>
          {say.clear}
        </button>
      </div>
      <div className={styles.actions}>
        {can.has('overrule') && (
          <Button look="danger" icon={<X size={17} />} onClick={() => onAct('overrule')}>
            {actions.overrule} <Kbd>r</Kbd>
          </Button>
        )}
        {can.has('pass') && (
          <Button look="pass" icon={<Check size={17} />} onClick={() => onAct('pass')}>
            {actions.pass} <Kbd>a</Kbd>
          </Button>
        )}
        {!can.has('pass') &&
          own.slice(0, 2).map((action) => (
            <Button key={action} look={action === 'delete' ? 'danger' : 'plain'} onClick={() => onAct(action)}>
              {actions[action]}
            </Button>
          ))}
        {own.length > (can.has('pass') ? 0 : 2) && (
          <Menu
            entries={own.slice(can.has('pass') ? 0 : 2).map((action) => ({
              label: actions[action],
              danger: action === 'delete',
              onSelect: () => onAct(action),
            }))}
            trigger={<IconButton label={say.columns.actions} icon={<Ellipsis size={18} />} />}
          />
        )}
      </div>
    </div>
  )
}
