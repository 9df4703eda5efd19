import { afterAll, describe } from '@jest/globals'
import { testFourEyes } from './rightsFourEyes.ts'
import { openRightsHarness, type RightsHarness } from './rightsHarness.ts'
import { testInjection } from './rightsInjection.ts'
import { testRightsOnTheBus } from './rightsOnTheBus.ts'

// On one system, for each start of one takes seven seconds of a processor.
let opened: Promise<RightsHarness> | undefined
const open = (): Promise<RightsHarness> => {
  opened ??= openRightsHarness({ scale: { image: 0 } })
  return opened
}
afterAll(async () => (await opened)?.close(), 60_000)

// Before the first delegation is made.
describe('four eyes, and a wall between tenants', () => testFourEyes(open))
describe('messages on the bus', () => testRightsOnTheBus(open))
// The last one, for it also looks at what the others have left in the database.
describe('injection', () => testInjection(open))
