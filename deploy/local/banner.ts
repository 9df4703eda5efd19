import type { Issuer } from './issuer.ts'
import { firstRole, people, secondRole } from './people.ts'

const { applicant, firstApprover, secondApprover, administrator } = people
const { tenant, tenantName } = administrator
const tokenSeconds = 8 * 60 * 60

const step = (role: typeof firstRole) => ({
  tenant_uuid: tenant,
  tenant_name: tenantName,
  role_uuid: role.uuid,
  role_name: role.name,
})
const approval = { tenant_uuid: tenant, process_name: '镜像审批', approval_list: [step(firstRole), step(secondRole)] }
/** The seconds since 1970, in the words of REST Client: a cloud has every image name once, and the calls may be made twice. */
const now = '{{$timestamp}}'
const image = { region: 'ap-guangzhou', instance_id: 'ins-demo0001', image_name: `my-image-${now}` }

/** What a call needs of an earlier one's answer; `{{NAME}}` in a path or body stands for it. */
type Variable = 'PROCESS' | 'TICKET' | 'BATCH'

/** One call of a first tour: who makes it, and which field of its answer later calls need. */
export interface Call {
  readonly says: string
  readonly who: 'APPLICANT' | 'APPROVER' | 'SECOND' | 'ADMIN'
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
    who: 'SECOND',
    path: 'ticket/pass',
    body: ticketList,
    headers: { Prefer: 'respond-async' },
    keeps: { variable: 'BATCH', field: 'batch_uuid' },
  },
  { says: 'the result of that', who: 'SECOND', path: 'batch/inspect?batch_uuid={{BATCH}}' },
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
  const data = () => JSON.stringify(body).replace(placeholder, "'$$$1'").replace(now, "'$(date +%s)'")
  const call =
    body === undefined
      ? `${start} "$GONGDAN/v1/${path.replace(placeholder, '$$$1')}"`
      : `${start} -H 'Content-Type: application/json' $GONGDAN/v1/${path} -d '${data()}'`
  return keeps === undefined
    ? call
    : `${keeps.variable}=$(${call} | tee /dev/stderr | sed -n 's/.*"${keeps.field}":"\\([^"]*\\)".*/\\1/p')`
}

/**
 * The first text after a start: where to look, four people who are signed in (an applicant, an approver of each step, the
 * administrator of their tenant), and a call for each step of an image ticket, to be pasted one after the other.
 */
export const banner = async (gatewayUrl: string, issuer: Issuer): Promise<string> => `
# the console, in a browser         ${gatewayUrl}/console/
# the documentation of every call   ${gatewayUrl}/docs
# what happens, as it happens       curl -NsH "Authorization: Bearer $APPLICANT" $GONGDAN/v1/events
# four people, for eight hours      ${[applicant, firstApprover, secondApprover, administrator].map(({ name }) => name).join(', ')}; others: npm run token -- --help

export GONGDAN=${gatewayUrl}
export APPLICANT=${await issuer.token(applicant, tokenSeconds)}
export APPROVER=${await issuer.token(firstApprover, tokenSeconds)}
export SECOND=${await issuer.token(secondApprover, tokenSeconds)}
export ADMIN=${await issuer.token(administrator, tokenSeconds)}

${calls.map((call) => `# ${call.says}\n${inShell(call)}\n`).join('')}`
