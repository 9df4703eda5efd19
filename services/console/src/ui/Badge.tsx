import type { ReactNode } from 'react'
import styles from './Badge.module.css'
import { classes } from './classes.ts'

export type Tone = 'plain' | 'accent' | 'good' | 'bad' | 'warn'

/** A state in a word, with a dot of its colour. */
export const Badge = ({ tone = 'plain', children }: { readonly tone?: Tone; readonly children: ReactNode }) => (
  <span className={classes(styles.badge, styles[tone])}>{children}</span>
)

/** A small fact beside others, such as a step of a process or a type. */
export const Chip = ({ tone = 'plain', children }: { readonly tone?: Tone; readonly children: ReactNode }) => (
  <span className={classes(styles.chip, styles[tone])}>{children}</span>
)
