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
          [ann, { language: 'en', mail_address: 'ann@acme.example', channels: { live: [], mail: ['ticket.passed'] } }],
          [bob, defaultSettings],
        ]),
      )
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
