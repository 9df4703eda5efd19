import { defaultSettings, NotificationSettingsData } from '@gongdan/contracts'
import type { Store } from '@gongdan/store'
import { MongoServerError } from 'mongodb'
import type { Change, SettingsStore } from './settingsStore.ts'

interface SettingsDocument {
  /** The user. */
  readonly _id: string
  readonly language?: string
  readonly mailAddress?: string
  readonly live?: readonly string[]
  readonly mail?: readonly string[]
  /** The last commands that changed them (decision 1, inbox). */
  readonly applied: readonly string[]
}

const MAX_APPLIED = 200
const DUPLICATE_KEY = 11_000

const settingsOf = (document: SettingsDocument | undefined): NotificationSettingsData =>
  NotificationSettingsData.parse({
    language: document?.language ?? defaultSettings.language,
    mail_address: document?.mailAddress ?? defaultSettings.mail_address,
    channels: {
      live: document?.live ?? defaultSettings.channels.live,
      mail: document?.mail ?? defaultSettings.channels.mail,
    },
  })

/** What is said of the fields that are not null. */
const said = ({ language, mailAddress, live, mail }: Change): Partial<SettingsDocument> => ({
  ...(language === null ? {} : { language }),
  ...(mailAddress === null ? {} : { mailAddress }),
  ...(live === null ? {} : { live }),
  ...(mail === null ? {} : { mail }),
})

/** Settings in MongoDB, a document a user. What he never spoke of is not in it, and follows the defaults of the day. */
export const createMongoSettingsStore = ({ db }: Pick<Store, 'db'>): SettingsStore => {
  const settings = db.collection<SettingsDocument>('settings')

  const write = (change: Change, upsert: boolean) => {
    const applied = { $each: [change.commandId], $slice: -MAX_APPLIED }
    return settings.updateOne(
      { _id: change.user, applied: { $ne: change.commandId } },
      { $set: said(change), $push: { applied } },
      { upsert },
    )
  }

  return {
    find: async (users) => {
      const wanted = [...new Set(users)]
      const found = wanted.length === 0 ? [] : await settings.find({ _id: { $in: wanted } }).toArray()
      const byUser = new Map(found.map((document) => [document._id, document]))
      return new Map(wanted.map((user) => [user, settingsOf(byUser.get(user))]))
    },
    change: async (change) => {
      try {
        await write(change, true)
      } catch (fault) {
        // It was applied before, so the guard finds nothing; or somebody has just made the document.
        if (!(fault instanceof MongoServerError) || fault.code !== DUPLICATE_KEY) throw fault
        await write(change, false)
      }
    },
  }
}
