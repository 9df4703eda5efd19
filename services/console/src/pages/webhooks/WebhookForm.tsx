import { type WebhookKind, webhookEventTypes, webhookKinds } from '@gongdan/contracts'
import { GongdanError } from '@gongdan/sdk'
import { Bot, ChevronRight, Webhook } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { useErrorText } from '../../ui/ErrorState.tsx'
import { Field, Input } from '../../ui/Field.tsx'
import { Card } from '../../ui/Page.tsx'
import { Select } from '../../ui/Select.tsx'
import { useFormat } from '../../words/useFormat.ts'
import { webhookWords } from '../../words/webhooks.ts'
import { useWords } from '../../words/words.ts'
import { EventChoice } from './EventChoice.tsx'
import styles from './WebhookForm.module.css'

/** What is entered of a webhook. Address and secret of one that there is are empty where they stay. */
export interface WebhookValues {
  readonly kind: WebhookKind
  readonly name: string
  readonly url: string
  readonly secret: string
  readonly events: readonly (typeof webhookEventTypes)[number][]
  readonly language: 'zh' | 'en'
}

export const emptyWebhook = (language: 'zh' | 'en'): WebhookValues => ({
  kind: 'standard',
  name: '',
  url: '',
  secret: '',
  events: webhookEventTypes,
  language,
})

/** The way to the address of a kind, as a row of places to press. */
const Where = ({ kind }: { readonly kind: WebhookKind }) => {
  const say = useWords(webhookWords)
  return (
    <div className={styles.where}>
      <span className={styles.quiet}>{say.where}</span>
      <ol>
        {say.whereSteps[kind].split(' › ').map((text, at) => (
          <li key={text}>
            {at > 0 && <ChevronRight size={13} aria-hidden="true" />}
            <span>{text}</span>
          </li>
        ))}
      </ol>
    </div>
  )
}

/** What is entered and was not sent. */
const notIn = (now: Partial<WebhookValues>, sent: Partial<WebhookValues>): Partial<WebhookValues> =>
  Object.fromEntries(Object.entries(now).filter(([name, value]) => value !== sent[name as keyof WebhookValues]))

const fieldOf = (error: unknown): string =>
  error instanceof GongdanError ? ((/^(\w+)/.exec(error.desc)?.[1] as string | undefined) ?? '') : ''

/**
 * The form of a webhook, new or existing; `existing` is the address as answers show it. What is entered stays when `start` is
 * another: the webhook was switched off or on meanwhile, its secret changed, or it was read anew.
 */
export const WebhookForm = ({
  start,
  existing,
  onSave,
}: {
  readonly start: WebhookValues
  readonly existing?: string
  readonly onSave: (values: WebhookValues) => Promise<void>
}) => {
  const say = useWords(webhookWords)
  const { language } = useFormat()
  const errorText = useErrorText()
  const [entered, setEntered] = useState<Partial<WebhookValues>>({})
  const [isBusy, setIsBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const [isAttempted, setIsAttempted] = useState(false)
  const values: WebhookValues = { ...start, ...entered }
  const isRobot = values.kind !== 'standard'
  const isChanged = Object.keys(entered).length > 0
  const change = (given: Partial<WebhookValues>): void => {
    setEntered((before) => ({ ...before, ...given }))
    setFailure(null)
  }
  const failed = fieldOf(failure)
  const isOfField = failed === 'webhook_name' || failed === 'url' || failed === 'secret'
  const isUrlRefused = failure instanceof GongdanError && failure.scode === 7002
  const said = (error: unknown): string => {
    if (!(error instanceof GongdanError)) return errorText(error)
    const text = language === 'zh' ? error.descCn || error.desc : error.desc
    return text.replace(/^\w+(:\s|：|\s)/, '') || errorText(error)
  }
  const errorAt = (field: string): string | undefined =>
    failure !== null && (failed === field || (field === 'url' && isUrlRefused)) ? said(failure) : undefined
  const save = async (): Promise<void> => {
    setIsAttempted(true)
    if (values.events.length === 0) return
    setIsBusy(true)
    setFailure(null)
    try {
      await onSave(values)
      // What was entered while it was being saved has yet to be saved.
      if (existing !== undefined) setEntered((now) => notIn(now, entered))
    } catch (error) {
      setFailure(error)
    } finally {
      setIsBusy(false)
    }
  }
  return (
    <Card>
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (!isBusy) void save()
        }}
      >
        {existing === undefined && (
          <fieldset className={styles.kinds}>
            <legend className={styles.legend}>{say.kind}</legend>
            {webhookKinds.map((kind) => {
              const Icon = kind === 'standard' ? Webhook : Bot
              return (
                <label key={kind} className={styles.kind} data-checked={values.kind === kind || undefined}>
                  <input type="radio" name="kind" checked={values.kind === kind} onChange={() => change({ kind })} />
                  <Icon size={18} strokeWidth={1.75} aria-hidden="true" />
                  <span>
                    <b>{say.kinds[kind]}</b>
                    <span className={styles.quiet}>{say.kindNotes[kind]}</span>
                  </span>
                </label>
              )
            })}
          </fieldset>
        )}
        <div className={styles.full}>
          <Where kind={values.kind} />
        </div>
        <Field label={say.name} error={errorAt('webhook_name')}>
          {(tied) => (
            <Input
              {...tied}
              value={values.name}
              placeholder={say.namePlaceholder}
              onChange={({ target }) => change({ name: target.value })}
            />
          )}
        </Field>
        {isRobot && (
          <Field label={say.language}>
            {(tied) => (
              <Select<'zh' | 'en'>
                {...tied}
                value={values.language}
                onChange={(next) => change({ language: next })}
                options={(['zh', 'en'] as const).map((value) => ({ value, label: say.languages[value] }))}
              />
            )}
          </Field>
        )}
        <Field
          className={styles.full ?? ''}
          label={existing === undefined ? say.url : say.newUrl}
          optional={existing !== undefined}
          error={errorAt('url')}
          {...(existing !== undefined && { hint: say.urlKept(existing) })}
        >
          {(tied) => (
            <Input
              {...tied}
              type="url"
              inputMode="url"
              className={styles.code}
              value={values.url}
              placeholder="https://"
              onChange={({ target }) => change({ url: target.value })}
            />
          )}
        </Field>
        {(values.kind === 'dingtalk' || values.kind === 'feishu') && (
          <Field
            className={styles.full ?? ''}
            label={say.secret}
            optional
            hint={existing === undefined ? say.secretHint : say.secretKept}
            error={errorAt('secret')}
          >
            {(tied) => (
              <Input
                {...tied}
                type="password"
                autoComplete="new-password"
                value={values.secret}
                onChange={({ target }) => change({ secret: target.value })}
              />
            )}
          </Field>
        )}
        <EventChoice
          types={webhookEventTypes}
          value={values.events}
          onChange={(events) => change({ events })}
          {...(isAttempted && values.events.length === 0 && { error: say.noEvents })}
        />
        {failure !== null && !isOfField && !isUrlRefused && (
          <p className={styles.failure} role="alert">
            {errorText(failure)}
          </p>
        )}
        <div className={styles.actions}>
          {existing !== undefined && isChanged && <span className={styles.quiet}>{say.unsaved}</span>}
          <Button type="submit" look="primary" busy={isBusy} disabled={existing !== undefined && !isChanged}>
            {existing === undefined ? say.create : say.save}
          </Button>
        </div>
      </form>
    </Card>
  )
}
