import { defaultSettings, type InspectSettings, type QueryReply, userKey } from '@gongdan/contracts'
import { done, type Outcome, type Received } from '@gongdan/messaging'
import type { SettingsStore } from '../adapters/settingsStore.ts'

interface Needs {
  readonly settings: SettingsStore
}

/** notification.settings: the caller's own. */
export const inspectSettings =
  ({ settings }: Needs) =>
  async (batch: readonly Received<InspectSettings>[]): Promise<readonly Outcome[]> => {
    const found = await settings.find(batch.map(({ body }) => userKey(body.principal)))
    return batch.map(({ body }) => {
      const reply: QueryReply = { scode: 0, desc: '', data: found.get(userKey(body.principal)) ?? defaultSettings }
      return done(reply)
    })
  }
