import type { CloudImage } from './cloud.ts'
import { decided, type JobDecision, nothing } from './decision.ts'
import { parseFence, parseMarker } from './fence.ts'
import { imageOf, type Job } from './job.ts'
import { stepOf } from './step.ts'

/**
 * Images that cost money and belong to no finished job.
 * - `failed`: it failed in the making; the worker deletes it.
 * - `surplus`: the ticket's job has another image, or is at rest without one. Only an operator deletes it.
 * - `without-job`: it bears a ticket's marker or fencing name, and there is no job.
 * - `missing`: a finished job's image is not listed any more; its snapshots may have been left behind.
 */
export const orphanKinds = ['failed', 'surplus', 'without-job', 'missing'] as const
export type OrphanKind = (typeof orphanKinds)[number]

/** What the reconciler reports. */
export interface Orphan {
  readonly kind: OrphanKind
  readonly imageId: string
  readonly ticketUuid: string
  readonly snapshotIds: readonly string[]
}

/** The image of a failed attempt that is to be deleted next, or null. */
export const imageToDelete = (job: Job): string | null =>
  job.orphans.find(({ kind }) => kind === 'failed')?.imageId ?? null

/** Whether the worker may delete it by itself: it failed in the making, and bears this ticket's marker. */
export const mayDelete = (job: Job, image: CloudImage): boolean =>
  image.state === 'CREATEFAILED' && parseMarker(image.description)?.ticketUuid === job.ticketUuid

/** The failed image is deleted, or turned out not to be what the job took it for: then it stays and is reported. */
export const afterDeletion = (job: Job, imageId: string, isDeleted: boolean): JobDecision => {
  if (!job.orphans.some((orphan) => orphan.imageId === imageId && orphan.kind === 'failed')) return nothing
  if (isDeleted) return decided([{ type: 'job.stray-gone', data: { imageId } }], { inMs: null })
  const kept = { type: 'job.strays-found', data: { strays: [{ imageId, delete: false }] } } as const
  return decided([kept], { inMs: null, alarms: ['surplus-image'] })
}

/**
 * Whether an operator may delete an image: it bears a marker of ours, and no job needs it or may still come to need it.
 */
export const isUnneeded = (job: Job | undefined, image: CloudImage): boolean => {
  if (parseMarker(image.description) === null) return false
  if (job === undefined) return true
  if (imageOf(job) === image.imageId) return false
  return imageOf(job) !== null || job.phase.state === 'FAILED' || image.state === 'CREATEFAILED'
}

/**
 * The ticket of an image, by its marker or fencing name, or null. Finished images are renamed, so the name alone is not
 * enough.
 */
export const ticketOf = (image: CloudImage): string | null =>
  (parseMarker(image.description) ?? parseFence(image.name))?.ticketUuid ?? null

/** The images of ours that no job has as its own; `jobs` are those of their tickets. */
export const orphansAmong = (images: readonly CloudImage[], jobs: ReadonlyMap<string, Job>): readonly Orphan[] =>
  images.flatMap((image) => {
    const ticketUuid = ticketOf(image)
    if (ticketUuid === null) return []
    const kind = kindOf(image.imageId, jobs.get(ticketUuid))
    return kind === null ? [] : [{ kind, imageId: image.imageId, ticketUuid, snapshotIds: image.snapshotIds }]
  })

const kindOf = (imageId: string, job: Job | undefined): OrphanKind | null => {
  if (job === undefined) return 'without-job'
  if (imageOf(job) === imageId) return null
  const known = job.orphans.find((orphan) => orphan.imageId === imageId)
  if (known !== undefined) return known.kind
  // A job at work may be about to find it.
  return imageOf(job) !== null || stepOf(job) === null ? 'surplus' : null
}

/** The finished jobs among these whose image is not listed any more. */
export const missingAmong = (jobs: readonly Job[], images: readonly CloudImage[]): readonly Orphan[] => {
  const listed = new Set(images.map(({ imageId }) => imageId))
  return jobs.flatMap((job) => {
    const imageId = imageOf(job)
    if (imageId === null || listed.has(imageId) || job.phase.state !== 'DONE') return []
    return [{ kind: 'missing' as const, imageId, ticketUuid: job.ticketUuid, snapshotIds: job.snapshotIds }]
  })
}
