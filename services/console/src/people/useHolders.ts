import { useQueries } from '@tanstack/react-query'
import { gongdan } from '../session/gongdan.ts'

const SHOWN = 5

/** A role by its tenant and id. */
export interface RoleRef {
  readonly tenantUuid: string
  readonly uuid: string
}

const keyOf = ({ tenantUuid, uuid }: RoleRef): string => `${tenantUuid} ${uuid}`

/** Gives the names of some who hold a role, as far as the reader may know them: none of another tenant's. */
export const useHolders = (roles: readonly RoleRef[]): ((role: RoleRef) => readonly string[]) => {
  const asked = [...new Map(roles.map((role) => [keyOf(role), role])).values()]
  const found = useQueries({
    queries: asked.map(({ tenantUuid, uuid }) => ({
      queryKey: ['people', 'holders', tenantUuid, uuid],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        gongdan().people.users({ tenant_uuid: tenantUuid, role_uuid: uuid, page_size: SHOWN }, { signal }),
      staleTime: 300_000,
    })),
  })
  const names = new Map(
    asked.map((role, place) => [keyOf(role), found[place]?.data?.list.map(({ user_name }) => user_name) ?? []]),
  )
  return (role) => names.get(keyOf(role)) ?? []
}
