/** Something of the product switched off, and who must notice. */
export interface Mutation {
  readonly name: string
  readonly edits: readonly Edit[]
  readonly noticed: Noticed
}

/** A piece of a source file, which must be there exactly once, and what takes its place. */
export interface Edit {
  readonly file: string
  readonly find: string
  readonly put: string
}

/** The test that goes red, and what it says then: red for another reason is no proof. */
export interface Noticed {
  readonly project: 'faults' | 'integration' | 'unit'
  /** Of the test's file and of its name, as Jest takes them. */
  readonly path: string
  readonly test: string
  readonly says: RegExp
}

const scenario = (path: string, id: string, says: RegExp): Noticed => ({
  project: 'faults',
  path: `test/faults/${path}.test.ts`,
  test: `^${id}:`,
  says,
})
const security = (file: string, test: string, says: RegExp): Noticed => ({
  project: 'integration',
  path: `test/security/${file}.test.ts`,
  test,
  says,
})
const walks = (says: RegExp): Noticed => ({
  project: 'unit',
  path: 'services/ticket/src/domain/actions/walks.test.ts',
  test: 'every promise holds',
  says,
})
const fulfilment = (says: RegExp): Noticed => ({
  project: 'unit',
  path: 'services/ticket/src/domain/fulfilment.test.ts',
  test: 'is refused',
  says,
})
const chaos = (says: RegExp): Noticed => ({
  project: 'integration',
  path: 'test/integration/images/imageChaos.test.ts',
  test: 'one image each',
  says,
})

/** Nothing of this is in the product: each edit is made in a copy of the sources. */
export const mutations: readonly Mutation[] = [
  {
    name: 'the inbox look-up',
    edits: [
      {
        file: 'libs/store/src/decide.ts',
        find: 'const previous = document === undefined ? null : previousResult(aggregate, document, commandId)',
        put: 'const previous = null as CommandResult | null',
      },
      // Its second half, or a copy of what was refused loses its race for ever, and nothing takes effect at all.
      {
        file: 'libs/store/src/pendingWrite.ts',
        find: "{ $eq: [{ $setIntersection: ['$answered.commandId', '$$own.commandIds'] }, []] },",
        put: '',
      },
    ],
    noticed: scenario('once', 'F13', /its copy was answered|doubled:|took effect/),
  },
  {
    name: 'the mandatory flag',
    edits: [{ file: 'libs/messaging/src/message.ts', find: 'mandatory: true,', put: 'mandatory: false,' }],
    noticed: scenario('publishing', 'F11', /to nowhere: sent/),
  },
  {
    name: 'the binding of an ack to its channel',
    edits: [
      {
        file: 'libs/messaging/src/consumer.ts',
        find: 'if (message) this.#receive(toDelivery(message, channel, alive))',
        put: 'if (message) this.#receive(toDelivery(message, { ack: (m) => this.#consuming?.channel.ack(m) } as Channel, alive))',
      },
      {
        file: 'libs/messaging/src/delivery.ts',
        find: 'if (!alive()) return false\n',
        put: 'if (!alive()) return channel.ack(message), false\n',
      },
    ],
    noticed: scenario('wire', 'F7', /lost: word/),
  },
  {
    name: 'the version guard',
    edits: [
      {
        file: 'libs/store/src/pendingWrite.ts',
        find: "{ $eq: ['$version', '$$own.version'] },",
        put: '',
      },
    ],
    noticed: scenario('once', 'F19', /winners|the chain of its history breaks|the ticket is/),
  },
  {
    name: 'the comparison of requests of a fulfilment',
    edits: [
      {
        file: 'services/ticket/src/domain/fulfilment.ts',
        find: 'if (fulfilment.request !== request) {',
        put: 'if (fulfilment.request < 0) {',
      },
    ],
    noticed: fulfilment(/Expected: 5005/),
  },
  {
    name: 'the comparison of claims of a fulfilment',
    edits: [{ file: 'services/ticket/src/domain/fulfilment.ts', find: 'claim.fence !== fence ||', put: '' }],
    noticed: fulfilment(/Expected: 5006/),
  },
  {
    name: "the relay's sweeper",
    edits: [{ file: 'libs/store/src/relay.ts', find: 'await this.sweep()', put: '' }],
    noticed: scenario('services', 'F2', /unsent events|sent$|was not told again/m),
  },
  {
    name: "the stitcher's re-asking",
    edits: [
      {
        file: 'services/gateway/src/batch/stitcher.ts',
        find: 'for (const { sender } of pending.values()) sender.resend()',
        put: 'for (const { sender } of pending.values()) void sender',
      },
    ],
    noticed: scenario('once', 'F5', /not answered in/),
  },
  {
    name: 'the bound of a caller',
    edits: [
      {
        file: 'services/gateway/src/batch/turns.ts',
        find: 'line.inFlight >= mostOfCaller()',
        put: 'line.inFlight < 0',
      },
    ],
    noticed: security('fairness', 'nobody else is refused', /isCrowded": \d+/),
  },
  {
    name: 'the check of who said a message',
    edits: [
      {
        file: 'libs/messaging/src/decode.ts',
        find: 'const verdict = verify?.(delivery)',
        put: 'const verdict = undefined as ReturnType<Verify> | undefined',
      },
    ],
    noticed: security('insiders', 'nobody may write', /"proof": "none"/),
  },
  {
    name: 'the bound of bytes of a history',
    edits: [
      {
        file: 'services/ticket/src/domain/content.ts',
        find: 'const FULL_BYTES = 832 * 1024',
        put: 'const FULL_BYTES = Number.POSITIVE_INFINITY',
      },
    ],
    noticed: security('size', 'a history that is full', /Expected: 3017/),
  },
  {
    name: 'the check of signatures',
    edits: [
      {
        file: 'deploy/operate/verify/tickets.ts',
        find: 'return isSignedBy(keys, hash, signature) ? []',
        put: 'return isSignedBy(keys, hash, signature) || seq > 0 ? []',
      },
    ],
    noticed: security(
      'tampering',
      'signed is found by its signatures alone',
      /-\s+"ticket: signatures of the history"/,
    ),
  },
  {
    name: 'the replacement of roles by those of a newer token',
    edits: [
      {
        file: 'services/notification/src/adapters/mongoRoleMembers.ts',
        find: 'record: (seen) => replaceOlder(members, seen.map(memberOf)),',
        put: 'record: async (seen) => { for (const { _id, roles, ...token } of seen.map(memberOf)) await members.updateOne({ _id }, { $addToSet: { roles: { $each: [...roles] } }, $set: token }, { upsert: true }) },',
      },
    ],
    noticed: security('roles', 'a role that is lost', /"acme lead"/),
  },
  {
    name: 'the wait of compaction for what is published',
    edits: [
      {
        file: 'libs/store/src/decide.ts',
        find: 'if (entry.seq > relayed || !(supersedes?.(entry, follower) ?? false)) break',
        put: 'if (relayed < 0 || !(supersedes?.(entry, follower) ?? false)) break',
      },
    ],
    noticed: security('size', 'a draft that was saved', /Expected: 300/),
  },
  {
    name: 'the drain on SIGTERM',
    edits: [
      {
        file: 'libs/service/src/lifecycle.ts',
        find: 'const faults = await stopComponents(components, log)',
        put: 'const faults = await stopComponents(components.slice(0, 0), log)',
      },
    ],
    noticed: scenario('services', 'F16', /a client heard ECONNRESET/),
  },
  {
    name: "the image worker's look-up",
    edits: [
      {
        file: 'services/image/src/handlers/lookUpImages.ts',
        find: 'store.save(claim, (found, now) => afterLookUp(found, listed, { now, random: random(), limits }))',
        put: 'store.save(claim, (found, now) => afterLookUp(found, listed.slice(0, 0), { now, random: random(), limits }))',
      },
    ],
    noticed: chaos(/DuplicateNotFound/),
  },
  {
    name: "the image worker's lease",
    edits: [
      {
        file: 'services/image/src/adapters/dueJobs.ts',
        find: "{ $lte: ['$nextAt', '$$NOW'] }, leaseIsFree]",
        put: "{ $lte: ['$nextAt', '$$NOW'] }]",
      },
    ],
    // Sends are taken from each other, or so often that jobs never come to rest.
    noticed: chaos(/takenAwayAfterMs|Expected: 0\s+Received: \d+/),
  },
  {
    name: "the image worker's adoption",
    edits: [
      {
        file: 'services/image/src/domain/lookUp.ts',
        find: 'if (image !== undefined) return adopt(job, image, surplus, context)',
        put: 'if (image !== undefined && surplus.length < 0) return adopt(job, image, surplus, context)',
      },
    ],
    noticed: chaos(/DuplicateNotFound/),
  },
  {
    name: 'the matching of votes to seats',
    edits: [
      {
        file: 'libs/flow/src/seating.ts',
        find: 'return place(holder, tried)',
        put: 'return false',
      },
    ],
    noticed: walks(/a seat is open exactly|a seat of its own|has an open seat/),
  },
  {
    name: 'the counting of rejections',
    edits: [
      {
        file: 'libs/flow/src/seating.ts',
        find: 'mostSeated(seats, votes, applicantUser) - votes.length >= need',
        put: 'mostSeated(seats, votes, applicantUser) - votesFor(votes) >= need',
      },
    ],
    noticed: walks(/a rejection ends the ticket exactly/),
  },
  {
    name: 'the check of the applicant where they do not act themselves',
    edits: [
      {
        file: 'services/ticket/src/domain/actions/takingPart.ts',
        find: 'if (userUuid === applicant.userUuid) {',
        put: "if (userUuid === applicant.userUuid && userUuid === '') {",
      },
    ],
    noticed: walks(/the applicant, by whatever tenant/),
  },
  {
    name: 'the followers of a step that is returned to',
    edits: [
      {
        file: 'libs/flow/src/progress.ts',
        find: 'filter((id) => id === target || followers.has(id))',
        put: 'filter((id) => id === target || followers.has(-1))',
      },
    ],
    noticed: walks(/a return leaves no vote/),
  },
  {
    name: 'the refusal of an entry that is not known',
    edits: [
      {
        file: 'services/ticket/src/domain/evolve.ts',
        find: 'throw new Error(`an entry of a history',
        put: 'if (ticket === undefined) throw new Error(`an entry of a history',
      },
    ],
    noticed: {
      project: 'unit',
      path: 'services/ticket/src/domain/actions/properties.test.ts',
      test: 'does not know is not passed over',
      says: /did not throw/,
    },
  },
  {
    name: 'the same command of a timer for every sweeper',
    edits: [
      {
        file: 'services/ticket/src/handlers/sweepTimers.ts',
        find: 'uuidv5(`timer',
        put: 'uuidv5(Math.random() + `timer',
      },
    ],
    noticed: {
      project: 'unit',
      path: 'services/ticket/src/handlers/sweepTimers.test.ts',
      test: 'by whichever sweeper',
      says: /toHaveLength/,
    },
  },
  {
    name: 'a delegation looked up each time',
    edits: [
      {
        file: 'services/ticket/src/adapters/delegations.ts',
        find: 'const nobodySince = new Map<string, number>()',
        put: 'const nobodySince = new Map<string, number>()\n  let kept: Awaited<ReturnType<typeof absentOf>> = new Map()',
      },
      {
        file: 'services/ticket/src/adapters/delegations.ts',
        find: 'const found = await absentOf(asked)',
        put: 'const found = kept.size > 0 ? kept : (kept = await absentOf(asked))',
      },
    ],
    noticed: {
      project: 'integration',
      path: 'test/integration/stores/delegations.test.ts',
      test: 'that they do never',
      says: /\+\s+"acme bo"/,
    },
  },
]
