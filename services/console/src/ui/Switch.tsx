import { Switch as Base } from '@base-ui/react/switch'
import type { ReactNode } from 'react'
import styles from './Switch.module.css'

/** On or off, with words beside it; takes effect at once. */
export const Switch = ({
  checked,
  onChange,
  disabled = false,
  children,
}: {
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
  readonly disabled?: boolean
  readonly children: ReactNode
}) => (
  // biome-ignore lint/a11y/noLabelWithoutControl: the switch inside is the control
  <label className={styles.line}>
    <Base.Root checked={checked} onCheckedChange={onChange} disabled={disabled} className={styles.track}>
      <Base.Thumb className={styles.thumb} />
    </Base.Root>
    <span>{children}</span>
  </label>
)
