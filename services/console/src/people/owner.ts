/** A role, whose holders are meant, or one person. */
export interface Owner {
  readonly kind: 'role' | 'user'
  readonly tenantUuid: string
  readonly tenantName: string
  readonly uuid: string
  readonly name: string
}

export const ownerKey = ({ kind, tenantUuid, uuid }: Owner): string => `${kind} ${tenantUuid} ${uuid}`

/** An owner as requests take it. Names are left out where they are not known: the service fills them in. */
export const toBody = ({ kind, tenantUuid, uuid, name }: Owner) =>
  kind === 'role'
    ? { tenant_uuid: tenantUuid, role_uuid: uuid, ...(name === '' || name === uuid ? {} : { role_name: name }) }
    : { tenant_uuid: tenantUuid, user_uuid: uuid, ...(name === '' || name === uuid ? {} : { user_name: name }) }

/** An owner as answers show it: a role, or a person. */
export const fromView = (view: {
  readonly tenant_uuid: string
  readonly tenant_name?: string
  readonly role_uuid?: string
  readonly role_name?: string
  readonly user_uuid?: string
  readonly user_name?: string
}): Owner => ({
  kind: view.user_uuid === undefined ? 'role' : 'user',
  tenantUuid: view.tenant_uuid,
  tenantName: view.tenant_name ?? '',
  uuid: view.user_uuid ?? view.role_uuid ?? '',
  name: view.user_name ?? view.role_name ?? '',
})
