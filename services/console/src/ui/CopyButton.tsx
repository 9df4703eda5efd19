import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { uiWords } from '../words/ui.ts'
import { useWords } from '../words/words.ts'
import { Button, IconButton } from './Button.tsx'

/** Copies a text, and says for two seconds that it did. Without `children` it is an icon. */
export const CopyButton = ({
  text,
  label,
  children,
}: {
  readonly text: string
  readonly label?: string
  readonly children?: string
}) => {
  const say = useWords(uiWords)
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 2000)
    return () => clearTimeout(timer)
  }, [copied])
  const icon = copied ? <Check size={14} /> : <Copy size={14} />
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text)
    setCopied(true)
  }
  return children === undefined ? (
    <IconButton size="small" icon={icon} label={copied ? say.copied : (label ?? say.copy)} onClick={copy} />
  ) : (
    <Button look="quiet" size="small" icon={icon} onClick={copy}>
      {copied ? say.copied : children}
    </Button>
  )
}
