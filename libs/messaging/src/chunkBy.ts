/** Cuts a list where the key of its items changes: the order stays, and neighbours of one key are together. */
export const chunkBy = <T>(items: readonly T[], keyOf: (item: T) => unknown): readonly (readonly T[])[] => {
  const chunks: T[][] = []
  let key: unknown
  for (const item of items) {
    const next = keyOf(item)
    if (chunks.length === 0 || next !== key) chunks.push([])
    chunks.at(-1)?.push(item)
    key = next
  }
  return chunks
}
