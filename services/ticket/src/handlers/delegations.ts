import {
  type CommandBody,
  type DelegationItem,
  type DelegationListData,
  type delegationCommands,
  isRefusal,
  isTenantAdministrator,
  type ListDelegations,
  type Principal,
  type Refusal,
  refusal,
  userKey,
} from '@gongdan/contracts'
import type { Handlers, Outcome, Received } from '@gongdan/messaging'
import { answerCommands } from '@gongdan/service'
import { cancelDelegation, createDelegation, type Known, MAX_GIVEN, MAX_RECEIVED } from '../domain/delegation.ts'
import type { Delegations, ListedDelegation, People } from '../domain/ports.ts'

interface Deps {
  readonly delegations: Pick<Delegations, 'execute' | 'takePlaces'>
  readonly people: Pick<People, 'nameOf'>
}

const idOf = (item: { readonly delegationUuid: string }) => item.delegationUuid

/** The commands on delegations (contract §3, Delegations). */
export const delegationHandlers = ({ delegations, people }: Deps): Handlers<typeof delegationCommands> => ({
  'delegation.create': async (batch) => {
    const outcomes: Outcome[] = []
    for (const message of batch) {
      const known = await lookUp(message.body, { delegations, people })
      outcomes.push(
        ...(await answerCommands([message], delegations.execute, {
          idOf,
          creates: () => true,
          decide: ({ principal }, item, delegation, at) =>
            delegation === undefined
              ? createDelegation(principal, item, known, at)
              : refusal(4102, 'there is a delegation of this uuid', '已有此编号的委托'),
        })),
      )
    }
    return outcomes
  },
  'delegation.cancel': (batch: readonly Received<CommandBody<'delegation.cancel'>>[]) =>
    answerCommands(batch, delegations.execute, {
      idOf,
      decide: ({ principal }, _item, delegation, at) => cancelDelegation(principal, delegation, at),
    }),
})

/** A command carries one new delegation. */
const lookUp = async (
  { principal, items: [item] }: CommandBody<'delegation.create'>,
  { delegations, people }: Deps,
): Promise<Known> => {
  if (item === undefined) throw new TypeError('a command without items')
  const { tenantUuid } = principal
  const fromUser = item.fromUserUuid ?? principal.userUuid
  const keyOf = (userUuid: string): string => userKey({ tenantUuid, userUuid })
  const found = await Promise.all(
    [fromUser, item.to.userUuid].map(
      async (userUuid) => [userUuid, await people.nameOf({ tenantUuid, userUuid })] as const,
    ),
  )
  const names = new Map(found.flatMap(([userUuid, name]) => (name === undefined ? [] : [[userUuid, name] as const])))
  // What is refused anyhow takes no place.
  if (isRefusal(createDelegation(principal, item, { names, full: null }, Date.now()))) return { names, full: null }
  const delegation = {
    uuid: item.delegationUuid,
    from: keyOf(fromUser),
    to: keyOf(item.to.userUuid),
    start: item.start * 1_000,
    end: item.end * 1_000,
  }
  return { names, full: await delegations.takePlaces(delegation, { given: MAX_GIVEN, received: MAX_RECEIVED }) }
}

/** delegation.list: the caller's own, given or received; all of the tenant for its administrators (else 2003). */
export const listDelegations =
  (delegations: Pick<Delegations, 'list'>) =>
  async ({ principal, scope, pageNum, pageSize }: ListDelegations): Promise<DelegationListData | Refusal> => {
    if (scope === 'tenant' && !isTenantAdministrator(principal, principal.tenantUuid)) {
      return refusal(
        2003,
        'only an administrator of the tenant can list all of its delegations',
        '只有租户管理员可以查看租户的全部委托',
      )
    }
    const { total, delegations: found } = await delegations.list(
      filterOf(principal, scope),
      (pageNum - 1) * pageSize,
      pageSize,
    )
    return { total_count: total, list: found.map(itemOf) }
  }

const filterOf = (principal: Principal, scope: ListDelegations['scope']) => {
  switch (scope) {
    case 'given':
      return { from: userKey(principal) }
    case 'received':
      return { to: userKey(principal) }
    case 'tenant':
      return { tenant: principal.tenantUuid }
  }
}

const seconds = (milliseconds: number): number => Math.floor(milliseconds / 1_000)

const itemOf = ({ uuid, delegation, state }: ListedDelegation): DelegationItem => ({
  delegation_uuid: uuid,
  tenant_uuid: delegation.tenantUuid,
  from: { user_uuid: delegation.from.userUuid, user_name: delegation.from.userName },
  to: { user_uuid: delegation.to.userUuid, user_name: delegation.to.userName },
  start: seconds(delegation.start),
  end: seconds(delegation.end),
  types: [...delegation.types],
  process_uuids: [...delegation.processUuids],
  reason: delegation.reason,
  state,
  create_time: seconds(delegation.createdAt),
  creator_uuid: delegation.creator?.userUuid ?? '',
  creator_name: delegation.creator?.userName ?? '',
})
