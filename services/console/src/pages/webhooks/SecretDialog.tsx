import { Button } from '../../ui/Button.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { uiWords } from '../../words/ui.ts'
import { webhookWords } from '../../words/webhooks.ts'
import { useWords } from '../../words/words.ts'
import styles from './SecretDialog.module.css'

/** Shows a secret, which nothing shows again. */
export const SecretDialog = ({ secret, onClose }: { readonly secret: string; readonly onClose: () => void }) => {
  const say = useWords(webhookWords)
  const ui = useWords(uiWords)
  return (
    <Dialog
      open
      onClose={onClose}
      title={say.secretTitle}
      actions={
        <Button look="primary" onClick={onClose}>
          {say.done}
        </Button>
      }
    >
      <p>{say.secretOnce}</p>
      <div className={styles.secret}>
        <code>{secret}</code>
        <CopyButton text={secret}>{ui.copy}</CopyButton>
      </div>
    </Dialog>
  )
}
