const endings: (() => Promise<void>)[] = []

/** Remembers what Jest's globalTeardown has to do, the last one first; it gets no word from globalSetup. */
export const keepForStop = (action: () => Promise<void>): void => {
  endings.push(action)
}

/** Jest's globalTeardown, and that of a run of stages: ends what globalSetup started. */
export default async () => {
  for (let end = endings.pop(); end !== undefined; end = endings.pop()) await end()
}
