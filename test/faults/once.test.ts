import { afterAll, beforeAll } from '@jest/globals'
import { eitherOf, races } from '../support/race.ts'
import { cloudFaults } from './cloudFaults.ts'
import { duplicateDelivery } from './duplicateDelivery.ts'
import { type FaultHarness, openFaultHarness } from './faultHarness.ts'
import { largeBatch } from './largeBatch.ts'
import { lostReplies } from './lostReplies.ts'
import { race } from './race.ts'
import { randomClients } from './randomClients.ts'
import { sameKey } from './sameKey.ts'
import { scenario } from './scenario.ts'

const processes = ['gateway', 'gateway-2', 'ticket', 'ticket-2', 'process', 'image', 'image-2', 'notification']

let harness: FaultHarness
beforeAll(async () => {
  harness = await openFaultHarness({ gateway: 2, ticket: 2, image: 2 })
}, 120_000)
afterAll(() => harness?.close(), 60_000)

scenario('F5', 'a reply that is lost with its connection is asked for again at once', (tally) =>
  lostReplies(harness, tally, processes),
)

scenario('F13', 'messages that are delivered three times are answered alike and done once', (tally) =>
  duplicateDelivery(harness, tally, processes),
)

scenario('F14', 'one key fifty times at once, while gateways are killed, has one effect and one answer', (tally) =>
  sameKey(harness, tally, processes),
)

scenario('F15', 'each of five hundred items ends as the ledger has it, though their gateways are killed', (tally) =>
  largeBatch(harness, tally, processes),
)

scenario('F17', 'whatever becomes of a call to the cloud, a ticket has one image', (tally) =>
  cloudFaults(harness, tally, processes),
)

scenario('F19', 'of sixteen calls at once on a ticket one wins, though services are killed', (tally) =>
  race(harness, tally, processes, [...races, eitherOf], 10),
)

scenario('F21', 'of two approvers of whom one is enough one wins, and the other hears that it is decided', (tally) =>
  race(harness, tally, processes, [eitherOf], 25),
)

scenario('F20', 'clients at random, while everything fails at random, find every history as it was answered', (tally) =>
  randomClients(harness, tally, processes),
)
