interface PortionLimits {
  readonly most: number
  readonly mostBytes: number
}

/** Cuts a list, in its order, into portions of at most so many items and bytes. What is larger by itself is a portion of its own. */
export const portionsOf = <T>(
  items: readonly T[],
  bytesOf: (item: T) => number,
  { most, mostBytes }: PortionLimits,
): readonly (readonly T[])[] => {
  const portions: T[][] = []
  let bytes = 0
  for (const item of items) {
    const last = portions.at(-1)
    bytes += bytesOf(item)
    if (last !== undefined && last.length < most && bytes <= mostBytes) last.push(item)
    else {
      portions.push([item])
      bytes = bytesOf(item)
    }
  }
  return portions
}
