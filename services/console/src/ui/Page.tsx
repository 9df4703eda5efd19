import type { ReactNode } from 'react'
import { useEffect } from 'react'
import { frameWords } from '../words/frame.ts'
import { useWords } from '../words/words.ts'
import styles from './Page.module.css'

/** A page with its title (also that of the tab), what one can do on it, and its content. */
export const Page = ({
  title,
  sub,
  actions,
  wide = false,
  quiet = false,
  children,
}: {
  readonly title: string
  readonly sub?: ReactNode
  readonly actions?: ReactNode
  /** The whole width, and as high as the screen: for lists. */
  readonly wide?: boolean
  /** The title is read aloud, and not seen: what is below says it once more. */
  readonly quiet?: boolean
  readonly children: ReactNode
}) => {
  const { product } = useWords(frameWords)
  useEffect(() => {
    document.title = `${title} · ${product}`
  }, [title, product])
  return (
    <div className={wide ? styles.wide : styles.page}>
      <header className={quiet ? 'visually-hidden' : styles.head}>
        <div className={styles.titles}>
          <h1 className={styles.title}>{title}</h1>
          {sub !== undefined && <div className={styles.sub}>{sub}</div>}
        </div>
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  )
}

/** A part of a page, on a surface of its own. */
export const Card = ({
  title,
  side,
  children,
}: {
  readonly title?: ReactNode
  readonly side?: ReactNode
  readonly children: ReactNode
}) => (
  <section className={styles.card}>
    {(title !== undefined || side !== undefined) && (
      <header className={styles.cardHead}>
        {title !== undefined && <h2 className={styles.cardTitle}>{title}</h2>}
        {side}
      </header>
    )}
    {children}
  </section>
)
