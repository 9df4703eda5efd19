/** Random numbers that follow from a seed: the same seed gives the same numbers. */
export interface Random {
  /** The next number in [0, 1). */
  next(): number
  oneOf<T>(things: readonly T[]): T
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number
  /** The same things in another order. */
  shuffled<T>(things: readonly T[]): readonly T[]
  /** A generator of its own for another part of a test, independent of how many numbers are drawn here afterwards. */
  split(): Random
}

/** Mulberry32. */
export const seededRandom = (seed: number): Random => {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    next,
    oneOf: (things) => things[Math.floor(next() * things.length)]!,
    between: (least, most) => least + Math.floor(next() * (most - least + 1)),
    shuffled: (things) =>
      things
        .map((thing) => [next(), thing] as const)
        .toSorted(([a], [b]) => a - b)
        .map(([, thing]) => thing),
    split: () => seededRandom(Math.floor(next() * 2 ** 32)),
  }
}
