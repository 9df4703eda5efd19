import { afterAll, describe, jest } from '@jest/globals'
import { testGolden } from './contractGolden.ts'
import { type ContractHarness, openContractHarness } from './contractHarness.ts'
import { testTypes } from './contractTypes.ts'
import { testGatewayStop } from './gatewayStop.ts'

jest.setTimeout(120_000)

// On one system, for each start of one takes seven seconds of a processor.
let opened: Promise<ContractHarness> | undefined
const open = (): Promise<ContractHarness> => {
  opened ??= openContractHarness()
  return opened
}
afterAll(async () => (await opened)?.system.stop())

// First, for what is fulfilled there has to be the only work that there is.
describe('the types of tickets', () => testTypes(open))
describe('the original document', () => testGolden(open))
describe('a gateway', () => testGatewayStop(open))
