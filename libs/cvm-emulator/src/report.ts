import { exists, imageState, isShown } from './image.ts'
import { operationState, powerState } from './instance.ts'
import { isUsed, type World } from './world.ts'

const ticketOf = (image: { readonly name: string; readonly createdName: string; readonly description: string }) => {
  const uuid = '([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})'
  const marker = new RegExp(`^tkt:${uuid}#\\d+( |$)`).exec(image.description)
  const fence = new RegExp(`^tkt-${uuid}-\\d+$`)
  return (marker ?? fence.exec(image.createdName) ?? fence.exec(image.name))?.[1]
}

const grouped = (
  pairs: readonly (readonly [string | undefined, string])[],
): Readonly<Record<string, readonly string[]>> => {
  const groups = new Map<string, readonly string[]>()
  for (const [key, value] of pairs) if (key !== undefined) groups.set(key, [...(groups.get(key) ?? []), value])
  return Object.fromEntries(groups)
}

/**
 * The truth about the world at a business time, listing lag or not. `effectiveCreates` gives the ids of all images that
 * CreateImage ever made under a name, deleted ones too; `liveImagesPerTicket` those that exist and do not fail, by the
 * ticket's uuid in the description's marker `tkt:<uuid>#n` or in the name `tkt-<uuid>-n`.
 */
export const worldReport = (world: World, now: number) => {
  const all = Object.entries(world.regions)
  const images = all.flatMap(([region, { images }]) =>
    images.map((image) => ({
      region,
      ...image,
      state: imageState(image, now),
      exists: exists(image, now),
      shown: isShown(image, now),
    })),
  )
  const made = images.filter(({ origin }) => origin === 'create')
  const live = images.filter((image) => image.exists && !image.fails)
  return {
    seed: world.seed,
    images,
    instances: all.flatMap(([region, { instances }]) =>
      instances.map((instance) => ({
        region,
        ...instance,
        state: powerState(instance, now),
        operationState: operationState(instance, now),
      })),
    ),
    snapshots: all.flatMap(([region, contents]) =>
      contents.snapshots
        .filter(({ deletedAt }) => deletedAt === null)
        .map(({ id, usage, sizeGiB }) => ({ region, id, usage, sizeGiB, orphan: !isUsed(contents, id, now) })),
    ),
    effectiveCreates: grouped(made.map((image) => [image.createdName, image.id])),
    liveImagesPerTicket: grouped(live.map((image) => [ticketOf(image), image.id])),
  }
}
export type WorldReport = ReturnType<typeof worldReport>
