import { ownerKey, type Principal, type Step, type UserSeen } from '@gongdan/contracts'

/**
 * Names of tenants, by tenant uuid, and of roles, by `ownerKey`, which holds a blank and so is never a tenant's uuid.
 */
export type Names = ReadonlyMap<string, string>

/** The names that a verified token shows. A token may leave a name empty; that shows nothing. */
export const namesShownBy = ({ tenantUuid, tenantName, roles }: Principal): Names =>
  new Map(
    [
      [tenantUuid, tenantName] as const,
      ...roles.map((role) => [ownerKey({ tenantUuid, roleUuid: role.uuid }), role.name] as const),
    ].filter(([, name]) => name !== ''),
  )

/** The names shown so far, those of the caller's own token before all others. */
export const namesKnownTo = (principal: Principal, known: Names): Names =>
  new Map([...known, ...namesShownBy(principal)])

/** A name and when a token showed it, in unix milliseconds. */
export interface SeenName {
  readonly key: string
  readonly name: string
  readonly at: number
}

/** The newest name of each key from user.seen events in any order, repeated ones included. */
export const latestNames = (events: readonly UserSeen[]): readonly SeenName[] => {
  const latest = new Map<string, SeenName>()
  for (const { at, principal } of events) {
    for (const [key, name] of namesShownBy(principal)) {
      if (at > (latest.get(key)?.at ?? 0)) latest.set(key, { key, name, at })
    }
  }
  return [...latest.values()]
}

interface Named {
  readonly tenantUuid: string
  readonly tenantName: string
  readonly steps: readonly Step[]
}

/** The keys of the names that were not given. */
export const missingNames = ({ tenantUuid, tenantName, steps }: Named): readonly string[] => [
  ...(tenantName === '' ? [tenantUuid] : []),
  ...steps.flatMap((step) => [
    ...(step.tenantName === '' ? [step.tenantUuid] : []),
    ...(step.roleName === '' ? [ownerKey(step)] : []),
  ]),
]

/** Fills names that were not given from what tokens have shown; one never shown stays `""` (contract §4). */
export const fillNames = <D extends Named>(definition: D, names: Names): D => {
  const tenantName = (of: { readonly tenantUuid: string; readonly tenantName: string }) =>
    of.tenantName || (names.get(of.tenantUuid) ?? '')
  return {
    ...definition,
    tenantName: tenantName(definition),
    steps: definition.steps.map((step) => ({
      ...step,
      tenantName: tenantName(step),
      roleName: step.roleName || (names.get(ownerKey(step)) ?? ''),
    })),
  }
}
