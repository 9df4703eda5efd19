import { spawn } from 'node:child_process'
import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { isDeepStrictEqual } from 'node:util'
import { HistoryKeysData, TicketInspectData } from '@gongdan/contracts'
import { canonicalOf, connect, lastSeq, parseHistoryKey, type Store, stateAt } from '@gongdan/store'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import type { Document } from 'mongodb'
import type { Check, Difference } from '../../deploy/operate/verify/difference.ts'
import { checkHeads, checkTickets } from '../../deploy/operate/verify/tickets.ts'
import { ticketAggregate, ticketsOf } from '../../services/ticket/src/public.ts'
import { type Caller, ticketUuid } from '../support/caller.ts'
import { eventually } from '../support/eventually.ts'
import { feedback, type Harness, openHarness } from '../support/harness.ts'
import { type Random, seededRandom } from '../support/random.ts'
import { chained } from './chained.ts'
import { isLong, recordFigure } from './figures.ts'

// An attacker who may write the collection of tickets rewrites what happened. All the rest of a document, its lists and its state,
// is made to agree with what they wrote.

const changes = isLong ? 1_000 : 200
jest.setTimeout(300_000)

let harness: Harness
let ticket: Store
let image: Store
let notification: Store
const documents: Document[] = []

const collect = async (check: Check, ids: readonly string[]): Promise<readonly Difference[]> => {
  const found: Difference[] = []
  for await (const one of check(ids, Date.now() + 1_000)) found.push(one)
  return found
}
/** What verify finds of these tickets. */
const find = async (...ids: readonly string[]): Promise<readonly Difference[]> => {
  const seals = { keys: [harness.system.historyKey], unsigned: () => {} }
  const checks = [checkTickets({ ticket, image }, seals), checkHeads({ ticket, notification }, seals)]
  return (await Promise.all(checks.map((check) => collect(check, ids)))).flat()
}

const act = async (who: Caller, action: string, id: string, more: object = {}) => {
  const { scode, text } = await who.post(`ticket/${action}`, { list: [id], ...more })
  if (scode !== 0) throw new Error(text)
}

/** Tickets that went every way, one of them with saves that took each other's place. */
const makeTickets = async (): Promise<readonly string[]> => {
  const process = await harness.defineProcess(['first', 'second'])
  const [lin, first, second] = [harness.as('applicant'), harness.as('firstApprover'), harness.as('secondApprover')]
  const submit = (n: number) => harness.submit(`ticket ${n}`, process)
  const [passed, rejected, withdrawn, pending] = [await submit(1), await submit(2), await submit(3), await submit(4)]
  await act(first, 'pass', passed)
  await act(second, 'pass', passed)
  await act(lin, 'confirm', passed)
  await act(lin, 'archive', passed)
  await act(first, 'pass', rejected)
  await act(second, 'overrule', rejected, { reason: '预算不足' })
  await act(lin, 'withdraw', withdrawn)
  const draft = ticketUuid(await lin.post('ticket/save', feedback('draft', process)))
  for (let n = 0; n < 4; n += 1) {
    for (const id of [draft, rejected])
      await lin.post('ticket/save', { ...feedback(`draft ${n}`, process), ticket_uuid: id })
    // Until they are published, so that the next one takes their place.
    const published = async () => {
      for (const id of [draft, rejected]) {
        const { version, relayed } = (await ticketsOf(ticket).findOne({ _id: id })) ?? { version: 1, relayed: 0 }
        expect(relayed).toBe(version)
      }
    }
    await eventually(published, { withinMs: 60_000 })
  }
  await act(lin, 'saved/submit', draft)
  await act(lin, 'overruled/submit', rejected)
  await act(first, 'pass', rejected)
  const body = { region: 'ap-guangzhou', instance_id: 'ins-demo0001', image_name: 'nightly' }
  const imaged = ticketUuid(
    await lin.post('ticket/submit', {
      ...feedback('image', process),
      type: 'TENCENT_IMAGE_CREATE',
      tencent: { image: body },
    }),
  )
  await act(first, 'pass', imaged)
  await act(second, 'pass', imaged)
  // Its history rests only then: what is put back later must be all of it.
  const created = async () =>
    expect((await ticketsOf(ticket).findOne({ _id: imaged }))?.history.at(-1)?.type).toBe('ticket.image-created')
  await eventually(created, { withinMs: 60_000 })
  return [passed, rejected, withdrawn, pending, draft, imaged]
}

beforeAll(async () => {
  harness = await openHarness()
  ticket = await connect(harness.system.mongodbUrl, 'ticket')
  image = await connect(harness.system.mongodbUrl, 'image')
  notification = await connect(harness.system.mongodbUrl, 'notification')
  const ids = await makeTickets()
  await eventually(async () => expect(await find(...ids)).toEqual([]), { withinMs: 60_000, everyMs: 500 })
  for (const _id of ids) documents.push((await ticketsOf(ticket).findOne({ _id })) as Document)
})
afterAll(async () => {
  await Promise.all([ticket?.close(), image?.close(), notification?.close()])
  await harness?.close()
})

type History = readonly Document[]

/** A document that agrees with this history in everything that can be seen of it. */
const documentOf = (id: string, history: History): Document => {
  const state = stateAt(ticketAggregate, id, history as never)
  const fields = state === undefined ? {} : ticketAggregate.fields(state)
  const version = lastSeq(history as never)
  return { _id: id, version, relayed: version, history, answered: [], ...fields }
}

const edited = (random: Random, entry: Document): Document =>
  random.oneOf([
    { ...entry, data: { ...entry.data, reason: 'as you wish' } },
    { ...entry, at: entry.at + random.between(1, 1_000_000) },
    { ...entry, by: { ...entry.by, userUuid: 'mallory' } },
    { ...entry, commandId: randomUUID() },
    ...(entry.type === 'ticket.overruled'
      ? [{ ...entry, type: 'ticket.step-passed', data: { step: 0, config: null } }]
      : []),
  ])
const at = (history: History, place: number, change: (entry: Document) => readonly Document[]): Document[] =>
  history.flatMap((entry, index) => (index === place ? change(entry) : [entry]))
const unsigned = (history: History): Document[] => history.map(({ signature: _, ...entry }) => entry)

const mallory = parseHistoryKey(
  `mallory:0:${generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64')}`,
)
/** Signed with another key, under its own id or under that of the service. */
const resigned = (history: History, id: string): Document[] =>
  history.map((entry) => ({ ...entry, signature: mallory.sign([entry.hash])[0]?.replace('mallory', id) }))

interface Tampering {
  readonly name: string
  /** Found by its ticket alone: nothing in the history itself shows at which entry. */
  readonly byTicket?: true
  /** Another history; one like the one given where this cannot be done to it. */
  change(history: History, random: Random): History
}

const place = (history: History, random: Random) => random.between(0, history.length - 1)
const edit = (history: History, random: Random) =>
  at(history, place(history, random), (entry) => [edited(random, entry)])
const swap = (history: History, random: Random) => {
  const one = place(history, random)
  const two = place(history, random)
  return history.map((entry, index) => (index === one ? history[two]! : index === two ? history[one]! : entry))
}
const drop = (history: History, random: Random) => at(history, place(history, random), () => [])

const tamperings: readonly Tampering[] = [
  { name: 'an edit', change: edit },
  { name: 'an edit, chained anew', change: (history, random) => chained(edit(history, random)) },
  {
    name: 'an edit, chained anew without signatures',
    change: (history, random) => unsigned(chained(edit(history, random))),
  },
  {
    name: 'an edit, chained and signed anew with another key',
    change: (history, random) => {
      const id = random.oneOf(['mallory', harness.system.historyKey.id])
      return resigned(chained(edit(history, random)), id)
    },
  },
  {
    name: 'an edit, chained anew and dated before the key',
    byTicket: true,
    change: (history, random) => {
      const old = edit(history, random).map((entry, index) => ({ ...entry, at: 1_000 + index }))
      return unsigned(chained(old))
    },
  },
  { name: 'another order', change: swap },
  { name: 'another order, chained anew', change: (history, random) => chained(swap(history, random)) },
  { name: 'an entry less', byTicket: true, change: drop },
  { name: 'an entry less, chained anew', byTicket: true, change: (history, random) => chained(drop(history, random)) },
  {
    name: 'an older copy',
    byTicket: true,
    change: (history, random) => history.slice(0, random.between(1, history.length - 1)),
  },
  { name: 'nothing of it', byTicket: true, change: () => [] },
  {
    name: 'the history of another ticket',
    byTicket: true,
    change: (history, random) => random.oneOf(documents.filter((one) => one.history !== history)).history,
  },
]

/** Whether a finding names an entry of the history. */
const namesEntry = ({ expected, found }: Difference): boolean =>
  /(entry|breaks at) \d+/.test(JSON.stringify([expected, found]))

test(`${changes} changes of what happened are found, each by its ticket, and by its entry where the history shows it`, async () => {
  const random = seededRandom(15)
  const done = new Map<string, number>()
  const unseen: string[] = []
  for (let made = 0; made < changes; ) {
    const { name, change, byTicket = false } = tamperings[made % tamperings.length]!
    const document = random.oneOf(documents)
    const history = change(document.history, random)
    if (isDeepStrictEqual(history, document.history)) continue
    await ticketsOf(ticket).replaceOne({ _id: document._id }, documentOf(document._id, history) as never)
    const found = await find(document._id)
    const own = found.filter(({ check, id }) => id === document._id && check.startsWith('ticket: '))
    if (byTicket ? own.length === 0 : !own.some(namesEntry)) {
      unseen.push(`${name}: ${JSON.stringify(history.map(canonicalOf as never))}`)
    }
    await ticketsOf(ticket).replaceOne({ _id: document._id }, document as never)
    made += 1
    done.set(name, (done.get(name) ?? 0) + 1)
  }
  console.info([...done].map(([name, count]) => `${count} × ${name}`).join(', '))
  recordFigure({ attack: 'tampering', figure: `of ${changes} changes, not found`, value: unseen.length, most: 0 })
  expect(unseen).toEqual([])
  expect(await find(...documents.map(({ _id }) => _id))).toEqual([])
})

test('a history that another key has signed is found by its signatures alone', async () => {
  const document = documents[0]!
  const history = resigned(document.history, harness.system.historyKey.id)
  await ticketsOf(ticket).replaceOne({ _id: document._id }, { ...document, history } as never)
  expect((await find(document._id)).map(({ check }) => check)).toEqual(['ticket: signatures of the history'])
  await ticketsOf(ticket).replaceOne({ _id: document._id }, document as never)
})

test('a ticket that is gone, and one that was never decided on, are found', async () => {
  const document = documents[0]!
  await ticketsOf(ticket).deleteOne({ _id: document._id })
  expect(await find(document._id)).toMatchObject([{ check: 'ticket: is there', id: document._id }])
  await ticketsOf(ticket).insertOne(document as never)
  const forged = documentOf(randomUUID(), document.history)
  await ticketsOf(ticket).insertOne(forged as never)
  expect(await find(forged._id)).toMatchObject([{ check: 'ticket: head of the history', id: forged._id }])
  await ticketsOf(ticket).deleteOne({ _id: forged._id })
})

test('an older copy that was put back is found, whatever was decided and told since', async () => {
  const [lin, first] = [harness.as('applicant'), harness.as('firstApprover')]
  const id = await harness.submit('put back', await harness.defineProcess(['first', 'second']))
  const older = await ticketsOf(ticket).findOne({ _id: id })
  await act(first, 'pass', id)
  await eventually(async () => expect(await find(id)).toEqual([]), { withinMs: 60_000 })
  await ticketsOf(ticket).replaceOne({ _id: id }, older as never)
  await act(first, 'overrule', id, { reason: '预算不足' })
  await act(lin, 'overruled/submit', id)
  const found = async () =>
    expect(await find(id)).toEqual([
      { check: 'ticket: what was told of the history', id, expected: [], found: ['entry 2 is not what was told'] },
    ])
  await eventually(found, { withinMs: 60_000 })
})

describe('anybody who sees a ticket', () => {
  const inspect = async (who: Caller, id: string) =>
    TicketInspectData.parse((await who.get('ticket/inspect', { query: { ticket_uuid: id, chain: 'true' } })).data)

  /** What the Python script says of each. */
  const inPython = async (told: readonly object[]): Promise<readonly string[]> => {
    const child = spawn('python3', [join(import.meta.dirname, 'verify_history.py')], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    child.stdin.end(told.map((one) => `${JSON.stringify(one)}\n`).join(''))
    return (await text(child.stdout)).trim().split('\n')
  }

  test('can recompute its chain and verify its signatures, without a draft that is not theirs', async () => {
    const [lin, first] = [harness.as('applicant'), harness.as('firstApprover')]
    const { keys } = HistoryKeysData.parse((await first.get('ticket/history-keys')).data)
    const own = await Promise.all(documents.map(({ _id }) => inspect(lin, _id)))
    const seen = await Promise.all(documents.map(({ _id }) => inspect(first, _id)))
    for (const { whole, broken_at } of [...own, ...seen])
      expect({ whole, broken_at }).toEqual({ whole: true, broken_at: null })
    const drafts = (data: readonly (typeof own)[number][]) =>
      data
        .flatMap(({ history }) => history.filter(({ type }) => type === 'ticket.saved'))
        .map(({ canonical }) => canonical)
    expect(drafts(own).length).toBeGreaterThan(2)
    expect(drafts(own)).not.toContain(null)
    expect(new Set(drafts(seen))).toEqual(new Set([null]))
    const told = [...own, ...seen].map(({ history }) => ({ keys, history }))
    expect(new Set(await inPython(told))).toEqual(new Set(['whole']))

    const [{ history }] = own as [(typeof own)[number]]
    const changed = (more: (entry: (typeof history)[number]) => object) => ({
      keys,
      history: history.map((entry, index) => (index === 1 ? { ...entry, ...more(entry) } : entry)),
    })
    const [signature] = (await inspect(lin, documents[1]?._id)).history.map((entry) => entry.signature)
    expect(
      await inPython([
        changed(({ canonical }) => ({ canonical: canonical?.replace('"ticket', ' "ticket') })),
        changed(() => ({ signature })),
        { keys: [], history },
        { keys, history: [history[0], ...history.slice(2)] },
        changed(() => ({ signature: null })),
      ]),
    ).toEqual([
      'entry 2 does not have its hash',
      'entry 2 is signed wrongly',
      'entry 1 is signed wrongly',
      'entry 3 is not the next',
      'entry 2 is not signed',
    ])
  })
})
