import { Toast as Base } from '@base-ui/react/toast'
import { CircleAlert, CircleCheck, X } from 'lucide-react'
import { useEffect } from 'react'
import { uiWords } from '../words/ui.ts'
import { useWords } from '../words/words.ts'
import { IconButton } from './Button.tsx'
import { classes } from './classes.ts'
import styles from './ToastList.module.css'

const manager = Base.createToastManager()

export type Said = { readonly title: string; readonly tone: 'good' | 'bad'; readonly more?: string }

/** What was said before the list was there to show it. */
const early: Said[] = []
let isShown = false

const show = ({ title, tone, more }: Said): void => {
  manager.add({ title, type: tone, timeout: tone === 'bad' ? 10_000 : 5_000, ...(more && { description: more }) })
}

/** Shows it for a few seconds; what went wrong stays twice as long. */
export const add = (said: Said): void => {
  if (isShown) show(said)
  else early.push(said)
}

const List = () => {
  const say = useWords(uiWords)
  const { toasts } = Base.useToastManager()
  return toasts.map((one) => (
    <Base.Root key={one.id} toast={one} className={classes(styles.toast, one.type === 'bad' && styles.bad)}>
      <Base.Content className={styles.content}>
        {one.type === 'bad' ? <CircleAlert size={18} /> : <CircleCheck size={18} />}
        <div className={styles.words}>
          <Base.Title className={styles.title} />
          <Base.Description className={styles.more} />
        </div>
        <Base.Close render={<IconButton label={say.close} size="small" icon={<X size={15} />} />} />
      </Base.Content>
    </Base.Root>
  ))
}

export const ToastList = () => {
  const say = useWords(uiWords)
  useEffect(() => {
    isShown = true
    for (const said of early.splice(0)) show(said)
    return () => {
      isShown = false
    }
  }, [])
  return (
    <Base.Provider toastManager={manager}>
      <Base.Portal>
        <Base.Viewport className={styles.viewport} aria-label={say.notifications}>
          <List />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  )
}
