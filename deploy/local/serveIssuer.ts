/** Serves the development issuer on every address of its container, for gateways elsewhere (docker-compose.yml). */

import { openIssuer } from './issuer.ts'
import { localDirectory } from './localDirectory.ts'
import { serveProvider } from './provider.ts'

const provider = await serveProvider(openIssuer(localDirectory('issuer-key.json')), {
  port: Number(process.env.PORT),
  host: '0.0.0.0',
  // As browsers outside of the container see it.
  ...(process.env.ISSUER_URL ? { url: process.env.ISSUER_URL } : {}),
})
console.log(`keys at ${provider.jwksUrl}`)
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void provider.close())
