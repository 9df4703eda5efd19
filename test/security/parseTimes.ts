import { bodyLimits, parseScanned, scanJson } from '@gongdan/contracts'
import { honestBody, hostileBodies } from '../../libs/contracts/src/hostileBodies.fixture.ts'

// Prints, as JSON, what reading each hostile body takes, and what JSON.parse takes for an honest one of a mebibyte: the least
// of some rounds, in which they take turns. A process of its own, since Jest's global object makes such loops several times slower.

const rounds = 30

const timeOf = (body: Buffer, parse: (text: string) => unknown): number => {
  const since = performance.now()
  try {
    // As bodies arrive: a new text each time.
    parse(body.toString())
  } catch {
    // What is no JSON is refused for it; that took its time too.
  }
  return performance.now() - since
}

const read = (text: string): unknown => {
  const scan = scanJson(text, bodyLimits)
  return scan.exceeded === null ? parseScanned(text, scan) : null
}

const honest = Buffer.from(honestBody())
const bodies = Object.entries(hostileBodies).map(([name, make]) => {
  const hostile = Buffer.from(make())
  const times = Array.from({ length: rounds }, () => [timeOf(honest, JSON.parse), timeOf(hostile, read)] as const)
  return { name, honestMs: Math.min(...times.map(([one]) => one)), ms: Math.min(...times.map(([, one]) => one)) }
})
console.log(JSON.stringify(bodies))
