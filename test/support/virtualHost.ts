import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { erlCallOf } from '../../deploy/local/parts/rabbitmq.ts'

/** A virtual host on the test run's RabbitMQ, for one test file. */
export interface VirtualHost {
  readonly url: string
  remove(): Promise<void>
}

const rabbitmqctl = (): readonly string[] => JSON.parse(process.env.RABBITMQCTL ?? '[]')

/** Runs a program with this on its standard input, and gives what it printed; rejects when it fails. */
const runProgram = async ([command = '', ...args]: readonly string[], input = ''): Promise<string> => {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  child.stdin.end(input)
  const [said, [code]] = await Promise.all([text(child.stdout), once(child, 'close')])
  if (code !== 0) throw new Error(`${command} ended with code ${code}: ${said}`)
  return said
}

/** What a rabbitmqctl command says of the test run's RabbitMQ; rejects when it fails. */
export const controlSays = (args: readonly string[]): Promise<string> => runProgram([...rabbitmqctl(), ...args])

/** Has the test run's RabbitMQ call these functions of its own, written in Erlang; rejects when one of them gives anything but ok. */
export const callInBroker = async (calls: readonly string[]): Promise<void> => {
  const expressions = `${calls.map((call) => `ok = ${call}`).join(', ')}.`
  const erlCall = erlCallOf(rabbitmqctl())
  const said = await (erlCall ? runProgram(erlCall, `${expressions}\n`) : controlSays(['eval', expressions]))
  if (!/^(\{ok, )?ok/.test(said)) throw new Error(`RabbitMQ says ${said}`)
}

/**
 * Makes a virtual host. A broker named by `AMQP_URL` that we cannot administrate stays as it is: then all tests share
 * the virtual host of that URL.
 */
export const makeVirtualHost = async (name: string): Promise<VirtualHost> => {
  const given = process.env.AMQP_URL ?? ''
  if (process.env.RABBITMQCTL === undefined) return { url: given, remove: async () => {} }
  const made = `rabbit_vhost:add(<<"${name}">>, <<"test">>)`
  const open = `rabbit_auth_backend_internal:set_permissions(<<"guest">>, <<"${name}">>, ${'<<".*">>, '.repeat(3)}<<"test">>)`
  await callInBroker([made, open])
  const url = new URL(given)
  url.pathname = `/${name}`
  return { url: url.href, remove: () => callInBroker([`rabbit_vhost:delete(<<"${name}">>, <<"test">>)`]) }
}
