import { readFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import { mutations as ofFaults } from '../faults/mutationList.ts'
import { mutations as ofSimulation } from '../simulation/mutations.ts'

// A mutation whose place has been rewritten proves nothing any more, and the runs that would tell take an hour.

const places = [
  ...ofFaults.flatMap(({ name, edits }) => edits.map(({ file, find }) => [name, file, find] as const)),
  ...Object.entries(ofSimulation).map(([name, { file, from }]) => [name, file, from] as const),
]

test.each(places)('the place of the mutation "%s" is in %s, once', (_, file, text) => {
  expect(readFileSync(file, 'utf8').split(text)).toHaveLength(2)
})
