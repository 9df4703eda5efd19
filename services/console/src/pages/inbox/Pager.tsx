import { ChevronLeft, ChevronRight } from 'lucide-react'
import { IconButton } from '../../ui/Button.tsx'
import { Select } from '../../ui/Select.tsx'
import { inboxWords } from '../../words/inbox.ts'
import { useFormat } from '../../words/useFormat.ts'
import { useWords } from '../../words/words.ts'
import { pageSizes, type View } from './address.ts'
import styles from './Pager.module.css'
import { lastPage } from './useTicketList.ts'

/** Which part of the list is shown, and the way to the others. */
export const Pager = ({
  view,
  total,
  capped,
  onChange,
}: {
  readonly view: View
  readonly total: number
  readonly capped: boolean
  readonly onChange: (view: View) => void
}) => {
  const say = useWords(inboxWords)
  const { number } = useFormat()
  const last = Math.max(1, Math.min(Math.ceil(total / view.size), lastPage(view.size)))
  const from = (view.page - 1) * view.size + 1
  const to = Math.min(view.page * view.size, total)
  return (
    <nav className={styles.pager} aria-label={say.pages}>
      <span className={styles.size}>
        <span aria-hidden="true">{say.size}</span>
        <Select
          label={say.size}
          value={String(view.size)}
          onChange={(value) =>
            onChange({ ...view, size: pageSizes.find((size) => String(size) === value) ?? 20, page: 1 })
          }
          options={pageSizes.map((size) => ({ value: String(size), label: String(size) }))}
        />
      </span>
      <span className={styles.range}>
        {say.range(number(Math.min(from, total)), number(to), `${number(total)}${capped ? '+' : ''}`)}
      </span>
      <IconButton
        label={say.previous}
        icon={<ChevronLeft size={18} />}
        disabled={view.page <= 1}
        onClick={() => onChange({ ...view, page: view.page - 1, ticket: '' })}
      />
      <IconButton
        label={say.next}
        icon={<ChevronRight size={18} />}
        disabled={view.page >= last}
        onClick={() => onChange({ ...view, page: view.page + 1, ticket: '' })}
      />
    </nav>
  )
}
