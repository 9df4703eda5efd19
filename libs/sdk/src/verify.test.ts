import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { afterEach, expect, test } from '@jest/globals'
import { closeAll, envelope, send, startAnswering } from '../test/answering.ts'
import { createGongdan } from './index.ts'

afterEach(closeAll)

/** From then on, in unix seconds, every write is signed. */
const SINCE = 1_700_000_000
const NOW = (SINCE + 100) * 1_000

const { privateKey, publicKey } = generateKeyPairSync('ed25519')
const keys = [
  {
    key_id: 'k',
    algorithm: 'Ed25519',
    since: SINCE,
    public_key: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
  },
]

interface Entry {
  readonly seq: number
  readonly type: string
  readonly time_ms: number
  readonly hash: string
  readonly canonical: string | null
  readonly signature: string | null
}

interface Written {
  readonly data?: object
  readonly isSigned?: boolean
  readonly at?: number
}

const entry = (
  seq: number,
  type: string,
  before: string,
  { data = {}, isSigned = true, at = NOW }: Written = {},
): Entry => {
  const canonical = JSON.stringify([seq, type, at, null, 'c', 'd', data])
  const hash = createHash('sha256')
    .update(before + canonical)
    .digest('hex')
  const signature = isSigned ? `k.${sign(null, Buffer.from(hash), privateKey).toString('base64url')}` : null
  return { seq, type, time_ms: at, hash, canonical, signature }
}

const saved = entry(1, 'ticket.saved', '', { data: { name: '磁盘' } })
const superseded = { count: 2, from_seq: 2, hash: 'f'.repeat(64), after: saved.hash, last_at: 'x' }
const submitted = entry(4, 'ticket.submitted', superseded.hash, { data: { superseded }, isSigned: false })
const passed = entry(5, 'ticket.passed', submitted.hash)
const history = [saved, submitted, passed]

/** What a client says of a history, where these keys are published; `more` is what the gateway says beside. */
const verify = async (entries: readonly Entry[], published = keys, more: object = {}) => {
  const { baseUrl } = await startAnswering(({ url }, response) =>
    send(
      response,
      200,
      envelope(0, url.includes('history-keys') ? { keys: published } : { history: entries, ...more }),
    ),
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

test('entries from before the first key need no signature, and those after it cover them', async () => {
  const old = entry(1, 'ticket.submitted', '', { isSigned: false, at: SINCE * 1_000 - 1 })
  expect(await verify([old])).toEqual({ whole: true, brokenAt: null, entries: 1, signatures: 0, unseen: 0 })
  expect(await verify([old, entry(2, 'ticket.passed', old.hash)])).toMatchObject({ whole: true, signatures: 1 })
})

test('where no keys are published a history is whole by its hashes alone', async () => {
  const alone = entry(1, 'ticket.submitted', '', { isSigned: false })
  expect(await verify([alone], [])).toMatchObject({ whole: true, signatures: 0 })
  expect(await verify(history, [])).toMatchObject({ whole: false, brokenAt: 1 })
})

test('what the service finds broken is broken, since it can read every draft', async () => {
  const unseen = { ...saved, canonical: null }
  const found = { whole: false, broken_at: 1 }
  expect(await verify([unseen, submitted, passed], keys, found)).toMatchObject({ whole: false, brokenAt: 1 })
})

const anew = entry(1, 'ticket.submitted', '', { isSigned: false })
const backdated = { isSigned: false, at: SINCE * 1_000 - 1 }
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
  'an entry behind the last signature': [
    6,
    [...history, entry(6, 'ticket.archived', passed.hash, { isSigned: false, at: NOW + 1_000 })],
  ],
  'an entry behind the last signature that says it is of the same time': [
    6,
    [...history, entry(6, 'ticket.archived', passed.hash, { isSigned: false })],
  ],
  'an entry behind a signature that says it is from before the first key': [
    6,
    [...history, entry(6, 'ticket.archived', passed.hash, backdated)],
  ],
  'a history that was written anew': [2, [anew, entry(2, 'ticket.passed', anew.hash, { isSigned: false })]],
  'a missing signature in its middle': [
    1,
    [{ ...saved, signature: null }, entry(2, 'ticket.submitted', saved.hash, { at: NOW + 1_000 })],
  ],
  'a draft of another person that is not signed': [
    6,
    [...history, { ...saved, seq: 6, canonical: null, signature: null }],
  ],
  'a hidden text of what is no draft': [5, [saved, submitted, { ...passed, canonical: null }]],
  'a draft of another person in a place that is taken': [
    1,
    [submitted, { ...saved, canonical: null }].slice(1).map((one) => ({ ...one, seq: 0 })),
  ],
  'a signature of a key that there is not': [5, [saved, submitted, { ...passed, signature: `x${passed.signature}` }]],
}

test.each(Object.entries(broken))('a history is broken by %s', async (_, [at, entries]) => {
  const { whole, brokenAt } = await verify(entries)
  expect(whole).toBe(false)
  expect(brokenAt).toBe(at)
})
