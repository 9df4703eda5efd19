import { createBatcher } from '@gongdan/scheduling'

const MAX_TOGETHER = 1_000

/**
 * Writes together what is waiting while a write is under way; there is no timer. Each returned promise resolves or rejects
 * with the write that its item was part of.
 */
export const coalesceWrites = <T>(write: (items: readonly T[]) => Promise<unknown>): ((item: T) => Promise<void>) => {
  const batcher = createBatcher<{ readonly item: T; readonly written: PromiseWithResolvers<void> }>(
    MAX_TOGETHER,
    async (batch) => {
      try {
        await write(batch.map(({ item }) => item))
        for (const { written } of batch) written.resolve()
      } catch (fault) {
        for (const { written } of batch) written.reject(fault)
      }
    },
  )
  return (item) => {
    const written = Promise.withResolvers<void>()
    batcher.add({ item, written })
    return written.promise
  }
}
