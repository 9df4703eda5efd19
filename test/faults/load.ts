import { setTimeout as sleep } from 'node:timers/promises'
import { feedback } from '../support/harness.ts'
import { type Person, people } from '../support/people.ts'
import type { Random } from '../support/random.ts'
import type { FaultHarness } from './faultHarness.ts'
import { defineProcesses } from './processes.ts'
import { createRetryingClient, type RetryingClient } from './retryingClient.ts'

/** Clients that go on sending requests, whatever happens to the system. */
export interface Load {
  readonly client: RetryingClient
  /** Waits until all requests under way are answered. */
  stop(): Promise<void>
}

interface LoadOptions {
  readonly random: Random
  /** How many clients send at once, and how long each rests between two requests at most. */
  readonly hands: number
  readonly restMs: number
  /** Each n-th new ticket is for an image; 0: none. */
  readonly imageEvery: number
}

const mostShared = 40
const mostInBatch = 250

const approvers = ['firstApprover', 'secondApprover', 'thirdApprover'] as const
const third = { tenant_uuid: people.thirdApprover.tenant, user_uuid: people.thirdApprover.user }

const instances = ['ap-guangzhou', 'ap-shanghai'].flatMap((region) =>
  Array.from({ length: 9 }, (_, index) => ({ region, instance_id: `ins-demo000${index + 1}` })),
)

/** Starts the load: all clients work on the same few tickets, so that their commands conflict. */
export const startLoad = async (harness: FaultHarness, options: LoadOptions): Promise<Load> => {
  const { hands, restMs, imageEvery } = options
  const { quick, rich } = await defineProcesses(harness)
  const client = createRetryingClient(harness, (asked) => harness.log.push(asked))
  const shared: string[] = []
  const recent: string[] = []
  let written = 0
  let working = true

  const write = async (random: Random, route: string) => {
    written += 1
    const isImage = imageEvery > 0 && written % imageEvery === 0
    const ticket = feedback(`ticket ${written}`, random.oneOf(isImage || written % 2 === 0 ? quick : rich))
    const image = { ...instances[written % instances.length], image_name: `image ${written}` }
    const body = isImage ? { ...ticket, type: 'TENCENT_IMAGE_CREATE', tencent: { image } } : ticket
    const { tickets } = await client.ask('applicant', route, body)
    for (const [list, most] of [[shared, mostShared] as const, [recent, mostInBatch] as const]) {
      list.push(...tickets)
      list.splice(0, list.length - most)
    }
  }

  const decide = async (random: Random, person: Person, route: string, most: number, more: object = {}) => {
    const tickets = [...new Set(Array.from({ length: random.between(1, most) }, () => random.oneOf(shared)))]
    await client.ask(person, `ticket/${route}`, { list: tickets, ...more }, tickets)
  }

  /** A long list with repetitions, which is worked off in parts; sometimes without waiting for any of it. */
  const decideMany = async (random: Random) => {
    const tickets = [...recent, ...recent.slice(0, 5)]
    const prefer = random.oneOf(['respond-async', 'wait=1', 'wait=10'])
    await client.ask(random.oneOf(approvers), 'ticket/pass', { list: tickets }, tickets, prefer)
  }

  const add = (random: Random) => {
    const where = random.oneOf(['before', 'beside', 'after'])
    const more = { where, approvers: [third], reason: '请一起看' }
    return decide(random, random.oneOf(approvers), 'approver/add', 2, more)
  }

  const actions: readonly (readonly [number, (random: Random) => Promise<void>])[] = [
    [30, (random) => write(random, 'ticket/submit')],
    [5, (random) => write(random, 'ticket/save')],
    [20, (random) => decide(random, 'firstApprover', 'pass', 10)],
    [12, (random) => decide(random, 'secondApprover', 'pass', 10)],
    [10, (random) => decide(random, 'thirdApprover', 'pass', 10)],
    [8, (random) => decide(random, random.oneOf(approvers), 'overrule', 4, { reason: '理由不足' })],
    [4, (random) => decide(random, random.oneOf(approvers), 'return', 4, { to_step_id: 0, reason: '请再看' })],
    [
      2,
      (random) =>
        decide(random, 'secondApprover', 'transfer', 2, { to: { user_uuid: third.user_uuid }, reason: '请代为处理' }),
    ],
    [2, add],
    [1, (random) => decide(random, 'applicant', 'urge', 3)],
    [1, (random) => decide(random, 'applicant', 'cc', 3, { people: [third] })],
    [8, (random) => decide(random, 'applicant', 'withdraw', 4)],
    [7, (random) => decide(random, 'applicant', 'overruled/submit', 6)],
    [6, (random) => decide(random, 'applicant', 'saved/submit', 6)],
    [2, (random) => decide(random, 'applicant', 'confirm', 3)],
    [1, (random) => decide(random, 'applicant', 'archive', 3)],
    [1, (random) => decide(random, 'applicant', 'delete', 2)],
    [1, decideMany],
  ]
  const hat = actions.flatMap(([weight, action]) => Array.from({ length: weight }, () => action))
  const nextDeed = (random: Random) => (shared.length === 0 ? hat[0]! : random.oneOf(hat))

  const work = async (random: Random) => {
    while (working) {
      await nextDeed(random)(random)
      await sleep(random.next() * restMs)
    }
  }
  const everybody = Array.from({ length: hands }, () => work(options.random.split()))

  return {
    client,
    stop: async () => {
      working = false
      client.lastCall()
      await Promise.all(everybody)
      await client.settled()
    },
  }
}
