import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { sdkClient, type Thrown } from '../test/sdkClient.ts'
import type { Fault } from './faults.ts'
import { type RunningEmulator, startEmulator } from './server.ts'

let emulator: RunningEmulator
beforeAll(async () => {
  emulator = await startEmulator()
  // The first call is slow on a busy machine; it must not run into the short time-out of some.
  await sdkClient(`127.0.0.1:${emulator.port}`).request('DescribeImageQuota', {})
})
afterAll(() => emulator.close())
beforeEach(() => emulator.control.reset())

const create = { ImageName: 'one', InstanceId: 'ins-demo0001' }
const long = 5000
/** Patience for what comes only after `long`; a busy machine takes its time for all the rest. */
const shortSec = 1
const patientSec = 30
const hanging: readonly string[] = ['hangBefore', 'hangAfter', 'slowBody']

/** By this rule a client may tell what Tencent answered from what happened on the way. */
const isApiError = (thrown: Thrown | undefined): boolean => !!thrown?.code && !!thrown.requestId

interface Row {
  readonly do: Fault['do']
  /** Whether the image is made all the same. */
  readonly made: boolean
  readonly apiError: boolean
  readonly thrown: object
}

const noCode = { code: '' }
const hungUp = { ...noCode, message: expect.stringMatching(/socket hang up|ECONNRESET/) }
const rows: readonly Row[] = [
  { do: { kind: 'error', code: 'InternalError' }, made: false, apiError: true, thrown: { code: 'InternalError' } },
  { do: { kind: 'duplicateOnOwn' }, made: true, apiError: true, thrown: { code: 'InvalidImageName.Duplicate' } },
  { do: { kind: 'http', status: 502, body: 'x' }, made: false, apiError: false, thrown: { ...noCode, httpCode: 502 } },
  { do: { kind: 'html200' }, made: false, apiError: false, thrown: { ...noCode, name: 'FetchError' } },
  { do: { kind: 'emptyJson' }, made: false, apiError: false, thrown: { ...noCode, name: 'TypeError' } },
  { do: { kind: 'truncate' }, made: true, apiError: false, thrown: { ...noCode, name: 'FetchError' } },
  { do: { kind: 'dropBefore' }, made: false, apiError: false, thrown: hungUp },
  { do: { kind: 'dropAfter' }, made: true, apiError: false, thrown: hungUp },
  { do: { kind: 'lateApply', ms: 60_000 }, made: false, apiError: false, thrown: hungUp },
  {
    do: { kind: 'cutBody' },
    made: true,
    apiError: false,
    thrown: { name: 'FetchError', code: expect.stringMatching(/^(ECONNRESET|ERR_STREAM_PREMATURE_CLOSE)$/) },
  },
  {
    do: { kind: 'hangBefore', ms: long },
    made: false,
    apiError: false,
    thrown: { ...noCode, message: expect.stringContaining('network timeout') },
  },
  {
    do: { kind: 'hangAfter', ms: long },
    made: true,
    apiError: false,
    thrown: { ...noCode, message: expect.stringContaining('network timeout') },
  },
  {
    do: { kind: 'slowBody', ms: long },
    made: true,
    apiError: false,
    thrown: { ...noCode, name: 'FetchError', type: 'body-timeout' },
  },
]

describe('through the SDK', () => {
  test.each(rows)('$do.kind is what a client sees of it; image made: $made', async (row) => {
    emulator.control.addFault({ match: { action: 'CreateImage' }, do: row.do })
    const timeoutSec = hanging.includes(row.do.kind) ? shortSec : patientSec
    const { failure } = sdkClient(`cvm.tencentcloudapi.test:${emulator.port}`, { timeoutSec })
    const thrown = await failure('CreateImage', create)
    expect(thrown).toMatchObject(row.thrown)
    expect(isApiError(thrown)).toBe(row.apiError)
    expect(emulator.control.state().images).toHaveLength(row.made ? 1 : 0)
  })

  test('a refused call is not told that its name is taken by its own image', async () => {
    for (const kind of ['instanceBusyMs', 'duplicateOnOwn'] as const) {
      emulator.control.addFault({
        match: { action: 'CreateImage' },
        do: kind === 'duplicateOnOwn' ? { kind } : { kind, ms: long },
      })
    }
    const thrown = await sdkClient(`127.0.0.1:${emulator.port}`).failure('CreateImage', create)
    expect(thrown?.code).toBe('OperationDenied.InstanceOperationInProgress')
    expect(emulator.control.state().images).toHaveLength(0)
  })

  test('a late call takes effect when its time has come', async () => {
    emulator.control.addFault({ match: { action: 'CreateImage' }, do: { kind: 'lateApply', ms: 60_000 } })
    await sdkClient(`127.0.0.1:${emulator.port}`).failure('CreateImage', create)
    // The clock goes on by itself as well.
    emulator.control.advance(30_000)
    expect(emulator.control.state().images).toHaveLength(0)
    emulator.control.advance(30_000)
    expect(emulator.control.state().images).toHaveLength(1)
  })

  test('a body that is only slow arrives whole', async () => {
    emulator.control.addFault({ do: { kind: 'slowBody', ms: 20 } })
    const { request } = sdkClient(`127.0.0.1:${emulator.port}`)
    expect(await request('DescribeImageQuota', {})).toMatchObject({ ImageNumQuota: 500 })
  })

  test.each(['hangAfter', 'slowBody'] as const)('a client that gives up on %s has no code in hand', async (kind) => {
    emulator.control.addFault({ match: { action: 'CreateImage' }, do: { kind, ms: long } })
    const { failure } = sdkClient(`127.0.0.1:${emulator.port}`, { timeoutSec: patientSec })
    const thrown = await failure('CreateImage', create, { signal: AbortSignal.timeout(200) })
    expect(thrown).toMatchObject({ ...noCode, message: expect.stringContaining('aborted') })
  })

  test.each([
    [
      'a wrong key',
      () => emulator.control.setCredential({ secretId: 'AKIDemulator0001', secretKey: 'new' }),
      'AuthFailure.SignatureFailure',
    ],
    [
      'a clock that is wrong',
      () => emulator.control.changeSettings({ clockSkewSec: 400 }),
      'AuthFailure.SignatureExpire',
    ],
    ['a full quota', () => emulator.control.changeSettings({ quota: 0 }), 'ImageQuotaLimitExceeded'],
    ['a rate of none', () => emulator.control.changeSettings({ rate: { CreateImage: 0 } }), 'RequestLimitExceeded'],
  ])('%s is an API error', async (_what, spoil, code) => {
    spoil()
    const thrown = await sdkClient(`127.0.0.1:${emulator.port}`).failure('CreateImage', create)
    expect(thrown?.code).toBe(code)
    expect(isApiError(thrown)).toBe(true)
  })
})
