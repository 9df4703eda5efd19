import styles from './Progress.module.css'

/** How far something is: `done` of `total`, of which `failed` went wrong. */
export const Progress = ({
  done,
  failed = 0,
  total,
  label,
}: {
  readonly done: number
  readonly failed?: number
  readonly total: number
  readonly label: string
}) => (
  <div
    className={styles.bar}
    role="progressbar"
    aria-label={label}
    aria-valuemin={0}
    aria-valuemax={total}
    aria-valuenow={done}
  >
    <span className={styles.good} style={{ flexGrow: done - failed }} />
    <span className={styles.bad} style={{ flexGrow: failed }} />
    <span style={{ flexGrow: Math.max(total - done, 0) }} />
  </div>
)
