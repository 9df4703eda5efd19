import type { CloudImage } from './cloud.ts'
import { parseFence, parseMarker } from './fence.ts'
import { imageOf, type Job } from './job.ts'
import { stepOf } from './step.ts'

/**
 * What jobs and images disagree in. `stranger`: an image of ours without a job. `surplus`: its job has another image, or
 * is at rest without one. `stray`: a failed image that is still to be deleted, or one that was told to be kept apart.
 * `gone`: a finished job's image is there no more, perhaps its snapshots are.
 */
export interface Finding {
  readonly kind: 'stranger' | 'surplus' | 'stray' | 'gone'
  readonly imageId: string
  readonly ticketUuid: string
  readonly snapshotIds: readonly string[]
}

/** Whose an image is by its marker or fencing name, or null. Finished images are renamed, so the name alone is not enough. */
export const ticketOf = (image: CloudImage): string | null =>
  (parseMarker(image.description) ?? parseFence(image.name))?.ticketUuid ?? null

/** The images of ours that no job claims as its own; `jobs` are those of their tickets. */
export const unclaimed = (images: readonly CloudImage[], jobs: ReadonlyMap<string, Job>): readonly Finding[] =>
  images.flatMap((image) => {
    const ticketUuid = ticketOf(image)
    if (ticketUuid === null) return []
    const kind = kindOf(image.imageId, jobs.get(ticketUuid))
    return kind === null ? [] : [{ kind, imageId: image.imageId, ticketUuid, snapshotIds: image.snapshotIds }]
  })

const kindOf = (imageId: string, job: Job | undefined): Finding['kind'] | null => {
  if (job === undefined) return 'stranger'
  if (imageOf(job) === imageId) return null
  if (job.strays.some((stray) => stray.imageId === imageId)) return 'stray'
  // A job at work may be about to find it.
  return imageOf(job) !== null || stepOf(job) === null ? 'surplus' : null
}

/** The finished jobs among these whose image is not there any more. */
export const gone = (jobs: readonly Job[], images: readonly CloudImage[]): readonly Finding[] => {
  const there = new Set(images.map(({ imageId }) => imageId))
  return jobs.flatMap((job) => {
    const imageId = imageOf(job)
    if (imageId === null || there.has(imageId) || job.phase.state !== 'DONE') return []
    return [{ kind: 'gone' as const, imageId, ticketUuid: job.ticketUuid, snapshotIds: job.snapshotIds }]
  })
}
