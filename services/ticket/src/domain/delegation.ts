import {
  type Actor,
  type CommandItem,
  type Decision,
  isTenantAdministrator,
  type Principal,
  type Refusal,
  refusal,
  type TicketTypeCode,
} from '@gongdan/contracts'

/** One party of a delegation; both are of its tenant. */
export interface Party {
  readonly userUuid: string
  readonly userName: string
}

/** Who acts for whom, when and on what. Times are unix milliseconds: from `start` on, and no longer at `end`. */
export interface DelegationTerms {
  readonly tenantUuid: string
  readonly tenantName: string
  /** The absent person. */
  readonly from: Party
  /** The delegate. */
  readonly to: Party
  readonly start: number
  readonly end: number
  /** Empty: tickets of every type, of every process. */
  readonly types: readonly TicketTypeCode[]
  readonly processUuids: readonly string[]
  readonly reason: string
}

export type DelegationEvent =
  | { readonly type: 'delegation.made'; readonly data: DelegationTerms }
  | { readonly type: 'delegation.cancelled'; readonly data: Readonly<Record<string, never>> }

/** A delegation. It says nothing of any ticket: it is looked up when its delegate acts. */
export interface Delegation extends DelegationTerms {
  readonly version: number
  readonly cancelled: boolean
  readonly creator: Actor | null
  readonly createdAt: number
}

/** A delegation after an event. */
export const evolveDelegation = (
  before: Delegation | undefined,
  event: DelegationEvent & { readonly seq: number; readonly at: number; readonly by: Actor | null },
): Delegation => {
  if (event.type === 'delegation.made') {
    return { ...event.data, version: event.seq, cancelled: false, creator: event.by, createdAt: event.at }
  }
  if (before === undefined) throw new Error('a delegation that was cancelled before it was made')
  return { ...before, version: event.seq, cancelled: true }
}

const DAY_MS = 86_400_000
const MAX_DAYS = 90
/** So many that overlap one person may give, and may be given. */
export const MAX_GIVEN = 10
export const MAX_RECEIVED = 20

/** What is known of a new delegation beside its command. */
export interface Known {
  /** The names of those of the caller's tenant whom tokens showed within 90 days, by their user ids. */
  readonly names: ReadonlyMap<string, string>
  /** Of whom there are as many at that time as there may be: those that the absent person gives, or that the delegate is given. */
  readonly full: 'given' | 'received' | null
}

const impossible = (en: string, cn: string) => refusal(4102, en, cn)

/**
 * Decides on a new delegation: by the absent person, or by an administrator of their tenant (2003); 4102 says what is wrong with it.
 * `at` is unix milliseconds.
 */
export const createDelegation = (
  principal: Principal,
  { to, start, end, types, processUuids, reason, fromUserUuid }: CommandItem<'delegation.create'>,
  { names, full }: Known,
  at: number,
): Decision<DelegationEvent> => {
  const { tenantUuid, tenantName } = principal
  const fromUser = fromUserUuid ?? principal.userUuid
  const isOwn = fromUser === principal.userUuid
  if (!isOwn && !isTenantAdministrator(principal, tenantUuid)) {
    return refusal(
      2003,
      'only an administrator of the tenant can delegate for somebody else',
      '只有租户管理员可以代他人设置委托',
    )
  }
  const refused =
    refuseTimes(start, end, at) ??
    (to.userUuid === fromUser ? impossible('nobody can be their own delegate', '不能委托给本人') : null) ??
    (isOwn ? null : refuseStranger(fromUser, tenantUuid, names)) ??
    refuseStranger(to.userUuid, tenantUuid, names) ??
    (full === 'given'
      ? impossible(`${fromUser} has given ${MAX_GIVEN} at that time`, `${fromUser} 在此期间已委托 ${MAX_GIVEN} 次`)
      : null) ??
    (full === 'received'
      ? impossible(
          `${to.userUuid} has received ${MAX_RECEIVED} at that time`,
          `${to.userUuid} 在此期间已受托 ${MAX_RECEIVED} 次`,
        )
      : null)
  if (refused !== null) return refused
  const nameOf = (userUuid: string): string => names.get(userUuid) ?? ''
  const from = { userUuid: fromUser, userName: isOwn ? principal.userName : nameOf(fromUser) }
  const delegate = { userUuid: to.userUuid, userName: nameOf(to.userUuid) || to.userName }
  const terms = { tenantUuid, tenantName, from, to: delegate, start: start * 1_000, end: end * 1_000 }
  return [{ type: 'delegation.made', data: { ...terms, types, processUuids, reason } }]
}

const refuseTimes = (start: number, end: number, at: number): Refusal | null => {
  if (end <= start) return impossible('end is not after start', '结束时间必须晚于开始时间')
  if (end * 1_000 <= at) return impossible('end is past', '结束时间已过')
  return (end - start) * 1_000 > MAX_DAYS * DAY_MS
    ? impossible(`it is longer than ${MAX_DAYS} days`, `委托期限超过 ${MAX_DAYS} 天`)
    : null
}

/** Whether there is such a user in another tenant is not said. */
const refuseStranger = (userUuid: string, tenantUuid: string, names: Known['names']): Refusal | null =>
  names.has(userUuid)
    ? null
    : impossible(
        `no user ${userUuid} of tenant ${tenantUuid} was seen within 90 days`,
        `90 天内没有见过租户 ${tenantUuid} 的用户 ${userUuid}`,
      )

/** One that does not exist and one that the caller has no part in give the same answer. */
const noSuchDelegation = {
  ...refusal(4101, 'no delegation of this uuid concerns you', '没有与您有关的此编号委托'),
  name: '',
}

/** Whether a delegation is the caller's to see and to end: that of either of the two, and of the administrators of their tenant. */
const concerns = (
  principal: Principal,
  { tenantUuid, from, to }: Pick<Delegation, 'tenantUuid' | 'from' | 'to'>,
): boolean =>
  isTenantAdministrator(principal, tenantUuid) ||
  (principal.tenantUuid === tenantUuid && [from, to].some(({ userUuid }) => userUuid === principal.userUuid))

/** Ends a delegation at once; one that is ended stays so. */
export const cancelDelegation = (
  principal: Principal,
  delegation: Delegation | undefined,
  at: number,
): Decision<DelegationEvent> => {
  if (delegation === undefined || !concerns(principal, delegation)) return noSuchDelegation
  return delegation.cancelled || delegation.end <= at ? [] : [{ type: 'delegation.cancelled', data: {} }]
}
