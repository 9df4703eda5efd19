import { settingsFrom } from '@gongdan/contracts'
import { isDuplicateKey, type Store } from '@gongdan/store'
import type { SettingsChange, SettingsStore } from '../domain/ports.ts'

/** What a user has set; absent fields follow the current defaults. */
type SettingsDocument = Partial<Omit<SettingsChange, 'user' | 'commandId'>> & {
  /** The user. */
  readonly _id: string
  /** The address that was confirmed last; it counts as long as it is the one that is set. */
  readonly confirmedAddress?: string
  /** When the address was set. */
  readonly addressAt?: Date
  /** The last commands that changed them (decision 1, inbox). */
  readonly applied: readonly string[]
}

const MAX_APPLIED = 200

/** Settings in MongoDB, a document a user. */
export const createMongoSettingsStore = ({ db }: Pick<Store, 'db'>, now: () => number = Date.now): SettingsStore => {
  const settings = db.collection<SettingsDocument>('settings')

  const write = ({ user, commandId, ...fields }: SettingsChange, upsert: boolean) => {
    const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null))
    const set = fields.mailAddress === null ? given : { ...given, addressAt: new Date(now()) }
    const applied = { $each: [commandId], $slice: -MAX_APPLIED }
    return settings.updateOne({ _id: user, applied: { $ne: commandId } }, { $set: set, $push: { applied } } as never, {
      upsert,
    })
  }

  return {
    find: async (users) => {
      const wanted = [...new Set(users)]
      const found = wanted.length === 0 ? [] : await settings.find({ _id: { $in: wanted } }).toArray()
      const byUser = new Map(found.map((document) => [document._id, document]))
      return new Map(wanted.map((user) => [user, settingsFrom(byUser.get(user) ?? {})]))
    },
    change: async (change) => {
      try {
        await write(change, true)
      } catch (fault) {
        // The command was applied before, so the guard matched nothing; or another writer has just made the document.
        if (!isDuplicateKey(fault)) throw fault
        await write(change, false)
      }
    },
    unconfirmed: async (user) => {
      const found = await settings.findOne({ _id: user })
      const { mail_address: address, mail_confirmed: isConfirmed, language } = settingsFrom(found ?? {})
      if (address === '' || isConfirmed) return null
      return { address, language, since: found?.addressAt?.getTime() ?? 0 }
    },
    confirm: async (user, address) => {
      const confirmed = { $set: { confirmedAddress: address } }
      return (await settings.updateOne({ _id: user, mailAddress: address }, confirmed)).matchedCount > 0
    },
  }
}
