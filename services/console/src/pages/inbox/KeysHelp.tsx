import { Dialog } from '../../ui/Dialog.tsx'
import { Kbd } from '../../ui/Kbd.tsx'
import { inboxWords } from '../../words/inbox.ts'
import { useWords } from '../../words/words.ts'
import styles from './KeysHelp.module.css'

const keys = [
  ['move', ['j', 'k']],
  ['select', ['x']],
  ['selectPage', ['⇧ A']],
  ['open', ['o', 'Enter']],
  ['close', ['Esc']],
  ['pass', ['a']],
  ['overrule', ['r']],
  ['archive', ['e']],
  ['search', ['/']],
  ['go', ['g i', 'g m', 'g p', 'g s']],
  ['new', ['n']],
  ['pages', ['[', ']']],
  ['help', ['?']],
] as const

/** All shortcuts. */
export const KeysHelp = ({ onClose }: { readonly onClose: () => void }) => {
  const say = useWords(inboxWords).keys
  return (
    <Dialog open onClose={onClose} title={say.title}>
      <dl className={styles.keys}>
        {keys.map(([name, pressed]) => (
          <div key={name} className={styles.line}>
            <dt>{say[name]}</dt>
            <dd className={styles.pressed}>
              {pressed.map((key) => (
                <Kbd key={key} isContent>
                  {key}
                </Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <p className={styles.off}>{say.off}</p>
    </Dialog>
  )
}
