import { parseArgs } from 'node:util'
import type { Subject } from './issuer.ts'
import { StartFault } from './startFault.ts'

const usage =
  'npm run --silent token -- --user UUID --name N --tenant UUID --tenant-name N [--role UUID:NAME]… [--ttl SECONDS]'

const refuse = (what: string, cause?: unknown): never => {
  throw new StartFault('bad-arguments', `${what}\n${usage}`, cause)
}

const parse = (args: readonly string[]) => {
  const text = { type: 'string' } as const
  try {
    const options = {
      user: text,
      name: text,
      tenant: text,
      'tenant-name': text,
      role: { ...text, multiple: true },
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

const id = (option: string, value: string | undefined): string => {
  const text = needed(option, value)
  return /^[\w.:-]{1,64}$/.test(text) ? text : refuse(`--${option} ${text}: an id is 1-64 of A-Z a-z 0-9 . _ : -`)
}

const role = (text: string): Subject['roles'][number] => {
  const colon = text.indexOf(':')
  if (colon < 0) return refuse(`--role ${text}: UUID:NAME is expected`)
  return { uuid: id('role', text.slice(0, colon)), name: text.slice(colon + 1) }
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
    roles: (input.role ?? []).map(role),
  }
  return { subject, ttlSeconds }
}
