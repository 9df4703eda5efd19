import { randomBytes } from 'node:crypto'
import { greeting } from './greeting.ts'
import { audience, issuerName, openIssuer } from './issuer.ts'
import { keptSecret } from './keptSecret.ts'
import { localDirectory } from './localDirectory.ts'
import { startParts } from './parts/startParts.ts'
import { freePort, knock } from './ports.ts'
import { clearRun, openRun, type Run } from './run.ts'
import { readStartArguments, type Scale } from './startArguments.ts'
import { StartFault } from './startFault.ts'
import { startSystem } from './system.ts'

const say = (line: string) => console.log(line)

/** A signal to end; the later ones (npm passes on what the terminal has sent already) change nothing. */
const asked = new Promise<'stop'>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve('stop'))
})
// The terminal may be gone by the time we say goodbye.
process.stdout.on('error', () => {})

/** What was brought up, each with the way to end it; ended in the opposite order. */
type Endings = (() => Promise<void>)[]

const bringUp = async (run: Run, port: number, scale: Scale, endings: Endings) => {
  const parts = await startParts(run)
  endings.push(parts.stop)
  for (const { name, from } of [parts.rabbitmq, parts.mongodb]) say(`${name} is from ${from}`)

  const issuer = openIssuer(localDirectory('issuer-key.json'))
  const jwks = await issuer.serve()
  endings.push(jwks.close)
  run.tell({ amqp: parts.rabbitmq.url, mongodb: parts.mongodb.url, jwks: jwks.url })

  const around = {
    amqpUrl: parts.rabbitmq.url,
    mongodbUrl: parts.mongodb.url,
    principalKeys: keptSecret(localDirectory('principal-keys'), () => `local:${randomBytes(32).toString('base64')}`),
    sealKeys: keptSecret(localDirectory('seal-keys'), () => `local:${randomBytes(32).toString('base64')}`),
    jwksUrl: jwks.url,
    issuer: issuerName,
    audience,
  }
  const system = await startSystem(run, around, { gatewayPort: port, scale, extra: {} })
  endings.push(system.stop)
  const [gatewayUrl] = system.gatewayUrls
  say(`the gateway is ready at ${gatewayUrl} after ${process.uptime().toFixed(1)} s; Ctrl-C ends it all`)
  say(await greeting(gatewayUrl, issuer))
}

const main = async () => {
  const { port, scale } = readStartArguments(process.argv.slice(2), process.env.PORT)
  const left = await clearRun(localDirectory())
  if (left.length > 0) say(`ended what an earlier run had left behind: ${left.join(', ')}`)
  if (port !== 0 && (await knock(port)) !== undefined) {
    throw new StartFault('already-running', `port ${port} is taken by somebody else; PORT=… moves the gateway`)
  }

  const run = openRun(localDirectory(), true, say)
  const endings: Endings = [() => run.close()]
  const endAll = async () => {
    for (let end = endings.pop(); end !== undefined; end = endings.pop()) await end()
  }
  const up = bringUp(run, port === 0 ? await freePort() : port, scale, endings)
  try {
    await Promise.race([up, asked])
    await asked
    say('stopping')
  } finally {
    await endAll()
    // When it was still starting: what came up meanwhile is ended too.
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
