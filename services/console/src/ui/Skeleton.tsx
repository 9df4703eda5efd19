import { uiWords } from '../words/ui.ts'
import { useWords } from '../words/words.ts'
import styles from './states.module.css'

const places = Array.from({ length: 24 }, (_, place) => place)

/** Stands for what is on its way: rows of a list, or lines of a text. Shows after 150 ms only. */
export const Skeleton = ({ rows, lines }: { readonly rows?: number; readonly lines?: number }) => {
  const say = useWords(uiWords)
  return (
    <div className={styles.skeleton} role="status" aria-label={say.loading}>
      {places.slice(0, rows ?? 0).map((place) => (
        <div key={place} className={styles.row}>
          <div className={styles.bar} />
          <div className={styles.bar} />
          <div className={styles.bar} />
        </div>
      ))}
      {lines !== undefined && (
        <div className={styles.block}>
          {places.slice(0, lines).map((place) => (
            <div key={place} className={styles.bar} />
          ))}
        </div>
      )}
    </div>
  )
}
