import { randomUUID } from 'node:crypto'
import { afterEach, expect, jest, test } from '@jest/globals'
import { fencingName } from '../../services/image/src/domain/fence.ts'
import { eventually } from '../support/eventually.ts'
import { type ImageScene, openImageScene } from './imageScene.ts'

jest.setTimeout(60_000)

let scene: ImageScene
afterEach(async () => {
  await scene.close()
})

/** Waits for the last word on a ticket. */
const told = (ticketUuid: string, type: string, withinMs = 15_000) =>
  eventually(
    () => {
      const last = scene.told(ticketUuid).at(-1)
      if (last?.type !== type) throw new Error(`last told ${last?.type}`)
      return last
    },
    { withinMs },
  )

test('an approved ticket gets one image, under the wanted name, and hears of it', async () => {
  scene = await openImageScene()
  await scene.startWorker()
  const ticket = await scene.request({ name: '黄金镜像' })
  const created = await told(ticket, 'image.created')
  const [imageId] = scene.live(ticket)
  expect(created).toMatchObject({ request: 1, imageId, warning: '', correlationId: 'correlation-1' })
  expect(scene.told(ticket).map(({ type }) => type)).toEqual(['image.creating', 'image.created'])
  const image = scene.emulator.control.state().images.find(({ id }) => id === imageId)
  expect(image).toMatchObject({ name: '黄金镜像', createdName: fencingName(ticket, 1) })
  expect(image?.description).toBe(`tkt:${ticket}#1 $$NOW 张三的镜像`)
})

test('an answer that is lost after the image was made does not make a second one', async () => {
  scene = await openImageScene()
  scene.emulator.control.addFault({ match: { action: 'CreateImage' }, do: { kind: 'dropAfter' } })
  await scene.startWorker()
  const ticket = await scene.request()
  await told(ticket, 'image.created')
  expect(scene.creates(ticket)).toBe(1)
  expect(scene.live(ticket)).toHaveLength(1)
})

test('a worker killed between the call and the record of its answer loses no image', async () => {
  scene = await openImageScene()
  let calls = 0
  const frozen = Promise.withResolvers<never>()
  const dying = await scene.startWorker({
    leaseMs: 500,
    around: (cloud) => ({
      ...cloud,
      createImage: async (image, traceId) => {
        calls += 1
        await cloud.createImage(image, traceId)
        return frozen.promise
      },
    }),
  })
  const ticket = await scene.request()
  await eventually(() => expect(calls).toBe(1), { withinMs: 10_000 })
  await scene.startWorker({ leaseMs: 500 })
  const stopped = dying.stop()
  await told(ticket, 'image.created')
  frozen.reject(new Error('its process is gone'))
  await stopped
  expect(scene.creates(ticket)).toBe(1)
})

test('the same request again, ten times and to two workers, makes one image', async () => {
  scene = await openImageScene()
  await Promise.all([scene.startWorker(), scene.startWorker()])
  const ticket = randomUUID()
  const event = scene.requestEvent(ticket)
  await Promise.all(Array.from({ length: 10 }, () => scene.publish(event)))
  await told(ticket, 'image.created')
  expect(scene.creates(ticket)).toBe(1)
  expect(scene.told(ticket)).toHaveLength(2)
})
