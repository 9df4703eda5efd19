import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Fault } from '@gongdan/cvm-emulator'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { fencingName } from '../../../services/image/src/public.ts'
import { eventually } from '../../support/eventually.ts'
import { type ImageHarness, openImageHarness } from './imageHarness.ts'

jest.setTimeout(60_000)

let harness: ImageHarness

/** Waits for the last word on a ticket. */
const told = (ticketUuid: string, type: string) =>
  eventually(
    () => {
      const last = harness.told(ticketUuid).at(-1)
      if (last?.type !== type) throw new Error(`last told ${last?.type}`)
      return last
    },
    { withinMs: 40_000 },
  )

const image = (imageId: string | undefined) => harness.emulator.control.state().images.find(({ id }) => id === imageId)

/** Spoils the first call that makes this ticket's image. */
const spoil = (ticketUuid: string, fault: Fault['do']) =>
  harness.emulator.control.addFault({ match: { action: 'CreateImage', imageNameRegex: ticketUuid }, do: fault })

const outcomes = (ticketUuid: string) =>
  harness.emulator.control
    .log({ action: 'CreateImage' })
    .filter((entry) => JSON.stringify(entry).includes(ticketUuid))
    .map(({ outcome }) => outcome)

describe('two workers', () => {
  beforeAll(async () => {
    harness = await openImageHarness()
    await Promise.all([harness.startWorker(), harness.startWorker()])
  })
  afterAll(() => harness.close())

  test('make one image of an approved ticket, under the wanted name, and tell the ticket', async () => {
    const ticket = await harness.request({ instance: 'demo0001', name: '黄金镜像' })
    const created = await told(ticket, 'image.created')
    const [imageId] = harness.live(ticket)
    expect(created).toMatchObject({ request: 1, imageId, warning: '', correlationId: 'correlation-1' })
    expect(harness.told(ticket).map(({ type }) => type)).toEqual(['image.creating', 'image.created'])
    expect(image(imageId)).toMatchObject({
      name: '黄金镜像',
      createdName: fencingName(ticket, 1),
      description: `tkt:${ticket}#1 $$NOW 张三的镜像`,
    })
  })

  test('make one image though the same request comes ten times', async () => {
    const ticket = randomUUID()
    const event = harness.requestEvent(ticket, { instance: 'demo0002' })
    await Promise.all(Array.from({ length: 10 }, () => harness.publish(event)))
    await told(ticket, 'image.created')
    expect(outcomes(ticket)).toEqual(['done'])
    expect(harness.told(ticket)).toHaveLength(2)
  })

  test.each<[string, Fault['do'], string]>([
    ['is lost after the image was made', { kind: 'dropAfter' }, 'demo0003'],
    ['is lost before the call takes effect', { kind: 'lateApply', ms: 900 }, 'demo0004'],
    ['says that the name is taken, by the very image it made', { kind: 'duplicateOnOwn' }, 'demo0005'],
  ])('make no second image when the answer %s', async (_, fault, instance) => {
    const ticket = randomUUID()
    spoil(ticket, fault)
    await harness.request({ instance }, ticket)
    await told(ticket, 'image.created')
    expect(harness.emulator.control.state().effectiveCreates[fencingName(ticket, 1)]).toHaveLength(1)
    expect(harness.live(ticket)).toHaveLength(1)
  })

  test('make one image at a time of an instance, and are not refused for it', async () => {
    const tickets = await Promise.all([1, 2, 3].map(() => harness.request({ instance: 'demo0006' })))
    for (const ticket of tickets) await told(ticket, 'image.created')
    expect(tickets.flatMap(outcomes)).toEqual(['done', 'done', 'done'])
  })

  test('delete an image that failed in the making with its snapshots, and make it again', async () => {
    const ticket = randomUUID()
    spoil(ticket, { kind: 'createFails' })
    await harness.request({ instance: 'demo0007' }, ticket)
    await told(ticket, 'image.created')
    expect(image(harness.live(ticket)[0])?.createdName).toBe(fencingName(ticket, 2))
    await eventually(
      () => {
        const { images, snapshots } = harness.emulator.control.state()
        expect(images.filter((one) => one.exists && one.createdName === fencingName(ticket, 1))).toEqual([])
        expect(snapshots.filter(({ orphan }) => orphan)).toEqual([])
      },
      { withinMs: 20_000 },
    )
  })

  test('tell a refusal for good with its reason, try again when asked again, and then no more', async () => {
    const ticket = randomUUID()
    spoil(ticket, { kind: 'error', code: 'InvalidInstance.NotSupported', message: 'not this one' })
    await harness.request({ instance: 'demo0008' }, ticket)
    expect(await told(ticket, 'image.failed')).toMatchObject({
      code: 'InvalidInstance.NotSupported',
      message: 'not this one',
      text: 'This instance cannot be made into an image.',
      textCn: '该实例不支持创建镜像。',
    })
    await harness.request({ request: 2 }, ticket)
    expect(await told(ticket, 'image.created')).toMatchObject({ request: 2 })
    await harness.request({ request: 3 }, ticket)
    await eventually(() => expect(harness.told(ticket).at(-1)).toMatchObject({ type: 'image.created', request: 3 }), {
      withinMs: 20_000,
    })
    expect(outcomes(ticket)).toHaveLength(2)
  })

  test('warn when the wanted name is taken', async () => {
    await told(await harness.request({ instance: 'demo0009', name: 'golden' }), 'image.created')
    const second = await harness.request({ instance: 'demo0009', name: 'golden' })
    expect(await told(second, 'image.created')).toMatchObject({ warning: expect.stringContaining('wanted name') })
  })

  test('make nothing that was not approved; a person gives it up, by name, and the ticket hears of it', async () => {
    const ticket = await harness.request({ detailsHash: '0'.repeat(64) })
    expect(await told(ticket, 'image.needs-operator')).toMatchObject({ code: 'gongdan.SectionChanged' })
    expect(harness.alarms).toContainEqual({ alarm: 'section-changed', ticketUuid: ticket })
    expect(outcomes(ticket)).toEqual([])

    expect(await harness.operator('give-up', ticket, '--reason', 'not what was approved', '--by', '李四')).toBe(0)
    expect(await told(ticket, 'image.failed')).toMatchObject({ message: 'not what was approved' })
    expect((await harness.document(ticket))?.history.at(-1)).toMatchObject({ by: { userName: '李四' } })
    expect(await harness.operator('retry', ticket, '--by', '李四')).toBe(1)
  })

  test('report what no job claims, once a day, and delete nothing of it', async () => {
    const lone = { region: 'ap-guangzhou' as const, id: 'img-lone0000', name: fencingName(randomUUID(), 1) }
    harness.emulator.control.plant({ images: [lone] })
    await harness.store.db.collection('rounds').updateMany({}, { $set: { nextAt: new Date(0) } })
    await eventually(
      () => expect(harness.found).toContainEqual(expect.objectContaining({ kind: 'without-job', imageId: lone.id })),
      { withinMs: 20_000 },
    )
    expect(image(lone.id)).toMatchObject({ exists: true })
  })
})

test('a worker killed between the call and the record of its answer loses no image', async () => {
  harness = await openImageHarness()
  try {
    let calls = 0
    await harness.startWorker({
      leaseMs: 500,
      onAwait: (kill) => calls > 0 && kill(),
      around: (cloud) => ({
        ...cloud,
        createImage: (...input) => {
          calls += 1
          return cloud.createImage(...input)
        },
      }),
    })
    const ticket = await harness.request()
    await eventually(() => expect(outcomes(ticket)).toEqual(['done']), { withinMs: 20_000 })
    expect((await harness.document(ticket))?.state).toBe('SENDING')
    await harness.startWorker({ leaseMs: 500 })
    await told(ticket, 'image.created')
    expect(outcomes(ticket)).toEqual(['done'])
  } finally {
    await harness.close()
  }
})

test('a worker with nothing to do asks its database every few seconds, not every second', async () => {
  harness = await openImageHarness()
  try {
    let answers = 0
    await harness.startWorker({
      onAwait: () => {
        answers += 1
      },
    })
    const created = await told(await harness.request(), 'image.created')
    expect(created).toMatchObject({ request: 1 })
    // What is left to do for the image may take a busy machine a while.
    await eventually(
      async () => {
        answers = 0
        await sleep(6_000)
        expect(answers).toBeGreaterThanOrEqual(1)
        expect(answers).toBeLessThanOrEqual(3)
      },
      { withinMs: 20_000 },
    )
  } finally {
    await harness.close()
  }
})
