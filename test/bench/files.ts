import { setTimeout as sleep } from 'node:timers/promises'
import { serviceNames } from '@gongdan/contracts'
import { eventually } from '../support/eventually.ts'
import { startSystem } from '../support/system.ts'
import { startWebhookReceiver } from '../support/webhookReceiver.ts'
import { covered, openCoverage } from './coverage.ts'
import { createClient } from './httpClient.ts'
import type { Pledge } from './report.ts'
import { ticketBody } from './workload.ts'

/** The files of a service that were executed, by its name. */
type Executed = ReadonlyMap<string, readonly string[]>

/** What happens by itself happens in some runs only; the smallest of these is the call's own. */
const RUNS = 9

const distinct = (executed: Executed): readonly string[] => [...new Set([...executed.values()].flat())].toSorted()

const print = (title: string, executed: Executed): void => {
  const all = distinct(executed)
  console.log(`\n${title}: ${all.length} files`)
  for (const [service, files] of executed) console.log(`  ${service}: ${files.length}`)
  for (const file of all) {
    const services = [...executed].filter(([, files]) => files.includes(file)).map(([service]) => service)
    console.log(`    ${file}  (${services.join(', ')})`)
  }
}

/** A system of covered processes, and the calls of one approval. */
const openApproval = async () => {
  const system = await startSystem({ env: covered })
  const receiver = await startWebhookReceiver()
  const client = createClient(system.url)
  const tokenOf = (user: string, tenant: string, role: string) =>
    system.token({ user, name: user, tenant, tenantName: tenant, roles: [{ uuid: role, name: role }] })
  const applicant = await tokenOf('lin', 'acme', 'developer')
  const approvers = [await tokenOf('zhao', 'acme', 'acme'), await tokenOf('root', 'system', 'system')] as const
  const post = async (path: string, token: string, body: object): Promise<{ ticket_uuid?: string }> => {
    const { body: answer } = await client.send({ path, token, body })
    if (answer.scode !== 0) throw new Error(`${path}: ${JSON.stringify(answer)}`)
    return answer.data
  }
  let submitted = 0
  const { image } = ticketBody.tencent
  const bodyNamed = (name: string) => ({ ...ticketBody, tencent: { image: { ...image, image_name: name } } })
  await post('/v1/webhook/create', approvers[0], {
    tenant_uuid: 'acme',
    webhook_name: 'files',
    url: receiver.url,
  })
  return {
    system,
    submit: async () =>
      (await post('/v1/ticket/submit', applicant, bodyNamed(`files-${++submitted}`))).ticket_uuid ?? '',
    pass: (step: 0 | 1, uuid: string) => post('/v1/ticket/pass', approvers[step], { list: [uuid] }),
    /** Resolves when the webhook has told that the image of a ticket is made. */
    imageMade: (uuid: string) =>
      eventually(
        () => {
          const told = receiver.arrived.some(({ body }) => body.includes(uuid) && body.includes('ticket.image-created'))
          if (!told) throw new Error(`no webhook has told of the image of ${uuid}`)
        },
        { withinMs: 60_000 },
      ),
    close: async () => {
      client.close()
      await receiver.close()
      await system.stop()
    },
  }
}

/**
 * Counts the source files that are executed between the request of one pass and its answer, and by a whole approval:
 * those with a function that V8 saw called in that time, in all services.
 */
export const countFiles = async (): Promise<readonly Pledge[]> => {
  const approval = await openApproval()
  const { system, submit, pass, imageMade } = approval
  const coverages = await Promise.all(
    serviceNames.map(async (name) => [name, await openCoverage(system.logFile(name))] as const),
  )
  const reset = () => Promise.all(coverages.map(([, coverage]) => coverage.reset()))
  const take = async (): Promise<Executed> =>
    new Map(await Promise.all(coverages.map(async ([name, coverage]) => [name, await coverage.take()] as const)))
  const whole = async () => {
    const uuid = await submit()
    await pass(0, uuid)
    await pass(1, uuid)
    await imageMade(uuid)
    // The receiver has answered; the delivery is written down a moment later.
    await sleep(500)
  }

  try {
    await whole()
    const passes: Executed[] = []
    for (let run = 0; run < RUNS; run++) {
      const uuid = await submit()
      await sleep(1_500)
      await reset()
      await pass(0, uuid)
      passes.push(await take())
    }
    const sorted = passes.toSorted((a, b) => distinct(a).length - distinct(b).length)
    console.log(`one pass, request to answer, ${RUNS} runs: ${sorted.map((one) => distinct(one).length).join(', ')}`)
    print('one pass, the smallest of them', sorted[0] ?? new Map())
    await reset()
    await whole()
    print('a whole approval: submit, two passes, image made, webhook delivered', await take())
    return []
  } finally {
    for (const [, coverage] of coverages) coverage.close()
    await approval.close()
  }
}
