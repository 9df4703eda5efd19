import { localDirectory } from '../../deploy/local/localDirectory.ts'
import { freshSeed } from '../support/seed.ts'
import { type Mutation, mutations, type Noticed } from './mutationList.ts'
import { makeWorkingCopy, type TestOutcome } from './workingCopy.ts'

// [SEED=N] npm run test:mutations [-- WORD]
//
// A check that cannot fail proves nothing: what keeps messages from being lost or done twice is switched off, one thing at a
// time, in a copy of the sources, and each time a scenario must go red, and for that reason. All mutations, or those
// whose names have the word.

const word = process.argv[2] ?? ''
const chosen = mutations.filter(({ name }) => name.includes(word))
const copy = makeWorkingCopy(localDirectory('mutations'))
const say = (line: string) => console.log(`${new Date().toISOString().slice(11, 19)} ${line}`)
// The tests that are run inherit it.
process.env.SEED = String(freshSeed())
say(`seed ${process.env.SEED}`)

const firstLine = (text: string, says: RegExp) =>
  text.split('\n').find((line) => says.test(line)) ?? text.split('\n')[0]

/** Why the mutation has not been noticed as it should; undefined when it has. */
const unnoticed = ({ noticed }: Mutation, { failed, said }: TestOutcome): string | undefined => {
  if (failed === 0) return 'STAYED GREEN'
  return noticed.says.test(said) ? undefined : `RED FOR ANOTHER REASON: ${said.slice(0, 1_000)}`
}

/** Green with nothing switched off, or being red later would mean nothing. */
const isGreen = (tests: Noticed): boolean => {
  const { passed, failed, said } = copy.run(tests)
  if (passed > 0 && failed === 0) return true
  say(`${tests.path} ${tests.test}: red with nothing switched off: ${said.slice(0, 1_000)}`)
  return false
}

const distinct = new Map(chosen.map(({ noticed }) => [`${noticed.path} ${noticed.test}`, noticed]))
let bad = chosen.length === 0 ? 1 : 0
for (const tests of distinct.values()) if (!isGreen(tests)) bad += 1
for (const mutation of chosen) {
  const { name, edits, noticed } = mutation
  const takeBack = copy.edit(edits)
  const outcome = copy.run(noticed)
  takeBack()
  const problem = unnoticed(mutation, outcome)
  if (problem !== undefined) bad += 1
  const where = `${noticed.path} ${noticed.test}`
  say(`without ${name}: ${problem ?? 'red'} (${where})${problem ? '' : `: ${firstLine(outcome.said, noticed.says)}`}`)
}
copy.remove()
say(bad === 0 ? `passed: all ${chosen.length} were noticed` : `FAILED: ${bad}`)
process.exitCode = bad === 0 ? 0 : 1
