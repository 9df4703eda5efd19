import { envelope, type Received, send, startAnswering } from '../../sdk/test/answering.ts'

export interface FakeTicket {
  readonly ticket_uuid: string
  readonly ticket_name: string
  state: 'pending' | 'passed' | 'overruled' | 'withdrawn'
  version: number
}

const stateTexts = { pending: '待审批', passed: '已通过', overruled: '已驳回', withdrawn: '已撤回' }

/** 2026-11-27 00:00 UTC. */
const CREATED = 1_795_737_600

/** A ticket as lists show it. */
const shown = ({ ticket_uuid, ticket_name, state, version }: FakeTicket) => ({
  ticket_uuid,
  ticket_name,
  ticket_type: '虚拟IP申请',
  ticket_type_code: 'VIP',
  ticket_state: stateTexts[state],
  ticket_state_code: state,
  ticket_create_time: CREATED,
  applyer_name: '林晓',
  applyer_tenant_name: '演示租户',
  user_name: '部门审批',
  process_name: '默认审批流程',
  reason: '扩容',
  summary: 'vip_count 2',
  summary_cn: '数量 2',
  version,
  can: state === 'pending' ? ['pass', 'overrule'] : [],
  processers: [{ owner_name: '部门审批', processer_name: '', processer_action: '', reason: '' }],
})

const history = [
  {
    seq: 1,
    type: 'ticket.submitted',
    time: CREATED,
    step: null,
    owner_name: '',
    actor: { user_name: '林晓' },
    reason: '',
  },
  {
    seq: 2,
    type: 'ticket.passed',
    time: CREATED + 60,
    step: 1,
    owner_name: '部门审批',
    actor: { user_name: '赵主管' },
    reason: '同意',
  },
]

interface Options {
  /** Answers a request in place of the gateway, where it gives true. */
  readonly instead?: (
    request: Received,
    ...rest: Parameters<Parameters<typeof startAnswering>[0]> extends [unknown, ...infer R] ? R : never
  ) => boolean
}

/** A gateway in memory that knows as much of tickets and processes as the command line asks. */
export const startFakeGateway = async ({ instead = () => false }: Options = {}) => {
  const tickets = new Map<string, FakeTicket>()
  const processes: Record<string, unknown>[] = []
  const byKey = new Map<string, unknown>()
  const add = (name: string, uuid = `uuid-${tickets.size + 1}`) => {
    const ticket: FakeTicket = { ticket_uuid: uuid, ticket_name: name, state: 'pending', version: 1 }
    tickets.set(uuid, ticket)
    return ticket
  }
  const decide = (state: FakeTicket['state'], item: string | { ticket_uuid: string }) => {
    const uuid = typeof item === 'string' ? item : item.ticket_uuid
    const ticket = tickets.get(uuid)
    const data = { ticket_uuid: uuid, ticket_name: ticket?.ticket_name ?? '' }
    if (ticket === undefined) return { ...envelope(3001, data), message: 'no such ticket', message_cn: '工单不存在' }
    if (ticket.state !== 'pending') return envelope(3002, data, 'it is over')
    ticket.state = state
    ticket.version += 1
    return envelope(0, data)
  }
  const batchOf = (results: readonly { scode: number }[]) => {
    const success = results.filter(({ scode }) => scode === 0).length
    const fail = results.length - success
    return envelope(fail === 0 ? 0 : success === 0 ? 11 : 10, { success, fail, results })
  }
  const commands: Readonly<Record<string, (body: Record<string, unknown>) => unknown>> = {
    '/v1/ticket/submit': (body) => {
      if (body.type !== 'VIP') return envelope(3006, { ticket_uuid: '', ticket_name: '' }, 'type')
      const { ticket_uuid, ticket_name } = add(String(body.ticket_name))
      return envelope(0, { ticket_uuid, ticket_name })
    },
    '/v1/ticket/pass': ({ list }) => batchOf((list as string[]).map((item) => decide('passed', item))),
    '/v1/ticket/overrule': ({ list }) => batchOf((list as string[]).map((item) => decide('overruled', item))),
    '/v1/ticket/withdraw': ({ list }) => batchOf((list as string[]).map((item) => decide('withdrawn', item))),
    // What leaves the state as it is, as far as lists show.
    ...Object.fromEntries(
      ['return', 'transfer', 'approver/add', 'terminate', 'urge', 'cc', 'fulfilment/retry'].map((path) => [
        `/v1/ticket/${path}`,
        ({ list }: Record<string, unknown>) =>
          batchOf((list as string[]).map((uuid) => envelope(0, { ticket_uuid: uuid, ticket_name: '' }))),
      ]),
    ),
    '/v1/ticket/comment': () => envelope(0, { comment_uuid: 'comment-1' }),
    '/v1/delegation/create': () => envelope(0, { delegation_uuid: 'delegation-1' }),
    '/v1/delegation/cancel': ({ list }) =>
      batchOf((list as string[]).map((delegation_uuid) => envelope(0, { delegation_uuid }))),
    '/v1/ticket/process/create': (body) => {
      const steps = (body.approval_list as object[]).map((step) => ({
        ...step,
        tenant_name: '演示租户',
        role_name: '部门审批',
      }))
      const process = {
        ...body,
        process_uuid: `process-${processes.length + 1}`,
        process_list: steps,
        version: 1,
        tenant_name: '演示租户',
        is_in_using: false,
        update_time: CREATED,
        description: body.description ?? '',
      }
      processes.push(process)
      return envelope(0, { process_uuid: process.process_uuid, process_name: body.process_name })
    },
    '/v1/ticket/process/update': ({ process_uuid, approval_list, version, ...body }) => {
      const process = processes.find((one) => one.process_uuid === process_uuid) ?? {}
      if (version !== process.version) return envelope(4007, null)
      Object.assign(process, body, { version: Number(version) + 1, process_list: approval_list })
      return envelope(0, { process_uuid, process_name: process.process_name })
    },
  }
  const server = await startAnswering((request, response, index) => {
    if (instead(request, response, index)) return
    const { pathname, searchParams } = new URL(request.url, 'http://gateway')
    const command = commands[pathname]
    if (request.headers.authorization !== 'Bearer token') return send(response, 401, envelope(2001))
    if (command !== undefined) {
      const key = String(request.headers['idempotency-key'])
      const answer = byKey.get(key) ?? command(JSON.parse(request.body))
      byKey.set(key, answer)
      return send(response, 200, answer)
    }
    const state = searchParams.get('filter_state')
    const uuid = searchParams.get('ticket_uuid') ?? ''
    const all = [...tickets.values()].filter((ticket) => state === null || state.split(',').includes(ticket.state))
    if (pathname === '/v1/ticket/list') {
      const size = Number(searchParams.get('page_size') ?? 20)
      const from = Number(searchParams.get('cursor') ?? 0)
      const next = from + size < all.length ? String(from + size) : ''
      return send(
        response,
        200,
        envelope(0, {
          total_count: all.length,
          total_capped: false,
          list: all.slice(from, from + size).map(shown),
          next_cursor: next,
        }),
      )
    }
    if (pathname === '/v1/ticket/inspect') {
      const ticket = tickets.get(uuid)
      if (ticket === undefined) return send(response, 404, envelope(3001, null, 'ticket_uuid'))
      return send(
        response,
        200,
        envelope(0, { ...shown(ticket), network: { vip: { vip_count: 2, vip_list: [] } }, compute: {}, history }),
      )
    }
    if (pathname === '/v1/ticket/history-keys') return send(response, 200, envelope(0, { keys: [] }))
    if (pathname === '/v1/ticket/comment/list') {
      const said = { user_name: '林晓', text: '请尽快\n处理', time: CREATED }
      return send(response, 200, envelope(0, { total_count: 1, list: [said] }))
    }
    if (pathname === '/v1/delegation/list') {
      const [from, to] = [{ user_name: '周敏' }, { user_name: '孙经理' }]
      const one = { delegation_uuid: 'delegation-1', from, to, start: CREATED, end: CREATED, state: 'planned' }
      return send(response, 200, envelope(0, { total_count: 1, list: [{ ...one, types: ['VIP'], reason: '休假' }] }))
    }
    if (pathname === '/v1/ticket/process/list') {
      const list = processes.filter(({ process_name }) =>
        String(process_name).includes(searchParams.get('filter_name') ?? ''),
      )
      return send(response, 200, envelope(0, { total_count: list.length, list }))
    }
    if (pathname === '/v1/ticket/process/inspect') {
      return send(
        response,
        200,
        envelope(
          0,
          processes.find((one) => one.process_uuid === searchParams.get('process_uuid')),
        ),
      )
    }
    return send(response, 404, envelope(1005))
  })
  const env = { GONGDAN_URL: server.baseUrl, GONGDAN_TOKEN: 'token', TZ: 'UTC' }
  return { ...server, env, tickets, processes, add }
}
