import { bodyLimits, parseScanned, scanJson } from '@gongdan/contracts'
import { honestBody, hostileBodies } from '../../libs/contracts/src/hostileBodies.fixture.ts'

// Prints, as JSON, what reading each hostile body takes, and what JSON.parse takes for an honest one of a mebibyte: the least
// of some rounds each. A process of its own, since Jest's global object makes such loops several times slower.

const rounds = 15

const fastest = (work: () => unknown): number =>
  Math.min(
    ...Array.from({ length: rounds }, () => {
      const since = performance.now()
      try {
        work()
      } catch {
        // What is no JSON is refused for it; that took its time too.
      }
      return performance.now() - since
    }),
  )
/** As bodies arrive: a new text each time. */
const read = (body: Buffer, parse: (text: string) => unknown) => fastest(() => parse(body.toString()))

const honestMs = read(Buffer.from(honestBody()), JSON.parse)
const bodies = Object.entries(hostileBodies).map(([name, make]) => ({
  name,
  ms: read(Buffer.from(make()), (text) => {
    const scan = scanJson(text, bodyLimits)
    return scan.exceeded === null ? parseScanned(text, scan) : null
  }),
}))
console.log(JSON.stringify({ honestMs, bodies }))
