import { setTimeout as sleep } from 'node:timers/promises'
import { ProcessRef } from '@gongdan/contracts'
import { type Person, roles, step, tenant } from '../journey/people.ts'
import { feedback } from '../journey/scene.ts'
import type { Dice } from '../support/dice.ts'
import { type Client, createClient } from './client.ts'
import type { FaultScene } from './faultScene.ts'

/** People who go on working, whatever happens to the system. */
export interface Load {
  readonly client: Client
  /** Lets everybody finish what he has begun. */
  stop(): Promise<void>
}

interface LoadOptions {
  readonly dice: Dice
  /** How many people work at once, and how long each rests between two requests at most. */
  readonly hands: number
  readonly restMs: number
  /** Every so-manieth new ticket is for an image; 0: none. */
  readonly imageEvery: number
}

const mostShared = 40
const mostInBatch = 250

/** The administrator defines a process whose steps these roles own; gives its uuid. */
export const defineProcess = async (scene: FaultScene, steps: readonly (keyof typeof roles)[]): Promise<string> => {
  const process = {
    tenant_uuid: tenant.tenant,
    process_name: steps.join(', '),
    approval_list: steps.map((role) => step(roles[role])),
  }
  return ProcessRef.parse((await scene.as('administrator').post('ticket/process/create', process)).data).process_uuid
}

const instances = ['ap-guangzhou', 'ap-shanghai'].flatMap((region) =>
  Array.from({ length: 9 }, (_, index) => ({ region, instance_id: `ins-demo000${index + 1}` })),
)

/** Starts the load: everybody works on the same few tickets, so that they get into each other's way. */
export const startLoad = async (scene: FaultScene, options: LoadOptions): Promise<Load> => {
  const { hands, restMs, imageEvery } = options
  const processes = [await defineProcess(scene, ['first']), await defineProcess(scene, ['first', 'second'])]
  const client = createClient(scene, (asked) => scene.log.push(asked))
  const shared: string[] = []
  const recent: string[] = []
  let written = 0
  let working = true

  const write = async (dice: Dice, route: string) => {
    written += 1
    const ticket = feedback(`ticket ${written}`, dice.oneOf(processes))
    const image = { ...instances[written % instances.length], image_name: `image ${written}` }
    const isImage = imageEvery > 0 && written % imageEvery === 0
    const body = isImage ? { ...ticket, type: 'TENCENT_IMAGE_CREATE', tencent: { image } } : ticket
    const { tickets } = await client.ask('applicant', route, body)
    for (const [list, most] of [[shared, mostShared] as const, [recent, mostInBatch] as const]) {
      list.push(...tickets)
      list.splice(0, list.length - most)
    }
  }

  const decide = async (dice: Dice, person: Person, route: string, most: number, more: object = {}) => {
    const tickets = [...new Set(Array.from({ length: dice.between(1, most) }, () => dice.oneOf(shared)))]
    await client.ask(person, `ticket/${route}`, { list: tickets, ...more }, tickets)
  }

  /** A long list with repetitions, which is worked off in parts; sometimes without waiting for any of it. */
  const decideMany = async (dice: Dice) => {
    const tickets = [...recent, ...recent.slice(0, 5)]
    const prefer = dice.oneOf(['respond-async', 'wait=1', 'wait=10'])
    await client.ask(dice.oneOf(['firstApprover', 'secondApprover']), 'ticket/pass', { list: tickets }, tickets, prefer)
  }

  const deeds: readonly (readonly [number, (dice: Dice) => Promise<void>])[] = [
    [30, (dice) => write(dice, 'ticket/submit')],
    [5, (dice) => write(dice, 'ticket/save')],
    [20, (dice) => decide(dice, 'firstApprover', 'pass', 10)],
    [12, (dice) => decide(dice, 'secondApprover', 'pass', 10)],
    [8, (dice) => decide(dice, 'firstApprover', 'overrule', 4, { reason: '理由不足' })],
    [8, (dice) => decide(dice, 'applicant', 'withdraw', 4)],
    [7, (dice) => decide(dice, 'applicant', 'overruled/submit', 6)],
    [6, (dice) => decide(dice, 'applicant', 'saved/submit', 6)],
    [2, (dice) => decide(dice, 'applicant', 'confirm', 3)],
    [1, (dice) => decide(dice, 'applicant', 'archive', 3)],
    [1, (dice) => decide(dice, 'applicant', 'delete', 2)],
    [1, decideMany],
  ]
  const hat = deeds.flatMap(([weight, deed]) => Array.from({ length: weight }, () => deed))
  const nextDeed = (dice: Dice) => (shared.length === 0 ? hat[0]! : dice.oneOf(hat))

  const work = async (dice: Dice) => {
    while (working) {
      await nextDeed(dice)(dice)
      await sleep(dice.roll() * restMs)
    }
  }
  const everybody = Array.from({ length: hands }, () => work(options.dice.split()))

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
