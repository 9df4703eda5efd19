import {
  ownerKey,
  type Principal,
  plainSettings,
  type SeatOwner,
  type Step,
  type StepSettings,
  SYSTEM,
  seatOwnerKey,
  stepFieldsOf,
  type UserSeen,
} from '@gongdan/contracts'
import type { Definition } from './process.ts'

/** Names of tenants, by tenant uuid, and of roles and people, by `seatOwnerKey`, which holds a blank and so is never a tenant's. */
export type Names = ReadonlyMap<string, string>

/** The names that a verified token shows. A token may leave a name empty; that shows nothing. */
export const namesShownBy = ({ tenantUuid, tenantName, userUuid, userName, roles }: Principal): Names =>
  new Map(
    [
      [tenantUuid, tenantName] as const,
      [seatOwnerKey({ kind: 'user', tenantUuid, tenantName, userUuid, userName }), userName] as const,
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

type Named = Pick<Definition, 'tenantUuid' | 'tenantName' | 'steps' | 'settings'>

/** All that a definition names: the first owners of its steps, all their owners, and those who get copies. */
export const ownersIn = ({ steps, settings }: Pick<Definition, 'steps' | 'settings'>): readonly SeatOwner[] => [
  ...steps.flatMap(({ settings: own, ...step }) =>
    own === undefined ? [{ kind: 'role' as const, ...step }] : ownersInStep(own),
  ),
  ...(settings ?? plainSettings).cc,
]

const ownersInStep = ({ approvers, due }: StepSettings): readonly SeatOwner[] => [
  ...approvers.map(({ owner }) => owner),
  ...(due === null || due.escalateTo === null ? [] : [due.escalateTo]),
]

/** The keys of all names in a definition. */
export const nameKeysIn = (definition: Pick<Named, 'tenantUuid' | 'steps' | 'settings'>): readonly string[] => [
  definition.tenantUuid,
  ...ownersIn(definition).flatMap((owner) => [owner.tenantUuid, seatOwnerKey(owner)]),
]

/** Which of two names counts: what tokens have shown under a key, or what stands in the definition. */
type Choose = (key: string, inDefinition: string, tenantUuid: string) => string

const renamed = <D extends Named>(definition: D, choose: Choose): D => {
  const tenantName = (of: { readonly tenantUuid: string; readonly tenantName: string }) =>
    choose(of.tenantUuid, of.tenantName, of.tenantUuid)
  const owner = (of: SeatOwner): SeatOwner => {
    const named = { ...of, tenantName: tenantName(of) }
    return named.kind === 'role'
      ? { ...named, roleName: choose(seatOwnerKey(of), named.roleName, of.tenantUuid) }
      : { ...named, userName: choose(seatOwnerKey(of), named.userName, of.tenantUuid) }
  }
  const step = ({ settings: own, ...plain }: Step): Step => {
    if (own === undefined) {
      return {
        ...plain,
        tenantName: tenantName(plain),
        roleName: choose(ownerKey(plain), plain.roleName, plain.tenantUuid),
      }
    }
    const approvers = own.approvers.map((one) => ({ ...one, owner: owner(one.owner) }))
    const due = own.due === null ? null : { ...own.due, escalateTo: own.due.escalateTo && owner(own.due.escalateTo) }
    return { ...stepFieldsOf(approvers[0]?.owner), settings: { ...own, approvers, due } }
  }
  return {
    ...definition,
    tenantName: tenantName(definition),
    steps: definition.steps.map(step),
    ...(definition.settings && { settings: { ...definition.settings, cc: definition.settings.cc.map(owner) } }),
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
