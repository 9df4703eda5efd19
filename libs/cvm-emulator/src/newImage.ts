import type { Context } from './action.ts'
import type { Dice } from './chance.ts'
import type { Image } from './image.ts'

/** What the maker of an image has to say about it; the rest follows from the time and the faults. */
export type Making = Pick<Image, 'name' | 'description' | 'sizeGiB' | 'osName' | 'platform'> &
  Partial<Pick<Image, 'architecture' | 'snapshotIds' | 'tags' | 'family'>> & {
    /** When the work can begin, if not at once: business time in ms. */
    readonly startsAt?: number
  }

/** A new image at the start of its work. */
export const newImage = (making: Making, dice: Dice, context: Context): Image => {
  const { now, fate, settings } = context
  const { startsAt = now, ...given } = making
  const createMs = fate.createMs ?? dice.between(...settings.createMs)
  return {
    architecture: 'x86_64',
    snapshotIds: [],
    tags: [],
    family: '',
    ...given,
    id: dice.id('img'),
    createdName: making.name,
    origin: 'create',
    deprecated: false,
    createdAt: now,
    readyAt: fate.stuck ? null : startsAt + createMs,
    fails: fate.fails ?? false,
    shownFrom: now + settings.listLagMs,
    formerName: null,
    goneAt: fate.vanishAfterMs === undefined ? null : now + fate.vanishAfterMs,
  }
}
