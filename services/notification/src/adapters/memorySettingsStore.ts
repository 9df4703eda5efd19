import { defaultSettings, type NotificationSettingsData } from '@gongdan/contracts'
import type { SettingsStore } from './settingsStore.ts'

/** Settings in memory, for tests of handlers: see settingsStore.suite.ts. */
export const createMemorySettingsStore = (): SettingsStore => {
  const settings = new Map<string, NotificationSettingsData>()
  const applied = new Set<string>()
  const of = (user: string) => settings.get(user) ?? defaultSettings
  return {
    find: async (users) => new Map(users.map((user) => [user, of(user)])),
    change: async ({ user, commandId, language, mailAddress, live, mail }) => {
      if (applied.has(commandId)) return
      applied.add(commandId)
      const before = of(user)
      settings.set(user, {
        language: language ?? before.language,
        mail_address: mailAddress ?? before.mail_address,
        channels: {
          live: live === null ? before.channels.live : [...live],
          mail: mail === null ? before.channels.mail : [...mail],
        },
      })
    },
  }
}
