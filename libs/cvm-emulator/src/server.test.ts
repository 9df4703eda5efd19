import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { networkInterfaces, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout } from 'node:timers/promises'
import { afterEach, describe, expect, test } from '@jest/globals'
import { sdkClient } from '../test/sdkClient.ts'
import { isLoopback } from './control.ts'
import { type EmulatorOptions, type RunningEmulator, startEmulator } from './server.ts'

const create = (n: number) => ({ ImageName: `image ${n}`, InstanceId: `ins-demo000${n}` })
const eventually = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await setTimeout(5)
}
const ends: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})
const started = async (options: EmulatorOptions = {}): Promise<RunningEmulator> => {
  const emulator = await startEmulator(options)
  ends.push(emulator.close)
  return emulator
}
const stateFile = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'cvm-emulator-'))
  ends.push(() => rmSync(folder, { recursive: true }))
  return join(folder, 'state.json')
}

describe('an emulator with a state file', () => {
  test('goes on after a restart: world, late calls, business time and random numbers', async () => {
    const options = { stateFile: stateFile() }
    const first = await startEmulator(options)
    const send = (port: number, n: number) => sdkClient(`127.0.0.1:${port}`).request('CreateImage', create(n))
    await send(first.port, 1)
    first.control.addFault({ do: { kind: 'lateApply', ms: 60_000 } })
    await sdkClient(`127.0.0.1:${first.port}`).failure('CreateImage', create(2))
    first.control.advance(30_000)
    const { images } = first.control.state()
    await first.close()

    const second = await started(options)
    expect(second.control.state().images).toMatchObject([{ id: images[0]?.id, state: 'NORMAL' }])
    second.control.advance(30_000)
    await send(second.port, 3)
    const unbroken = await started()
    for (const n of [1, 2, 3]) await send(unbroken.port, n)
    const idsIn = (emulator: RunningEmulator) => emulator.control.state().images.map(({ id }) => id)
    expect(idsIn(second)).toEqual(idsIn(unbroken))
  })

  test('makes the folder of the file, if need be', async () => {
    const path = join(dirname(stateFile()), 'of', 'a', 'run', 'state.json')
    const emulator = await started({ stateFile: path })
    await sdkClient(`127.0.0.1:${emulator.port}`).request('CreateImage', create(1))
    expect(existsSync(path)).toBe(true)
  })

  test('says so when the file is not its own', async () => {
    const path = stateFile()
    writeFileSync(path, '{"world":1}')
    await expect(startEmulator({ stateFile: path })).rejects.toMatchObject({ code: 'state-file-unreadable' })
  })
})

describe('the control endpoints', () => {
  const post = (url: string, path: string, body: unknown) =>
    fetch(`${url}/_emulator/${path}`, { method: 'POST', body: JSON.stringify(body) })

  test('seed, spoil, move on, tell and reset', async () => {
    const { url, port } = await started()
    const state = async () => (await fetch(`${url}/_emulator/state`)).json()
    const failure = () =>
      sdkClient(`127.0.0.1:${port}`).failure('CreateImage', { ImageName: 'x', InstanceId: 'ins-mine' })
    await post(url, 'seed', { instances: [{ region: 'ap-guangzhou', id: 'ins-mine' }] })
    await post(url, 'faults', { match: { action: 'CreateImage' }, do: { kind: 'dropAfter' } })
    await post(url, 'settings', { createMs: [5000, 5000] })
    expect(await failure()).toMatchObject({ message: expect.stringContaining('socket hang up') })
    expect(await state()).toMatchObject({
      images: [{ name: 'x', state: 'CREATING' }],
      effectiveCreates: { x: [expect.any(String)] },
    })
    await post(url, 'clock', { advanceMs: 5000 })
    expect(await state()).toMatchObject({ images: [{ state: 'NORMAL' }], snapshots: [{ orphan: false }] })
    const log = await fetch(`${url}/_emulator/log?action=CreateImage`)
    expect(await log.json()).toMatchObject([{ seq: 1, fault: 'dropAfter', effect: true, verdict: 'admitted' }])
    await post(url, 'reset', {})
    expect(await state()).toMatchObject({ images: [] })
    expect(await failure()).toMatchObject({ code: 'InvalidInstanceId.NotFound' })
  })

  test('say what is wrong with what they are given', async () => {
    const { url } = await started()
    const wrong = await post(url, 'faults', { do: { kind: 'explode' } })
    expect(wrong.status).toBe(400)
    expect((await fetch(`${url}/_emulator/settings`, { method: 'POST', body: '{' })).status).toBe(400)
    expect((await fetch(`${url}/_emulator/nothing`)).status).toBe(404)
  })

  test.each([
    ['127.0.0.1', true],
    ['127.8.9.10', true],
    ['::1', true],
    ['::ffff:127.0.0.1', true],
    ['10.0.0.1', false],
    ['::ffff:10.0.0.1', false],
    ['2001:db8::1', false],
    [undefined, false],
  ])('take %s for this machine: %s', (address, expected) => {
    expect(isLoopback(address)).toBe(expected)
  })

  const outside = Object.values(networkInterfaces())
    .flat()
    .find((found) => found?.family === 'IPv4' && !found.internal)?.address
  const whenReachable = outside === undefined ? test.skip : test
  whenReachable(
    `are closed to a caller by way of the network (${outside ?? 'SKIPPED: no network interface'})`,
    async () => {
      const { port } = await started({ host: '0.0.0.0' })
      expect((await fetch(`http://${outside}:${port}/_emulator/state`)).status).toBe(403)
      expect((await fetch(`http://${outside}:${port}/`, { method: 'POST', body: '{}' })).status).toBe(200)
    },
  )
})

describe('an emulator', () => {
  test('lets in a request of the Node SDK, byte for byte as it once came over the wire', async () => {
    const { port } = await started({ now: () => 1795433117_000 })
    const body =
      '{"ImageName":"tkt-镜像-1","InstanceId":"ins-2v3sqe2t","ForcePoweroff":"FALSE","DryRun":false,"TagSpecification":[{"ResourceType":"image","Tags":[{"Key":"k","Value":"v"}]}]}'
    const lines = [
      'POST / HTTP/1.1',
      'X-TC-TraceId: 88b01a75-9e20-4781-b7c3-b4874e163a0c',
      'Host: cvm.localhost:46421',
      'X-TC-Action: CreateImage',
      'X-TC-Region: ap-guangzhou',
      'X-TC-Timestamp: 1795433117',
      'X-TC-Version: 2017-03-12',
      'Content-Type: application/json',
      'Authorization: TC3-HMAC-SHA256 Credential=AKIDemulator0001/2026-11-23/cvm/tc3_request, SignedHeaders=content-type;host, Signature=f8450af90f53bdfee562dae30a15b01c92a9515467b3d2915ea77aa57536b397',
      'Content-Length: 174',
      'Connection: close',
    ]
    const socket = connect(port, '127.0.0.1')
    socket.write(`${lines.join('\r\n')}\r\n\r\n${body}`)
    const answer = await text(socket)
    expect(answer).toContain('InvalidInstanceId.NotFound')
    expect(answer.toLowerCase()).toContain('x-tc-traceid: 88b01a75-9e20-4781-b7c3-b4874e163a0c')
  })

  test('refuses to run in production', async () => {
    const before = process.env.NODE_ENV
    process.env.NODE_ENV = 'production'
    try {
      await expect(startEmulator()).rejects.toMatchObject({ code: 'production' })
    } finally {
      process.env.NODE_ENV = before
    }
  })

  test('refuses a body above 10 MB', async () => {
    const { url } = await started()
    const body = Buffer.alloc(10 * 1024 * 1024 + 1, 'x')
    expect((await fetch(url, { method: 'POST', body })).status).toBe(413)
  })

  test('closes at once, whatever hangs', async () => {
    const emulator = await startEmulator()
    emulator.control.addFault({ do: { kind: 'hangAfter', ms: 600_000 } })
    const call = sdkClient(`127.0.0.1:${emulator.port}`, { timeoutSec: 60 }).failure('CreateImage', create(1))
    await eventually(() => emulator.control.log().length > 0)
    await emulator.close()
    expect(await call).toMatchObject({ message: expect.stringContaining('socket hang up') })
  })
})
