import { CommandReply, type ImageVerdict, type TicketInfo } from '@gongdan/contracts'
import type { Received } from '@gongdan/messaging'
import { createMemoryExecute, stateAt } from '@gongdan/store'
import { describe, expect, test } from '@jest/globals'
import { v4 as uuidv4 } from 'uuid'
import { ticketAggregate } from '../adapters/ticketDocument.ts'
import type { TicketCommandType } from '../domain/actions/index.ts'
import type { Definition } from '../domain/plan.ts'
import { feedback, image, lin, processUuid, stranger, twoSteps } from '../domain/tickets.fixture.ts'
import { commandHandlers } from './commands.ts'

/** The handlers on tickets in memory. `known`: the processes that the replica knows. */
const serviceOf = (
  known: readonly [string, Definition | null][] = [[processUuid, twoSteps]],
  roleNames: ReadonlyMap<string, string> = new Map(),
) => {
  const { execute, documents } = createMemoryExecute(ticketAggregate, Date.now)
  const sought: string[][] = []
  const verdicts = new Map<string, ImageVerdict>()
  const handlers = commandHandlers({
    execute,
    tickets: {
      processesOf: async (uuids) =>
        uuids.flatMap(
          (uuid) =>
            documents
              .get(uuid)
              ?.history.flatMap(infoOf)
              .map(({ processUuid }) => processUuid) ?? [],
        ),
      infosOf: async (uuids) =>
        new Map(
          uuids.flatMap((uuid) => {
            const info = documents.get(uuid)?.history.flatMap(infoOf).at(-1)
            return info?.type === 'TENCENT_IMAGE_CREATE' ? [[uuid, info] as const] : []
          }),
        ),
    },
    people: { namesOf: async () => new Map(), roleNames: async () => roleNames },
    delegations: { absentOf: async () => new Map() },
    imageGuard: { tagKey: null, trustsTenants: true },
    fulfilledTypes: new Set(),
    imageChecks: {
      verdictOn: ({ imageName }) => verdicts.get(imageName),
      ask: async (images) => {
        for (const { imageName } of images) verdicts.set(imageName, imageName === 'taken' ? 'name' : 'fits')
      },
    },
    definitions: {
      find: async (uuids) => {
        sought.push([...uuids])
        return new Map(known)
      },
    },
  })
  const received = (item: object, principal = lin) =>
    ({
      body: { principal, items: [{ commandId: uuidv4(), ...item }] },
      correlationId: 'c',
    }) as unknown as Received<never>
  const ask = async (type: TicketCommandType, item: object, principal = lin) => {
    const [outcome] = await handlers[type]([received(item, principal)])
    return outcome
  }
  const ownersOf = (ticketUuid: string) => {
    const ticket = stateAt(ticketAggregate, ticketUuid, documents.get(ticketUuid)?.history ?? [])
    return ticket?.round?.steps.map(({ seats: [seat] }) => {
      const [owner] = seat?.owners ?? []
      return [owner?.tenantName, owner?.kind === 'role' ? owner.roleName : '']
    })
  }
  return { ask, sought, ownersOf, handlers, received, verdicts }
}
const infoOf = ({ data }: { readonly data: object }) =>
  'info' in data && data.info !== null ? [data.info as TicketInfo] : []

const repliesOf = (outcome: object | undefined) =>
  CommandReply.parse('reply' in Object(outcome) ? Object(outcome).reply : undefined).outcomes

test('a new ticket is saved under its uuid, and answered by its name', async () => {
  const { ask } = serviceOf()
  const ticketUuid = uuidv4()
  expect(repliesOf(await ask('ticket.save', { ticketUuid, isNew: true, info: feedback }))).toMatchObject([
    { scode: 0, uuid: ticketUuid, name: feedback.name },
  ])
})

test('a resubmission is decided with the process that the ticket names', async () => {
  const { ask, sought } = serviceOf()
  const ticketUuid = uuidv4()
  await ask('ticket.save', { ticketUuid, isNew: true, info: feedback })
  expect(repliesOf(await ask('ticket.submit-saved', { ticketUuid }))).toMatchObject([{ scode: 0 }])
  await ask('ticket.withdraw', { ticketUuid })
  expect(sought).toEqual([[processUuid], [processUuid], []])
})

test('the built-in process is not asked for', async () => {
  const { ask, sought } = serviceOf([])
  const info = { ...feedback, processUuid: 'system' }
  expect(repliesOf(await ask('ticket.submit', { ticketUuid: uuidv4(), isNew: true, info }))).toMatchObject([
    { scode: 0 },
  ])
  expect(sought).toEqual([[]])
})

test('a command waits for a process that could not be asked for', async () => {
  const { ask } = serviceOf([])
  const outcome = await ask('ticket.submit', { ticketUuid: uuidv4(), isNew: true, info: feedback })
  expect(outcome).toMatchObject({ reason: expect.stringContaining('is not known yet') })
  expect(repliesOf(outcome)).toEqual([])
})

test('a refusal names a ticket that the caller sees, and a new one by its own name', async () => {
  const { ask } = serviceOf([[processUuid, null]])
  const ticketUuid = uuidv4()
  const refused = await ask('ticket.submit', { ticketUuid, isNew: true, info: feedback })
  expect(repliesOf(refused)).toMatchObject([{ scode: 3005, name: feedback.name }])
  const info = { ...feedback, processUuid: 'system' }
  const seen = uuidv4()
  await ask('ticket.save', { ticketUuid: seen, isNew: true, info })
  expect(repliesOf(await ask('ticket.withdraw', { ticketUuid: seen }))).toMatchObject([
    { scode: 3002, name: feedback.name },
  ])
  expect(repliesOf(await ask('ticket.withdraw', { ticketUuid: seen }, stranger))).toMatchObject([
    { scode: 3001, name: '' },
  ])
})

test('a plan has the names that its process lacks, from whatever token or rule has them', async () => {
  const step = (tenantUuid: string, roleUuid: string) => ({ tenantUuid, roleUuid, tenantName: '', roleName: '' })
  const owners = [
    { ...step('acme', 'finance'), roleName: '财务' },
    step('acme', 'operations'),
    step('acme', 'developer'),
    step('acme', 'acme'),
    step('acme', 'unknown'),
    step('system', 'system'),
  ]
  const names = new Map([
    ['acme finance', '另一个名称'],
    ['acme operations', '运维'],
  ])
  const { ask, ownersOf } = serviceOf([[processUuid, { ...twoSteps, steps: owners }]], names)
  const ticketUuid = uuidv4()
  await ask('ticket.submit', { ticketUuid, isNew: true, info: feedback })
  expect(ownersOf(ticketUuid)).toEqual([
    ['name of acme', '财务'],
    ['name of acme', '运维'],
    ['name of acme', 'name of developer'],
    ['name of acme', '租户管理员'],
    ['name of acme', ''],
    ['system', '超级管理员'],
  ])
})

describe('the image of a ticket', () => {
  const imageNamed = (name: string): TicketInfo => ({
    ...image,
    details: JSON.stringify({ region: 'ap-guangzhou', instance_id: 'ins-demo0001', image_name: name }),
  })

  test('is checked before its submission is decided, and others do not wait for that', async () => {
    const { handlers, received } = serviceOf()
    const messages = [imageNamed('taken'), feedback, imageNamed('free')].map((info) =>
      received({ ticketUuid: uuidv4(), isNew: true, info }),
    )
    const first = await handlers['ticket.submit'](messages)
    expect(first.map(({ kind }) => kind)).toEqual(['later', 'done', 'later'])
    await Object(first[0]).until
    const then = await handlers['ticket.submit']([messages[0]!, messages[2]!])
    expect(then.map((outcome) => repliesOf(outcome)[0]?.scode)).toEqual([3006, 0])
  })

  test('is checked again when a draft is submitted as it stands', async () => {
    const { ask, verdicts } = serviceOf()
    const ticketUuid = uuidv4()
    await ask('ticket.save', { ticketUuid, isNew: true, info: imageNamed('taken') })
    const waits = await ask('ticket.submit-saved', { ticketUuid })
    expect(waits?.kind).toBe('later')
    await Object(waits).until
    expect(repliesOf(await ask('ticket.submit-saved', { ticketUuid }))).toMatchObject([{ scode: 3006 }])
    verdicts.set('taken', 'unknown')
    expect(repliesOf(await ask('ticket.submit-saved', { ticketUuid }))).toMatchObject([{ scode: 0 }])
  })

  test('is not checked of a draft, nor when its details are not complete', async () => {
    const { ask } = serviceOf()
    const info = { ...image, details: '{"region":"ap-guangzhou"}' }
    expect((await ask('ticket.save', { ticketUuid: uuidv4(), isNew: true, info: imageNamed('taken') }))?.kind).toBe(
      'done',
    )
    expect(repliesOf(await ask('ticket.submit', { ticketUuid: uuidv4(), isNew: true, info }))).toMatchObject([
      { scode: 3006 },
    ])
  })
})
