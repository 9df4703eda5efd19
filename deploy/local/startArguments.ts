import { parseArgs } from 'node:util'
import { type ServiceName, serviceNames } from '@gongdan/contracts'
import { StartFault } from './startFault.ts'

/** How many processes of a service are wanted; one where nothing is said. */
export type Scale = Readonly<Partial<Record<ServiceName, number>>>

export interface StartArguments {
  readonly port: number
  readonly scale: Scale
  /** Whether the data of earlier runs is removed first. */
  readonly fresh: boolean
  readonly help: boolean
}

/** The text of `npm start -- --help`. */
export const startUsage = `[PORT=9990] npm start [-- OPTIONS]

Runs the whole system on this machine until Ctrl-C: broker, database, services, and an emulator of Tencent Cloud.

  --scale SERVICE=COUNT   runs COUNT processes of a service, 1 to 29; can be repeated
                          (${serviceNames.join(', ')})
  --fresh                 removes the data of earlier runs first (.local/data), and nothing else
  --help                  shows this text

  PORT                    the gateway's port: 9990 by default, 0 for any free one
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
    help: { ...flag, short: 'h' },
  } as const
  try {
    return parseArgs({ args: [...args], options }).values
  } catch (fault) {
    return refuse(fault instanceof Error ? fault.message : String(fault))
  }
}

/** Reads the arguments and the `PORT` of `npm start`; 9990 if there is none. Throws a StartFault `bad-arguments`. */
export const readStartArguments = (args: readonly string[], port = ''): StartArguments => {
  if (!/^\d{0,5}$/.test(port) || Number(port) > 65_535) return refuse(`PORT=${port}: a port is expected`)
  const { scale, fresh, help } = parse(args)
  return { port: port === '' ? 9990 : Number(port), scale: Object.fromEntries(scale.map(scaleOf)), fresh, help }
}
