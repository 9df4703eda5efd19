import { useQuery, useQueryClient } from '@tanstack/react-query'
import { KeyRound, Send, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import { useGongdan } from '../../session/gongdan.ts'
import { useSendOnce } from '../../session/sendOnce.ts'
import { useSession } from '../../session/session.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorState, useErrorText } from '../../ui/ErrorState.tsx'
import { Card, Page } from '../../ui/Page.tsx'
import { Select } from '../../ui/Select.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Tabs } from '../../ui/Tabs.tsx'
import { toast } from '../../ui/Toast.tsx'
import { uiWords } from '../../words/ui.ts'
import { useFormat } from '../../words/useFormat.ts'
import { webhookWords } from '../../words/webhooks.ts'
import { useWords } from '../../words/words.ts'
import { Deliveries } from './Deliveries.tsx'
import { SecretDialog } from './SecretDialog.tsx'
import { emptyWebhook, WebhookForm, type WebhookValues } from './WebhookForm.tsx'
import styles from './WebhookPage.module.css'

type Events = WebhookValues['events'][number][]

const NewWebhook = () => {
  const say = useWords(webhookWords)
  const { language } = useFormat()
  const gd = useGongdan()
  const { send: sendOnce } = useSendOnce()
  const person = useSession()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const [made, setMade] = useState<{ readonly uuid: string; readonly secret: string } | null>(null)
  const show = (uuid: string): void => void navigate(`/webhooks/${uuid}`, { replace: true })
  const create = async (values: WebhookValues): Promise<void> => {
    const body = {
      tenant_uuid: person.tenantUuid,
      webhook_name: values.name,
      kind: values.kind,
      url: values.url.trim(),
      ...(values.secret === '' ? {} : { secret: values.secret }),
      event_types: [...values.events] as Events,
      language: values.language,
    }
    const { webhook_uuid: uuid, secret } = await sendOnce(body, (options) => gd.webhooks.create(body, options))
    void toast(say.created(values.name))
    void queryClient.invalidateQueries({ queryKey: ['webhooks'] })
    if (secret === '') show(uuid)
    else setMade({ uuid, secret })
  }
  return (
    <Page title={say.newTitle} sub={say.sub}>
      <WebhookForm start={emptyWebhook(language)} onSave={create} />
      {made !== null && <SecretDialog secret={made.secret} onClose={() => show(made.uuid)} />}
    </Page>
  )
}

const keepSeconds = { none: 0, hour: 3600, day: 86_400, week: 7 * 86_400 } as const
type Keep = keyof typeof keepSeconds

const Rotate = ({
  uuid,
  onDone,
  onClose,
}: {
  readonly uuid: string
  readonly onDone: (secret: string) => void
  readonly onClose: () => void
}) => {
  const say = useWords(webhookWords)
  const ui = useWords(uiWords)
  const gd = useGongdan()
  const { send: sendOnce } = useSendOnce()
  const errorText = useErrorText()
  const [keep, setKeep] = useState<Keep>('day')
  const [isBusy, setIsBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const rotate = async (): Promise<void> => {
    setIsBusy(true)
    try {
      const body = { webhook_uuid: uuid, keep_seconds: keepSeconds[keep] }
      const { secret } = await sendOnce(body, (options) => gd.webhooks.rotate(body, options))
      onDone(secret)
    } catch (error) {
      setFailure(error)
      setIsBusy(false)
    }
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={say.rotateTitle}
      actions={
        <>
          <Button onClick={onClose}>{ui.cancel}</Button>
          <Button look="primary" busy={isBusy} onClick={rotate}>
            {say.rotate}
          </Button>
        </>
      }
    >
      <p className={styles.text}>{say.rotateText}</p>
      <Select<Keep>
        label={say.keep}
        value={keep}
        onChange={setKeep}
        options={(['none', 'hour', 'day', 'week'] as const).map((value) => ({
          value,
          label: `${say.keep} · ${say.keeps[value]}`,
        }))}
      />
      {failure !== null && <p className={styles.bad}>{errorText(failure)}</p>}
    </Dialog>
  )
}

const Existing = ({ uuid }: { readonly uuid: string }) => {
  const say = useWords(webhookWords)
  const ui = useWords(uiWords)
  const { exactTime } = useFormat()
  const gd = useGongdan()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const errorText = useErrorText()
  const [search, setSearch] = useSearchParams()
  const [asked, setAsked] = useState<'none' | 'rotate' | 'delete'>('none')
  const [secret, setSecret] = useState('')
  const { data, error, refetch } = useQuery({
    queryKey: ['webhooks', 'one', uuid],
    queryFn: ({ signal }) => gd.webhooks.inspect(uuid, { signal }),
  })
  if (data === undefined) {
    return (
      <Page title={say.title}>
        {error === null ? <Skeleton lines={6} /> : <ErrorState error={error} onRetry={() => refetch()} />}
      </Page>
    )
  }
  const tab = search.get('tab') === 'settings' ? 'settings' : 'deliveries'
  const again = () => queryClient.invalidateQueries({ queryKey: ['webhooks'] })
  const attempt = async (what: () => Promise<unknown>, done: string): Promise<void> => {
    try {
      await what()
      void toast(done)
      await again()
    } catch (failure) {
      void toast(errorText(failure), { tone: 'bad' })
    }
  }
  const save = async (values: WebhookValues): Promise<void> => {
    await gd.webhooks.update({
      webhook_uuid: uuid,
      webhook_name: values.name,
      event_types: [...values.events] as Events,
      language: values.language,
      ...(values.url.trim() === '' ? {} : { url: values.url.trim() }),
      ...(values.secret === '' ? {} : { secret: values.secret }),
    })
    void toast(say.saved)
    await again()
  }
  const remove = (): Promise<void> =>
    attempt(async () => {
      await gd.webhooks.delete(uuid).one()
      void navigate('/webhooks', { replace: true })
    }, say.deleted)
  return (
    <Page
      title={data.webhook_name}
      sub={
        <span className={styles.sub}>
          <span>{say.kinds[data.kind]}</span>
          <code>{data.url}</code>
          {data.enabled ? (
            <Badge tone="good">{say.on}</Badge>
          ) : (
            <Badge tone={data.disabled_reason === '' ? 'plain' : 'bad'}>
              {data.disabled_reason === '' ? say.off : say.offBySystem}
            </Badge>
          )}
        </span>
      }
      actions={
        <>
          <Button icon={<Send size={15} />} onClick={() => attempt(() => gd.webhooks.test(uuid), say.testSent)}>
            {say.test}
          </Button>
          <Button
            look={data.enabled ? 'plain' : 'primary'}
            onClick={() => attempt(() => gd.webhooks.update({ webhook_uuid: uuid, enabled: !data.enabled }), say.saved)}
          >
            {data.enabled ? say.disable : say.enable}
          </Button>
        </>
      }
    >
      {data.disabled_reason !== '' && <p className={styles.disabled}>{data.disabled_reason}</p>}
      <Tabs
        label={data.webhook_name}
        value={tab}
        onChange={(next) => setSearch(next === 'settings' ? { tab: 'settings' } : {}, { replace: true })}
        tabs={(['deliveries', 'settings'] as const).map((value) => ({ value, label: say.tabs[value] }))}
      >
        <div className={styles.panel}>
          {tab === 'deliveries' && <Deliveries webhookUuid={uuid} />}
          {/* Hidden, not away: what is entered stays. */}
          <div hidden={tab !== 'settings'}>
            <WebhookForm
              existing={data.url}
              start={{
                kind: data.kind,
                name: data.webhook_name,
                url: '',
                secret: '',
                events: data.event_types as Events,
                language: data.language,
              }}
              onSave={save}
            />
            {data.kind === 'standard' && (
              <Card
                title={say.secrets}
                side={
                  <Button size="small" icon={<KeyRound size={14} />} onClick={() => setAsked('rotate')}>
                    {say.rotate}
                  </Button>
                }
              >
                <ul className={styles.secrets}>
                  {data.secrets.map((one) => (
                    <li key={`${one.create_time} ${one.expire_time}`}>
                      <code>whsec_••••••••</code>
                      <span>{exactTime(one.create_time)}</span>
                      <span className={styles.quiet}>
                        {one.expire_time === 0 ? say.newest : `${say.expires} ${exactTime(one.expire_time)}`}
                      </span>
                    </li>
                  ))}
                </ul>
              </Card>
            )}
            <div className={styles.end}>
              <Button look="danger" icon={<Trash2 size={15} />} onClick={() => setAsked('delete')}>
                {say.delete}
              </Button>
            </div>
          </div>
        </div>
      </Tabs>
      {asked === 'rotate' && (
        <Rotate
          uuid={uuid}
          onClose={() => setAsked('none')}
          onDone={(next) => {
            setAsked('none')
            setSecret(next)
            void again()
          }}
        />
      )}
      {secret !== '' && <SecretDialog secret={secret} onClose={() => setSecret('')} />}
      <Dialog
        open={asked === 'delete'}
        onClose={() => setAsked('none')}
        title={say.deleteTitle(data.webhook_name)}
        tone="bad"
        actions={
          <>
            <Button onClick={() => setAsked('none')}>{ui.cancel}</Button>
            <Button look="danger" data-solid onClick={remove}>
              {say.delete}
            </Button>
          </>
        }
      >
        {say.deleteText}
      </Dialog>
    </Page>
  )
}

/** A webhook: its deliveries and what is set, or a new one. */
export const WebhookPage = () => {
  const { uuid = 'new' } = useParams()
  return uuid === 'new' ? <NewWebhook /> : <Existing key={uuid} uuid={uuid} />
}
