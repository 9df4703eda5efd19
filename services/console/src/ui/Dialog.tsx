import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { type ReactNode, type RefObject, useRef } from 'react'
import { uiWords } from '../words/ui.ts'
import { useWords } from '../words/words.ts'
import { IconButton } from './Button.tsx'
import { classes } from './classes.ts'
import styles from './Dialog.module.css'

type Shared = {
  readonly open: boolean
  readonly onClose: () => void
  readonly title: ReactNode
  readonly children: ReactNode
  /** The buttons, at the bottom; on phones they stay in reach of the thumb. */
  readonly actions?: ReactNode
  /** What has the focus when it opens; else the first thing that can have it. */
  readonly initialFocus?: RefObject<HTMLElement | null>
}

const Frame = ({
  open,
  onClose,
  title,
  children,
  actions,
  initialFocus,
  onTitle = false,
  className,
}: Shared & { readonly className: string; readonly onTitle?: boolean }) => {
  const say = useWords(uiWords)
  const heading = useRef<HTMLHeadingElement>(null)
  const focus = onTitle ? heading : initialFocus
  return (
    <Base.Root open={open} onOpenChange={(next) => next || onClose()}>
      <Base.Portal>
        <Base.Backdrop className={styles.backdrop} />
        <Base.Popup className={className} {...(focus && { initialFocus: focus })}>
          <header className={styles.head}>
            <Base.Title ref={heading} className={styles.title} {...(onTitle && { tabIndex: -1 })}>
              {title}
            </Base.Title>
            <IconButton label={say.close} icon={<X size={18} />} onClick={onClose} />
          </header>
          <div className={styles.body}>{children}</div>
          {actions !== undefined && <footer className={styles.actions}>{actions}</footer>}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}

/** Asks something, in the middle of the page; a sheet from below on phones. `tone` colours its edge. */
export const Dialog = ({
  tone,
  wide = false,
  ...rest
}: Shared & { readonly tone?: 'good' | 'bad'; readonly wide?: boolean }) => (
  <Frame {...rest} className={classes(styles.dialog, wide && styles.wide, tone && styles[tone])} />
)

/** Shows something beside the page, at the right edge; the whole screen on phones. */
export const Sheet = (props: Shared) => <Frame {...props} onTitle className={styles.sheet ?? ''} />
