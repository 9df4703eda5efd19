import { type Scode, ticketTypeCodes } from '@gongdan/contracts'
import type { Subject } from '../../../deploy/local/issuer.ts'
import type { Scale } from '../../../deploy/local/startArguments.ts'
import type { Caller, Reply } from '../../support/caller.ts'
import { Batch, openCallers } from '../../support/openCallers.ts'

const acme = { tenant: 'acme', tenantName: 'Acme' }

/** Who takes part: two applicants, an approver and the administrator of one tenant, a super administrator, and an administrator of another tenant. */
export const people = {
  lin: { user: 'lin', name: '林', ...acme, roles: [{ uuid: 'developer', name: '开发' }] },
  wei: { user: 'wei', name: '韦', ...acme, roles: [] },
  mei: { user: 'mei', name: '梅', ...acme, roles: [{ uuid: 'reviewer', name: '评审' }] },
  zhao: { user: 'zhao', name: '赵', ...acme, roles: [{ uuid: 'acme', name: '租户管理员' }] },
  root: {
    user: 'root',
    name: 'admin',
    tenant: 'system',
    tenantName: 'system',
    roles: [{ uuid: 'system', name: '超级管理员' }],
  },
  /** A program that does what was approved. */
  worker: {
    user: 'worker',
    name: '执行程序',
    tenant: 'system',
    tenantName: 'system',
    roles: [{ uuid: 'fulfiller', name: '执行方' }],
  },
  gus: { user: 'gus', name: 'Gus', tenant: 'globex', tenantName: 'Globex', roles: [{ uuid: 'globex', name: 'Admin' }] },
} satisfies Record<string, Subject>
export type Name = keyof typeof people

/** The whole system, and a caller for each person; `env` and `scale` as startSystem takes them. */
export const openContractHarness = async (env: Readonly<Record<string, string>> = {}, scale: Scale = {}) => {
  const seen = new Set<number>()
  const onReply = ({ scode, data }: Reply) => {
    seen.add(scode)
    for (const result of Batch.safeParse(data).data?.results ?? []) seen.add(result.scode)
  }
  const { callers, write, act, ...rest } = await openCallers(people, {
    scale,
    env: { FULFILLED_TYPES: ticketTypeCodes.filter((type) => type !== 'FEEDBACK').join(','), ...env },
    onReply,
  })
  return {
    ...rest,
    /** Every scode that was answered so far, alone or for an item of a batch. */
    seen: (): ReadonlySet<number> => seen,
    people: callers,
    write,
    act,
    /** Submits on the built-in process and has both steps passed. */
    passed: async (who: Caller, body: object): Promise<string> => {
      const uuid = await write(who, 'submit', body)
      await act(callers.zhao, 'pass', uuid)
      await act(callers.root, 'pass', uuid)
      return uuid
    },
  }
}
export type ContractHarness = Awaited<ReturnType<typeof openContractHarness>>

/** The smallest ticket there is. */
export const feedback = { ticket_name: '反馈', type: 'FEEDBACK' }

/** A complete ticket for a virtual machine. */
export const machineTicket = {
  ticket_name: '虚拟机',
  type: 'VM_SPECIFICATION',
  compute: {
    vm_specification: { specification_uuid: 's', specification_name: '4C8G', vm_name: 'web', apply_count: 1 },
  },
}

/** A complete image ticket; the emulator knows the instance. A second one would need another name once its image is there. */
export const imageTicket = {
  ticket_name: '镜像',
  type: 'TENCENT_IMAGE_CREATE',
  tencent: { image: { region: 'ap-guangzhou', instance_id: 'ins-demo0001', image_name: 'nightly' } },
}

/** Why a request was refused, for tests that say which field it was. */
export const refusalOf = ({ envelope }: Reply): { readonly scode: Scode; readonly desc: string } => ({
  scode: envelope.scode,
  desc: envelope.desc,
})
