import { randomInt } from 'node:crypto'

/**
 * The seed of a test that plays at random, from the environment variable `SEED`: a number repeats a run, `fresh` draws a new
 * seed. Without it the seed is `fixed`, so that `npm test` plays the same every time. Tests print
 * their seed.
 */
export const seedOr = (fixed: number): number => {
  const { SEED: given } = process.env
  if (given === undefined) return fixed
  return given === 'fresh' ? randomInt(2 ** 31) : Number(given)
}

/** The seed of a long form (`npm run test:soak`, …): a new one, unless `SEED` is a number. */
export const freshSeed = (): number => seedOr(randomInt(2 ** 31))
