import type { ReactNode } from 'react'
import styles from './states.module.css'

/** Nothing to show: what would be here, and what one can do about it. */
export const Empty = ({
  icon,
  title,
  children,
  action,
  heading: Heading = 'h2',
}: {
  readonly icon: ReactNode
  readonly title: string
  readonly children?: ReactNode
  readonly action?: ReactNode
  /** `h1` where it is all that a page has. */
  readonly heading?: 'h1' | 'h2'
}) => (
  <div className={styles.state}>
    <div className={styles.icon}>{icon}</div>
    <Heading className={styles.title}>{title}</Heading>
    {children !== undefined && <div className={styles.text}>{children}</div>}
    {action !== undefined && <div className={styles.action}>{action}</div>}
  </div>
)
