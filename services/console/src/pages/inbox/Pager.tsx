import { ChevronLeft, ChevronRight } from 'lucide-react'
import { IconButton } from '../../ui/Button.tsx'
import { Select } from '../../ui/Select.tsx'
import { inboxWords } from '../../words/inbox.ts'
import { useFormat } from '../../words/useFormat.ts'
import { useWords } from '../../words/words.ts'
import { pageSizes, type View } from './address.ts'
import styles from './Pager.module.css'

/** Which part of the list is shown, and the way to the others. */
export const Pager = ({
  view,
  shown,
  total,
  capped,
  previous,
  next,
  onTurn,
  onSize,
}: {
  readonly view: View
  /** How many tickets are on this page. */
  readonly shown: number
  readonly total: number
  readonly capped: boolean
  readonly previous: View | undefined
  readonly next: View | undefined
  readonly onTurn: (view: View | undefined) => void
  readonly onSize: (size: View['size']) => void
}) => {
  const say = useWords(inboxWords)
  const { number } = useFormat()
  const from = (view.page - 1) * view.size + Math.min(shown, 1)
  const to = (view.page - 1) * view.size + shown
  return (
    <nav className={styles.pager} aria-label={say.pages}>
      <span className={styles.size}>
        <span aria-hidden="true">{say.size}</span>
        <Select
          label={say.size}
          value={String(view.size)}
          onChange={(value) => onSize(pageSizes.find((size) => String(size) === value) ?? 20)}
          options={pageSizes.map((size) => ({ value: String(size), label: String(size) }))}
        />
      </span>
      <span className={styles.range}>
        {say.range(number(from), number(to), `${number(total)}${capped ? '+' : ''}`)}
      </span>
      <IconButton
        label={say.previous}
        icon={<ChevronLeft size={18} />}
        disabled={previous === undefined}
        onClick={() => onTurn(previous)}
      />
      <IconButton
        label={say.next}
        icon={<ChevronRight size={18} />}
        disabled={next === undefined}
        onClick={() => onTurn(next)}
      />
    </nav>
  )
}
