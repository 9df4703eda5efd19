import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { afterEach, expect, test } from '@jest/globals'
import { closeAll, envelope, send, startAnswering } from '../test/answering.ts'
import { createGongdan } from './index.ts'

afterEach(closeAll)

const { privateKey, publicKey } = generateKeyPairSync('ed25519')
const keys = [
  {
    key_id: 'k',
    algorithm: 'Ed25519',
    since: 0,
    public_key: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
  },
]

interface Entry {
  readonly seq: number
  readonly type: string
  readonly hash: string
  readonly canonical: string | null
  readonly signature: string | null
}

const entry = (seq: number, type: string, before: string, data: object = {}, isSigned = true): Entry => {
  const canonical = JSON.stringify([seq, type, '2026-11-27T00:00:00.000Z', null, 'c', 'd', data])
  const hash = createHash('sha256')
    .update(before + canonical)
    .digest('hex')
  const signature = isSigned ? `k.${sign(null, Buffer.from(hash), privateKey).toString('base64url')}` : null
  return { seq, type, hash, canonical, signature }
}

const saved = entry(1, 'ticket.saved', '', { name: '磁盘' })
const superseded = { count: 2, from_seq: 2, hash: 'f'.repeat(64), after: saved.hash, last_at: 'x' }
const submitted = entry(4, 'ticket.submitted', superseded.hash, { superseded }, false)
const passed = entry(5, 'ticket.passed', submitted.hash)
const history = [saved, submitted, passed]

const verify = async (entries: readonly Entry[]) => {
  const { baseUrl } = await startAnswering(({ url }, response) =>
    send(response, 200, envelope(0, url.includes('history-keys') ? { keys } : { history: entries })),
  )
  return createGongdan({ baseUrl }).tickets.verify('a')
}

test('a history is whole when each hash follows from the one before, drafts that were replaced included', async () => {
  expect(await verify(history)).toEqual({ whole: true, brokenAt: null, entries: 3, signatures: 2, unseen: 0 })
})

test('of a draft that the caller may not read the hash is taken as given', async () => {
  const unseen = { ...saved, canonical: null }
  expect(await verify([unseen, submitted, passed])).toMatchObject({ whole: true, unseen: 1 })
})

test('entries that were signed together with others lead to what was signed, each by its own way', async () => {
  const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
  const base64 = (hash: string) => Buffer.from(hash, 'hex').toString('base64url')
  const [left, right] = [sha256('another ticket'), sha256('two more')]
  const root = sha256(sha256(left + passed.hash) + right)
  const signed = `k.${sign(null, Buffer.from(root), privateKey).toString('base64url')}`
  const way = `l${base64(left)}r${base64(right)}`
  const withSignature = (signature: string) => verify([saved, submitted, { ...passed, signature }])
  expect(await withSignature(`${signed}.${way}`)).toMatchObject({ whole: true, signatures: 2 })
  for (const wrong of [`r${base64(left)}r${base64(right)}`, `l${base64(left)}`, `${way}l${base64(left)}`, '']) {
    expect(await withSignature(`${signed}.${wrong}`)).toMatchObject({ whole: false, brokenAt: 5 })
  }
})

const otherKey = generateKeyPairSync('ed25519').privateKey
const broken: Readonly<Record<string, readonly [at: number, entries: readonly Entry[]]>> = {
  'a text that was changed': [
    1,
    [{ ...saved, canonical: String(saved.canonical).replace('磁盘', '网卡') }, submitted, passed],
  ],
  'an entry that is missing': [3, [submitted, passed].slice(0, 1)],
  'an entry that was taken out': [2, [saved, passed]],
  'a type that is not the one that was hashed': [5, [saved, submitted, { ...passed, type: 'ticket.overruled' }]],
  'a hash that was changed': [5, [saved, submitted, { ...passed, hash: saved.hash }]],
  'a signature by another key': [
    5,
    [
      saved,
      submitted,
      { ...passed, signature: `k.${sign(null, Buffer.from(passed.hash), otherKey).toString('base64url')}` },
    ],
  ],
  'a signature of a key that there is not': [5, [saved, submitted, { ...passed, signature: `x${passed.signature}` }]],
}

test.each(Object.entries(broken))('a history is broken by %s', async (_, [at, entries]) => {
  const { whole, brokenAt } = await verify(entries)
  expect(whole).toBe(false)
  expect(brokenAt).toBe(at)
})
