import styles from './Kbd.module.css'

/** A key to press. Not read aloud: it repeats what a button does. */
export const Kbd = ({ children }: { readonly children: string }) => (
  <span className={styles.kbd} aria-hidden="true">
    {children}
  </span>
)
