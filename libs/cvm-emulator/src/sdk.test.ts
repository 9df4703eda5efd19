import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { sdkClient } from '../test/sdkClient.ts'
import { type RunningEmulator, startEmulator } from './server.ts'

let emulator: RunningEmulator
beforeAll(async () => {
  emulator = await startEmulator()
})
afterAll(() => emulator.close())
beforeEach(() => emulator.control.reset())

describe("Tencent's own SDK", () => {
  const hosts = ['cvm.tencentcloudapi.test', '127.0.0.1', 'cvm', 'localhost']

  test.each(hosts)('is understood when it calls the host %s with a port', async (host) => {
    const { request } = sdkClient(`${host}:${emulator.port}`)
    expect(await request('DescribeImageQuota', {})).toMatchObject({ ImageNumQuota: 500 })
  })

  test('is served every action', async () => {
    const { request } = sdkClient(`cvm.tencentcloudapi.test:${emulator.port}`)
    const made = await request('CreateImage', { ImageName: '镜像 🖼', InstanceId: 'ins-demo0001', DryRun: false })
    expect(made).toEqual({ ImageId: expect.stringMatching(/^img-[0-9a-z]{8}$/), RequestId: expect.any(String) })
    const ImageId = Object(made).ImageId
    emulator.control.advance(2000)
    expect(await request('DescribeImages', { ImageIds: [ImageId] })).toMatchObject({
      TotalCount: 1,
      ImageSet: [{ ImageName: '镜像 🖼', ImageState: 'NORMAL' }],
    })
    await request('ModifyImageAttribute', { ImageId, ImageName: 'renamed' })
    await request('DeleteImages', { ImageIds: [ImageId], DeleteBindedSnap: true })
    expect(await request('DescribeImageQuota', {})).toMatchObject({ ImageNumQuota: 500 })
    const log = emulator.control.log()
    expect(log).toHaveLength(5)
    expect(log.every(({ outcome }) => outcome === 'done')).toBe(true)
  })

  test('finds its own trace id in the log, with the bytes it sent and no key', async () => {
    const { failure } = sdkClient(`cvm.tencentcloudapi.test:${emulator.port}`, { token: 'a-session-token' })
    await failure('DescribeImages', { Limit: 7 }, { headers: { 'X-TC-TraceId': 'trace-1' } })
    const [entry, ...others] = emulator.control.log({ traceId: 'trace-1' })
    expect(others).toEqual([])
    expect(entry).toMatchObject({ action: 'DescribeImages', body: '{"Limit":7}', verdict: 'AuthFailure.TokenFailure' })
    const text = JSON.stringify(entry)
    expect(text).toContain('X-TC-TraceId: trace-1')
    expect(text).not.toContain('a-session-token')
    expect(text).not.toContain('emulator-secret-key')
  })

  test('calling 200 times at once is let through no more than 10 times in any second', async () => {
    const { failure } = sdkClient(`cvm.tencentcloudapi.test:${emulator.port}`, { timeoutSec: 60 })
    const failures = await Promise.all(Array.from({ length: 200 }, () => failure('DescribeImageQuota', {})))
    const codes = new Set(failures.map((thrown) => thrown?.code))
    expect(codes).toEqual(new Set([undefined, 'RequestLimitExceeded']))
    const admitted = emulator.control
      .log()
      .filter(({ verdict }) => verdict === 'admitted')
      .map(({ realTime }) => Date.parse(realTime))
    for (const from of admitted) {
      expect(admitted.filter((at) => at >= from && at <= from + 1000).length).toBeLessThanOrEqual(10)
    }
  }, 60_000)
})
