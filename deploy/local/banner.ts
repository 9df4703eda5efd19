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
  roles: [{ uuid: tenant, name: '租户管理员' }, firstRole, secondRole],
}
const tokenSeconds = 8 * 60 * 60

const step = (role: typeof firstRole) => ({
  tenant_uuid: tenant,
  tenant_name: tenantName,
  role_uuid: role.uuid,
  role_name: role.name,
})
const process = { tenant_uuid: tenant, process_name: '镜像审批', approval_list: [step(firstRole), step(secondRole)] }
const image = { region: 'ap-guangzhou', instance_id: 'ins-demo0001', image_name: 'my-first-image' }

const post = (tokenName: string, route: string, body: string, more = '') =>
  `curl -sSw '\\n' -H "Authorization: Bearer $${tokenName}"${more} -H 'Content-Type: application/json' $GONGDAN/v1/${route} -d ${body}`
const get = (tokenName: string, route: string) =>
  `curl -sSw '\\n' -H "Authorization: Bearer $${tokenName}" "$GONGDAN/v1/${route}"`
/** A call that stores one field of its answer in a shell variable. */
const store = (variable: string, field: string, call: string) =>
  `${variable}=$(${call} | tee /dev/stderr | sed -n 's/.*"${field}":"\\([^"]*\\)".*/\\1/p')`

const ticketList = `'{"list":["'$TICKET'"]}'`

/**
 * The first text after a start: two tokens (an applicant; an administrator of the tenant who holds the roles of both steps)
 * and a call for each step of an image ticket, to be pasted one after the other.
 */
export const banner = async (gatewayUrl: string, issuer: Issuer): Promise<string> => `
export GONGDAN=${gatewayUrl}
export APPLICANT=${await issuer.token(applicant, tokenSeconds)}
export APPROVER=${await issuer.token(approver, tokenSeconds)}

# the tenant's administrator defines a process of two steps
${store('PROCESS', 'process_uuid', post('APPROVER', 'ticket/process/create', `'${JSON.stringify(process)}'`))}
# a user submits an image ticket on it
${store(
  'TICKET',
  'ticket_uuid',
  post(
    'APPLICANT',
    'ticket/submit',
    `'${JSON.stringify({ ticket_name: '一个镜像', type: 'TENCENT_IMAGE_CREATE', process_uuid: '@', tencent: { image } }).replace('@', "'$PROCESS'")}'`,
  ),
)}
# approve the first step
${post('APPROVER', 'ticket/pass', ticketList)}
# approve the second step, this time without waiting for the result
${store('BATCH', 'batch_uuid', post('APPROVER', 'ticket/pass', ticketList, " -H 'Prefer: respond-async'"))}
# the result of that
${get('APPROVER', 'batch/inspect?batch_uuid=$BATCH')}
# request the image again: it changes nothing while the image is being made or done
${post('APPLICANT', 'tencent/image/create', ticketList)}
# the ticket with its history and its image, which takes two seconds
${get('APPLICANT', 'ticket/inspect?ticket_uuid=$TICKET')}
`
