import { parseArgs } from 'node:util'
import type { Subject } from './issuer.ts'
import { StartFault } from './startFault.ts'

/** The text of `npm run token -- --help`. */
export const tokenUsage = `npm run --silent token -- OPTIONS

Prints a token for the system that npm start runs.

  --user ID --name NAME             the user
  --tenant ID --tenant-name NAME    the tenant that the user acts in
  --role ID:NAME                    a role that the user holds there; can be repeated. The name begins behind the last
                                    colon before which there is an id
  --role ID --role-name NAME        the same, for names and ids of any form; repeated in pairs
  --fulfils TYPE                    a type that a fulfiller (role fulfiller of tenant system) is for; can be repeated.
                                    Without it, all types
  --ttl SECONDS                     how long the token lives: 28800, eight hours
`

const refuse = (what: string, cause?: unknown): never => {
  throw new StartFault('bad-arguments', `${what}\n\n${tokenUsage}`, cause)
}

const parse = (args: readonly string[]) => {
  const text = { type: 'string' } as const
  try {
    const options = {
      user: text,
      name: text,
      tenant: text,
      'tenant-name': text,
      role: { ...text, multiple: true, default: [] as string[] },
      'role-name': { ...text, multiple: true, default: [] as string[] },
      fulfils: { ...text, multiple: true, default: [] as string[] },
      ttl: { ...text, default: '28800' },
    } as const
    return parseArgs({ args: [...args], options }).values
  } catch (fault) {
    return refuse(fault instanceof Error ? fault.message : String(fault), fault)
  }
}

const needed = (option: string, value: string | undefined): string => value || refuse(`--${option} is missing`)

/** A user's id may hold more than others (contract §1). */
const userId = (value: string | undefined): string => {
  const text = needed('user', value)
  return /^[!-~]{1,255}$/.test(text) ? text : refuse(`--user ${text}: an id is 1-255 printable characters, no blank`)
}

const isId = (text: string): boolean => /^[\w.:-]{1,64}$/.test(text)

const id = (option: string, value: string | undefined): string => {
  const text = needed(option, value)
  return isId(text) ? text : refuse(`--${option} ${text}: an id is 1-64 of A-Z a-z 0-9 . _ : -`)
}

type Role = Subject['roles'][number]

/** A role as `ID:NAME`. Ids and names may hold colons: the last one counts before which there is an id. */
const role = (text: string): Role => {
  let colon = text.lastIndexOf(':')
  while (colon > 0 && !isId(text.slice(0, colon))) colon = text.lastIndexOf(':', colon - 1)
  if (colon < 1) return refuse(`--role ${text}: ID:NAME is expected, or --role ID --role-name NAME`)
  return { uuid: text.slice(0, colon), name: text.slice(colon + 1) }
}

const rolesOf = (given: readonly string[], names: readonly string[]): readonly Role[] => {
  if (names.length === 0) return given.map(role)
  if (names.length !== given.length) return refuse('--role-name: is expected once for each --role, or not at all')
  return given.map((text, index) => ({ uuid: id('role', text), name: names[index] ?? '' }))
}

/** Reads the arguments of `npm run token` (contract §2); a token lives 8 hours if no `--ttl` is input. Throws a StartFault `bad-arguments`. */
export const readTokenArguments = (args: readonly string[]): { subject: Subject; ttlSeconds: number } => {
  const input = parse(args)
  const ttlSeconds = Number(input.ttl)
  if (!Number.isSafeInteger(ttlSeconds) || ttlSeconds < 1) return refuse(`--ttl ${input.ttl}: seconds are expected`)
  const subject = {
    user: userId(input.user),
    name: needed('name', input.name),
    tenant: id('tenant', input.tenant),
    tenantName: needed('tenant-name', input['tenant-name']),
    roles: rolesOf(input.role, input['role-name']),
    ...(input.fulfils.length > 0 && { fulfils: input.fulfils }),
  }
  return { subject, ttlSeconds }
}
