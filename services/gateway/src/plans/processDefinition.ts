import type { ProcessCreateBody } from '@gongdan/contracts'
import type { z } from 'zod'

/** What a process is, from the body of create or update. Names that are not given are for the process service to fill in. */
export const definitionOf = (body: z.infer<typeof ProcessCreateBody>) => ({
  tenantUuid: body.tenant_uuid,
  name: body.process_name,
  description: body.description,
  steps: body.approval_list.map((step) => ({
    tenantUuid: step.tenant_uuid,
    tenantName: step.tenant_name ?? '',
    roleUuid: step.role_uuid,
    roleName: step.role_name ?? '',
  })),
})
