import { type CommandBody, type CommandReply, userKey } from '@gongdan/contracts'
import { done, type Outcome, type Received } from '@gongdan/messaging'
import type { SettingsStore } from '../adapters/settingsStore.ts'

interface Needs {
  readonly settings: SettingsStore
}

/** notification.set: the caller's own settings, which nobody else may change. */
export const setNotification =
  ({ settings }: Needs) =>
  async (batch: readonly Received<CommandBody<'notification.set'>>[]): Promise<readonly Outcome[]> => {
    const outcomes: Outcome[] = []
    // One after the other, so that of two commands of one user the later one has the last word.
    for (const { body } of batch) {
      const user = userKey(body.principal)
      for (const item of body.items) await settings.change({ user, ...item })
      const of = { scode: 0, desc: '', uuid: body.principal.userUuid, name: '' } as const
      const reply: CommandReply = { outcomes: body.items.map(({ commandId }) => ({ commandId, ...of })) }
      outcomes.push(done(reply))
    }
    return outcomes
  }
