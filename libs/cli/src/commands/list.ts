import type { Ticket, TicketFilter } from '@gongdan/sdk'
import type { Context } from '../context.ts'
import { usage } from '../input.ts'
import { escaped } from '../screen.ts'
import { csvLine, momentOf, table, timeOf, toJson, toYaml } from '../text.ts'
import { exitCodes } from '../world.ts'

/** Which tickets: options of `ls` and `export`, and the keys of `--filter`. */
export interface Selection {
  readonly scope?: string
  readonly state?: string
  readonly type?: string
  readonly name?: string
  readonly process?: string
  readonly tenant?: string
  readonly since?: string
  readonly until?: string
}

export const selectionKeys = ['scope', 'state', 'type', 'name', 'process', 'tenant', 'since', 'until'] as const

/** The filter that a selection means. */
export const toFilter = (context: Context, selection: Selection): TicketFilter => {
  const { scope, state, type, name, process, tenant, since, until } = selection
  const moment = (option: string, text: string): number => {
    const at = momentOf(text)
    if (at === undefined) {
      throw usage(
        context,
        `--${option} ${text}: 7d, 12h, 30m or a date`,
        `--${option} ${text}：请用 7d、12h、30m 或日期`,
      )
    }
    return at
  }
  return {
    ...(scope === undefined ? {} : { scope }),
    ...(state === undefined ? {} : { state: state.split(/[,|]/) }),
    ...(type === undefined ? {} : { type: type.split(/[,|]/) }),
    ...(name === undefined ? {} : { name }),
    ...(process === undefined ? {} : { process_uuid: process }),
    ...(tenant === undefined ? {} : { tenant_uuid: tenant }),
    ...(since === undefined ? {} : { start: moment('since', since) }),
    ...(until === undefined ? {} : { end: moment('until', until) }),
    // The gateway checks codes, and names those that there are.
  } as TicketFilter
}

export interface ListOptions extends Selection {
  readonly output: 'table' | 'json' | 'csv' | 'yaml'
  readonly limit: number
  readonly all?: boolean
}

const PAGE = 100

const take = async (tickets: AsyncIterable<Ticket>, most: number): Promise<Ticket[]> => {
  const found: Ticket[] = []
  if (most === 0) return found
  for await (const ticket of tickets) if (found.push(ticket) >= most) break
  return found
}

const columns: readonly (keyof Ticket)[] = [
  'ticket_uuid',
  'ticket_name',
  'ticket_type_code',
  'ticket_state_code',
  'applyer_name',
  'user_name',
  'ticket_create_time',
  'summary',
]
export const csvHead = csvLine(columns)
export const csvRow = (ticket: Ticket): string => csvLine(columns.map((name) => ticket[name]))

const stateColors: Readonly<Record<string, 'yellow' | 'green' | 'red' | 'dim'>> = {
  pending: 'yellow',
  passed: 'green',
  overruled: 'red',
}

/** The state as people read it, in its colour. */
export const stateText = ({ colors, t }: Context, ticket: Pick<Ticket, 'ticket_state' | 'ticket_state_code'>): string =>
  colors[stateColors[ticket.ticket_state_code] ?? 'dim'](t(ticket.ticket_state_code, ticket.ticket_state))

export const ticketTable = (context: Context, tickets: readonly Ticket[]): string => {
  const { t, colors } = context
  const lines = table(
    [
      'UUID',
      t('NAME', '名称'),
      t('TYPE', '类型'),
      t('STATE', '状态'),
      t('APPLICANT', '申请人'),
      t('WAITS FOR', '处理人'),
      t('CREATED', '创建时间'),
    ],
    tickets.map((ticket) => [
      ticket.ticket_uuid,
      ticket.ticket_name,
      t(ticket.ticket_type_code, ticket.ticket_type),
      t(ticket.ticket_state_code, ticket.ticket_state),
      ticket.applyer_name,
      ticket.ticket_state_code === 'pending' ? ticket.user_name : '',
      timeOf(ticket.ticket_create_time),
    ]),
  ).split('\n')
  return lines.map((line, index) => (index === 0 ? colors.dim(line) : line)).join('\n')
}

/** gongdan ls */
export const list = async (context: Context, options: ListOptions): Promise<number> => {
  const { out, talk, t } = context
  const { output, limit, all } = options
  const filter = { page_size: Math.min(PAGE, Math.max(1, limit)), ...toFilter(context, options) }
  const most = all ? Number.POSITIVE_INFINITY : limit
  const tickets = await take(context.client().tickets.each(filter), most)
  if (output === 'json') out(toJson(tickets))
  else if (output === 'yaml') out(await toYaml(tickets))
  else if (output === 'csv') out([csvHead, ...tickets.map(csvRow)].join('\n'))
  else if (tickets.length > 0) out(ticketTable(context, tickets))
  else talk(t('no tickets', '没有工单'))
  if (!all && tickets.length === limit && output === 'table') {
    talk(t(`the first ${limit}; --all shows all`, `仅显示前 ${limit} 个，--all 显示全部`))
  }
  return exitCodes.done
}

export interface ExportOptions extends Selection {
  readonly output: 'csv' | 'jsonl'
  readonly cursor?: string
}

/** gongdan export: all pages; after an interruption it says how to go on behind the last page that was written. */
export const exportAll = async (context: Context, options: ExportOptions): Promise<number> => {
  const { out, talk, t, world } = context
  const { output } = options
  const gd = context.client()
  const filter = toFilter(context, options)
  let interrupted = false
  const stopListening = world.onInterrupt(() => {
    if (interrupted) world.exit(130)
    interrupted = true
  })
  let cursor = options.cursor ?? ''
  let count = 0
  if (output === 'csv' && cursor === '') out(csvHead)
  try {
    do {
      const from = cursor === '' ? {} : { cursor }
      const page = await gd.tickets.list({ page_size: PAGE, ...filter, ...from })
      if (page.list.length > 0)
        out(page.list.map((one) => (output === 'csv' ? csvRow(one) : escaped(JSON.stringify(one)))).join('\n'))
      count += page.list.length
      cursor = page.next_cursor
    } while (cursor !== '' && !interrupted)
  } catch (error) {
    if (cursor !== '') talk(t(`go on with: --cursor ${cursor}`, `继续导出：--cursor ${cursor}`))
    throw error
  } finally {
    stopListening()
  }
  talk(t(`${count} tickets`, `共 ${count} 个工单`))
  if (cursor === '') return exitCodes.done
  talk(t(`go on with: --cursor ${cursor}`, `继续导出：--cursor ${cursor}`))
  return exitCodes.failed
}
