/** Chance that repeats itself: the same seed, the same numbers. */
export interface Dice {
  /** The next number in [0, 1). */
  roll(): number
  oneOf<T>(things: readonly T[]): T
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number
  /** The same things in another order. */
  shuffled<T>(things: readonly T[]): readonly T[]
  /** Dice of their own for somebody else, so that his rolls do not depend on how often we roll. */
  split(): Dice
}

/** Dice that follow from the seed (mulberry32). */
export const dice = (seed: number): Dice => {
  let state = seed
  const roll = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    roll,
    oneOf: (things) => things[Math.floor(roll() * things.length)]!,
    between: (least, most) => least + Math.floor(roll() * (most - least + 1)),
    shuffled: (things) =>
      things
        .map((thing) => [roll(), thing] as const)
        .toSorted(([a], [b]) => a - b)
        .map(([, thing]) => thing),
    split: () => dice(Math.floor(roll() * 2 ** 32)),
  }
}
