import { type CloudImage, IMAGE_NOT_FOUND } from '../domain/cloud.ts'
import { backOffMs } from '../domain/decision.ts'
import { imageOf } from '../domain/job.ts'
import { afterPoll } from '../domain/poll.ts'
import type { Claim, Release } from '../domain/ports.ts'
import type { RunTogether, StepDeps } from './step.ts'

/** What was read of an image; null: Tencent does not list it; undefined: it could not be read. */
type Seen = CloudImage | null | undefined

/** POLL: reads the images of all due jobs of one region in one call. */
export const pollImages = ({ store, cloud, random, limits }: StepDeps): RunTogether => {
  const read = async (region: string, imageIds: readonly string[]): Promise<ReadonlyMap<string, Seen>> => {
    const answer = await cloud.imagesById(region, imageIds)
    if (answer.kind === 'ok') {
      const seen = new Map(answer.value.map((image) => [image.imageId, image]))
      return new Map(imageIds.map((imageId) => [imageId, seen.get(imageId) ?? null]))
    }
    const unknownId = answer.kind === 'error' && answer.error.code === IMAGE_NOT_FOUND
    if (!unknownId) return new Map()
    if (imageIds.length === 1) return new Map(imageIds.map((imageId) => [imageId, null]))
    // One unknown id fails the whole call, so each is asked for by itself.
    const each = await Promise.all(imageIds.map((imageId) => read(region, [imageId])))
    return new Map(each.flatMap((one) => [...one]))
  }

  return async (claims) => {
    const imageIds = claims.flatMap(({ job }) => imageOf(job) ?? [])
    const seen = await read(claims[0]?.job.region ?? '', imageIds)
    const unchanged: Release[] = []
    const changed: Promise<unknown>[] = []
    for (const claim of claims) {
      const image = seen.get(imageOf(claim.job) ?? '')
      const decide = (job: Claim['job'], now: number) =>
        afterPoll(job, image ?? null, { now, random: random(), limits })
      const decision = decide(claim.job, claim.now())
      if (image === undefined) {
        unchanged.push({ claim, inMs: backOffMs(claim.failedReads, random()), failedRead: true })
      } else if (decision.events.length + decision.alarms.length === 0) {
        unchanged.push({ claim, inMs: decision.inMs })
      } else {
        changed.push(store.save(claim, decide))
      }
    }
    await Promise.all([store.release(unchanged), ...changed])
  }
}
