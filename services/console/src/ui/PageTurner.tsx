import { ChevronLeft, ChevronRight } from 'lucide-react'
import { pagingWords } from '../words/paging.ts'
import { useWords } from '../words/words.ts'
import { IconButton } from './Button.tsx'
import styles from './PageTurner.module.css'

/** Turns the pages of a list; nothing where there is only one. */
export const PageTurner = ({
  page,
  pages,
  onTurn,
}: {
  readonly page: number
  readonly pages: number
  readonly onTurn: (page: number) => void
}) => {
  const say = useWords(pagingWords)
  if (pages <= 1) return null
  return (
    <nav className={styles.turner} aria-label={say.page(page, pages)}>
      <IconButton
        label={say.previous}
        icon={<ChevronLeft size={18} />}
        disabled={page <= 1}
        onClick={() => onTurn(page - 1)}
      />
      <span>{say.page(page, pages)}</span>
      <IconButton
        label={say.next}
        icon={<ChevronRight size={18} />}
        disabled={page >= pages}
        onClick={() => onTurn(page + 1)}
      />
    </nav>
  )
}
