import {
  type CountTickets,
  isSuperAdministrator,
  isTenantAdministrator,
  type ListTickets,
  type Refusal,
  refusal,
  type TicketCountData,
  type TicketListData,
} from '@gongdan/contracts'
import type { Cursor, Delegations, Tickets } from '../domain/ports.ts'
import { listItem } from '../domain/view.ts'
import { lookUpDelegations } from './lookUpDelegations.ts'

/** ticket.list: a page of what the caller may see, in the order asked for (contract §3). */
export const listTickets =
  (tickets: Pick<Tickets, 'list'>, delegations: Pick<Delegations, 'absentOf'>) =>
  async (query: ListTickets): Promise<TicketListData | Refusal> => {
    const cursor = query.cursor ? readCursor(query.cursor) : null
    if (query.cursor && cursor === null)
      return refusal(1002, 'cursor is not one that a list has given', 'cursor 不是列表给出的游标')
    const { owner, principal, scope } = query
    if (owner !== null && !isSuperAdministrator(principal) && !isTenantAdministrator(principal, owner.tenantUuid)) {
      return refusal(
        2003,
        `only an administrator of tenant ${owner.tenantUuid} can list what waits for others there`,
        `只有租户 ${owner.tenantUuid} 的管理员可以查看待他人处理的工单`,
      )
    }
    const { absentOf, answering, lookUp } = lookUpDelegations(delegations)
    const absent = scope === 'delegated' ? await lookUp(principal) : []
    const { total, capped, items, next } = await tickets.list({ ...query, cursor, absent })
    const list = await answering(() => items.map((item) => listItem(item, principal, () => absentOf(principal))))
    return {
      total_count: total,
      list,
      total_capped: capped,
      next_cursor: next === null ? '' : writeCursor(next),
    }
  }

/** ticket.count: how many tickets there are in each scope that is named (contract §3). */
export const countTickets =
  (tickets: Pick<Tickets, 'count'>, delegations: Pick<Delegations, 'absentOf'>) =>
  async ({ principal, scopes }: CountTickets): Promise<TicketCountData> => {
    const absent = scopes.includes('delegated') ? await lookUpDelegations(delegations).lookUp(principal) : []
    const counts = await Promise.all(
      scopes.map(async (scope) => {
        const { count, capped, byType } = await tickets.count(principal, scope, absent)
        return [scope, { count, capped, by_type: byType }] as const
      }),
    )
    return Object.fromEntries(counts)
  }

/** A cursor goes over HTTP as opaque text. */
const writeCursor = ({ createdAt, uuid }: Cursor): string => `${createdAt.toString(36)}.${uuid}`

const readCursor = (text: string): Cursor | null => {
  const [, time, uuid] = /^([0-9a-z]{1,10})\.([0-9a-f-]{36})$/.exec(text) ?? []
  return time === undefined || uuid === undefined ? null : { createdAt: Number.parseInt(time, 36), uuid }
}
