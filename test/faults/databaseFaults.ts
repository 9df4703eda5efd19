import { setTimeout as sleep } from 'node:timers/promises'
import { eventually } from '../support/eventually.ts'
import type { Random } from '../support/random.ts'
import type { DatabaseSet, Member } from './databaseSet.ts'

/** Something that happens to the database; resolves when its cause is over and a member takes writes again. */
export type DatabaseFault = (database: DatabaseSet, random: Random) => Promise<void>

const othersThan = ({ members }: DatabaseSet, one: Member) => members.filter((member) => member !== one)

/**
 * Starts members that ended. One that cannot reach itself over its wire at that moment takes itself for no member; if all
 * do, no member is left to ask them again, and they are started once more, as an operator would.
 */
const startAgain = async (database: DatabaseSet, ended: readonly Member[]): Promise<void> => {
  for (;;) {
    await Promise.all(ended.map(({ program }) => program.start()))
    const late = sleep(60_000, 'late', { ref: false })
    if ((await Promise.race([database.primary(), late])) !== 'late') return
    await end(ended, 'SIGKILL')
  }
}

const end = (members: readonly Member[], signal: NodeJS.Signals) =>
  Promise.all(members.map(({ program }) => program.kill(signal)))

const ended =
  (
    signal: NodeJS.Signals,
    which: (database: DatabaseSet, random: Random) => Promise<readonly Member[]>,
  ): DatabaseFault =>
  async (database, random) => {
    const members = await which(database, random)
    await end(members, signal)
    await sleep(random.between(0, 5_000))
    await startAgain(database, members)
  }

const stepDown: DatabaseFault = async (database) => {
  const primary = await database.primary()
  // Forced: it goes even while no other member has all that it has.
  await primary.command({ replSetStepDown: 5, secondaryCatchUpPeriodSecs: 1, force: true })
  await database.primary()
}

const blackHole: DatabaseFault = async (database, random) => {
  const primary = await database.primary()
  primary.wire.swallow(true)
  await sleep(random.between(3_000, 9_000))
  primary.wire.swallow(false)
  await database.primary()
}

/**
 * The primary goes on taking writes that reach no other member, hangs with them, and finds when it goes on that the
 * others have gone on without it: it must take them back.
 */
const cutOff: DatabaseFault = async (database, random) => {
  const primary = await database.primary()
  const others = othersThan(database, primary)
  for (const member of others) member.freeze()
  await sleep(random.between(300, 1_200))
  primary.freeze()
  for (const member of others) member.thaw()
  try {
    await eventually(
      async () => {
        const replies = await Promise.all(others.map((member) => member.command({ hello: 1 }, 1_000)))
        if (!replies.some(({ isWritablePrimary }) => isWritablePrimary === true))
          throw new Error('no member is elected')
      },
      { withinMs: 60_000, everyMs: 100 },
    )
    await sleep(random.between(0, 2_000))
  } finally {
    primary.thaw()
  }
  await database.primary()
}

/** What may happen to a set of three (F8). */
export const databaseFaults = {
  'primary steps down': stepDown,
  'primary killed': ended('SIGKILL', async (database) => [await database.primary()]),
  'member killed': ended('SIGKILL', async ({ members }, random) => [random.oneOf(members)]),
  'primary in a black hole': blackHole,
  'primary cut off with writes in hand': cutOff,
  'database killed': ended('SIGKILL', async ({ members }) => members),
  'database restarted': ended('SIGTERM', async ({ members }) => members),
} as const satisfies Readonly<Record<string, DatabaseFault>>
