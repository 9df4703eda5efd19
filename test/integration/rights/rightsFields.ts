import { groups, placeOf, ticketTypeCodes } from '@gongdan/contracts'
import { feedback, type Person } from './rightsHarness.ts'

/** A place in a request for a payload: `@@` in the query string, `"@@"` in the JSON of the body. */
export interface Field {
  readonly name: string
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly body?: object
  /** The caller, who may do what the request says. */
  readonly by: Person
  /** There are many of its kind, side by side: each third payload will do for each. */
  readonly oneOfMany?: true
}

const here = '@@'
/** Stands for a process that the administrator may change. */
export const aProcess = '00000000-0000-4000-8000-000000000000'
const uuid = 'ad0bcf7e-ab75-4873-b0a2-6caa294b083f'
const field = (method: Field['method'], path: string, name: string, body: object, by: Person = 'applicant'): Field => ({
  name: `${method} ${path} ${name}`,
  method,
  path,
  body,
  by,
})

const ticketFields = ['ticket_uuid', 'ticket_name', 'type', 'reason', 'process_uuid', 'cluster_uuid', 'version']
const groupNames = [...Object.keys(groups), 'contianer']
const written = [
  ...[...ticketFields, ...groupNames].map((name) =>
    field('POST', '/v1/ticket/save', name, { ...feedback, [name]: here }),
  ),
  ...ticketFields.map((name) => field('POST', '/v1/ticket/submit', name, { ...feedback, [name]: here })),
]

/** Each field of each section, an unknown one, and the section itself. */
const sections = ticketTypeCodes.flatMap((type) => {
  const place = placeOf(type)
  if (place === null) return []
  const section = groups[place.group][place.section]
  const draft = (name: string, content: unknown): Field => ({
    ...field('POST', '/v1/ticket/save', `${place.group}.${place.section}${name}`, {
      ...feedback,
      type,
      [place.group]: { [place.section]: content },
    }),
    oneOfMany: true,
  })
  const names = [...Object.keys(section?.fields ?? {}), 'something_else']
  return [draft('', here), ...names.map((name) => draft(`.${name}`, { [name]: here }))]
})

const addition = { reason: 'no', where: 'after', approvers: [{ tenant_uuid: 'acme', role_uuid: 'lead' }] }
const transfer = { reason: 'no', to: { user_uuid: 'kai' } }
const listRoutes = ['saved/submit', 'overruled/submit', 'pass', 'overrule', 'withdraw', 'terminate']
const lists = [
  ...[...listRoutes, 'confirm', 'archive', 'delete'].map((action) => `/v1/ticket/${action}`),
  '/v1/tencent/image/create',
].flatMap((path) => [
  field('POST', path, 'list', { list: here, reason: 'no' }),
  field('POST', path, 'list[]', { list: [here], reason: 'no' }),
  field('POST', path, 'list[].ticket_uuid', { list: [{ ticket_uuid: here }], reason: 'no' }),
  field('POST', path, 'list[].version', { list: [{ ticket_uuid: uuid, version: here }], reason: 'no' }),
])

const step = { tenant_uuid: 'acme', role_uuid: 'lead' }
const definition = { tenant_uuid: 'acme', process_name: 'p', approval_list: [step] }
const onProcess = (action: string, name: string, body: object) =>
  field('POST', `/v1/ticket/process/${action}`, name, body, 'administrator')
const processes = [
  ...['tenant_uuid', 'process_name', 'description', 'approval_list'].flatMap((name) => [
    onProcess('create', name, { ...definition, [name]: here }),
    onProcess('update', name, { ...definition, process_uuid: aProcess, [name]: here }),
  ]),
  ...['tenant_uuid', 'role_uuid', 'tenant_name', 'role_name'].map((name) =>
    onProcess('create', `approval_list[].${name}`, {
      ...definition,
      approval_list: [{ ...step, [name]: here }],
    }),
  ),
  ...[
    ...['approvers', 'step_key', 'step_name', 'need', 'veto', 'after', 'when'],
    ...['due_in', 'remind_in', 'on_due', 'escalate_to'],
  ].map(
    (name): Field => ({
      ...onProcess('create', `approval_list[].${name}`, { ...definition, approval_list: [{ ...step, [name]: here }] }),
      oneOfMany: true,
    }),
  ),
  ...['auto_pass', 'cc', 'forbid'].flatMap((name): Field[] => [
    { ...onProcess('create', name, { ...definition, [name]: here }), oneOfMany: true },
    { ...onProcess('update', name, { process_uuid: aProcess, [name]: here }), oneOfMany: true },
  ]),
  onProcess('update', 'version', { process_uuid: aProcess, version: here }),
  onProcess('update', 'process_uuid', { ...definition, process_uuid: here }),
  onProcess('delete', 'list[]', { list: [here] }),
  onProcess('delete', 'list[].process_uuid', { list: [{ process_uuid: here }] }),
]

const absence = { to: { user_uuid: 'kai' }, start: 1, end: 2 }
const delegations = [
  ...['to', 'start', 'end', 'types', 'process_uuids', 'reason', 'from_user_uuid'].map((name) =>
    field('POST', '/v1/delegation/create', name, { ...absence, [name]: here }),
  ),
  ...['user_uuid', 'user_name'].map((name) =>
    field('POST', '/v1/delegation/create', `to.${name}`, { ...absence, to: { user_uuid: 'kai', [name]: here } }),
  ),
  field('POST', '/v1/delegation/cancel', 'list[]', { list: [here] }),
  field('POST', '/v1/delegation/cancel', 'list[].delegation_uuid', { list: [{ delegation_uuid: here }] }),
]

const comments = [
  field('POST', '/v1/ticket/comment', 'ticket_uuid', { ticket_uuid: here, text: 'yes' }),
  ...['text', 'mention'].map((name) =>
    field('POST', '/v1/ticket/comment', name, { ticket_uuid: uuid, text: 'yes', [name]: here }),
  ),
  ...['tenant_uuid', 'user_uuid', 'tenant_name', 'user_name'].map((name) =>
    field('POST', '/v1/ticket/comment', `mention[].${name}`, {
      ticket_uuid: uuid,
      text: 'yes',
      mention: [{ tenant_uuid: 'acme', user_uuid: 'kai', [name]: here }],
    }),
  ),
]

const paging = ['tenant_uuid', 'page_num', 'page_size']
const filters = [
  'state',
  'type',
  'image_state',
  'overdue',
  'owner_uuid',
  'owner_tenant_uuid',
  'applyer_uuid',
  'name',
  'process_uuid',
  'start',
  'end',
].map((name) => `filter_${name}`)
const asked = {
  '/v1/ticket/list': [...paging, ...filters, 'scope', 'sort', 'cursor'],
  '/v1/ticket/count': ['scopes'],
  '/v1/ticket/inspect': ['ticket_uuid'],
  '/v1/ticket/process/list': [...paging, 'process_uuid', 'filter_name'],
  '/v1/ticket/process/inspect': ['tenant_uuid', 'process_uuid'],
  '/v1/role/list': paging,
  '/v1/user/list': [...paging, 'role_uuid'],
  '/v1/ticket/comment/list': ['ticket_uuid', 'page_num', 'page_size'],
  '/v1/delegation/list': ['scope', 'page_num', 'page_size'],
  '/v1/batch/inspect': ['batch_uuid', 'since'],
}
/** In the query string, in the body, and in both, where the two are compared. */
const questions = Object.entries(asked).flatMap(([path, names]) =>
  names.flatMap((name): Field[] => [
    { name: `GET ${path}?${name}`, method: 'GET', path: `${path}?${name}=${here}`, by: 'keeper' },
    { name: `GET ${path}?${name}[$ne]`, method: 'GET', path: `${path}?${name}[$ne]=${here}`, by: 'keeper' },
    field('GET', path, name, { [name]: here }, 'keeper'),
    { ...field('GET', `${path}?${name}=1`, name, { [name]: here }, 'keeper'), name: `GET ${path} ${name} twice` },
  ]),
)

/** Every field of every request. */
export const fields: readonly Field[] = [
  ...written,
  ...sections,
  ...lists,
  field('POST', '/v1/ticket/pass', 'config', { list: [uuid], config: here }),
  field('POST', '/v1/ticket/pass', 'config.something', { list: [uuid], config: { something: here } }),
  field('POST', '/v1/ticket/pass', 'step_id', { list: [uuid], step_id: here }),
  field('POST', '/v1/ticket/overrule', 'step_id', { list: [uuid], step_id: here, reason: 'no' }),
  field('POST', '/v1/ticket/pass', 'reason', { list: [uuid], reason: here }),
  ...['reason', 'step_id', 'to_step_id'].map((name) =>
    field('POST', '/v1/ticket/return', name, { list: [uuid], reason: 'no', [name]: here }),
  ),
  ...['reason', 'where', 'approvers', 'need', 'step_id'].map((name) =>
    field('POST', '/v1/ticket/approver/add', name, { list: [uuid], ...addition, [name]: here }),
  ),
  ...['tenant_uuid', 'role_uuid', 'role_name', 'count'].map((name) =>
    field('POST', '/v1/ticket/approver/add', `approvers[].${name}`, {
      list: [uuid],
      ...addition,
      approvers: [{ tenant_uuid: 'acme', role_uuid: 'lead', [name]: here }],
    }),
  ),
  ...['reason', 'to', 'step_id', 'seat_id'].map((name) =>
    field('POST', '/v1/ticket/transfer', name, { list: [uuid], ...transfer, [name]: here }),
  ),
  ...['user_uuid', 'user_name'].map((name) =>
    field('POST', '/v1/ticket/transfer', `to.${name}`, {
      list: [uuid],
      ...transfer,
      to: { ...transfer.to, [name]: here },
    }),
  ),
  field('POST', '/v1/ticket/terminate', 'reason', { list: [uuid], reason: here }),
  field('POST', '/v1/ticket/overrule', 'reason', { list: [uuid], reason: here }),
  field('POST', '/v1/ticket/urge', 'reason', { list: [uuid], reason: here }),
  field('POST', '/v1/ticket/cc', 'people', { list: [uuid], people: here }),
  field('POST', '/v1/ticket/cc', 'people.tenant_uuid', {
    list: [uuid],
    people: [{ tenant_uuid: here, role_uuid: 'auditor' }],
  }),
  field('POST', '/v1/ticket/cc', 'people.user_uuid', {
    list: [uuid],
    people: [{ tenant_uuid: 'acme', user_uuid: here }],
  }),
  field('GET', '/v1/ticket/overrule', 'reason', { list: [uuid], reason: here }),
  ...processes,
  ...delegations,
  ...comments,
  ...questions,
]
