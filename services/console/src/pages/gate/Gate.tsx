import { Compass } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { SessionState } from '../../session/session.ts'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { Page } from '../../ui/Page.tsx'
import { frameWords } from '../../words/frame.ts'
import { uiWords } from '../../words/ui.ts'
import { useWords } from '../../words/words.ts'
import styles from './Gate.module.css'

/** The whole page, where there is no frame. */
export const Plate = ({
  title,
  text,
  children,
}: {
  readonly title: string
  readonly text?: string
  readonly children?: ReactNode
}) => (
  <main className={styles.gate}>
    <div className={styles.plate}>
      <img src="./icon.svg" alt="" width={56} height={56} />
      <h1 className={styles.title}>{title}</h1>
      {text !== undefined && <p className={styles.text}>{text}</p>}
      {children}
    </div>
  </main>
)

/** Before anybody is known: on the way to the issuer, or why there is no way. */
export const Starting = ({ state }: { readonly state: SessionState }) => {
  const say = useWords(frameWords).signedOut
  const ui = useWords(uiWords)
  if (state.phase === 'insecure') return <Plate title={say.insecureTitle} text={say.insecure} />
  if (state.phase !== 'unreachable' && state.phase !== 'refused') {
    return (
      <main className={styles.gate} aria-busy="true">
        <p className={styles.working} role="status">
          {say.working}
        </p>
      </main>
    )
  }
  const isRefused = state.phase === 'refused'
  return (
    <Plate
      title={isRefused ? say.refusedTitle : say.unreachableTitle[state.what]}
      text={isRefused ? say.refused : say.unreachable}
    >
      <code className={styles.reason}>{state.reason}</code>
      <Button look="primary" size="large" onClick={() => location.reload()}>
        {ui.retry}
      </Button>
    </Plate>
  )
}

export const SignedOut = ({ onSignIn }: { readonly onSignIn: () => Promise<void> }) => {
  const say = useWords(frameWords).signedOut
  const [busy, setBusy] = useState(false)
  const go = async (): Promise<void> => {
    setBusy(true)
    await onSignIn().finally(() => setBusy(false))
  }
  return (
    <Plate title={say.title} text={say.text}>
      <Button look="primary" size="large" busy={busy} onClick={go}>
        {say.signIn}
      </Button>
    </Plate>
  )
}

export const Lost = () => {
  const say = useWords(frameWords).lost
  return (
    <Page quiet title={say.title}>
      <Empty
        icon={<Compass size={24} />}
        title={say.title}
        action={
          <ButtonLink look="primary" to="/inbox">
            {say.back}
          </ButtonLink>
        }
      >
        {say.text}
      </Empty>
    </Page>
  )
}
