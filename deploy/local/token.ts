import { openIssuer } from './issuer.ts'
import { localDirectory } from './localDirectory.ts'
import { StartFault } from './startFault.ts'
import { readTokenArguments } from './tokenArguments.ts'

try {
  const { subject, ttlSeconds } = readTokenArguments(process.argv.slice(2))
  console.log(await openIssuer(localDirectory('issuer-key.json')).token(subject, ttlSeconds))
} catch (fault) {
  if (!(fault instanceof StartFault)) throw fault
  console.error(fault.message)
  process.exitCode = 1
}
