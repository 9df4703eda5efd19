import { randomUUID } from 'node:crypto'
import { defaultSettings } from '@gongdan/contracts'
import { describe, expect, test } from '@jest/globals'
import type { SettingsChange, SettingsStore } from '../domain/ports.ts'

const change = (user: string, fields: Partial<SettingsChange>): SettingsChange => {
  return { user, commandId: randomUUID(), language: null, mailAddress: null, live: null, mail: null, ...fields }
}

/** What every settings store does, the real one and the one in memory. */
export const settingsStoreSuite = (where: string, open: () => Promise<SettingsStore>) => {
  describe(`settings ${where}`, () => {
    test('are the default ones until the user sets some, and then only those change', async () => {
      const store = await open()
      const [ann, bob] = [`acme ${randomUUID()}`, `acme ${randomUUID()}`]
      await store.change(change(ann, { language: 'en', mail: ['ticket.passed'] }))
      await store.change(change(ann, { mailAddress: 'ann@acme.example', live: [] }))
      expect(await store.find([ann, bob])).toEqual(
        new Map([
          [
            ann,
            {
              language: 'en',
              mail_address: 'ann@acme.example',
              mail_confirmed: false,
              channels: { live: [], mail: ['ticket.passed'] },
            },
          ],
          [bob, defaultSettings],
        ]),
      )
    })

    test('show an address as confirmed as long as it is the one that was', async () => {
      const store = await open()
      const ann = `acme ${randomUUID()}`
      const isConfirmed = async () => (await store.find([ann])).get(ann)?.mail_confirmed
      expect(await store.unconfirmed(ann)).toBeNull()
      await store.change(change(ann, { mailAddress: 'a@acme.example', language: 'en' }))
      expect(await store.unconfirmed(ann)).toMatchObject({ address: 'a@acme.example', language: 'en' })
      expect(await store.confirm(ann, 'b@acme.example')).toBe(false)
      expect([await isConfirmed(), await store.confirm(ann, 'a@acme.example'), await isConfirmed()]).toEqual([
        false,
        true,
        true,
      ])
      expect(await store.unconfirmed(ann)).toBeNull()
      await store.change(change(ann, { mailAddress: 'b@acme.example' }))
      expect([await isConfirmed(), await store.confirm(ann, 'a@acme.example')]).toEqual([false, false])
      await store.change(change(ann, { mailAddress: '' }))
      expect([await isConfirmed(), await store.unconfirmed(ann)]).toEqual([false, null])
    })

    test('are not turned back by a command that comes again', async () => {
      const store = await open()
      const ann = `acme ${randomUUID()}`
      const early = change(ann, { language: 'en' })
      await Promise.all([store.change(early), store.change(early)])
      await store.change(change(ann, { language: 'zh' }))
      await store.change(early)
      expect((await store.find([ann])).get(ann)?.language).toBe('zh')
    })

    test('keep what several commands set at once', async () => {
      const store = await open()
      const ann = `acme ${randomUUID()}`
      await Promise.all([
        store.change(change(ann, { language: 'en' })),
        store.change(change(ann, { mailAddress: 'a@b.example' })),
        store.change(change(ann, { live: ['ticket.passed'] })),
      ])
      const found = (await store.find([ann])).get(ann)
      expect(found).toMatchObject({
        language: 'en',
        mail_address: 'a@b.example',
        channels: { live: ['ticket.passed'] },
      })
    })
  })
}
