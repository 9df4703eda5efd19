import type { Gongdan, Ticket, TicketItem } from '@gongdan/sdk'
import type { Context } from '../context.ts'
import { confirmed, readInput, usage } from '../input.ts'
import { newKey, type SendingOptions, sendList } from '../sending.ts'
import { exitCodes } from '../world.ts'
import { type Selection, selectionKeys, ticketTable, toFilter } from './list.ts'

export type Action = 'pass' | 'overrule' | 'withdraw' | 'confirm' | 'archive' | 'delete'

export interface DecideOptions extends SendingOptions {
  readonly filter?: string
  readonly reason?: string
  readonly yes?: boolean
  readonly pieces?: number
  readonly inFlight?: number
}

/** Where tickets are looked for that a filter says nothing about. */
const scopes: Readonly<Record<Action, string>> = {
  pass: 'todo',
  overrule: 'todo',
  withdraw: 'applied',
  confirm: 'applied',
  archive: 'all',
  delete: 'all',
}

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
  const filter = toFilter(context, { scope: scopes[action], ...toSelection(context, text) })
  const tickets: Ticket[] = []
  for await (const ticket of gd.tickets.each(filter)) if (ticket.can.includes(action)) tickets.push(ticket)
  return tickets
}

const call = (
  gd: Gongdan,
  action: Action,
  items: readonly TicketItem[],
  shared: { reason?: string },
  options: object,
) =>
  action === 'overrule'
    ? gd.tickets.overrule(items, { reason: '', ...shared, ...options })
    : gd.tickets[action](items, { ...shared, ...options })

/** gongdan pass, overrule, withdraw, confirm, archive, delete */
export const decide = async (
  context: Context,
  action: Action,
  uuids: readonly string[],
  options: DecideOptions,
): Promise<number> => {
  const { t, talk, store } = context
  const { filter, reason, resume, failFile, yes, inFlight } = options
  const gd = context.client()
  const send = (key: string, items: readonly TicketItem[], shared: { reason?: string }, pieces: number) =>
    sendList(context, {
      action,
      items,
      shared,
      pieces,
      key,
      failFile,
      nameOf: (item) => (typeof item === 'string' ? item : (item as { ticket_uuid: string }).ticket_uuid),
      send: (signal) => call(gd, action, items, shared, { pieces, inFlight, key, signal }),
    })

  if (resume !== undefined) {
    const run = store.readRun(resume)
    if (run === undefined || run.action !== action) {
      throw usage(
        context,
        `--resume ${resume}: there is no such run of ${action}`,
        `--resume ${resume}：没有可继续的 ${action}`,
      )
    }
    return send(resume, run.items as TicketItem[], run.shared, run.pieces)
  }

  if (action === 'overrule' && !reason) throw usage(context, 'overrule needs a reason: -r', '驳回需要原因：-r')
  if ([uuids.length > 0, filter !== undefined].filter(Boolean).length !== 1) {
    throw usage(
      context,
      'UUIDs, --filter or - (uuids on stdin) are expected',
      '请给出工单编号、--filter 或 -（从标准输入读取）',
    )
  }
  const fromInput = uuids.length === 1 && uuids[0] === '-'
  const tickets = filter === undefined ? undefined : await found(context, gd, action, filter)
  const items: readonly TicketItem[] =
    tickets !== undefined
      ? tickets.map(({ ticket_uuid, version }) => ({ ticket_uuid, version }))
      : fromInput
        ? uuidsIn(await readInput(context, '-'))
        : uuids
  if (items.length === 0) {
    talk(t('no tickets', '没有工单'))
    return exitCodes.done
  }
  if (tickets !== undefined) {
    talk(ticketTable(context, tickets.slice(0, SHOWN)))
    if (tickets.length > SHOWN) talk(t(`and ${tickets.length - SHOWN} more`, `另有 ${tickets.length - SHOWN} 个`))
  }
  const names: Readonly<Record<Action, string>> = {
    pass: '通过',
    overrule: '驳回',
    withdraw: '撤回',
    confirm: '确认',
    archive: '归档',
    delete: '删除',
  }
  const question = t(`${action} ${items.length} ticket(s)?`, `${names[action]} ${items.length} 个工单？`)
  if (!(await confirmed(context, question, yes))) {
    talk(t('nothing was done', '未执行任何操作'))
    return exitCodes.done
  }
  const shared = reason === undefined ? {} : { reason }
  return send(options.key ?? newKey(), items, shared, options.pieces ?? PIECES)
}
