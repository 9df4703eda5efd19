import { parseArgs } from 'node:util'
import { StartFault } from '../local/startFault.ts'

/** Where an engine listens and keeps what it has. */
export interface EngineArguments {
  readonly socket: string
  readonly data: string
}

const usage = 'npm run docker [-- --socket /run/docker.sock --data /var/lib/docker]'

const refuse = (what: string): never => {
  throw new StartFault('bad-arguments', `${what}\n${usage}`)
}

const parse = (args: readonly string[]) => {
  const options = {
    socket: { type: 'string', default: '/run/docker.sock' },
    data: { type: 'string', default: '/var/lib/docker' },
  } as const
  try {
    return parseArgs({ args: [...args], options }).values
  } catch (fault) {
    return refuse(fault instanceof Error ? fault.message : String(fault))
  }
}

/** Reads the arguments of `npm run docker`; those of the machine's own engine if none are given. Throws a StartFault `bad-arguments`. */
export const readEngineArguments = (args: readonly string[]): EngineArguments => {
  const { socket, data } = parse(args)
  if (!/^\/.+\.sock$/.test(socket)) return refuse(`--socket ${socket}: an absolute path that ends in .sock is expected`)
  if (!data.startsWith('/')) return refuse(`--data ${data}: an absolute path is expected`)
  return { socket, data }
}
