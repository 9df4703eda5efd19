/** Serves the development issuer's keys on every address of its container, for gateways elsewhere (docker-compose.yml). */

import { openIssuer } from './issuer.ts'
import { localDirectory } from './localDirectory.ts'

const keys = await openIssuer(localDirectory('issuer-key.json')).serve(Number(process.env.PORT), '0.0.0.0')
console.log(`keys at ${keys.url}`)
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void keys.close())
