import { registerHooks } from 'node:module'

/**
 * Places of the product without which a promise breaks. Each is taken out of the source as it is loaded; the simulation has
 * to notice, or it proves nothing.
 */
export const mutations = {
  'version guard': {
    file: 'libs/store/src/pendingWrite.ts',
    from: "{ $eq: ['$version', '$$own.version'] }",
    to: 'true',
  },
  'answered filter': {
    file: 'libs/store/src/pendingWrite.ts',
    from: "{ $eq: [{ $setIntersection: ['$answered.commandId', '$$own.commandIds'] }, []] }",
    to: 'true',
  },
  'inbox look-up': {
    file: 'libs/store/src/decide.ts',
    from: 'document === undefined ? null : previousResult(aggregate, document, commandId)',
    to: 'null',
  },
  sweeper: {
    file: 'libs/store/src/relay.ts',
    from: 'await this.sweep()',
    to: '',
  },
  'mark of what was sent only': {
    file: 'libs/store/src/relay.ts',
    from: 'seq < (firstFailed.get(_id) ?? Number.POSITIVE_INFINITY)',
    to: 'seq > 0',
  },
  'mark under the version': {
    file: 'libs/store/src/relay.ts',
    from: "const isWhole = { $eq: ['$version', '$$own.version'] }",
    to: 'const isWhole = { $literal: true }',
  },
  'a bundle overtakes': {
    file: 'libs/store/src/bundles.ts',
    from: 'left.flatMap((events) => events[place] ?? [])',
    to: 'place > 0 ? [] : left.flat()',
  },
  'acknowledgement with the last of a bundle': {
    file: 'libs/messaging/src/bundle.ts',
    from: 'return open > 0 ? bundle.alive() : bundle.ack()',
    to: 'return bundle.ack()',
  },
  'superseding what is published only': {
    file: 'libs/store/src/decide.ts',
    from: 'if (entry.seq > relayed || ',
    to: 'if (',
  },
  'memory of what was superseded': {
    file: 'libs/store/src/pendingWrite.ts',
    from: 'const leaving = [...replaced, ...forgotten]',
    to: 'const leaving = forgotten',
  },
  'look again after noting a refusal': {
    file: 'libs/store/src/execute.ts',
    from: 'again.push(...items)',
    to: 'results.push(...decided.results)',
  },
  'confirm before the ack of a retry': {
    file: 'libs/messaging/src/settle.ts',
    from: "if ((await publishUntilConfirmed(delivery, to, copyOf(delivery, headers))) === 'gone') return\n    metrics.retried",
    to: 'metrics.retried',
  },
  're-asking by batch recovery': {
    file: 'services/gateway/src/batch/recovery.ts',
    from: 'const pending = stitcher.start(batch, outcomes)',
    to: 'const pending = { completed: async () => false, close: () => {}, outcomes: () => outcomes }',
  },
} as const

export type Mutation = keyof typeof mutations

export const isMutation = (name: string): name is Mutation => Object.hasOwn(mutations, name)

/** From now on this thread loads the product with the mutation in it. Throws when its place is not there any more. */
export const mutate = (name: Mutation): void => {
  const { file, from, to } = mutations[name]
  registerHooks({
    load: (url, context, next) => {
      const loaded = next(url, context)
      if (!url.endsWith(file)) return loaded
      const source = String(loaded.source)
      if (!source.includes(from)) throw new Error(`${file} has no "${from}" to take out`)
      return { ...loaded, source: source.replace(from, to) }
    },
  })
}
