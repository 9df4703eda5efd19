import { atOnce } from '../journey/load.ts'
import { feedback } from '../journey/scene.ts'
import { createClient } from './client.ts'
import type { Asked } from './clientLog.ts'
import type { FaultScene } from './faultScene.ts'
import { killAndStart } from './killAndStart.ts'
import { checkLedger } from './ledgerCheck.ts'
import { defineProcess } from './load.ts'
import type { Tally } from './scenario.ts'

const people = 16
const mortals = ['ticket', 'ticket-2', 'gateway', 'gateway-2']
const [pass, overrule, withdraw] = [
  ['firstApprover', 'pass'],
  ['firstApprover', 'overrule'],
  ['applicant', 'withdraw'],
] as const
// A ticket whose first step is passed may still be withdrawn: there it would be no contest.
const contests = [
  { steps: ['first'], deeds: [pass, overrule, withdraw] },
  { steps: ['first', 'second'], deeds: [pass, overrule] },
] as const

/** F19: sixteen people at once pass, overrule and withdraw each ticket, while services are killed: one of them wins. */
export const contest = async (scene: FaultScene, tally: Tally, processes: readonly string[]): Promise<void> => {
  const client = createClient(scene, (asked) => scene.log.push(asked))
  const kinds = await Promise.all(
    contests.map(async ({ steps, deeds }) => ({ process: await defineProcess(scene, steps), deeds })),
  )
  for (const round of tally.rounds(1, 10)) {
    const names = Array.from({ length: 20 }, (_, index) => `contest ${round} ${index}`)
    let over = false
    const killing = async () => {
      while (!over) await killAndStart(scene, tally, tally.dice.oneOf(mortals))
    }
    const killed = killing()
    const asked = await atOnce(3, names, async (name) => {
      const { process, deeds } = tally.dice.oneOf(kinds)
      const { tickets } = await client.ask('applicant', 'ticket/submit', feedback(name, process))
      await client.settled()
      const wishes = Array.from({ length: people }, (_, index) => deeds[index % deeds.length] ?? pass)
      return Promise.all(
        wishes.map(([person, deed]) =>
          client.ask(person, `ticket/${deed}`, { list: tickets, reason: '同时' }, tickets),
        ),
      )
    })
    over = true
    await killed
    await client.settled()

    const final = new Map(scene.log.map((one) => [one.idempotencyKey, one]))
    const won = (all: readonly Asked[]) =>
      all.filter(({ idempotencyKey }) => final.get(idempotencyKey)?.outcomes[0] === 0)
    const { findings } = await checkLedger(scene, processes)
    const odd = asked.filter((all) => won(all).length !== 1)
    const doubled = odd.map((all) => `${all[0]?.tickets}: ${won(all).length} winners`)
    tally.hold({ ...findings, doubled: [...findings.doubled, ...doubled] })
  }
}
