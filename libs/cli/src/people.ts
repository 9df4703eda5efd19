import type { Gongdan } from '@gongdan/sdk'
import type { Context } from './context.ts'
import { usage } from './input.ts'

/** Roles and people who are named by options. */
export interface NamedPeople {
  readonly role?: readonly string[]
  readonly user?: readonly string[]
  /** Whose roles and people they are; the caller's own tenant by default. */
  readonly tenant?: string
}

const PAGE = 100

/** All rows of a list that has pages. */
async function* rowsOf<T>(page: (number: number) => Promise<{ readonly list: readonly T[] }>): AsyncGenerator<T> {
  for (let number = 1; ; number += 1) {
    const { list } = await page(number)
    yield* list
    if (list.length < PAGE) return
  }
}

/** The only one of these rows that is called so, by its id or its name. Throws where there is none, or several. */
const only = async <T>(
  context: Context,
  rows: AsyncIterable<T>,
  text: string,
  idOf: (row: T) => string,
  nameOf: (row: T) => string,
): Promise<T> => {
  const named: T[] = []
  for await (const row of rows) {
    if (idOf(row) === text) return row
    if (nameOf(row) === text) named.push(row)
  }
  const [found, ...others] = named
  if (found === undefined) throw usage(context, `${text}: not known here`, `${text}：找不到`)
  if (others.length > 0) {
    const ids = named.map(idOf).join(', ')
    throw usage(context, `${text}: there are several, give the id: ${ids}`, `${text}：有重名，请用编号：${ids}`)
  }
  return found
}

const tenantOf = (tenant: string | undefined) => (tenant === undefined ? {} : { tenant_uuid: tenant })

/** The person of this name or id. */
export const userNamed = async (context: Context, gd: Gongdan, text: string, tenant?: string) => {
  const rows = rowsOf((page_num) => gd.people.users({ ...tenantOf(tenant), page_num, page_size: PAGE }))
  const { user_uuid, user_name, tenant_uuid } = await only(
    context,
    rows,
    text,
    (row) => row.user_uuid,
    (row) => row.user_name,
  )
  return { tenant_uuid, user_uuid, user_name }
}

const roleNamed = async (context: Context, gd: Gongdan, text: string, tenant?: string) => {
  const rows = rowsOf((page_num) => gd.people.roles({ ...tenantOf(tenant), page_num, page_size: PAGE }))
  const { tenant_uuid, tenant_name, role_uuid, role_name } = await only(
    context,
    rows,
    text,
    (row) => row.role_uuid,
    (row) => row.role_name,
  )
  return { tenant_uuid, tenant_name, role_uuid, role_name }
}

/** Those who are named by `--role` and `--user`; at least one. */
export const ownersNamed = async (context: Context, gd: Gongdan, { role = [], user = [], tenant }: NamedPeople) => {
  const owners = [
    ...(await Promise.all(role.map((text) => roleNamed(context, gd, text, tenant)))),
    ...(await Promise.all(user.map((text) => userNamed(context, gd, text, tenant)))),
  ]
  if (owners.length === 0) throw usage(context, 'who? --user NAME or --role NAME', '请指定 --user 姓名 或 --role 角色')
  return owners
}
