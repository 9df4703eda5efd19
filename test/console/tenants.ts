import { existsSync } from 'node:fs'
import type { Subject } from '../../deploy/local/issuer.ts'
import { people } from '../../deploy/local/people.ts'

/** Debian's Chromium, rather the one without windows: the other loads what a window has around a page for each that is opened. */
export const browsers = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium']

/** Where Debian's packages have it, or where the environment says. */
export const chromiumPath = process.env.CHROMIUM || (browsers.find((file) => existsSync(file)) ?? '')

/** The part of one of the demo's people. */
export type Part = keyof typeof people

/** The id of a demo's role in a tenant of its own: an id of a role has 64 characters at most. */
export const roleIn = (role: string, tenant: string): string => `${role.slice(-12)}.${tenant}`

/** One of the demo's people in a tenant of their own: the same names and parts, other ids. */
export const personIn = (part: Part, tenant: string): Subject => {
  const { user, name, tenant: demo, tenantName, roles } = people[part]
  if (part === 'superAdministrator') return { user: `${user}.${tenant}`, name, tenant: demo, tenantName, roles }
  return {
    user: `${user}.${tenant}`,
    name,
    tenant,
    tenantName,
    roles: roles.map((role) => ({ ...role, uuid: role.uuid === demo ? tenant : roleIn(role.uuid, tenant) })),
  }
}

/** Does what was approved, of every tenant. */
export const fulfiller: Subject = {
  user: 'network-platform',
  name: '网络平台',
  tenant: 'system',
  tenantName: '平台',
  roles: [{ uuid: 'fulfiller', name: '执行方' }],
}

/** The person of an id that personIn made. */
export const subjectOf = (user: string): Subject | undefined => {
  const [id, tenant] = user.split('.')
  const part = (Object.keys(people) as Part[]).find((one) => people[one].user === id)
  return part === undefined || tenant === undefined ? undefined : personIn(part, tenant)
}
