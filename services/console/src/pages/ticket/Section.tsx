import type { ReactNode } from 'react'
import styles from './Ticket.module.css'

/** A part of a ticket under its title. */
export const Section = ({
  title,
  side,
  children,
}: {
  readonly title: string
  readonly side?: ReactNode
  readonly children: ReactNode
}) => (
  <section className={styles.section} aria-label={title}>
    <header className={styles.sectionHead}>
      <h2 className={styles.sectionTitle}>{title}</h2>
      {side}
    </header>
    {children}
  </section>
)
