import styles from './Kbd.module.css'

/** A key to press. It is read aloud only where it is what one came for (`isContent`); elsewhere it repeats what a button does. */
export const Kbd = ({ children, isContent = false }: { readonly children: string; readonly isContent?: boolean }) => (
  <kbd className={styles.kbd} aria-hidden={isContent ? undefined : true}>
    {children}
  </kbd>
)
