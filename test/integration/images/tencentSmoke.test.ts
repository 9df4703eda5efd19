import { spawnSync } from 'node:child_process'
import process from 'node:process'
import { defaultCredential, type RunningEmulator, startEmulator } from '@gongdan/cvm-emulator'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { createCall } from '../../../services/image/src/public.ts'
import { type Finding, smoke } from '../../live/smoke.ts'

let emulator: RunningEmulator
beforeAll(async () => {
  // Long enough to be seen while it is made.
  emulator = await startEmulator({ settings: { createMs: [2_000, 2_000] } })
})
afterAll(() => emulator.close())

/** What is there and costs money. */
const left = () => {
  const { images, snapshots } = emulator.control.state()
  return [...images.filter(({ exists }) => exists), ...snapshots]
}

const tryOut = async (said: Finding[]) => {
  const { secretId, secretKey } = defaultCredential
  const endpoint = { protocol: 'http://', host: `127.0.0.1:${emulator.port}` }
  const call = createCall({ endpoint, getCredential: async () => ({ secretId, secretKey }) })
  const about = { region: 'ap-guangzhou', instanceId: 'ins-demo0001', pollMs: 200, withinMs: 20_000, settleMs: 1_000 }
  return smoke({ call, ...about, say: (finding) => said.push(finding) })
}

test('the live test tells how the cloud behaves, and leaves neither images nor snapshots', async () => {
  const said: Finding[] = []
  expect(await tryOut(said)).toEqual([])
  expect(Object.fromEntries(said.map(({ assumed, found }) => [assumed, found]))).toMatchObject({
    'the quota': '500',
    'the reply to DryRun': 'accepted',
    'the code for a name of 61': 'InvalidParameterValue.TooLarge',
    'CreateImage gives an ImageId': 'yes',
    'Duplicate while the first image is CREATING': 'OperationDenied.InstanceOperationInProgress',
    'how long an image takes': expect.stringMatching(/^NORMAL after [\d.]+ s$/),
    'Duplicate once it is made': 'InvalidImageName.Duplicate',
    'renaming to its present name': 'accepted',
    'the old name is free at once': 'accepted',
    'its marker still finds it, for the description stays': expect.stringMatching(/-renamed$/),
    'NotFound or an absent entry for an unknown id': 'InvalidImageId.NotFound',
  })
  expect(left()).toEqual([])
})

test('the live test deletes what it made when something goes wrong on the way', async () => {
  emulator.control.addFault({ match: { action: 'CreateImage', nth: 3 }, do: { kind: 'lateApply', ms: 400 } })
  await expect(tryOut([])).rejects.toThrow(/^not finished$/)
  expect(left()).toEqual([])
})

test('without keys the live test says that it was not run, and passes nothing', () => {
  const { stdout, status } = spawnSync(process.execPath, [`${import.meta.dirname}/../../live/main.ts`], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH },
  })
  expect(stdout).toMatch(/^live test: NOT RUN \(CVM_LIVE is not 1, /)
  expect(status).toBe(2)
})
