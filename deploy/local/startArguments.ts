import { parseArgs } from 'node:util'
import { type ServiceName, serviceNames } from './services.ts'
import { StartFault } from './startFault.ts'

/** How many processes of a service are wanted; one where nothing is said. */
export type Scale = Readonly<Partial<Record<ServiceName, number>>>

const refuse = (what: string): never => {
  throw new StartFault('bad-arguments', `${what}\n[PORT=9990] npm start [-- --scale SERVICE=COUNT …]`)
}

const scaleOf = (text: string): readonly [ServiceName, number] => {
  const [name, count, ...rest] = text.split('=')
  const service = serviceNames.find((known) => known === name)
  if (service === undefined) return refuse(`--scale ${text}: the services are ${serviceNames.join(', ')}`)
  if (rest.length > 0 || !/^([1-9]|[12]\d)$/.test(count ?? '')) return refuse(`--scale ${text}: 1 to 29 is expected`)
  return [service, Number(count)]
}

const argumentsOf = (args: readonly string[]): readonly string[] => {
  try {
    const options = { scale: { type: 'string', multiple: true, default: [] as string[] } } as const
    return parseArgs({ args: [...args], options }).values.scale
  } catch (fault) {
    return refuse(fault instanceof Error ? fault.message : String(fault))
  }
}

/** Reads the arguments and the `PORT` of `npm start`; 9990 if there is none. Throws a StartFault `bad-arguments`. */
export const readStartArguments = (args: readonly string[], port = ''): { port: number; scale: Scale } => {
  if (!/^\d{0,5}$/.test(port) || Number(port) > 65_535) return refuse(`PORT=${port}: a port is expected`)
  return { port: port === '' ? 9990 : Number(port), scale: Object.fromEntries(argumentsOf(args).map(scaleOf)) }
}
