import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { makeFolder } from '../../test/support/makeFolder.ts'
import { startDemoFulfiller } from './demo.ts'
import { openIssuer } from './issuer.ts'
import { openRun } from './run.ts'

test('the fulfiller of the demo runs, which nothing can ask whether it is ready', async () => {
  const directory = makeFolder('demo')
  const run = openRun(directory, false, () => {})
  try {
    const issuer = openIssuer(join(directory, 'issuer-key.json'))
    const fulfiller = await startDemoFulfiller(run, 'http://127.0.0.1:1', issuer)
    expect(fulfiller.pid()).toBeGreaterThan(0)
  } finally {
    await run.close()
  }
})
