import { randomBytes } from 'node:crypto'
import { banner } from './banner.ts'
import { buildConsole } from './buildConsole.ts'
import { demoEnvironment, fillDemo, startDemoFulfiller } from './demo.ts'
import { newHistoryKey } from './historyKey.ts'
import { audience, issuerName, openIssuer } from './issuer.ts'
import { checkLocalData, removeLocalData } from './localData.ts'
import { localDirectory, readOrCreateSecret } from './localDirectory.ts'
import { startParts } from './parts/startParts.ts'
import { freePort, knock } from './ports.ts'
import { serveProvider } from './provider.ts'
import { clearRun, openRun, type Run } from './run.ts'
import { makeServiceKeys } from './serviceKeys.ts'
import { readStartArguments, type StartArguments, startUsage } from './startArguments.ts'
import { StartFault } from './startFault.ts'
import { startSystem } from './system.ts'

const say = (line: string) => console.log(line)

/** Resolves at the first signal to end; further ones (npm forwards what the terminal has sent already) change nothing. */
const stopRequested = new Promise<'stop'>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve('stop'))
})
// The terminal may be gone when the last lines are written.
process.stdout.on('error', () => {})

/** The development provider's port: the one it had, if it is free, so that who signed in before a restart stays signed in. */
const issuerPort = async (): Promise<number> => {
  const free = String(await freePort())
  const kept = Number(readOrCreateSecret(localDirectory('issuer-port'), () => free))
  return (await knock(kept)) === undefined ? kept : 0
}

/** Where a proxy serves the console, whose page signs people in too. */
const publicOrigins = (): readonly string[] =>
  URL.canParse(process.env.PUBLIC_URL ?? '') ? [new URL(process.env.PUBLIC_URL ?? '').origin] : []

/** How to end what was started; run in reverse order. */
type Endings = (() => Promise<void>)[]

const bringUp = async (run: Run, { host, port, scale, demo }: StartArguments, endings: Endings) => {
  // It is ready before broker and database are.
  const built = buildConsole()
  const parts = await startParts(run)
  endings.push(parts.stop)
  for (const { name, from } of [parts.rabbitmq, parts.mongodb]) say(`${name} is from ${from}`)

  const issuer = openIssuer(localDirectory('issuer-key.json'))
  const provider = await serveProvider(issuer, { port: await issuerPort(), origins: publicOrigins() })
  endings.push(provider.close)
  run.addAddresses({
    amqp: parts.rabbitmq.url,
    mongodb: parts.mongodb.url,
    issuer: provider.url,
    jwks: provider.jwksUrl,
  })

  const config = {
    amqpUrl: parts.rabbitmq.url,
    mongodbUrl: parts.mongodb.url,
    serviceKeys: JSON.parse(
      readOrCreateSecret(localDirectory('service-keys.json'), () => JSON.stringify(makeServiceKeys('local'))),
    ),
    sealKeys: readOrCreateSecret(localDirectory('seal-keys'), () => `local:${randomBytes(32).toString('base64')}`),
    historyKey: readOrCreateSecret(localDirectory('history-key'), () => newHistoryKey('local')),
    jwksUrl: provider.jwksUrl,
    issuer: issuerName,
    audience,
    oidcIssuer: provider.url,
    consoleDirectory: await built,
    gatewayHost: host,
  }
  const system = await startSystem(run, config, { gatewayPort: port, scale, extra: demo ? demoEnvironment : {} })
  endings.push(system.stop)
  const [gatewayUrl] = system.gatewayUrls
  say(`the gateway is ready at ${gatewayUrl} after ${process.uptime().toFixed(1)} s; Ctrl-C ends it all`)
  say(await banner(gatewayUrl, issuer))
  if (!demo) return
  const added = await fillDemo(gatewayUrl, issuer)
  endings.push((await startDemoFulfiller(run, gatewayUrl, issuer)).stop)
  say(added === 0 ? 'the demo is there from an earlier start' : `the demo has ${added} tickets`)
}

const main = async () => {
  const given = readStartArguments(process.argv.slice(2), process.env)
  const { port, fresh, help } = given
  if (help) return say(startUsage)
  const left = await clearRun(localDirectory())
  if (left.length > 0) say(`ended processes left by an earlier run: ${left.join(', ')}`)
  if (port !== 0 && (await knock(port)) !== undefined) {
    throw new StartFault('already-running', `port ${port} is in use by another program; PORT=… moves the gateway`)
  }

  if (fresh) {
    removeLocalData(localDirectory())
    say('removed the data of earlier runs')
  }
  if (!process.env.AMQP_URL || !process.env.MONGODB_URL) checkLocalData(localDirectory())

  const run = openRun(localDirectory(), true, say)
  const endings: Endings = [() => run.close()]
  const endAll = async () => {
    for (let end = endings.pop(); end !== undefined; end = endings.pop()) await end()
  }
  const up = bringUp(run, { ...given, port: port === 0 ? await freePort() : port }, endings)
  try {
    await Promise.race([up, stopRequested])
    await stopRequested
    say('stopping')
  } finally {
    await endAll()
    // If it was still starting: ends what has come up meanwhile.
    await up.catch(() => {})
    await endAll()
  }
}

try {
  await main()
  process.exit(0)
} catch (fault) {
  console.error(fault instanceof StartFault ? fault.message : fault)
  process.exit(1)
}
