import { setTimeout as pause } from 'node:timers/promises'
import { connect, type Store } from '@gongdan/store'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type Caller, createCaller } from '../../support/caller.ts'
import { mapConcurrently } from '../../support/concurrency.ts'
import { type EventClient, openEventClient } from '../../support/eventClient.ts'
import { eventually } from '../../support/eventually.ts'
import { patient } from '../../support/harness.ts'
import { seededRandom } from '../../support/random.ts'
import { seedOr } from '../../support/seed.ts'
import type { TestSystem } from '../../support/system.ts'
import { startProxy, type TcpProxy } from '../../support/tcpProxy.ts'
import { feedback, people, step } from '../rights/rightsHarness.ts'

/** On a system with two gateways that clients come back to at once. */
export const testReconnects = (started: () => TestSystem): void => {
  const reconnects = 1_000
  const users = Array.from({ length: 50 }, (_, index) => `watcher-${index}`)
  const seed = seedOr(1)
  const { next, oneOf } = seededRandom(seed)

  let system: TestSystem
  let store: Store
  let wires: readonly TcpProxy[]
  let applicant: Caller
  let process: string
  const clients = new Map<string, EventClient>()

  beforeAll(async () => {
    system = started()
    store = await connect(system.mongodbUrl, 'notification')
    wires = await Promise.all(
      system.urls.map((url) => startProxy({ host: '127.0.0.1', port: Number(new URL(url).port) })),
    )
    const signIn = async (person: 'applicant' | 'administrator') =>
      createCaller(system.url, await system.token(people[person]), { headers: patient.headers })
    applicant = await signIn('applicant')
    const administrator = await signIn('administrator')
    const body = { tenant_uuid: 'acme', process_name: 'watched', approval_list: [step('watcher')] }
    process = Object((await administrator.post('/v1/ticket/process/create', body)).envelope.data).process_uuid
    for (const user of users) {
      const subject = { user, name: user, tenant: 'acme', tenantName: 'Acme', roles: [{ uuid: 'watcher', name: '' }] }
      const urls = wires.map(({ port }) => `http://127.0.0.1:${port}`)
      clients.set(user, openEventClient(urls, await system.token(subject)))
    }
    await eventually(
      async () => {
        expect([...clients.values()].every(({ told }) => told.includes('listening'))).toBe(true)
        expect(await store.db.collection('members').countDocuments({ roles: 'acme watcher' })).toBe(users.length)
      },
      { withinMs: 60_000, everyMs: 200 },
    )
  }, 120_000)
  afterAll(async () => {
    for (const client of clients.values()) client.close()
    await Promise.all((wires ?? []).map((wire) => wire.close()))
    await store?.close()
  }, 60_000)

  const submit = () => applicant.post('/v1/ticket/submit', { ...feedback, process_uuid: process })
  const connections = () => [...clients.values()].reduce((sum, client) => sum + client.connected(), 0)
  /** Every event that a user was to hear of, in order, as the database has it. */
  const feedOf = (user: string) =>
    store.db
      .collection<{ seq: number; notice: string }>('feed_entries')
      .find({ user: `acme ${user}` }, { sort: { seq: 1 } })
      .map(({ seq, notice }): [number, string] => [seq, JSON.parse(notice).event_id])
      .toArray()

  test(`a thousand broken streams lose no event and double none, whatever becomes of the gateways (seed ${seed})`, async () => {
    const wanted = connections() + reconnects
    let submitted = 0
    const work = async () => {
      while (connections() < wanted) {
        expect((await submit()).envelope.scode).toBe(0)
        submitted += 1
        await pause(50)
      }
    }
    const breakStreams = async () => {
      while (connections() < wanted) {
        const wire = oneOf(wires)
        if (next() < 0.02) wire.drop()
        else wire.dropOne(next())
        await pause(5)
      }
    }
    const endAGateway = async (signal: 'SIGTERM' | 'SIGKILL') => {
      await eventually(() => expect(connections()).toBeGreaterThan(wanted - (signal === 'SIGTERM' ? 700 : 400)), {
        withinMs: 60_000,
      })
      await system.kill('gateway-2', signal)
      await system.start('gateway-2')
    }
    await Promise.all([work(), breakStreams(), endAGateway('SIGTERM').then(() => endAGateway('SIGKILL'))])

    // What is told last closes the account: when it is there, everything before it has to be.
    await submit()
    submitted += 1
    await mapConcurrently(users, 10, async (user) => {
      const got = () => clients.get(user)?.got.map(({ id, notice }): [number, string] => [id, notice.event_id]) ?? []
      await eventually(async () => expect(got().length).toBeGreaterThanOrEqual(submitted), { withinMs: 60_000 })
      const kept = await feedOf(user)
      expect(kept.map(([seq]) => seq)).toEqual(Array.from({ length: submitted }, (_, index) => index + 1))
      expect(got()).toEqual(kept)
      expect(clients.get(user)?.told).not.toContain('missed')
    })
    console.error(`${connections()} connections, ${submitted * users.length} events, none lost, none doubled`)
  })
}
