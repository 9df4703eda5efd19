import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { promisify } from 'node:util'

/** A virtual host on the test run's RabbitMQ, for one test file. */
export interface VirtualHost {
  readonly url: string
  remove(): Promise<void>
}

const rabbitmqctl = (): readonly string[] => JSON.parse(process.env.RABBITMQCTL ?? '[]')

/** What a rabbitmqctl command says of the test run's RabbitMQ; rejects when it fails. */
export const controlSays = async (args: readonly string[]): Promise<string> => {
  const [command = '', ...before] = rabbitmqctl()
  return (await promisify(execFile)(command, [...before, ...args])).stdout
}

/** Runs a rabbitmqctl command on the test run's RabbitMQ; rejects when it fails. */
export const control = async (args: readonly string[]) => {
  const [command = '', ...before] = rabbitmqctl()
  const child = spawn(command, [...before, ...args], { stdio: ['ignore', 'ignore', 'inherit'] })
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`rabbitmqctl ${args[0]} ended with code ${code}`)
}

/**
 * Makes a virtual host. A broker named by `AMQP_URL` that we cannot administrate stays as it is: then all tests share
 * the virtual host of that URL.
 */
export const makeVirtualHost = async (name: string): Promise<VirtualHost> => {
  const given = process.env.AMQP_URL ?? ''
  if (process.env.RABBITMQCTL === undefined) return { url: given, remove: async () => {} }
  // One command, for each starts an Erlang machine of its own: half a second of a processor.
  const made = `rabbit_vhost:add(<<"${name}">>, <<"test">>)`
  const open = `rabbit_auth_backend_internal:set_permissions(<<"guest">>, <<"${name}">>, ${'<<".*">>, '.repeat(3)}<<"test">>)`
  await control(['eval', `${made}, ${open}.`])
  const url = new URL(given)
  url.pathname = `/${name}`
  return { url: url.href, remove: () => control(['delete_vhost', name]) }
}
