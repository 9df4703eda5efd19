import {
  MailConfirmBody,
  NotificationSettingsBody,
  NotificationSettingsData,
  queues,
  SettingsRef,
  toSettingsFields,
} from '@gongdan/contracts'
import { z } from 'zod'
import { singleCommand } from '../batch/commandRequest.ts'
import { commandRoute, queryRoute } from './route.ts'

const inspectSettings = queryRoute({
  url: '/v1/notification/settings',
  operationId: 'inspectSettings',
  tag: 'notifications',
  summary: 'See how the caller wants to be told 获取通知设置',
  description:
    "The caller's own settings: which channel tells of which events, the mail address and whether it is confirmed, the language.",
  data: NotificationSettingsData,
  refusals: [],
  input: z.object({}),
  toQuery: (_input, principal) => ({
    queue: queues.notificationQueries,
    type: 'notification.settings',
    body: { principal },
  }),
})

const changeSettings = commandRoute({
  url: '/v1/notification/settings',
  operationId: 'changeSettings',
  tag: 'notifications',
  summary: 'Say how the caller wants to be told 修改通知设置',
  description:
    'What is not given stays as it is; a channel with an empty list tells of nothing. A new mail address gets a mail with ' +
    'a token, and nothing else before that has confirmed it.',
  data: SettingsRef,
  refusals: [],
  single: true,
  body: NotificationSettingsBody,
  toCommand: (body, ids) =>
    singleCommand('notification.set', { commandId: ids.command(0), ...toSettingsFields(body) }, {}),
})

const confirmMail = commandRoute({
  url: '/v1/notification/mail/confirm',
  operationId: 'confirmMail',
  tag: 'notifications',
  summary: 'Confirm the mail address 确认邮箱地址',
  description: 'By the token that was sent there, for 24 hours, by the user who has set the address.',
  data: SettingsRef,
  refusals: [2003],
  single: true,
  body: MailConfirmBody,
  toCommand: ({ token }, ids) => singleCommand('notification.confirm-mail', { commandId: ids.command(0), token }, {}),
})

export const notificationRoutes = [inspectSettings, changeSettings, confirmMail]
