import type { Issuer, Subject } from './issuer.ts'

const tenant = '7f1c0f0e-5a3d-4c54-9a53-0d9a6b7c1e01'
const tenantName = '演示租户'
const firstRole = { uuid: '5b8e1f7a-2c64-4f0b-8d1e-3a9c7b2d4e02', name: '部门审批' }
const secondRole = { uuid: '5b8e1f7a-2c64-4f0b-8d1e-3a9c7b2d4e03', name: '资源审批' }

const applicant: Subject = {
  user: 'a1f4c2d8-7b3e-4d19-8c55-6e0f9b1a2c04',
  name: '申请人',
  tenant,
  tenantName,
  roles: [],
}
const approver: Subject = {
  user: 'a1f4c2d8-7b3e-4d19-8c55-6e0f9b1a2c05',
  name: '审批人',
  tenant,
  tenantName,
  roles: [firstRole],
}
const administrator: Subject = {
  user: 'a1f4c2d8-7b3e-4d19-8c55-6e0f9b1a2c06',
  name: '管理员',
  tenant,
  tenantName,
  roles: [{ uuid: tenant, name: '租户管理员' }, secondRole],
}
const tokenSeconds = 8 * 60 * 60

const step = (role: typeof firstRole) => ({
  tenant_uuid: tenant,
  tenant_name: tenantName,
  role_uuid: role.uuid,
  role_name: role.name,
})
const approval = { tenant_uuid: tenant, process_name: '镜像审批', approval_list: [step(firstRole), step(secondRole)] }
const image = { region: 'ap-guangzhou', instance_id: 'ins-demo0001', image_name: 'my-first-image' }

/** What a call needs of an earlier one's answer; `{{NAME}}` in a path or body stands for it. */
type Variable = 'PROCESS' | 'TICKET' | 'BATCH'

/** One call of a first tour: who makes it, and which field of its answer later calls need. */
export interface Call {
  readonly says: string
  readonly who: 'APPLICANT' | 'APPROVER' | 'ADMIN'
  /** Behind `/v1/`. */
  readonly path: string
  /** The JSON body of a POST; without one the call is a GET. */
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  readonly keeps?: { readonly variable: Variable; readonly field: string }
}

const ticketList = { list: ['{{TICKET}}'] }

/** The way of an image ticket, a call a step; `npm start` prints them, and requests.http holds the same for editors. */
export const calls: readonly Call[] = [
  {
    says: "the tenant's administrator defines a process of two steps",
    who: 'ADMIN',
    path: 'ticket/process/create',
    body: approval,
    keeps: { variable: 'PROCESS', field: 'process_uuid' },
  },
  {
    says: 'a user submits an image ticket on it',
    who: 'APPLICANT',
    path: 'ticket/submit',
    body: { ticket_name: '一个镜像', type: 'TENCENT_IMAGE_CREATE', process_uuid: '{{PROCESS}}', tencent: { image } },
    keeps: { variable: 'TICKET', field: 'ticket_uuid' },
  },
  { says: 'approve the first step', who: 'APPROVER', path: 'ticket/pass', body: ticketList },
  {
    says: 'approve the second step, this time without waiting for the result',
    who: 'ADMIN',
    path: 'ticket/pass',
    body: ticketList,
    headers: { Prefer: 'respond-async' },
    keeps: { variable: 'BATCH', field: 'batch_uuid' },
  },
  { says: 'the result of that', who: 'ADMIN', path: 'batch/inspect?batch_uuid={{BATCH}}' },
  {
    says: 'request the image again: it changes nothing while the image is being made or done',
    who: 'APPLICANT',
    path: 'tencent/image/create',
    body: ticketList,
  },
  {
    says: 'the ticket with its history and its image, which takes two seconds',
    who: 'APPLICANT',
    path: 'ticket/inspect?ticket_uuid={{TICKET}}',
  },
]

const placeholder = /\{\{(\w+)\}\}/g

const inShell = ({ who, path, body, headers = {}, keeps }: Call): string => {
  const more = Object.entries(headers).map(([name, value]) => ` -H '${name}: ${value}'`)
  const start = `curl -sSw '\\n' -H "Authorization: Bearer $${who}"${more.join('')}`
  const call =
    body === undefined
      ? `${start} "$GONGDAN/v1/${path.replace(placeholder, '$$$1')}"`
      : `${start} -H 'Content-Type: application/json' $GONGDAN/v1/${path} -d '${JSON.stringify(body).replace(placeholder, "'$$$1'")}'`
  return keeps === undefined
    ? call
    : `${keeps.variable}=$(${call} | tee /dev/stderr | sed -n 's/.*"${keeps.field}":"\\([^"]*\\)".*/\\1/p')`
}

/**
 * The first text after a start: where to look, three people who are signed in (an applicant, an approver of the first step, the
 * administrator of their tenant who approves the second one), and a call for each step of an image ticket, to be pasted one
 * after the other.
 */
export const banner = async (gatewayUrl: string, issuer: Issuer): Promise<string> => `
# the documentation of every call   ${gatewayUrl}/docs
# what happens, as it happens       curl -NsH "Authorization: Bearer $APPLICANT" $GONGDAN/v1/events
# three people, for eight hours     ${[applicant, approver, administrator].map(({ name }) => name).join(', ')}; others: npm run token -- --help

export GONGDAN=${gatewayUrl}
export APPLICANT=${await issuer.token(applicant, tokenSeconds)}
export APPROVER=${await issuer.token(approver, tokenSeconds)}
export ADMIN=${await issuer.token(administrator, tokenSeconds)}

${calls.map((call) => `# ${call.says}\n${inShell(call)}\n`).join('')}`
