import { parseHistoryPublicKeys } from '@gongdan/store'
import { carryOut, readArguments } from '../commandLine.ts'
import { targetHistories } from '../target.ts'
import { verifyUsage } from '../usages.ts'
import { verify } from './verify.ts'

// npm run verify: compares the stored state of a system with its histories; exit code 0 when nothing differs. The system
// is the one that npm start runs here, or the one that MONGODB_URL names; HISTORY_KEYS are the public keys of its histories.

readArguments(verifyUsage, {})
await carryOut(async () => {
  const { MONGODB_URL, HISTORY_KEYS } = await targetHistories()
  const differences = await verify(MONGODB_URL, {
    keys: parseHistoryPublicKeys(HISTORY_KEYS),
    report: (line) => process.stderr.write(`${line}\n`),
  })
  for (const difference of differences) process.stdout.write(`${JSON.stringify(difference)}\n`)
  process.stdout.write(`${differences.length} differences\n`)
  process.exitCode = differences.length === 0 ? 0 : 1
})
