/** How blocks of something are measured against blocks of nothing that stand beside them. */

/**
 * How many calls a system is given before one is measured. A Node process compiles its code while it runs: the first thousand submits
 * take twice the processor time of those from some four thousand on, in gongdan and in its peers alike.
 */
export const WARM_UP_CALLS = 4_500

export const median = (numbers: readonly number[]): number => {
  const sorted = numbers.toSorted((a, b) => a - b)
  const half = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
}

const mean = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length

/** Each number against the mean of its neighbours at that distance, where it has both: what drifts slowly cancels out. */
const againstNeighbours = (numbers: readonly number[], distance: number, isAsked: (index: number) => boolean) =>
  numbers.flatMap((number, index) => {
    const [before, after] = [numbers[index - distance], numbers[index + distance]]
    return isAsked(index) && before !== undefined && after !== undefined ? [number / mean([before, after])] : []
  })

export interface Compared {
  /** The median ratio to the neighbours. */
  readonly ratio: number
  /** By how much a median of as many blocks of nothing would differ from 1 in nineteen runs of twenty. */
  readonly noise: number
  readonly ratios: readonly number[]
}

/**
 * Compares the blocks of one kind with the blocks of `nothing` around them. The order is nothing, kind, nothing, kind, …,
 * nothing: every block of a kind has a neighbour of nothing on either side. Noise is what blocks of nothing differ by from
 * their own neighbours of nothing.
 */
export const compare = (
  blocks: readonly { readonly kind: string; readonly value: number }[],
  kind: string,
  nothing: string,
): Compared => {
  const values = blocks.map(({ value }) => value)
  const isKind = (wanted: string) => (index: number) => blocks[index]?.kind === wanted
  const ratios = againstNeighbours(values, 1, isKind(kind))
  const idle = againstNeighbours(values, 2, isKind(nothing))
  const deviation = Math.sqrt(mean(idle.map((one) => (one - mean(idle)) ** 2)) * (idle.length / (idle.length - 1)))
  // The deviation of a median is a quarter larger than that of a mean.
  return { ratio: median(ratios), noise: (2 * 1.25 * deviation) / Math.sqrt(ratios.length), ratios }
}
