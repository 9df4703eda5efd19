import { isIP } from 'node:net'
import { parseArgs } from 'node:util'
import { type ServiceName, serviceNames } from '@gongdan/contracts'
import { StartFault } from './startFault.ts'

/** How many processes of a service are wanted; one where nothing is said. */
export type Scale = Readonly<Partial<Record<ServiceName, number>>>

export interface StartArguments {
  /** The address that gateways listen on. */
  readonly host: string
  readonly port: number
  readonly scale: Scale
  /** Whether the data of earlier runs is removed first. */
  readonly fresh: boolean
  /** Whether a demo is filled in: a tenant with processes and tickets. */
  readonly demo: boolean
  readonly help: boolean
}

/** The text of `npm start -- --help`. */
export const startUsage = `[HOST=127.0.0.1] [PORT=9990] npm start [-- OPTIONS]

Runs the whole system on this machine until Ctrl-C: broker, database, services, and an emulator of Tencent Cloud.

  --scale SERVICE=COUNT   runs COUNT processes of a service, 1 to 29; can be repeated
                          (${serviceNames.join(', ')})
  --fresh                 removes the data of earlier runs first (.local/data), and nothing else
  --demo                  fills a tenant with processes and a few dozen tickets, once, to look at in the console
  --help                  shows this text

  HOST                    the address that the gateway listens on: 127.0.0.1 by default, this machine alone;
                          0.0.0.0 for every address of it. Everything else stays on 127.0.0.1
  PORT                    the gateway's port: 9990 by default, 0 for any free one
  PUBLIC_URL              where people reach it with a browser, for the links of notices; the gateway's address by default
  CORS_ORIGINS            origins of web pages that may call the gateway: http://localhost:5173,…
  FULFILLED_TYPES         types of tickets that wait for a fulfiller once they are passed: VM_SPECIFICATION,VOLUME_EXPANSION,…
  AMQP_URL, MONGODB_URL   use a broker or a database that is running already
`

const refuse = (what: string): never => {
  throw new StartFault('bad-arguments', `${what}\n\n${startUsage}`)
}

const scaleOf = (text: string): readonly [ServiceName, number] => {
  const [name, count, ...rest] = text.split('=')
  const service = serviceNames.find((known) => known === name)
  if (service === undefined) return refuse(`--scale ${text}: the services are ${serviceNames.join(', ')}`)
  if (rest.length > 0 || !/^([1-9]|[12]\d)$/.test(count ?? '')) return refuse(`--scale ${text}: 1 to 29 is expected`)
  return [service, Number(count)]
}

const parse = (args: readonly string[]) => {
  const flag = { type: 'boolean', default: false } as const
  const options = {
    scale: { type: 'string', multiple: true, default: [] as string[] },
    fresh: flag,
    demo: flag,
    help: { ...flag, short: 'h' },
  } as const
  try {
    return parseArgs({ args: [...args], options }).values
  } catch (fault) {
    return refuse(fault instanceof Error ? fault.message : String(fault))
  }
}

/**
 * Reads the arguments, the `PORT` and the `HOST` of `npm start`; 9990 and the loopback address if there are none. Throws a
 * StartFault `bad-arguments`.
 */
export const readStartArguments = (
  args: readonly string[],
  { PORT: port = '', HOST: host = '' }: Readonly<Record<string, string | undefined>> = {},
): StartArguments => {
  if (host !== '' && isIP(host) === 0) return refuse(`HOST=${host}: an IP address is expected`)
  if (!/^\d{0,5}$/.test(port) || Number(port) > 65_535) return refuse(`PORT=${port}: a port is expected`)
  const { scale, fresh, demo, help } = parse(args)
  return {
    host: host || '127.0.0.1',
    port: port === '' ? 9990 : Number(port),
    scale: Object.fromEntries(scale.map(scaleOf)),
    fresh,
    demo,
    help,
  }
}
