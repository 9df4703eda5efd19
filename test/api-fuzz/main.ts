// npm run test:api-fuzz [-- CASES]
//
// Starts a system of its own and tries its gateway with schemathesis, round after round, until so many cases were sent
// (20,000) or one failed. The first round's seed is a new one, or `SEED`. The same seed sends the same requests, as far as the answers lead to the same next ones.
import { routes } from '../../services/gateway/src/public.ts'
import { freshSeed } from '../support/seed.ts'
import startParts from '../support/startParts.ts'
import stopParts from '../support/stopParts.ts'
import { startSystem } from '../support/system.ts'
import { callers } from './callers.ts'
import { fuzz, fuzzEnvironment } from './fuzz.ts'

const [wanted = 20_000] = process.argv.slice(2).map(Number)
// Schemathesis takes 32 bits, and each round takes the next seed.
const firstSeed = freshSeed() % 2 ** 30
const withinSeconds = 3600

type System = Awaited<ReturnType<typeof startSystem>>

/** One round of one caller. */
const tryOne = async (system: System, number: number) => {
  const caller = callers[number % callers.length]
  if (caller === undefined) throw new Error('there is no caller')
  const since = performance.now()
  const outcome = await fuzz(system, {
    caller,
    seed: firstSeed + number,
    examples: 100,
    // What the coverage phase sends depends on the document alone.
    phases: number === 0 ? ['coverage', 'fuzzing', 'stateful'] : ['fuzzing', 'stateful'],
    withinSeconds,
  })
  const seconds = Math.round((performance.now() - since) / 1000)
  console.log(`round ${number + 1}, ${caller.name}, seed ${firstSeed + number}: ${outcome.cases} cases in ${seconds} s`)
  return outcome
}

/**
 * Rounds until there are enough cases, those of all callers at once: schemathesis waits for most of its time. Gives the cases,
 * and the problems of the last rounds, if they had any.
 */
const tryAll = async (system: System) => {
  let total = 0
  const all = new Map<string, number>()
  for (let number = 0; total < wanted; number += callers.length) {
    const outcomes = await Promise.all(callers.map((_, at) => tryOne(system, number + at)))
    for (const { cases, answers } of outcomes) {
      total += cases
      for (const [answer, count] of Object.entries(answers)) all.set(answer, (all.get(answer) ?? 0) + count)
    }
    const problems = outcomes.flatMap(({ problem }) => problem ?? [])
    if (problems.length > 0) return { total, all, problem: problems.join('\n') }
  }
  return { total, all, problem: null }
}

await startParts()
try {
  const system = await startSystem({ env: fuzzEnvironment })
  try {
    const { total, all, problem } = await tryAll(system)
    if (problem !== null) console.log(problem)
    const succeeded = (operationId: string) => [0, 10, 12, 200].some((scode) => all.has(`${operationId} ${scode}`))
    const never = routes.map(({ operationId }) => operationId).filter((operationId) => !succeeded(operationId))
    console.log(`${routes.length - never.length} of ${routes.length} operations succeeded; not: ${never.join(', ')}`)
    console.log(
      [...all]
        .toSorted()
        .map(([answer, count]) => `${answer}: ${count}`)
        .join(', '),
    )
    console.log(`${total} cases, ${problem === null ? '0 failures' : 'FAILED'}`)
    process.exitCode = problem === null ? 0 : 1
  } finally {
    await system.stop()
  }
} finally {
  await stopParts()
}
