import type { Gongdan, Outcomes, Ticket, TicketItem } from '@gongdan/sdk'
import type { Context } from '../context.ts'
import { confirmed, distinct, readInput, usage } from '../input.ts'
import { type NamedPeople, ownersNamed, userNamed } from '../people.ts'
import { newKey, runToResume, type SendingOptions, sendList } from '../sending.ts'
import { exitCodes } from '../world.ts'
import { type Selection, selectionKeys, ticketTable, toFilter } from './list.ts'

export interface DecideOptions extends SendingOptions, NamedPeople {
  readonly filter?: string
  readonly reason?: string
  /** To whom a step is transferred, or to which step a ticket is returned. */
  readonly to?: string | number
  readonly where?: 'before' | 'beside' | 'after'
  readonly need?: string
  readonly step?: number
  readonly yes?: boolean
  readonly pieces?: number
  readonly inFlight?: number
}

type Shared = Readonly<Record<string, unknown>>

/** What a command does to a list of tickets. */
interface ActionOf {
  /** What is asked before it is done. */
  readonly cn: string
  /** Where tickets are looked for that a filter says nothing about. */
  readonly scope: string
  /** What `can` of a ticket calls it. */
  readonly can: Ticket['can'][number]
  readonly needsReason?: true
  /** What the request has beside its list and the reason. */
  readonly shared?: (context: Context, gd: Gongdan, options: DecideOptions) => Promise<Shared> | Shared
  /** The requests, for this list. */
  readonly send: (gd: Gongdan, items: readonly TicketItem[], given: never) => Outcomes<unknown>
}

const inStep = ({ step }: DecideOptions): Shared => (step === undefined ? {} : { step_id: step })

const actionsOf = {
  pass: {
    cn: '通过',
    scope: 'todo',
    can: 'pass',
    shared: (_, __, options) => inStep(options),
    send: (gd, items, given) => gd.tickets.pass(items, given),
  },
  overrule: {
    cn: '驳回',
    scope: 'todo',
    can: 'overrule',
    needsReason: true,
    shared: (_, __, options) => inStep(options),
    send: (gd, items, given) => gd.tickets.overrule(items, given),
  },
  return: {
    cn: '退回',
    scope: 'todo',
    can: 'return',
    needsReason: true,
    shared: (_, __, options) => ({
      ...inStep(options),
      ...(options.to === undefined ? {} : { to_step_id: options.to }),
    }),
    send: (gd, items, given) => gd.tickets.return(items, given),
  },
  transfer: {
    cn: '转交',
    scope: 'todo',
    can: 'transfer',
    needsReason: true,
    shared: async (context, gd, options) => {
      if (options.to === undefined) throw usage(context, 'transfer to whom? --to NAME', '转交给谁？请使用 --to 姓名')
      const { user_uuid, user_name } = await userNamed(context, gd, String(options.to), options.tenant)
      return { ...inStep(options), to: { user_uuid, user_name } }
    },
    send: (gd, items, given) => gd.tickets.transfer(items, given),
  },
  'approver add': {
    cn: '加签',
    scope: 'todo',
    can: 'add-approvers',
    needsReason: true,
    shared: async (context, gd, options) => ({
      ...inStep(options),
      where: options.where,
      approvers: await ownersNamed(context, gd, options),
      ...(options.need === undefined ? {} : { need: options.need }),
    }),
    send: (gd, items, given) => gd.tickets.addApprovers(items, given),
  },
  withdraw: {
    cn: '撤回',
    scope: 'applied',
    can: 'withdraw',
    send: (gd, items, given) => gd.tickets.withdraw(items, given),
  },
  terminate: {
    cn: '终止',
    scope: 'all',
    can: 'terminate',
    needsReason: true,
    send: (gd, items, given) => gd.tickets.terminate(items, given),
  },
  urge: { cn: '催办', scope: 'applied', can: 'urge', send: (gd, items, given) => gd.tickets.urge(items, given) },
  confirm: {
    cn: '确认',
    scope: 'applied',
    can: 'confirm',
    send: (gd, items, given) => gd.tickets.confirm(items, given),
  },
  archive: { cn: '归档', scope: 'all', can: 'archive', send: (gd, items, given) => gd.tickets.archive(items, given) },
  cc: {
    cn: '抄送',
    scope: 'all',
    can: 'cc',
    shared: async (context, gd, options) => ({ people: await ownersNamed(context, gd, options) }),
    send: (gd, items, given) => gd.tickets.cc(items, given),
  },
  delete: { cn: '删除', scope: 'all', can: 'delete', send: (gd, items, given) => gd.tickets.delete(items, given) },
  'fulfilment retry': {
    cn: '重新执行',
    scope: 'all',
    can: 'retry-fulfilment',
    send: (gd, items, given) => gd.fulfilment.retry(items, given),
  },
} satisfies Readonly<Record<string, ActionOf>>

/** A command on lists of tickets, by its words. */
export type Action = keyof typeof actionsOf

const PIECES = 100
/** So many of the tickets are shown before something is done to them. */
const SHOWN = 10

const toSelection = (context: Context, text: string): Selection => {
  const pairs = text.split(',').map((pair) => {
    const at = pair.indexOf('=')
    const key = pair.slice(0, Math.max(0, at)).trim()
    if (at < 1 || !selectionKeys.some((known) => known === key)) {
      const known = selectionKeys.join(', ')
      throw usage(
        context,
        `--filter ${pair}: KEY=VALUE of ${known}`,
        `--filter ${pair}：应为 KEY=VALUE，KEY 为 ${known}`,
      )
    }
    return [key, pair.slice(at + 1).trim()] as const
  })
  return Object.fromEntries(pairs)
}

/** The uuids at the beginnings of lines, as files of failures have them. */
export const uuidsIn = (text: string): readonly string[] =>
  text.split(/\r?\n/).flatMap((line) => {
    const [uuid = ''] = line.trim().split(/[\s,]/)
    return uuid === '' || uuid.startsWith('#') ? [] : [uuid]
  })

/** Found by a filter: with the version that was shown, so that nothing is decided that was changed since. */
const found = async (context: Context, gd: Gongdan, action: Action, text: string): Promise<readonly Ticket[]> => {
  const filter = toFilter(context, { scope: actionsOf[action].scope, ...toSelection(context, text) })
  const tickets: Ticket[] = []
  for await (const ticket of gd.tickets.each(filter))
    if (ticket.can.includes(actionsOf[action].can)) tickets.push(ticket)
  return tickets
}

/** gongdan pass, overrule and the like */
export const decide = async (
  context: Context,
  action: Action,
  uuids: readonly string[],
  options: DecideOptions,
): Promise<number> => {
  const { t, talk } = context
  const { filter, reason, resume, failFile, yes, inFlight } = options
  const gd = context.client()
  const { cn, needsReason, shared: sharedOf, send: request }: ActionOf = actionsOf[action]
  const send = (key: string, items: readonly TicketItem[], shared: Shared, pieces: number) =>
    sendList(context, {
      action,
      items,
      shared,
      pieces,
      key,
      resume,
      failFile,
      nameOf: (item) => (typeof item === 'string' ? item : (item as { ticket_uuid: string }).ticket_uuid),
      send: (signal) => request(gd, items, { ...shared, pieces, inFlight, key, signal } as never),
    })

  if (resume !== undefined) {
    const run = runToResume(context, action, resume)
    return send(resume, run.items as TicketItem[], run.shared as Shared, run.pieces)
  }

  if (needsReason && !reason) throw usage(context, `${action} needs a reason: -r`, `${cn}需要原因：-r`)
  if ([uuids.length > 0, filter !== undefined].filter(Boolean).length !== 1) {
    throw usage(
      context,
      'UUIDs, --filter or - (uuids on stdin) are expected',
      '请给出工单编号、--filter 或 -（从标准输入读取）',
    )
  }
  const shared = { ...(await sharedOf?.(context, gd, options)), ...(reason === undefined ? {} : { reason }) }
  const fromInput = uuids.length === 1 && uuids[0] === '-'
  const tickets = filter === undefined ? undefined : await found(context, gd, action, filter)
  const items: readonly TicketItem[] =
    tickets !== undefined
      ? tickets.map(({ ticket_uuid, version }) => ({ ticket_uuid, version }))
      : fromInput
        ? distinct(uuidsIn(await readInput(context, '-')))
        : distinct(uuids)
  if (items.length === 0) {
    talk(t('no tickets', '没有工单'))
    return exitCodes.done
  }
  if (tickets !== undefined) {
    talk(ticketTable(context, tickets.slice(0, SHOWN)))
    if (tickets.length > SHOWN) talk(t(`and ${tickets.length - SHOWN} more`, `另有 ${tickets.length - SHOWN} 个`))
  }
  const question = t(`${action} ${items.length} ticket(s)?`, `${cn} ${items.length} 个工单？`)
  if (!(await confirmed(context, question, yes))) {
    talk(t('nothing was done', '未执行任何操作'))
    return exitCodes.done
  }
  return send(options.key ?? newKey(), items, shared, options.pieces ?? PIECES)
}
