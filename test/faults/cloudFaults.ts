import { emulatorAt } from '../support/emulator.ts'
import { eventually } from '../support/eventually.ts'
import { feedback } from '../support/harness.ts'
import type { FaultHarness } from './faultHarness.ts'
import { checkLedger } from './ledgerCheck.ts'
import { bothKinds } from './processes.ts'
import { startWithRetries } from './restartOnExit.ts'
import { createRetryingClient } from './retryingClient.ts'
import type { Tally } from './scenario.ts'

const workers = ['image', 'image-2']
const heldMs = 4_000

/** What becomes of a call of CreateImage, and of the worker that made it. */
const cases = [
  { name: 'the reply is lost', do: { kind: 'dropAfter' } },
  { name: 'the reply breaks off', do: { kind: 'cutBody' } },
  { name: 'the reply is half a JSON', do: { kind: 'truncate' } },
  { name: 'a gateway of the cloud fails', do: { kind: 'http', status: 502 } },
  { name: 'the cloud says that it failed', do: { kind: 'error', code: 'InternalError' } },
  { name: 'throttled', do: { kind: 'error', code: 'RequestLimitExceeded' } },
  { name: 'slow', do: { kind: 'slowBody', ms: 1_500 } },
  { name: 'it takes effect later', do: { kind: 'lateApply', ms: 1_200 } },
  { name: 'its worker is killed between call and record', do: { kind: 'hangAfter', ms: heldMs } },
  { name: 'its worker is killed between call and record, again', do: { kind: 'hangAfter', ms: heldMs } },
] as const

/** F17: whatever happens to a call of CreateImage, to its reply or to its worker: exactly one image a ticket, with two workers. */
export const cloudFaults = async (harness: FaultHarness, tally: Tally, processes: readonly string[]): Promise<void> => {
  const { system } = harness
  const emulator = emulatorAt(system.emulatorUrl)
  const made = async (ticket: string) => {
    const { effectiveCreates } = await emulator.state()
    return Object.entries(effectiveCreates).flatMap(([name, ids]) => (name.startsWith(`tkt-${ticket}`) ? ids : []))
  }

  const client = createRetryingClient(harness, (asked) => harness.log.push(asked))
  const either = await bothKinds(harness)
  for (const round of tally.rounds(1, 6)) {
    const instances = cases.map((_, index) => `ins-fault${String(round * cases.length + index).padStart(3, '0')}`)
    await emulator.post('seed', { instances: instances.map((id) => ({ region: 'ap-guangzhou', id })) })
    const submitted = await Promise.all(
      cases.map(({ name }, index) => {
        const image = { region: 'ap-guangzhou', instance_id: instances[index], image_name: `fault ${round} ${index}` }
        const ticket = {
          ...feedback(name, tally.random.oneOf(either)),
          type: 'TENCENT_IMAGE_CREATE',
          tencent: { image },
        }
        return client.ask('applicant', 'ticket/submit', ticket)
      }),
    )
    await client.settled()
    const tickets = submitted.flatMap((asked) => asked.tickets)
    for (const [index, one] of cases.entries()) {
      await emulator.post('faults', { match: { action: 'CreateImage', imageNameRegex: tickets[index] }, do: one.do })
      tally.injected()
    }
    await client.ask('firstApprover', 'ticket/pass', { list: tickets }, tickets)

    const held = tickets.filter((_, index) => cases[index]?.do.kind === 'hangAfter')
    for (const ticket of held) {
      const isMade = async () => {
        if ((await made(ticket)).length === 0) throw new Error(`no image was made for ${ticket}`)
      }
      await eventually(isMade, { withinMs: 120_000 })
      await Promise.all(workers.map((name) => system.kill(name, 'SIGKILL')))
      tally.injected(workers.length)
      const since = performance.now()
      await Promise.all(workers.map((name) => startWithRetries(system, name)))
      tally.recovered(performance.now() - since)
    }
    await client.settled()

    const { findings } = await checkLedger(harness, processes)
    const counts = await Promise.all(tickets.map(async (ticket) => ({ ticket, images: (await made(ticket)).length })))
    const doubled = counts.flatMap(({ ticket, images }) => (images > 1 ? [`${images} images for ${ticket}`] : []))
    tally.check({ ...findings, doubled: [...findings.doubled, ...doubled] })
  }
}
