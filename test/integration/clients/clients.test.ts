import { afterAll, describe, jest } from '@jest/globals'
import { type Harness, openHarness } from '../../support/harness.ts'
import { testCli } from './cli.ts'
import { testSdk } from './sdk.ts'

jest.setTimeout(300_000)

// On one system, for each start of one takes seven seconds of a processor.
let opened: Promise<Harness> | undefined
const open = (): Promise<Harness> => {
  opened ??= openHarness({ image: 0 })
  return opened
}
afterAll(async () => (await opened)?.close())

describe('the SDK', () => testSdk(open))
describe('the CLI', () => testCli(open))
