let stop: (() => Promise<void>) | undefined

/** Remembers what Jest's globalTeardown has to do, which gives no word to it from globalSetup. */
export const keepForStop = (action: () => Promise<void>): void => {
  stop = action
}

/** Jest's globalTeardown: ends what startParts started. */
export default async () => {
  await stop?.()
  stop = undefined
}
