import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Envelope, Principal, Scode } from '@gongdan/contracts'
import { type Answer, type CommandCall, type CommandRoute, routes } from '../../services/gateway/src/public.ts'
import type { Random } from '../support/random.ts'
import type { Gateway, Process } from './processes.ts'

/** One ticket of one request, under every command id it ever had (more than one only after "nothing was accepted"). */
export interface RequestedItem {
  readonly commandIds: Set<string>
  /** What the client was told in the end: an scode, 12 for "accepted", null for no answer at all. */
  answer: Scode | null
}

const person = (userUuid: string, tenantUuid: string, roles: readonly string[]): Principal => ({
  userUuid,
  userName: userUuid,
  tenantUuid,
  tenantName: tenantUuid,
  roles: roles.map((uuid) => ({ uuid, name: uuid })),
})
const ann = person('ann', 'acme', [])
const administrator = person('bob', 'acme', ['acme'])
const root = person('eve', 'system', ['system'])

const commandRoute = (operationId: string): CommandRoute => {
  const route = routes.find((one) => one.operationId === operationId)
  if (route?.kind !== 'command') throw new Error(`no command is called ${operationId}`)
  return route
}
const submitTicket = commandRoute('submitTicket')
const saveTicket = commandRoute('saveTicket')
const passTickets = commandRoute('passTickets')
const overruleTickets = commandRoute('overruleTickets')

const moves = [
  [passTickets, administrator],
  [passTickets, administrator],
  [passTickets, root],
  [overruleTickets, administrator],
  [overruleTickets, root],
  [commandRoute('withdrawTickets'), ann],
  [commandRoute('submitOverruledTickets'), ann],
  [commandRoute('submitSavedTickets'), ann],
] as const

/** Whatever says that trying again may do better. */
const isPassing = (scode: Scode) => scode === 1009 || scode >= 9000

interface Request {
  readonly route: CommandRoute
  readonly body: unknown
  readonly principal: Principal
  readonly idempotencyKey: string | null
}

const outcomesOf = (answer: Answer): readonly Scode[] => {
  const { scode, data }: Envelope<{ readonly results?: readonly Envelope[] }> = JSON.parse(answer.body)
  return data?.results?.map((result) => result.scode) ?? [scode]
}

/** A few people who work on a few tickets at once, and ask again when they get no answer, if they asked by a key. */
export const startClients = (random: Random, gateways: () => readonly Process<Gateway>[]) => {
  const wishes: RequestedItem[] = []
  const tickets: string[] = []
  // In half of the seeds requests come in bursts: then services take up several commands at once, and race for tickets.
  const isBursty = random.next() < 0.5
  const bursts = isBursty ? Array.from({ length: 2 }, () => random.between(500, 9_000)) : []
  const favourites = isBursty ? Array.from({ length: 3 }, () => random.oneOf(moves)) : moves

  const attempt = async ({ route, body, principal, idempotencyKey }: Request, mine: RequestedItem[]) => {
    const [gateway] = [random.oneOf(gateways())].flat()
    if (gateway === undefined) return undefined
    const parsed = route.body.parse(body)
    const toCommand: CommandCall['toCommand'] = (ids, sealer) => {
      const command = route.toCommand(parsed, ids, sealer)
      if (!('items' in command)) return command
      command.items.forEach((item, index) => {
        const wish = mine[index] ?? { commandIds: new Set(), answer: null }
        wish.commandIds.add(item.commandId)
        if (mine[index] === undefined) wishes.push(wish)
        mine[index] = wish
        const ticketUuid = 'ticketUuid' in item ? item.ticketUuid : ''
        if (!tickets.includes(ticketUuid)) tickets.push(ticketUuid)
      })
      return command
    }
    const call = {
      route: route.url,
      toCommand,
      correlationId: randomUUID(),
      principal,
      caller: principal.userUuid,
      waitMs: random.oneOf([0, 200, 5_000, 5_000]),
      respondAsync: random.next() < 0.1,
      idempotencyKey,
      rawBody: body,
      tokenBytes: 0,
      bodyBytes: 0,
      isLarge: false,
    }
    const death = new Promise<undefined>((resolve) => gateway.life.onDeath(() => resolve(undefined)))
    const answered = gateway.does(call)
    return Promise.race([answered, death]).catch(() => undefined)
  }

  const ask = async (request: Request): Promise<void> => {
    const mine: RequestedItem[] = []
    for (;;) {
      const answer = await attempt(request, mine)
      if (answer !== undefined && !isPassing(answer.scode)) {
        const order = request.route.single ? [0] : placesOf(request.body)
        outcomesOf(answer).forEach((scode, place) => {
          const wish = mine[order[place] ?? -1]
          if (wish !== undefined) wish.answer = scode
        })
        return
      }
      if (request.idempotencyKey === null) return
      await sleep(random.between(200, 2_500))
    }
  }

  const someTickets = () =>
    Array.from({ length: random.between(1, 3) }, () =>
      tickets.length === 0 || random.next() < 0.05 ? randomUUID() : random.oneOf(tickets),
    )
  const submit = (): Promise<void> =>
    ask({
      route: submitTicket,
      body: { ticket_name: 'a ticket', type: 'FEEDBACK' },
      principal: ann,
      idempotencyKey: random.next() < 0.7 ? randomUUID() : null,
    })
  /** Drafts are saved over and over, so that saves supersede each other. */
  const draft = async (): Promise<void> => {
    const before = tickets.length
    const save = (ticket: object) =>
      ask({
        route: saveTicket,
        body: { ticket_name: `draft ${random.between(0, 9)}`, type: 'FEEDBACK', ...ticket },
        principal: ann,
        idempotencyKey: random.next() < 0.7 ? randomUUID() : null,
      })
    await save({})
    for (let count = random.between(0, 6); count > 0; count -= 1) {
      await sleep(random.between(0, 600))
      await save({ ticket_uuid: tickets[before] ?? randomUUID() })
    }
  }
  const move = (): Promise<void> => {
    const [route, principal] = random.oneOf(favourites)
    const body = { list: someTickets(), reason: 'because' }
    return ask({ route, body, principal, idempotencyKey: random.next() < 0.7 ? randomUUID() : null })
  }
  const at = async (fromMs: number, toMs: number, work: () => Promise<void>) => {
    await sleep(random.between(fromMs, toMs))
    await work()
  }
  const sometime = (fromMs: number, toMs: number, work: () => Promise<void>) => {
    const burst = bursts.length === 0 ? undefined : random.oneOf(bursts)
    return burst === undefined ? at(fromMs, toMs, work) : at(burst, burst + 15, work)
  }

  const work = Promise.all([
    ...Array.from({ length: random.between(1, isBursty ? 2 : 3) }, () => sometime(200, 2_000, submit)),
    ...Array.from({ length: random.between(3, 10) }, () => sometime(300, 10_000, move)),
    ...Array.from({ length: random.between(0, 1) }, () => sometime(200, 6_000, draft)),
  ])
  return { wishes, work }
}

/** For each place of a list, the item it became: repeated uuids are one (contract §1). */
const placesOf = (body: unknown): readonly number[] => {
  const { list } = body as { readonly list: readonly string[] }
  const distinct = [...new Set(list)]
  return list.map((uuid) => distinct.indexOf(uuid))
}
