/** The random numbers of one creation: ids and durations. */
export interface Random {
  /** A whole number from `min` to `max`, both included. */
  readonly between: (min: number, max: number) => number
  /** An identifier as Tencent writes them: `img-` and eight of 0-9a-z. */
  readonly id: (prefix: string) => string
}

const letters = '0123456789abcdefghijklmnopqrstuvwxyz'

/**
 * The random numbers of the `turn`-th creation in a world with this seed. Equal seed and turn give equal numbers, so
 * that a run can be repeated and a world restored from a file continues as before. The generator is mulberry32.
 */
export const createRandom = (seed: number, turn: number): Random => {
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(turn + 1, 0xc2b2ae35)
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1))
  return { between, id: (prefix) => `${prefix}-${Array.from({ length: 8 }, () => letters[between(0, 35)]).join('')}` }
}
