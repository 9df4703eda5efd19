import { NotificationSettingsBody, SettingsRef } from '@gongdan/contracts'
import { commandRoute, plan } from '../route.ts'

export const changeSettings = commandRoute({
  method: 'POST',
  url: '/v1/notification/settings',
  operationId: 'changeSettings',
  tag: 'notifications',
  summary: 'Say how the caller wants to be told 修改通知设置',
  description: 'What is not given stays as it is; a channel with an empty list tells of nothing.',
  data: SettingsRef,
  refusals: [],
  single: true,
  body: NotificationSettingsBody,
  plan: (body, ids) => {
    const item = {
      commandId: ids.command(0),
      language: body.language ?? null,
      mailAddress: body.mail_address ?? null,
      live: body.channels.live ?? null,
      mail: body.channels.mail ?? null,
    }
    return plan({ type: 'notification.set', items: [item], shared: {}, order: [0], single: true })
  },
})
