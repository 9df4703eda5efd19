import { defaultCredential, type Fault, type RunningEmulator, startEmulator } from '@gongdan/cvm-emulator'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { Cloud, NewImage } from '../domain/cloud.ts'
import { createCall } from './tencentCloud.ts'
import { createCloud } from './tencentImages.ts'

const image: NewImage = {
  region: 'ap-guangzhou',
  instanceId: 'ins-demo0001',
  name: 'tkt-1',
  description: 'tkt:1 镜像 🖼',
  forcePoweroff: false,
  dataDiskIds: ['disk-demo0001'],
}

let emulator: RunningEmulator
let cloud: Cloud
let taken: string[] = []
let paused: string[] = []
beforeAll(async () => {
  emulator = await startEmulator({ settings: { createMs: [0, 0] } })
  const { secretId, secretKey } = defaultCredential
  const call = createCall({
    endpoint: { protocol: 'http://', host: `cvm.tencentcloudapi.test:${emulator.port}` },
    connectTo: '127.0.0.1',
    getCredential: async () => ({ secretId, secretKey }),
    timeoutMs: 1_000,
  })
  cloud = createCloud(call, {
    take: async (action) => void taken.push(action),
    pause: async (action) => void paused.push(action),
  })
})
afterAll(() => emulator.close())
beforeEach(() => {
  emulator.control.reset()
  taken = []
  paused = []
})

const arm = (kind: Fault['do'], action = 'CreateImage') => emulator.control.addFault({ match: { action }, do: kind })

describe('the result of a call', () => {
  test('an image id is an answer, and its trace id is in the log', async () => {
    const answer = await cloud.createImage(image, 'trace-1')
    expect(answer).toMatchObject({ kind: 'ok', value: expect.stringMatching(/^img-/) })
    expect(emulator.control.log({ traceId: 'trace-1' })).toHaveLength(1)
  })

  test('only an error with a code and a request id is an error of Tencent’s', async () => {
    arm({ kind: 'error', code: 'ResourceInUse', message: 'busy' })
    expect(await cloud.createImage(image, 't')).toMatchObject({
      kind: 'error',
      error: { code: 'ResourceInUse', message: 'busy', requestId: expect.stringMatching(/./) },
    })
  })

  test.each<[string, Fault['do']]>([
    ['a 500', { kind: 'http', status: 500, body: '{"Response":{"Error":{"Code":"X"},"RequestId":"r"}}' }],
    ['a 404', { kind: 'http', status: 404 }],
    ['a page of HTML', { kind: 'html200' }],
    ['an empty object', { kind: 'emptyJson' }],
    ['a connection dropped before the call was carried out', { kind: 'dropBefore' }],
    ['a connection dropped after it', { kind: 'dropAfter' }],
    ['half an answer', { kind: 'truncate' }],
    ['a connection reset inside the answer, which has a code of its own', { kind: 'cutBody' }],
    ['silence', { kind: 'hangAfter', ms: 3_000 }],
    ['an answer that never ends', { kind: 'slowBody', ms: 3_000 }],
  ])('%s leaves it unknown', async (_, fault) => {
    arm(fault)
    expect(await cloud.createImage(image, 't')).toMatchObject({ kind: 'unknown' })
  })

  test('an answer without an image id leaves it unknown', async () => {
    arm({ kind: 'http', status: 200, body: '{"Response":{"RequestId":"r"}}' })
    expect(await cloud.createImage(image, 't')).toMatchObject({ kind: 'unknown' })
  })

  test('too many calls make everybody pause', async () => {
    arm({ kind: 'error', code: 'RequestLimitExceeded' })
    await cloud.createImage(image, 't')
    expect(paused).toEqual(['CreateImage'])
  })
})

describe('reading', () => {
  test('takes every page of the list, each with a token of its own', async () => {
    const images = Array.from({ length: 230 }, (_, index) => ({
      region: 'ap-guangzhou' as const,
      id: `img-${String(index).padStart(8, '0')}`,
      name: `image ${index}`,
    }))
    emulator.control.plant({ images })
    const answer = await cloud.privateImages('ap-guangzhou')
    expect(answer.kind === 'ok' && new Set(answer.value.map(({ imageId }) => imageId)).size).toBe(230)
    expect(taken).toEqual(['DescribeImages', 'DescribeImages', 'DescribeImages'])
  })

  test('shows what was written into an image, to the letter', async () => {
    const made = await cloud.createImage(image, 't')
    const imageId = made.kind === 'ok' ? made.value : ''
    expect(await cloud.imagesById('ap-guangzhou', [imageId])).toMatchObject({
      value: [{ imageId, name: image.name, description: image.description, state: 'NORMAL' }],
    })
  })

  test('renaming and deleting reach the image, and its snapshots', async () => {
    const made = await cloud.createImage(image, 't')
    const imageId = made.kind === 'ok' ? made.value : ''
    expect(await cloud.renameImage('ap-guangzhou', imageId, '新名字')).toMatchObject({ kind: 'ok' })
    expect(emulator.control.state().images[0]).toMatchObject({ name: '新名字', description: image.description })
    expect(await cloud.deleteImage('ap-guangzhou', imageId)).toMatchObject({ kind: 'ok' })
    expect(emulator.control.state().snapshots).toEqual([])
  })
})
