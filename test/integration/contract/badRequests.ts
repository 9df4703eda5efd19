import type { Scode } from '@gongdan/contracts'
import type { Call } from '../../support/caller.ts'

const uuid = '11111111-1111-4111-8111-111111111111'
const json = { 'content-type': 'application/json' }
const raw = (body: string, headers: Readonly<Record<string, string>> = json): Call => ({
  method: 'POST',
  path: '/v1/ticket/pass',
  headers,
  body,
})
const at = (method: string, path: string, body?: unknown): Call => ({ method, path, body })

/** Requests that are refused whoever sends them. */
export const unreadable: readonly (readonly [what: string, call: Call, scode: Scode])[] = [
  ['half of a JSON text', raw('{"list":['), 1001],
  ['a JSON text and more', raw('{"list":[]}}'), 1001],
  ['JSON with comments', raw('{"list":[/* all */]}'), 1001],
  ['single quotes', raw("{'list':[]}"), 1001],
  ['no JSON at all', raw('list=1'), 1001],
  ['a byte order mark in the middle', raw('{\uFEFF"list":[]}'), 1001],
  ['JSON that is cut by a zero byte', raw('{"list":\u0000[]}'), 1001],
  ['half of a JSON text by GET', { path: '/v1/ticket/list', headers: json, body: '{' }, 1001],
  ['an empty body with a JSON content type', raw(''), 1002],
  ['blanks for a body', raw('  '), 1001],
  ['a list for a body', raw('[]'), 1002],
  ['null for a body', raw('null'), 1002],
  ['text for a body', raw('"list"'), 1002],
  ['a number for a body', raw('1'), 1002],
  ['a list for a body by GET', at('GET', '/v1/ticket/list', []), 1002],
  ['text for a body by GET', { path: '/v1/ticket/list', headers: json, body: '"x"' }, 1002],
  [
    'a number too large for a double by GET',
    { path: '/v1/ticket/list', headers: json, body: '-25972827073864704' },
    1002,
  ],
  [
    'a number too large for a double for a section',
    { ...raw(`{"ticket_name":"n","type":"VIP","network":99999999999999999999}`), path: '/v1/ticket/save' },
    1002,
  ],
  ['a number too large for a double for a config', raw(`{"list":["${uuid}"],"config":99999999999999999999}`), 1002],
  ['a body that nests without end', raw(`{"list":${'['.repeat(10_000)}${']'.repeat(10_000)}}`), 1002],
  ['plain text', raw('{}', { 'content-type': 'text/plain' }), 1003],
  ['a form', raw('list=1', { 'content-type': 'application/x-www-form-urlencoded' }), 1003],
  ['a form with files', raw('--x--', { 'content-type': 'multipart/form-data; boundary=x' }), 1003],
  ['a content type that is none', raw('{}', { 'content-type': 'json' }), 1003],
  ['an empty content type', raw('{}', { 'content-type': '' }), 1003],
  ['another charset', raw(`{"list":["${uuid}"]}`, { 'content-type': 'application/json; charset=gbk' }), 1003],
  ['a body said to be compressed', raw(`{"list":["${uuid}"]}`, { ...json, 'content-encoding': 'gzip' }), 1003],
  ['a form by GET', { path: '/v1/ticket/list', headers: { 'content-type': 'text/plain' }, body: 'a=1' }, 1003],
  ['more than 1 MiB for one ticket', at('POST', '/v1/ticket/submit', { ticket_name: 'x'.repeat(1_048_576) }), 1004],
  ['more than 1 MiB for a list', raw(`{"list":["${'x'.repeat(1_048_576)}"]}`), 1004],
  ['more than 100,000 values', raw(`{"list":[${'1,'.repeat(100_000)}1]}`), 1002],
  ['a head without end', { path: '/v1/ticket/list', headers: { 'x-much': 'x'.repeat(100_000) } }, 1004],
  ['no address of ours', at('GET', '/v1/ticket'), 1005],
  ['another version', at('POST', '/v2/ticket/submit', {}), 1005],
  ['the root by POST', at('POST', '/'), 1006],
  ['an address that cannot be decoded', at('GET', '/v1/ticket/%zz'), 1005],
  ['an address that climbs', at('GET', '/v1/../v1/ticket/lists'), 1005],
  ['GET for POST', at('GET', '/v1/ticket/submit'), 1006],
  ['POST for GET', at('POST', '/v1/ticket/list', {}), 1006],
  ['PUT', at('PUT', '/v1/ticket/pass', {}), 1006],
  ['DELETE', at('DELETE', '/v1/ticket/delete'), 1006],
  ['PATCH', at('PATCH', '/v1/ticket/process/update', {}), 1006],
  ['OPTIONS', at('OPTIONS', '/v1/ticket/list'), 1006],
  ['a method of another protocol', at('PROPFIND', '/v1/ticket/list'), 1006],
]

const list = '/v1/ticket/list'
const submit = '/v1/ticket/submit'
const batch = '/v1/ticket/pass'
const overrule = '/v1/ticket/overrule'
const back = '/v1/ticket/return'
const add = '/v1/ticket/approver/add'
const transfer = '/v1/ticket/transfer'
const terminate = '/v1/ticket/terminate'
const urge = '/v1/ticket/urge'
const copy = '/v1/ticket/cc'
const create = '/v1/ticket/process/create'
const redefine = '/v1/ticket/process/update'
const webhook = '/v1/webhook/create'
const rewebhook = '/v1/webhook/update'
const rotate = '/v1/webhook/rotate'
const replay = '/v1/webhook/delivery/replay'
const deliveries = '/v1/webhook/delivery/list'
const settings = '/v1/notification/settings'
const confirmMail = '/v1/notification/mail/confirm'
const comment = '/v1/ticket/comment'
const delegate = '/v1/delegation/create'
const step = { tenant_uuid: 'acme', role_uuid: 'r' }
const long = (characters: number) => '字'.repeat(characters)

const claim = '/v1/fulfilment/claim'
const extend = '/v1/fulfilment/extend'
const report = '/v1/fulfilment/report'
const claimed = { ticket_uuid: uuid, request: 1, fence: 1 }
const bodies: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  [submit]: { ticket_name: 'n', type: 'FEEDBACK' },
  [batch]: { list: [uuid] },
  [overrule]: { list: [uuid], reason: 'no' },
  [back]: { list: [uuid], reason: 'no' },
  [add]: { list: [uuid], reason: 'no', where: 'after', approvers: [{ tenant_uuid: 'acme', role_uuid: 'r' }] },
  [transfer]: { list: [uuid], reason: 'no', to: { user_uuid: 'kai' } },
  [terminate]: { list: [uuid], reason: 'no' },
  [urge]: { list: [uuid] },
  [copy]: { list: [uuid], people: [step] },
  [claim]: {},
  [extend]: { list: [claimed] },
  [report]: { list: [{ ...claimed, state: 'done' }] },
  [webhook]: { tenant_uuid: 'acme', webhook_name: 'w', url: 'https://receiver.example/' },
  [rewebhook]: { webhook_uuid: uuid },
  [rotate]: { webhook_uuid: uuid },
  [replay]: { webhook_uuid: uuid, list: [uuid] },
  [comment]: { ticket_uuid: uuid, text: 'yes' },
  [delegate]: { to: { user_uuid: 'kai' }, start: 1_800_000_000, end: 1_800_086_400 },
  '/v1/delegation/cancel': { list: [uuid] },
  '/v1/webhook/test': { webhook_uuid: uuid },
  '/v1/webhook/delete': { list: [uuid] },
  [settings]: {},
  [confirmMail]: { token: 'x' },
  [redefine]: { process_uuid: uuid },
  [create]: { tenant_uuid: 'acme', process_name: 'p', approval_list: [{ tenant_uuid: 'acme', role_uuid: 'r' }] },
}
const person = { tenant_uuid: 'acme', user_uuid: 'kai' }

/** By setting of a step in a process: values that are not valid. */
const stepRules: readonly (readonly [setting: string, values: readonly unknown[]])[] = [
  ['approvers', [5, {}, [], [5], [{ tenant_uuid: 'acme' }], [{ ...step, count: 11 }], Array(21).fill(person)]],
  ['step_key', [5, 'A b', 'x'.repeat(33)]],
  ['step_name', [5, 'a\nb', long(65)]],
  ['need', [0, 201, 1.5, {}, true, 'x'.repeat(9)]],
  ['veto', ['no', 1]],
  ['after', ['0', 5, [5], ['A b'], Array(21).fill('0')]],
  ['when', [5, {}, long(501)]],
  ['due_in', [59, 7_776_001, '60', 60.5]],
  ['remind_in', [60, [59], ['60'], [60, 60, 60, 60]]],
  ['on_due', ['shout', 5]],
  ['escalate_to', ['x', 5, {}, { tenant_uuid: 'acme' }]],
]

const reported = (field: string, values: readonly unknown[]) =>
  [report, 'list', values.map((value) => [{ ...claimed, state: 'done', [field]: value }])] as const

/** By route and field: values that are not valid, each by itself in a request that is else right. */
const rules: readonly (readonly [path: string, field: string, values: readonly unknown[]])[] = [
  [submit, 'ticket_name', [undefined, '', ' ', '\u200b', 'a\nb', 'a\u202eb', 5, null, ['n'], long(129)]],
  [submit, 'cc', [5, [5], [{ tenant_uuid: 'acme' }], Array.from({ length: 21 }, () => step)]],
  [urge, 'reason', [5, {}, 'a\u0000b', long(201)]],
  [copy, 'people', [undefined, null, [], [5], [{ tenant_uuid: 'acme' }], Array.from({ length: 21 }, () => step)]],
  [submit, 'type', [undefined, '', 'feedback', '问题反馈', 1, {}]],
  [submit, 'reason', [5, {}, 'a\u0000b', long(2_001)]],
  [submit, 'process_uuid', ['x', 5, { $ne: '' }]],
  [submit, 'ticket_uuid', ['x', 5, `${uuid}0`]],
  [submit, 'version', [0, -1, 1.5, '1', 2 ** 53]],
  [submit, 'cluster_uuid', [5, 'x'.repeat(65)]],
  [submit, 'network', ['vip', 5, []]],
  [batch, 'list', [undefined, null, uuid, [], [null], [5], ['x'], [[uuid]], [{}], [{ ticket_uuid: 'x' }]]],
  [batch, 'list', [[{ ticket_uuid: uuid, version: 0 }], Array(10_001).fill(uuid)]],
  [batch, 'config', ['x', 5, [], true]],
  [batch, 'step_id', [-1, 1.5, '0', 1_001]],
  [overrule, 'step_id', [-1, {}]],
  [batch, 'reason', [5, {}, long(1_001)]],
  [back, 'reason', [undefined, null, '', '  ', 5, long(1_001)]],
  [back, 'to_step_id', [-1, 1.5, 'x', 1_001]],
  [add, 'reason', [undefined, null, '', '  ', 5, long(1_001)]],
  [add, 'where', [undefined, null, 'behind', 5]],
  [add, 'need', [0, 51, '0', '0%', '101%', 'most', {}]],
  [add, 'approvers', [undefined, null, [], {}, [{}], [{ tenant_uuid: 'acme' }], Array(6).fill(step)]],
  [transfer, 'reason', [undefined, null, '', '  ', 5, long(1_001)]],
  [transfer, 'to', [undefined, null, 'kai', {}, { user_uuid: 'a b' }, { user_uuid: 'kai', user_name: 5 }]],
  [transfer, 'seat_id', [-1, 1.5, 'x', 1_001]],
  [terminate, 'reason', [undefined, null, '', '  ', 5, long(1_001)]],
  [overrule, 'reason', [undefined, null, '', '  ', 5, long(1_001)]],
  [claim, 'types', ['VIP', 5, [5], ['vip']]],
  [claim, 'limit', [0, 101, 1.5, '1']],
  [claim, 'lease', [9, 3_601, 10.5, '60']],
  [extend, 'lease', [9, 3_601]],
  [extend, 'list', [undefined, [], [uuid], [{ ...claimed, fence: 0 }], [{ ...claimed, request: '1' }]]],
  [report, 'list', [undefined, [], [claimed], [{ ...claimed, ticket_uuid: 'x', state: 'done' }]]],
  reported('state', ['waiting', 'needs_operator', 5]),
  reported('progress', [-1, 101, 1.5]),
  reported('success_count', [-1, '1']),
  reported('faild_info', ['no', [5], Array(101).fill('x'), [long(501)]]),
  reported('out', ['x', 5, []]),
  reported('message', [5, long(1_001)]),
  reported('message_cn', [5, long(1_001)]),
  [create, 'tenant_uuid', [undefined, '', 5, 'a b', 'x'.repeat(65), { $gt: '' }]],
  [create, 'process_name', [undefined, '', 5, long(129)]],
  [create, 'description', [5, {}]],
  [create, 'approval_list', [undefined, [], {}, [5], [{ tenant_uuid: 'acme' }], Array(21).fill(step)]],
  ...stepRules.map(
    ([setting, values]) => [create, 'approval_list', values.map((value) => [{ ...step, [setting]: value }])] as const,
  ),
  [create, 'auto_pass', [5, {}, long(501)]],
  [create, 'cc', [5, {}, [5], [{ tenant_uuid: 'acme' }], Array(21).fill(person)]],
  [create, 'forbid', ['return', 5, ['vote'], [5]]],
  [redefine, 'auto_pass', [5, long(501)]],
  [redefine, 'forbid', [['vote']]],
  [redefine, 'process_uuid', [undefined, '', 'x', 5]],
  [redefine, 'version', [0, -1, 1.5, '1']],
  [redefine, 'process_name', [' ', 5, long(129)]],
  [redefine, 'approval_list', [[], {}, [{ tenant_uuid: 'acme' }]]],
  [list, 'page_num', [0, -1, 1.5, 'x', true, '1e2', 10_001]],
  [list, 'page_size', [0, 101, 'x', -5, 1.5]],
  [list, 'filter_state', ['done', 5, 'saved,', 'saved;passed', ['saved', 'done'], [['saved']], { $ne: 'saved' }]],
  [list, 'filter_type', ['feedback', 5, ['VIP', ''], Array(101).fill('VIP')]],
  [list, 'filter_image_state', ['made', 5, [null]]],
  [list, 'filter_overdue', ['maybe', 5, [true]]],
  [list, 'filter_owner_uuid', [5, 'a b', ['a', 'b']]],
  [list, 'filter_owner_tenant_uuid', [5, 'a b', ['a', 'b']]],
  [list, 'filter_applyer_uuid', ['a b', 5, [], 'x'.repeat(256)]],
  ['/v1/ticket/count', 'scopes', ['mine', 5, 'todo,', ['todo', null], {}]],
  [list, 'sort', ['asc', 5, ['oldest']]],
  [list, 'filter_name', [5, long(129), { $regex: '.' }]],
  [list, 'filter_process_uuid', ['x', 5]],
  [list, 'filter_start', ['yesterday', -1, 1.5]],
  [list, 'filter_end', ['tomorrow', -1, {}, 1_700_000_000_000]],
  [list, 'scope', ['mine', 5]],
  [list, 'cursor', ['x', 5, 'zz.', `1.${uuid}x`]],
  [list, 'tenant_uuid', ['a b', 5, 'x'.repeat(65)]],
  ['/v1/ticket/inspect', 'ticket_uuid', [undefined, '', 'x', 5, [uuid]]],
  ['/v1/ticket/process/list', 'page_size', [0, 101]],
  ['/v1/ticket/process/list', 'filter_name', [5, long(129)]],
  ['/v1/ticket/process/inspect', 'process_uuid', [undefined, '', 'x', 5]],
  ['/v1/role/list', 'tenant_uuid', ['a b', 5]],
  ['/v1/role/list', 'page_num', [0, 'x']],
  ['/v1/user/list', 'role_uuid', ['a b', 5, 'x'.repeat(65)]],
  ['/v1/user/list', 'page_size', [0, 101]],
  [`/v1/batch/inspect?batch_uuid=${uuid}`, 'since', [-1, 1.5, 'x', 10_001]],
  ['/v1/batch/inspect', 'batch_uuid', [undefined, '', 'x', 5]],
  [comment, 'ticket_uuid', [undefined, '', 'x', 5]],
  [comment, 'text', [undefined, null, '', '  ', 5, 'a\u0000b', long(4_001)]],
  [comment, 'mention', ['kai', 5, {}, [5], [step], Array(11).fill(person)]],
  ['/v1/ticket/comment/list', 'ticket_uuid', [undefined, '', 'x', 5]],
  [`/v1/ticket/comment/list?ticket_uuid=${uuid}`, 'page_size', [0, 101]],
  [delegate, 'to', [undefined, null, 'kai', {}, { user_uuid: 'a b' }, { user_uuid: 'kai', user_name: 5 }]],
  [delegate, 'start', [undefined, null, '', 'x', -1, 1.5, 1_700_000_000_000]],
  [delegate, 'end', [undefined, null, '', 'x', -1, 1.5, 1_700_000_000_000]],
  [delegate, 'types', ['FEEDBACK', 5, ['feedback'], [5]]],
  [delegate, 'process_uuids', [uuid, 5, ['x'], [5], Array(101).fill(uuid)]],
  [delegate, 'reason', [5, {}, 'a\u0000b', long(201)]],
  [delegate, 'from_user_uuid', [5, 'a b', {}]],
  ['/v1/delegation/cancel', 'list', [undefined, [], ['x'], [{}], 5]],
  ['/v1/delegation/list', 'scope', ['mine', 5]],
  ['/v1/delegation/list', 'page_size', [0, 101]],
  [webhook, 'tenant_uuid', [undefined, '', 5, 'a b', { $gt: '' }]],
  [webhook, 'webhook_name', [undefined, '', 5, long(129)]],
  [
    webhook,
    'url',
    [undefined, '', 5, 'x', '//a/', 'ftp://a/', 'javascript:alert(1)', 'https://u@a/', `https://a/${long(2_048)}`],
  ],
  [webhook, 'kind', ['slack', 5]],
  [webhook, 'secret', [5, 'mine', long(257)]],
  [webhook, 'language', ['fr', 5]],
  [webhook, 'event_types', [[], 'ticket.passed', ['ticket.saved'], ['nothing'], [5]]],
  [rewebhook, 'webhook_uuid', [undefined, '', 'x', 5]],
  [rewebhook, 'url', ['x', 'ftp://a/', 'https://:p@a/']],
  [rewebhook, 'enabled', ['true', 1]],
  [rewebhook, 'language', ['fr', 5]],
  [rotate, 'webhook_uuid', [undefined, 'x', 5]],
  [rotate, 'keep_seconds', [-1, 1.5, '1', 604_801]],
  ['/v1/webhook/test', 'webhook_uuid', [undefined, '', 'x', 5]],
  ['/v1/webhook/delivery/inspect', 'webhook_uuid', [undefined, 'x', 5]],
  ['/v1/webhook/delete', 'list', [undefined, [], ['x'], [{}], 5]],
  [replay, 'list', [undefined, [], ['x'], [{ webhook_uuid: uuid }]]],
  [settings, 'language', ['fr', 5]],
  [settings, 'mail_address', ['x', 'a@', 'a@b c.example', 5, `${'x'.repeat(250)}@b.example`]],
  [confirmMail, 'token', [undefined, '', 5, long(4_097)]],
  [settings, 'channels', [5, 'live', [], { live: 'all' }, { mail: ['ticket.saved'] }, { sms: [] }]],
  [settings, 'languages', ['en']],
  [rewebhook, 'name', ['n']],
  [rotate, 'keep_second', [0]],
  [replay, 'uuids', [[]]],
  ['/v1/webhook/test', 'name', ['n']],
  ['/v1/webhook/delete', 'uuids', [[]]],
  ['/v1/webhook/list', 'tenant_uuid', ['a b', 5]],
  ['/v1/webhook/list', 'page_size', [0, 101]],
  ['/v1/webhook/inspect', 'webhook_uuid', [undefined, '', 'x', 5]],
  [deliveries, 'webhook_uuid', [undefined, '', 'x']],
  [`${deliveries}?webhook_uuid=${uuid}`, 'filter_state', ['done', 5]],
  [`${deliveries}?webhook_uuid=${uuid}`, 'filter_ticket_uuid', ['x', 5]],
  ['/v1/events', 'last_event_id', ['x', '-1', '1.5', '1'.repeat(16), '9'.repeat(15), 1, {}]],
]

/** Each of these is to be refused with 1002 by the name of the field. */
export const misfilled: readonly (readonly [path: string, field: string, call: Call])[] = rules.flatMap(
  ([path, field, values]) =>
    values.map((value) => {
      const right = bodies[path]
      return [path, field, at(right === undefined ? 'GET' : 'POST', path, { ...right, [field]: value })] as const
    }),
)
