import type { Gongdan } from '@gongdan/sdk'
import type { Context } from '../context.ts'
import { confirmed, distinct, usage } from '../input.ts'
import { userNamed } from '../people.ts'
import { newKey, runToResume, type SendingOptions, sendList, sendOne } from '../sending.ts'
import { comingMoment, table, timeOf, toJson, toYaml } from '../text.ts'
import { exitCodes } from '../world.ts'

type Query = NonNullable<Parameters<Gongdan['delegations']['list']>[0]>
type Body = Parameters<Gongdan['delegations']['create']>[0]

export interface DelegationListOptions {
  readonly scope: 'given' | 'received' | 'tenant'
  readonly output: 'table' | 'json' | 'yaml'
}

const states: Readonly<Record<string, string>> = {
  planned: '未开始',
  active: '进行中',
  ended: '已结束',
  cancelled: '已取消',
}

const PAGE = 100

/** gongdan delegation ls */
export const listDelegations = async (context: Context, { scope, output }: DelegationListOptions): Promise<number> => {
  const { out, talk, t } = context
  const gd = context.client()
  const all = []
  for (let page_num = 1; ; page_num += 1) {
    const query: Query = { scope, page_num, page_size: PAGE }
    const { list } = await gd.delegations.list(query)
    all.push(...list)
    if (list.length < PAGE) break
  }
  if (output === 'json') out(toJson(all))
  else if (output === 'yaml') out(await toYaml(all))
  else if (all.length === 0) talk(t('no delegations', '没有委托'))
  else {
    const rows = all.map(({ delegation_uuid, from, to, start, end, state, types, reason }) => [
      delegation_uuid,
      from.user_name,
      to.user_name,
      timeOf(start),
      timeOf(end),
      t(state, states[state] ?? state),
      types.join(' '),
      reason,
    ])
    const head = [
      'UUID',
      t('FROM', '委托人'),
      t('TO', '受托人'),
      t('BEGINS', '开始时间'),
      t('ENDS', '结束时间'),
      t('STATE', '状态'),
      t('TYPES', '工单类型'),
      t('REASON', '原因'),
    ]
    out(table(head, rows))
  }
  return exitCodes.done
}

export interface DelegationCreateOptions {
  readonly to: string
  readonly start?: string
  readonly end: string
  readonly type?: string
  readonly process?: readonly string[]
  readonly reason?: string
  readonly from?: string
  readonly key?: string
}

/** gongdan delegation create */
export const createDelegation = async (context: Context, options: DelegationCreateOptions): Promise<number> => {
  const { out, t, talk } = context
  const { type, process, reason, from, key } = options
  const moment = (option: string, text: string): number => {
    const at = comingMoment(text)
    if (at === undefined) {
      throw usage(
        context,
        `--${option} ${text}: 7d, 12h from now, or a date`,
        `--${option} ${text}：请用 7d、12h（从现在起）或日期`,
      )
    }
    return at
  }
  const start = options.start === undefined ? Math.floor(Date.now() / 1000) : moment('start', options.start)
  const end = moment('end', options.end)
  const gd = context.client()
  const { user_uuid, user_name } = await userNamed(context, gd, options.to)
  const body = {
    to: { user_uuid, user_name },
    start,
    end,
    ...(type === undefined ? {} : { types: type.split(',') }),
    ...(process === undefined ? {} : { process_uuids: process }),
    ...(reason === undefined ? {} : { reason }),
    ...(from === undefined ? {} : { from_user_uuid: (await userNamed(context, gd, from)).user_uuid }),
    // The gateway checks codes, and names those that there are.
  } as Body
  // A time that counts from now is another one when the command is typed again.
  const times = `--start ${start} --end ${end} `
  const { delegation_uuid } = await sendOne(context, key, (own) => gd.delegations.create(body, { key: own }), times)
  out(delegation_uuid)
  talk(
    t(
      `${user_name} decides from ${timeOf(start)} to ${timeOf(end)}`,
      `${timeOf(start)} 至 ${timeOf(end)} 由 ${user_name} 代为审批`,
    ),
  )
  return exitCodes.done
}

export interface DelegationCancelOptions extends SendingOptions {
  readonly yes?: boolean
}

const CANCEL = 'delegation cancel'

/** gongdan delegation cancel */
export const cancelDelegations = async (
  context: Context,
  given: readonly string[],
  { yes, key, resume, failFile }: DelegationCancelOptions,
): Promise<number> => {
  const { t, talk } = context
  const run = resume === undefined ? undefined : runToResume(context, CANCEL, resume)
  const uuids = (run?.items as readonly string[] | undefined) ?? distinct(given)
  if (uuids.length === 0) throw usage(context, 'UUIDs are expected', '请给出委托编号')
  const question = t(`cancel ${uuids.length} delegation(s)?`, `取消 ${uuids.length} 项委托？`)
  if (run === undefined && !(await confirmed(context, question, yes))) {
    talk(t('nothing was done', '未执行任何操作'))
    return exitCodes.done
  }
  const gd = context.client()
  const own = resume ?? key ?? newKey()
  return sendList(context, {
    action: CANCEL,
    items: uuids,
    shared: {},
    pieces: PAGE,
    key: own,
    resume,
    failFile,
    nameOf: String,
    send: (signal) => gd.delegations.cancel(uuids, { signal, key: own, pieces: PAGE }),
  })
}
