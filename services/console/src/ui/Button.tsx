import type { ComponentProps, ReactNode } from 'react'
import { Link } from 'react-router'
import styles from './Button.module.css'
import { classes } from './classes.ts'

type Look = {
  /** `pass` and `danger` are for decisions; `primary` is the one thing a view is for. */
  readonly look?: 'plain' | 'primary' | 'pass' | 'danger' | 'quiet'
  readonly size?: 'small' | 'normal' | 'large'
  readonly icon?: ReactNode
}

const classOf = ({ look = 'plain', size = 'normal' }: Look, own: string | undefined, iconOnly: boolean): string =>
  classes(styles.button, styles[look], styles[size], iconOnly && styles.iconOnly, own)

/** A button with words. While `busy` it says so, and cannot be pressed a second time. */
export const Button = ({
  look,
  size,
  icon,
  busy = false,
  disabled,
  className,
  children,
  ...rest
}: ComponentProps<'button'> & Look & { readonly busy?: boolean }) => (
  <button
    type="button"
    {...rest}
    className={classOf({ look, size } as Look, className, children === undefined)}
    disabled={disabled === true || busy}
    aria-busy={busy || undefined}
  >
    {busy ? <span className={styles.spinner} /> : icon}
    {children}
  </button>
)

/** A button of an icon alone, with a label that is read aloud and shown on hover. */
export const IconButton = ({
  label,
  look = 'quiet',
  ...rest
}: Omit<ComponentProps<typeof Button>, 'children'> & { readonly label: string }) => (
  <Button {...rest} look={look} aria-label={label} title={label} />
)

/** A link that looks like a button. */
export const ButtonLink = ({ look, size, icon, className, children, ...rest }: ComponentProps<typeof Link> & Look) => (
  <Link {...rest} className={classOf({ look, size } as Look, className, false)}>
    {icon}
    {children}
  </Link>
)
