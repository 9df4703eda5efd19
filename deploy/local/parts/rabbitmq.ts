import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePorts, knock } from '../ports.ts'
import type { Run } from '../run.ts'
import { aptInstall } from './aptInstall.ts'
import type { Found } from './part.ts'

// Debian's own scripts. The wrappers in /usr/sbin change to the user rabbitmq, which cannot write to the run's directory.
const server = '/usr/lib/rabbitmq/bin/rabbitmq-server'
const rabbitmqctl = '/usr/lib/rabbitmq/bin/rabbitmqctl'
const node = 'gongdan@localhost'

/** Asks an Erlang machine without being one, in no time: a rabbitmqctl takes half a second of a processor. */
const erlCall = '/usr/bin/erl_call'

/**
 * Gives the command line that evaluates the Erlang expressions of its standard input in a broker with this `control`; undefined for
 * a broker that was not started here.
 */
export const erlCallOf = (control: readonly string[]): readonly string[] | undefined => {
  const at = control.indexOf(rabbitmqctl)
  return at === -1 || !existsSync(erlCall) ? undefined : [...control.slice(0, at), erlCall, '-sname', node, '-e']
}

/** For a command that asks once and ends: an Erlang machine with a thread for each processor costs half as much again. */
const small = { ERL_FLAGS: '+S 1:1 +SDcpu 1 +SDio 1 +sbwt none +sbwtdcpu none +sbwtdio none' }

// The protocol header of AMQP 0-9-1 (§4.2.2); a broker that is up answers with a method frame, type 1.
const protocolHeader = Buffer.from('AMQP\0\0\u0009\u0001', 'latin1')
const methodFrame = 1

/**
 * Starts a private RabbitMQ from this machine's programs, installed by apt-get if need be: own home, node name, ports,
 * Erlang port mapper and data directory, on the loopback address only, with no plugins. Its data stays in the run's
 * directory.
 */
export const startRabbitmq = async (run: Run): Promise<Found> => {
  if (!existsSync(server)) {
    const refusal = await aptInstall('rabbitmq-server', run.logFile('apt-get'))
    if (refusal !== undefined) return { reason: refusal }
  }
  const [port, distributionPort, mapperPort] = await freePorts(3)
  const home = join(run.directory, 'data/rabbitmq')
  const file = (name: string, content: string) => {
    writeFileSync(join(home, name), content)
    return join(home, name)
  }
  mkdirSync(home, { recursive: true })
  const shared = {
    HOME: home,
    ERL_EPMD_ADDRESS: '127.0.0.1',
    ERL_EPMD_PORT: String(mapperPort),
    RABBITMQ_CONF_ENV_FILE: file('rabbitmq-env.conf', ''),
  }

  // Started here: otherwise the broker starts one that outlives it.
  const mapper = await run.start({
    name: 'epmd',
    command: 'epmd',
    args: [],
    env: shared,
    log: run.logFile('epmd'),
    isReady: async () => (await knock(Number(mapperPort))) !== undefined,
    readyWithinMs: 10_000,
    stopWithinMs: 5_000,
  })
  const broker = await run.start({
    name: 'rabbitmq',
    command: server,
    args: [],
    env: {
      ...shared,
      RABBITMQ_NODENAME: node,
      RABBITMQ_DIST_PORT: String(distributionPort),
      RABBITMQ_MNESIA_BASE: join(home, 'mnesia'),
      RABBITMQ_PID_FILE: join(home, 'rabbitmq.pid'),
      RABBITMQ_NODE_IP_ADDRESS: '127.0.0.1',
      RABBITMQ_NODE_PORT: String(port),
      // Deliberately missing: reading a configuration file takes the broker a second.
      RABBITMQ_CONFIG_FILE: join(home, 'no-config'),
      RABBITMQ_ENABLED_PLUGINS_FILE: file('enabled_plugins', '[].\n'),
      RABBITMQ_FEATURE_FLAGS_FILE: join(home, 'feature_flags'),
      RABBITMQ_LOG_BASE: join(run.directory, 'log'),
      RABBITMQ_LOGS: '-',
      RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '-kernel inet_dist_use_interface {127,0,0,1}',
      // Makes the script exec the Erlang VM, so that signals to the pid reach the broker itself.
      RUNNING_UNDER_SYSTEMD: 'true',
    },
    log: run.logFile('rabbitmq'),
    isReady: async () => (await knock(Number(port), protocolHeader))?.[0] === methodFrame,
    readyWithinMs: 60_000,
    stopWithinMs: 20_000,
  })

  return {
    name: 'RabbitMQ',
    url: `amqp://guest:guest@127.0.0.1:${port}`,
    from: `this machine's ${server}`,
    control: [
      'env',
      ...Object.entries({ ...shared, ...small }).map(([key, value]) => `${key}=${value}`),
      rabbitmqctl,
      '-q',
      '-n',
      node,
    ],
    stop: async () => {
      await broker.stop()
      await mapper.stop()
    },
  }
}
