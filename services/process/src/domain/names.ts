import { ownerKey, type Principal, type Step, SYSTEM, type UserSeen } from '@gongdan/contracts'

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

/** The keys of all names in a definition. */
export const nameKeysIn = ({ tenantUuid, steps }: Omit<Named, 'tenantName'>): readonly string[] => [
  tenantUuid,
  ...steps.flatMap((step) => [step.tenantUuid, ownerKey(step)]),
]

/** Which of two names counts: what tokens have shown under a key, or what stands in the definition. */
type Choose = (key: string, inDefinition: string, tenantUuid: string) => string

const renamed = <D extends Named>(definition: D, choose: Choose): D => {
  const tenantName = (of: { readonly tenantUuid: string; readonly tenantName: string }) =>
    choose(of.tenantUuid, of.tenantName, of.tenantUuid)
  return {
    ...definition,
    tenantName: tenantName(definition),
    steps: definition.steps.map((step) => ({
      ...step,
      tenantName: tenantName(step),
      roleName: choose(ownerKey(step), step.roleName, step.tenantUuid),
    })),
  }
}

/**
 * The names of a definition that a caller gave (contract §4): what tokens have shown counts before what the caller says, so
 * that no step passes for another tenant's or role's. Tenant `system` and its roles get no name but from tokens, since approvers
 * trust it. An unknown name stays `""`.
 */
export const nameByTokens = <D extends Named>(definition: D, names: Names): D =>
  renamed(definition, (key, given, tenantUuid) => names.get(key) ?? (tenantUuid === SYSTEM ? '' : given))

/** The names of the built-in definition, which are its own: those that it leaves out are what tokens have shown. */
export const fillNames = <D extends Named>(definition: D, names: Names): D =>
  renamed(definition, (key, own) => own || (names.get(key) ?? ''))
