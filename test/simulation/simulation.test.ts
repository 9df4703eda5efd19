import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, jest, test } from '@jest/globals'
import { type Mutation, mutations } from './mutations.ts'

jest.setTimeout(300_000)

/** Runs seeds in a process of their own, for their time is virtual; gives the exit code and what was said. */
const simulate = (from: number, ...args: readonly string[]) =>
  new Promise<{ readonly code: number; readonly said: string }>((resolve) => {
    const env = { ...process.env, SEED: String(from) }
    execFile(process.execPath, [join(import.meta.dirname, 'main.ts'), ...args], { env }, (fault, stdout, stderr) =>
      resolve({ code: Number(fault?.code ?? 0), said: stdout + stderr }),
    )
  })

test('nothing is lost or done twice, whenever processes die and whatever calls fail', async () => {
  const { code, said } = await simulate(1, '--seeds', '400')
  console.info(said.trim())
  expect({ code, said }).toMatchObject({ code: 0, said: expect.stringContaining('400 seeds from 1 on in') })
})

test('a seed repeats itself', async () => {
  const withoutTimes = async () =>
    (await simulate(40, '--seeds', '5', '--threads', '1')).said.replace(/in [\d.]+ s/, '')
  expect(await withoutTimes()).toBe(await withoutTimes())
})

describe('it is noticed when the product goes without its', () => {
  // How many seeds at most until it shows, and from which on; the rarer ones are shown by `npm run test:simulation -- --mutation`.
  const soon: readonly (readonly [Mutation, number, number])[] = [
    ['version guard', 100, 1],
    ['inbox look-up', 50, 1],
    ['sweeper', 200, 1],
    ['mark of what was sent only', 200, 1],
    ['a bundle overtakes', 200, 1],
    ['acknowledgement with the last of a bundle', 200, 1],
    ['superseding what is published only', 500, 1],
    ['memory of what was superseded', 50, 1],
  ]
  test.each(soon)('%s', async (mutation, seeds, from) => {
    expect(Object.keys(mutations)).toContain(mutation)
    const { code, said } = await simulate(from, '--seeds', String(seeds), '--threads', '1', '--mutation', mutation)
    console.info(said.trim())
    expect({ code, said }).toMatchObject({ code: 1, said: expect.stringContaining('seed ') })
  })
})
