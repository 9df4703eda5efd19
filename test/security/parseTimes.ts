import { bodyLimits, parseScanned, scanJson } from '@gongdan/contracts'
import { honestBody, hostileBodies } from '../../libs/contracts/src/hostileBodies.fixture.ts'

// Prints, as JSON, the processor time of reading each hostile body, and of JSON.parse on an honest one of a mebibyte: the mean of
// some rounds, in which they take turns, because the system counts that time in steps of milliseconds. A process of its own, since Jest's global object makes such loops several times slower.

const rounds = 60

const timeOf = (body: Buffer, parse: (text: string) => unknown): number => {
  const since = process.threadCpuUsage()
  try {
    // As bodies arrive: a new text each time.
    parse(body.toString())
  } catch {
    // What is no JSON is refused for it; that took its time too.
  }
  const { user, system } = process.threadCpuUsage(since)
  return (user + system) / 1_000
}

const read = (text: string): unknown => {
  const scan = scanJson(text, bodyLimits)
  return scan.exceeded === null ? parseScanned(text, scan) : null
}

const mean = (times: readonly number[]): number => times.reduce((sum, one) => sum + one, 0) / times.length

const honest = Buffer.from(honestBody())
const bodies = Object.entries(hostileBodies).map(([name, make]) => {
  const hostile = Buffer.from(make())
  const times = Array.from({ length: rounds }, () => [timeOf(honest, JSON.parse), timeOf(hostile, read)] as const)
  return { name, honestMs: mean(times.map(([one]) => one)), ms: mean(times.map(([, one]) => one)) }
})
console.log(JSON.stringify(bodies))
