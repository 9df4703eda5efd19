import type { TestSystem } from '../support/system.ts'
import type { Client } from './httpClient.ts'

/** A process of three steps, each a role of the tenant. */
export interface JobProcess {
  readonly uuid: string
  readonly name: string
  readonly steps: readonly { readonly tenantUuid: string; readonly roleUuid: string; readonly roleName: string }[]
}

const roles = ['lead', 'keeper', 'chief'] as const
const CALLERS = 16

/** Defines the process at a running gongdan. */
export const defineJobProcess = async (system: TestSystem, client: Client): Promise<JobProcess> => {
  const administrator = { user: 'zhao', name: 'Zhao', tenant: 'acme', tenantName: 'Acme' }
  const token = await system.token({ ...administrator, roles: [{ uuid: 'acme', name: '租户管理员' }] })
  const [name, tenantUuid] = ['three steps', 'acme']
  const steps = roles.map((role) => ({ tenantUuid, roleUuid: role, roleName: role }))
  const list = steps.map(({ roleUuid }) => ({
    tenant_uuid: tenantUuid,
    tenant_name: 'Acme',
    role_uuid: roleUuid,
    role_name: roleUuid,
  }))
  const body = { tenant_uuid: tenantUuid, process_name: name, approval_list: list }
  const { body: answer } = await client.send({ path: '/v1/ticket/process/create', token, body })
  if (answer.scode !== 0) throw new Error(`no process: ${JSON.stringify(answer)}`)
  return { uuid: Object(answer.data).process_uuid, name, steps }
}

/** A whole job: a ticket is submitted, passed by three people one after the other, and looked at. Rejects unless it has passed. */
export const createJobs = async (system: Pick<TestSystem, 'token'>, client: Client, process: JobProcess) => {
  const signIn = (role: string) =>
    Promise.all(
      Array.from({ length: CALLERS }, (_, index) =>
        system.token({
          user: `${role}-${index}`,
          name: role,
          tenant: 'acme',
          tenantName: 'Acme',
          roles: [{ uuid: role, name: role }],
        }),
      ),
    )
  const applicants = await signIn('developer')
  const approvers = await Promise.all(roles.map(signIn))
  let jobs = 0
  const send = async (call: Parameters<Client['send']>[0]) => {
    const { body } = await client.send(call)
    if (body.scode !== 0) throw new Error(`${call.path}: ${JSON.stringify(body).slice(0, 500)}`)
    return Object(body.data)
  }
  return async (): Promise<void> => {
    const caller = jobs++ % CALLERS
    const ticket = { ticket_name: '测试', type: 'FEEDBACK', reason: '原因', process_uuid: process.uuid }
    const token = applicants[caller] ?? ''
    const { ticket_uuid: uuid } = await send({ path: '/v1/ticket/submit', token, body: ticket })
    for (const of of approvers) {
      await send({ path: '/v1/ticket/pass', token: of[caller] ?? '', body: { list: [uuid] } })
    }
    const found = await send({ method: 'GET', path: `/v1/ticket/inspect?ticket_uuid=${uuid}`, token })
    if (found.ticket_state_code !== 'passed') throw new Error(`a job ended as ${found.ticket_state_code}`)
  }
}
