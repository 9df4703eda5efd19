import type { BrokerRights } from './rights.ts'

/**
 * Makes the virtual hosts, users and permissions over RabbitMQ's management API, whose user info is that of an
 * administrator. Rejects when the broker refuses one.
 */
export const grantAtBroker = async (
  adminUrl: string,
  rights: BrokerRights,
  passwordOf: (user: string) => string,
): Promise<void> => {
  const { username, password, origin } = new URL(adminUrl)
  const authorization = `Basic ${Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64')}`
  const send = async (method: 'PUT' | 'POST', path: string, body: object) => {
    const headers = { authorization, 'content-type': 'application/json' }
    const response = await fetch(`${origin}/api/${path}`, { method, headers, body: JSON.stringify(body) })
    await response.body?.cancel()
    if (!response.ok) throw new Error(`the broker answered ${response.status} to ${method} ${path}`)
  }
  // Users first: a permission is refused while its user is unknown.
  for (const { user } of rights.permissions)
    await send('PUT', `users/${user}`, { password: passwordOf(user), tags: '' })
  await send('POST', 'definitions', rights)
}
