import type { TicketDetails } from '@gongdan/sdk'
import type { Context } from '../context.ts'
import { timeOf, toJson, toYaml, widthOf } from '../text.ts'
import { exitCodes } from '../world.ts'
import { stateText } from './list.ts'

export interface ShowOptions {
  readonly output: 'text' | 'json' | 'yaml'
  readonly web?: boolean
  readonly history?: boolean
  readonly verify?: boolean
}

const lines = (pairs: readonly (readonly [label: string, value: string])[]): string => {
  const shown = pairs.filter(([, value]) => value !== '')
  const width = Math.max(...shown.map(([label]) => widthOf(label)))
  return shown.map(([label, value]) => `${label}${' '.repeat(width - widthOf(label))}  ${value}`).join('\n')
}

/** The section of the ticket's type: all groups come, those of other types empty. */
const groups = ['compute', 'storage', 'network', 'container', 'common', 'tencent'] as const
const isFilled = (value: unknown): boolean =>
  typeof value === 'object' && value !== null
    ? Object.values(value).some(isFilled)
    : value !== '' && value !== 0 && value !== 0n && value !== false && value !== null && value !== undefined
const sectionOf = (ticket: TicketDetails): unknown =>
  groups.flatMap((group) => Object.values((ticket[group] ?? {}) as object)).find(isFilled)

/** A ticket as people read it. */
export const ticketText = async (context: Context, ticket: TicketDetails): Promise<string> => {
  const { t, colors } = context
  const section = sectionOf(ticket)
  const steps = ticket.processers.map(({ owner_name, processer_name, processer_action, reason }) => {
    const mark = processer_action === '' ? '·' : processer_action === '通过' ? '✓' : '✗'
    return `  ${mark} ${[owner_name, processer_name, reason].filter(Boolean).join('  ')}`
  })
  const head = lines([
    [t('name', '名称'), colors.bold(ticket.ticket_name)],
    [t('uuid', '编号'), ticket.ticket_uuid],
    [t('type', '类型'), t(ticket.ticket_type_code, ticket.ticket_type)],
    [t('state', '状态'), stateText(context, ticket)],
    [t('waits for', '处理人'), ticket.ticket_state_code === 'pending' ? ticket.user_name : ''],
    [t('applicant', '申请人'), `${ticket.applyer_name}${t(', ', '，')}${ticket.applyer_tenant_name}`],
    [t('created', '创建时间'), timeOf(ticket.ticket_create_time)],
    [t('process', '流程'), ticket.process_name],
    [t('reason', '原因'), ticket.reason],
    [t('summary', '摘要'), t(ticket.summary, ticket.summary_cn)],
    [t('you may', '可执行'), ticket.can.join(' ')],
  ])
  const details = section === undefined ? [] : ['', await toYaml(section)]
  const approvals = steps.length === 0 ? [] : ['', t('approvals', '审批'), ...steps]
  return [head, ...approvals, ...details].join('\n')
}

const historyText = ({ t }: Context, { history }: TicketDetails): string =>
  history
    .map(({ seq, time, type, actor, reason, step, owner_name }) => {
      const where = step === null ? '' : `${t('step', '步骤')} ${step} ${owner_name}`
      return `${String(seq).padStart(4)}  ${timeOf(time)}  ${[type, actor?.user_name ?? t('system', '系统'), where, reason].filter(Boolean).join('  ')}`
    })
    .join('\n')

/** The page of a ticket in the console. */
export const ticketPage = ({ url }: Context, uuid: string): string =>
  `${url().replace(/\/+$/, '')}/console/ticket/${encodeURIComponent(uuid)}`

/** gongdan show */
export const show = async (context: Context, uuid: string, options: ShowOptions): Promise<number> => {
  const { out, t, world, colors } = context
  const gd = context.client()
  if (options.web) {
    const page = ticketPage(context, uuid)
    out(page)
    world.open(page)
    return exitCodes.done
  }
  const ticket = await gd.tickets.inspect(uuid)
  if (options.output === 'json') out(toJson(ticket))
  else if (options.output === 'yaml') out(await toYaml(ticket))
  else {
    out(await ticketText(context, ticket))
    if (options.history) out(`\n${t('history', '历史')}\n${historyText(context, ticket)}`)
  }
  if (!options.verify) return exitCodes.done
  const { whole, brokenAt, entries, signatures } = await gd.tickets.verify(uuid)
  if (whole) {
    context.talk(
      colors.green(
        t(
          `the history is whole: ${entries} entries, ${signatures} signatures`,
          `历史完整：${entries} 条记录，${signatures} 个签名`,
        ),
      ),
    )
    return exitCodes.done
  }
  context.talk(colors.red(t(`the history is broken at entry ${brokenAt}`, `历史在第 ${brokenAt} 条处被破坏`)))
  return exitCodes.failed
}
