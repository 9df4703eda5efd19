import { Tabs as Base } from '@base-ui/react/tabs'
import type { ReactNode } from 'react'
import styles from './Tabs.module.css'

/** Views of one page, of which one is shown; `children` is the panel of the chosen one. */
export const Tabs = <Value extends string>({
  value,
  onChange,
  tabs,
  label,
  side,
  children,
}: {
  readonly value: Value
  readonly onChange: (value: Value) => void
  readonly tabs: readonly { readonly value: Value; readonly label: ReactNode; readonly count?: ReactNode }[]
  readonly label: string
  /** What stands at the right of the tabs. */
  readonly side?: ReactNode
  readonly children: ReactNode
}) => (
  <Base.Root value={value} onValueChange={(next: Value) => onChange(next)} className={styles.root}>
    <div className={styles.bar}>
      <Base.List className={styles.list} aria-label={label}>
        {tabs.map((tab) => (
          <Base.Tab key={tab.value} value={tab.value} className={styles.tab}>
            {tab.label}
            {tab.count !== undefined && <span className={styles.count}>{tab.count}</span>}
          </Base.Tab>
        ))}
        <Base.Indicator className={styles.indicator} />
      </Base.List>
      {side}
    </div>
    <Base.Panel value={value} className={styles.panel} tabIndex={-1}>
      {children}
    </Base.Panel>
  </Base.Root>
)
