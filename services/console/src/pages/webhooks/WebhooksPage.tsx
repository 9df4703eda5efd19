import { webhookEventTypes } from '@gongdan/contracts'
import { useQuery } from '@tanstack/react-query'
import { Bell, Bot, EyeOff, Plus, Webhook } from 'lucide-react'
import { Link } from 'react-router'
import { allPages } from '../../session/allPages.ts'
import { useGongdan } from '../../session/gongdan.ts'
import { useSession } from '../../session/session.ts'
import { Badge } from '../../ui/Badge.tsx'
import { ButtonLink } from '../../ui/Button.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Page } from '../../ui/Page.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { webhookWords } from '../../words/webhooks.ts'
import { useWords } from '../../words/words.ts'
import styles from './WebhooksPage.module.css'

const WebhookList = () => {
  const say = useWords(webhookWords)
  const gd = useGongdan()
  const { data, error, refetch } = useQuery({
    queryKey: ['webhooks', 'list'],
    queryFn: ({ signal }) => allPages((page) => gd.webhooks.list(page, { signal })),
  })
  if (data === undefined)
    return error === null ? <Skeleton rows={4} /> : <ErrorState error={error} onRetry={() => refetch()} />
  if (data.list.length === 0) {
    return (
      <Empty
        icon={<Webhook size={24} />}
        title={say.emptyTitle}
        action={
          <ButtonLink look="primary" to="/webhooks/new">
            {say.new}
          </ButtonLink>
        }
      >
        {say.emptyText}
      </Empty>
    )
  }
  return (
    <ul className={styles.list}>
      {data.list.map((webhook) => {
        const Icon = webhook.kind === 'standard' ? Webhook : Bot
        const isAll = webhook.event_types.length >= webhookEventTypes.length
        return (
          <li key={webhook.webhook_uuid} className={styles.item}>
            <span className={styles.icon} data-off={!webhook.enabled || undefined}>
              <Icon size={18} strokeWidth={1.75} aria-hidden="true" />
            </span>
            <div className={styles.what}>
              <Link to={`/webhooks/${webhook.webhook_uuid}`} className={styles.name}>
                {webhook.webhook_name}
              </Link>
              <p className={styles.url}>{webhook.url}</p>
            </div>
            <div className={styles.facts}>
              <span>{say.kinds[webhook.kind]}</span>
              <span className={styles.quiet}>
                <Bell size={12} aria-hidden="true" />
                {isAll ? say.everyEvent : say.someEvents(webhook.event_types.length)}
              </span>
            </div>
            <div className={styles.state}>
              {webhook.enabled ? (
                <Badge tone="good">{say.on}</Badge>
              ) : (
                <Badge tone={webhook.disabled_reason === '' ? 'plain' : 'bad'}>
                  {webhook.disabled_reason === '' ? say.off : say.offBySystem}
                </Badge>
              )}
            </div>
          </li>
        )
      })}
    </ul>
  )
}

/** Where the tenant's events are sent; for its administrators. */
export const WebhooksPage = () => {
  const say = useWords(webhookWords)
  const { isTenantAdministrator, isSuperAdministrator } = useSession()
  const mayManage = isTenantAdministrator || isSuperAdministrator
  return (
    <Page
      title={say.title}
      sub={say.sub}
      actions={
        mayManage && (
          <ButtonLink look="primary" to="/webhooks/new" icon={<Plus size={16} />}>
            {say.new}
          </ButtonLink>
        )
      }
    >
      {mayManage ? <WebhookList /> : <Empty icon={<EyeOff size={24} />} title={say.forAdministrators} />}
    </Page>
  )
}
