import { randomInt, randomUUID } from 'node:crypto'
import type { Fault } from '@gongdan/cvm-emulator'
import { afterEach, expect, jest, test } from '@jest/globals'
import { type JobDocument, jobsOf } from '../../../services/image/src/adapters/jobDocument.ts'
import { eventually } from '../../support/eventually.ts'
import { seededRandom } from '../../support/random.ts'
import { callWithinMs, type ImageHarness, openImageHarness } from './imageHarness.ts'

/** Set these to repeat a run, or to make it longer. */
const seed = Number(process.env.IMAGE_CHAOS_SEED ?? randomInt(2 ** 31))
const tickets = Number(process.env.IMAGE_CHAOS_TICKETS ?? 12)

jest.setTimeout(120_000 + tickets * 4_000)

const chance = seededRandom(seed)

const misfortunes: readonly Fault['do'][] = [
  { kind: 'dropBefore' },
  { kind: 'dropAfter' },
  { kind: 'hangBefore', ms: 1_500 },
  { kind: 'hangAfter', ms: 1_500 },
  { kind: 'http', status: 502 },
  { kind: 'html200' },
  { kind: 'emptyJson' },
  { kind: 'truncate' },
  { kind: 'cutBody' },
  { kind: 'slowBody', ms: 1_500 },
  { kind: 'duplicateOnOwn' },
  { kind: 'lateApply', ms: 900 },
  { kind: 'error', code: 'RequestLimitExceeded' },
  { kind: 'error', code: 'InternalError' },
  { kind: 'error', code: 'ResourceInUse' },
  { kind: 'createFails' },
  { kind: 'createStuck' },
  { kind: 'instanceBusyMs', ms: 800 },
]
/** After these the worker knows what became of its call, or that it never left. */
const certain = ['duplicateOnOwn', 'error', 'createFails', 'createStuck', 'instanceBusyMs']
const reading: readonly Fault['do'][] = [
  { kind: 'dropAfter' },
  { kind: 'http', status: 500 },
  { kind: 'error', code: 'InternalError' },
  { kind: 'html200' },
]

const isCertain = ({ kind }: Fault['do']) => certain.includes(kind)

const endOf = ({ history, state }: JobDocument): string => {
  const last = history.at(-1)
  return last !== undefined && 'failure' in last.data ? `${state} ${last.data.failure.code}` : state
}

/**
 * The sends that were given up for lost before their call could have run out of time, in milliseconds after their beginning:
 * somebody took them from a worker that still had them.
 */
const takenAway = (history: JobDocument['history']): readonly number[] =>
  history.flatMap((entry, index) => {
    if (entry.type !== 'job.doubted' || entry.data.because !== 'no-answer' || entry.data.error !== null) return []
    const sending = history.slice(0, index).findLast(({ type }) => type === 'job.sending')
    const afterMs = entry.at - (sending?.at ?? 0)
    return afterMs < callWithinMs * 0.9 ? [afterMs] : []
  })

let scene: ImageHarness
afterEach(() => scene.close())

test(`${tickets} tickets through faults of every kind, with workers that die at any await: one image each (seed ${seed})`, async () => {
  scene = await openImageHarness({ listLagMs: 300, duplicateRaceMs: 300 })
  const { control } = scene.emulator
  const uuids = Array.from({ length: tickets }, () => randomUUID())
  const wishes = uuids.map((uuid, index) => {
    const faults = Array.from({ length: Math.floor(chance.next() * 3) }, () => chance.oneOf(misfortunes))
    for (const [before, fault] of faults.entries()) {
      control.addFault({ match: { action: 'CreateImage', imageNameRegex: uuid, nth: before + 1 }, do: fault })
    }
    // A stuck image keeps its instance busy for ever; the others share theirs by three.
    const isStuck = faults.some(({ kind }) => kind === 'createStuck')
    const instance = `${isStuck ? 's' : 'c'}${String(isStuck ? index : Math.floor(index / 3)).padStart(7, '0')}`
    return { uuid, wish: { instance, name: `chaos ${index}` }, isStuck, isCertain: faults.every(isCertain) }
  })
  const instances = [...new Set(wishes.map(({ wish }) => wish.instance))]
  control.plant({
    instances: instances.map((id) => ({ region: 'ap-guangzhou', id: `ins-${id}`, dataDisks: [`disk-${id}`] })),
  })
  for (let nth = 5; nth < tickets * 10; nth += 7) {
    control.addFault({ match: { action: 'DescribeImages', nth }, do: chance.oneOf(reading) })
    control.addFault({ match: { action: 'ModifyImageAttribute', nth }, do: chance.oneOf(reading) })
  }

  let deaths = 0
  const limits = { deadlineMs: 15_000, missingForMs: 5_000, duplicateForMs: 5_000, pollMs: 200, pollMaxMs: 400 }
  const keepOneAlive = async (): Promise<void> => {
    const onAwait = (kill: () => void) => {
      if (deaths >= tickets / 2 || chance.next() > 0.003) return
      deaths += 1
      kill()
    }
    const worker = await scene.startWorker({ leaseMs: 1_500, limits, onAwait })
    void worker.died.then(() => Promise.all([worker.stop(), keepOneAlive()]))
  }
  await Promise.all([keepOneAlive(), keepOneAlive()])
  await Promise.all(wishes.map(({ uuid, wish }) => scene.request(wish, uuid)))

  const jobs = jobsOf(scene.store)
  const restless = { $or: [{ step: { $ne: null } }, { hasStray: true }, { unrelayedSince: { $exists: true } }] }
  await eventually(
    async () => {
      expect(await jobs.countDocuments({})).toBe(tickets)
      expect(await jobs.countDocuments(restless)).toBe(0)
    },
    { withinMs: 90_000 + tickets * 3_500 },
  )

  const state = control.state()
  const found = await jobs.find({}).toArray()
  for (const job of found) {
    const { _id: ticket, imageId, history } = job
    const { isStuck = false, isCertain = false } = wishes.find(({ uuid }) => uuid === ticket) ?? {}
    const live = state.liveImagesPerTicket[ticket] ?? []
    // No misfortune but an image that never gets ready needs a person.
    const end = isStuck ? 'NEEDS_OPERATOR gongdan.DeadlinePassed' : 'DONE'
    expect({ ticket, end: endOf(job) }).toEqual({ ticket, end })
    if (isStuck) expect({ ticket, live: live.length <= 1 }).toEqual({ ticket, live: true })
    else expect({ ticket, live }).toEqual({ ticket, live: [imageId] })
    expect(scene.told(ticket).at(-1)?.type).toBe(isStuck ? 'image.needs-operator' : 'image.created')
    if (isCertain) expect({ ticket, takenAwayAfterMs: takenAway(history) }).toEqual({ ticket, takenAwayAfterMs: [] })
  }
  expect(state.snapshots.filter(({ orphan }) => orphan)).toEqual([])
  const ends = Object.groupBy(found, endOf)
  console.log({
    seed,
    deaths,
    calls: control.log().length,
    ...Object.fromEntries(Object.entries(ends).map(([end, all]) => [end, all?.length])),
  })
})
