import { ProcessRef } from '@gongdan/contracts'
import type { ContractHarness } from './contractHarness.ts'

/** The tenant and the roles of the original document's examples, by their ids there. */
export const tenant = { tenant: 'd40511b3-0f61-4f00-bd7b-417a6628b67c', tenantName: 'lts' }
export const roles = [
  { uuid: '16802782-97f5-4b31-9c8c-3d80dd742189', name: 'aaa' },
  { uuid: 'b9bf1df8-f21d-48ca-ac65-7696c2142d73', name: 'bbb' },
  { uuid: '993c5f1f-80db-43b8-bd1f-878fe7473042', name: 'ccc' },
]
/** The steps of its process, as create gives them and as update does. */
export const steps = roles.map(({ uuid }) => ({ tenant_uuid: tenant.tenant, role_uuid: uuid }))
export const namedSteps = roles.map(({ uuid, name }) => ({
  tenant_uuid: tenant.tenant,
  tenant_name: 'lts',
  role_uuid: uuid,
  role_name: name,
}))

/** The people of the document's examples, a process of theirs, and its tickets in the states that the requests ask for. */
export const openOriginalHarness = async ({ signIn, write, act }: ContractHarness) => {
  const admin = await signIn({
    user: 'admin-1234567890987654321',
    name: 'admin',
    tenant: 'system',
    tenantName: 'system',
    roles: [{ uuid: 'system', name: '超级管理员' }],
  })
  const lts = await signIn({ user: 'a11671e6-17e5-4170-92c5-5d1634ece435', name: 'lts', ...tenant, roles: [] })
  const approver = await signIn({ user: 'b', name: 'b', ...tenant, roles })
  const createProcess = (approval_list: readonly object[]) =>
    admin.post('/v1/ticket/process/create', { tenant_uuid: tenant.tenant, process_name: '111', approval_list })
  const { process_uuid } = ProcessRef.parse((await createProcess(namedSteps)).envelope.data)

  const feedback = (ticket_name: string) => ({
    ticket_name,
    type: 'FEEDBACK',
    reason: '原因：规格申请虚拟机',
    process_uuid,
  })
  const pending = (more: object = {}) => write(lts, 'submit', { ...feedback('测试'), ...more })
  return {
    /** A super administrator, the applicant, and one who holds the roles of all three steps. */
    admin,
    lts,
    approver,
    processUuid: process_uuid,
    createProcess,
    feedback,
    saved: () => write(lts, 'save', feedback('反馈')),
    pending,
    overruled: async () => {
      const uuid = await pending()
      await act(approver, 'overrule', uuid, { reason: '测试' })
      return uuid
    },
    passed: async (more: object = {}) => {
      const uuid = await pending(more)
      for (const _ of roles) await act(approver, 'pass', uuid)
      return uuid
    },
  }
}
export type OriginalHarness = Awaited<ReturnType<typeof openOriginalHarness>>
