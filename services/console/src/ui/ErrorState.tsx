import { GongdanError } from '@gongdan/sdk'
import { CircleAlert, EyeOff } from 'lucide-react'
import type { ReactNode } from 'react'
import { usePreferences } from '../preferences/preferences.ts'
import { frameWords } from '../words/frame.ts'
import { uiWords } from '../words/ui.ts'
import { useWords } from '../words/words.ts'
import { Button } from './Button.tsx'
import { CopyButton } from './CopyButton.tsx'
import { Empty } from './Empty.tsx'
import styles from './states.module.css'

/** What an error says to the reader: the fixed sentence of its scode, and what exactly. */
export const useErrorText = () => {
  const { language } = usePreferences()
  return (error: unknown): string => {
    if (!(error instanceof GongdanError)) return String(Object(error).message ?? error)
    if (language === 'en') return error.desc === '' ? error.message : `${error.message}: ${error.desc}`
    const exactly = error.descCn === '' ? error.desc : error.descCn
    return exactly === '' ? error.messageCn : `${error.messageCn}：${exactly}`
  }
}

/** Something could not be loaded: why, in the reader's language, the request's id to copy, and another try. */
export const ErrorState = ({
  error,
  onRetry,
  action,
}: {
  readonly error: unknown
  readonly onRetry?: () => void
  readonly action?: ReactNode
}) => {
  const say = useWords(uiWords)
  const frame = useWords(frameWords)
  const text = useErrorText()
  const isHidden =
    error instanceof GongdanError && (error.scode === 3001 || error.scode === 4001 || error.scode === 7001)
  if (isHidden) {
    return (
      <Empty icon={<EyeOff size={24} />} title={frame.forbidden.title} action={action}>
        {frame.forbidden.text}
      </Empty>
    )
  }
  const requestId = error instanceof GongdanError ? error.requestId : ''
  return (
    <div className={styles.state} role="alert">
      <div className={styles.icon} data-bad>
        <CircleAlert size={24} />
      </div>
      <h2 className={styles.title}>{frame.error}</h2>
      <p className={styles.text}>{text(error)}</p>
      {requestId !== '' && (
        <p className={styles.request}>
          {say.requestId} <code>{requestId}</code>
          <CopyButton text={requestId} />
        </p>
      )}
      <div className={styles.action}>
        {onRetry !== undefined && (
          <Button look="primary" onClick={onRetry}>
            {say.retry}
          </Button>
        )}
        {action}
      </div>
    </div>
  )
}
