import { NotificationSettingsData, queues } from '@gongdan/contracts'
import { z } from 'zod'
import { queryRoute } from '../route.ts'

export const inspectSettings = queryRoute({
  url: '/v1/notification/settings',
  operationId: 'inspectSettings',
  tag: 'notifications',
  summary: 'See how the caller wants to be told 获取通知设置',
  description: "The caller's own settings: which channel tells of which events, the mail address, the language.",
  data: NotificationSettingsData,
  refusals: [],
  input: z.object({}),
  question: (_input, principal) => ({
    queue: queues.notificationQueries,
    type: 'notification.settings',
    body: { principal },
  }),
})
