import type { notifiedEventTypes } from '@gongdan/contracts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { CircleCheck, MailWarning } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useSearchParams } from 'react-router'
import { type LiveState, useLiveState } from '../../live/live.ts'
import { setPreferences, usePreferences } from '../../preferences/preferences.ts'
import { chooseLanguage } from '../../session/chooseLanguage.ts'
import { useGongdan } from '../../session/gongdan.ts'
import { useSession } from '../../session/session.ts'
import { Badge, type Tone } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { ErrorState, useErrorText } from '../../ui/ErrorState.tsx'
import { Field, Input } from '../../ui/Field.tsx'
import { Card, Page } from '../../ui/Page.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { toast } from '../../ui/Toast.tsx'
import { settingsWords } from '../../words/settings.ts'
import { useWords } from '../../words/words.ts'
import { EventMatrix } from './EventMatrix.tsx'
import styles from './SettingsPage.module.css'

type Choice<T extends string> = {
  readonly label: string
  readonly name: string
  readonly value: T
  readonly options: readonly { readonly value: T; readonly label: string }[]
  readonly onChange: (value: T) => void
  readonly hint?: string
}

/** A few options, all of them to be seen. */
const Choices = <T extends string>({ label, name, value, options, onChange, hint }: Choice<T>) => (
  <fieldset className={styles.choices}>
    <legend>{label}</legend>
    <div className={styles.options}>
      {options.map((option) => (
        <label key={option.value} className={styles.option} data-checked={value === option.value || undefined}>
          <input type="radio" name={name} checked={value === option.value} onChange={() => onChange(option.value)} />
          {option.label}
        </label>
      ))}
    </div>
    {hint !== undefined && <p className={styles.hint}>{hint}</p>}
  </fieldset>
)

/** The token of a mail that confirms an address, once. */
const useMailConfirmation = () => {
  const say = useWords(settingsWords)
  const gd = useGongdan()
  const errorText = useErrorText()
  const queryClient = useQueryClient()
  const [search, setSearch] = useSearchParams()
  const token = search.get('confirm')
  const sent = useRef('')
  useEffect(() => {
    if (token === null || sent.current === token) return
    sent.current = token
    gd.notifications
      .confirmMail(token)
      .then(() => {
        void toast(say.confirmed)
        return queryClient.invalidateQueries({ queryKey: ['settings'] })
      })
      .catch((error: unknown) => void toast(say.notConfirmed, { tone: 'bad', more: errorText(error) }))
      .finally(() => setSearch({}, { replace: true }))
  }, [token, gd, say, errorText, queryClient, setSearch])
}

const BrowserNotices = () => {
  const say = useWords(settingsWords)
  const { browserNotifications } = usePreferences()
  const has = 'Notification' in window
  const [permission, setPermission] = useState(has ? Notification.permission : 'denied')
  const set = async (on: boolean): Promise<void> => {
    if (!on) {
      setPreferences({ browserNotifications: false })
      return
    }
    const given = await Notification.requestPermission()
    setPermission(given)
    if (given === 'granted') setPreferences({ browserNotifications: true })
  }
  return (
    <div>
      <Switch
        checked={browserNotifications && permission === 'granted'}
        disabled={!has || permission === 'denied'}
        onChange={(on) => void set(on)}
      >
        {say.browser}
      </Switch>
      <p className={styles.hint}>
        {has ? (permission === 'denied' ? say.browserDenied : say.browserHint) : say.browserMissing}
      </p>
    </div>
  )
}

const tones: Readonly<Record<LiveState, Tone>> = { live: 'good', connecting: 'warn', offline: 'bad' }

type EventType = (typeof notifiedEventTypes)[number]
interface Chosen {
  readonly mail: string
  readonly channels: { readonly live: readonly EventType[]; readonly mail: readonly EventType[] }
}

/** What the server keeps: the address, and which events are told of where. */
const Notices = () => {
  const say = useWords(settingsWords)
  const gd = useGongdan()
  const errorText = useErrorText()
  const queryClient = useQueryClient()
  const { data, error, refetch } = useQuery({
    queryKey: ['settings'],
    queryFn: ({ signal }) => gd.notifications.settings({ signal }),
    refetchOnWindowFocus: false,
  })
  const [changed, setChanged] = useState<Chosen | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  if (data === undefined)
    return error === null ? <Skeleton lines={6} /> : <ErrorState error={error} onRetry={() => refetch()} />
  const now: Chosen = changed ?? { mail: data.mail_address, channels: data.channels }
  const save = async (): Promise<void> => {
    setIsBusy(true)
    setFailure(null)
    try {
      await gd.notifications.change({
        mail_address: now.mail.trim(),
        channels: { live: [...now.channels.live], mail: [...now.channels.mail] },
      })
      await queryClient.invalidateQueries({ queryKey: ['settings'] })
      // What was changed meanwhile is not saved yet.
      setChanged((later) => (later === changed ? null : later))
      void toast(say.saved)
    } catch (problem) {
      setFailure(problem)
    } finally {
      setIsBusy(false)
    }
  }
  const isSame = now.mail.trim() === data.mail_address && data.mail_address !== ''
  return (
    <form
      className={styles.parts}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!isBusy) void save()
      }}
    >
      <Field
        label={say.mail}
        optional
        hint={
          isSame ? (
            <span className={styles.mail} data-confirmed={data.mail_confirmed || undefined}>
              {data.mail_confirmed ? <CircleCheck size={14} /> : <MailWarning size={14} />}
              {data.mail_confirmed ? say.mailConfirmed : say.mailPending}
            </span>
          ) : (
            say.mailHint
          )
        }
        error={failure === null ? undefined : errorText(failure)}
        className={styles.narrow ?? ''}
      >
        {(tied) => (
          <Input
            {...tied}
            type="email"
            inputMode="email"
            autoComplete="email"
            value={now.mail}
            onChange={({ target }) => setChanged({ ...now, mail: target.value })}
          />
        )}
      </Field>
      <EventMatrix channels={now.channels} onChange={(channels) => setChanged({ ...now, channels })} />
      <div className={styles.actions}>
        {changed !== null && <span className={styles.hint}>{say.unsaved}</span>}
        <Button type="submit" look="primary" busy={isBusy} disabled={changed === null}>
          {say.save}
        </Button>
      </div>
    </form>
  )
}

/** What a person sets for themselves: of this browser, and of what they are told. */
export const SettingsPage = () => {
  const say = useWords(settingsWords)
  const person = useSession()
  const { language, theme, density, shortcuts, openNext } = usePreferences()
  const live = useLiveState()
  useMailConfirmation()
  return (
    <Page title={say.title}>
      <div className={styles.page}>
        <Card title={say.look}>
          <div className={styles.parts}>
            <Choices<'zh' | 'en'>
              label={say.language}
              name="language"
              value={language}
              onChange={chooseLanguage}
              hint={say.languageHint}
              options={[
                { value: 'zh', label: '中文' },
                { value: 'en', label: 'English' },
              ]}
            />
            <Choices<'system' | 'light' | 'dark'>
              label={say.theme}
              name="theme"
              value={theme}
              onChange={(next) => setPreferences({ theme: next })}
              options={(['system', 'light', 'dark'] as const).map((value) => ({ value, label: say.themes[value] }))}
            />
            <Choices<'normal' | 'compact'>
              label={say.density}
              name="density"
              value={density}
              onChange={(next) => setPreferences({ density: next })}
              options={(['normal', 'compact'] as const).map((value) => ({ value, label: say.densities[value] }))}
            />
          </div>
        </Card>
        <Card title={say.working}>
          <div className={styles.parts}>
            <div>
              <Switch checked={shortcuts} onChange={(on) => setPreferences({ shortcuts: on })}>
                {say.shortcuts}
              </Switch>
              <p className={styles.hint}>{say.shortcutsHint}</p>
            </div>
            <Switch checked={openNext} onChange={(on) => setPreferences({ openNext: on })}>
              {say.openNext}
            </Switch>
          </div>
        </Card>
        <Card title={say.notices}>
          <div className={styles.parts}>
            <BrowserNotices />
            <Notices />
          </div>
        </Card>
        <Card title={say.account}>
          <dl className={styles.facts}>
            <dt>{say.name}</dt>
            <dd>{person.name}</dd>
            <dt>{say.tenant}</dt>
            <dd>{person.tenantName}</dd>
            <dt>{say.roles}</dt>
            <dd>
              {person.roles.length === 0
                ? say.noRoles
                : person.roles.map(({ name }) => name).join(language === 'zh' ? '、' : ', ')}
            </dd>
            <dt>{say.stream}</dt>
            <dd>
              <Badge tone={tones[live]}>{say.streams[live]}</Badge>
              <p className={styles.hint}>{say.streamHint}</p>
            </dd>
          </dl>
        </Card>
      </div>
    </Page>
  )
}
