import type { CloudImage } from './cloud.ts'
import { parseMarker } from './fence.ts'
import type { Job } from './job.ts'
import { type Decision, decided, nothing } from './step.ts'

/** The image of a failed attempt that is to be deleted next, or null. */
export const strayToDelete = (job: Job): string | null => job.strays.find((stray) => stray.delete)?.imageId ?? null

/** Whether a stray may be deleted: it failed in the making, and bears this ticket's marker. */
export const mayDelete = (job: Job, image: CloudImage): boolean =>
  image.state === 'CREATEFAILED' && parseMarker(image.description)?.ticketUuid === job.ticketUuid

/** The stray is deleted, or is not what it was taken for (then it stays, for the reaper to report). */
export const afterDeletion = (job: Job, imageId: string, gone: boolean): Decision => {
  if (!job.strays.some((stray) => stray.imageId === imageId && stray.delete)) return nothing
  if (gone) return decided([{ type: 'job.stray-gone', data: { imageId } }], { inMs: null })
  const kept = { type: 'job.strays-found', data: { strays: [{ imageId, delete: false }] } } as const
  return decided([kept], { inMs: null, alarms: ['surplus-image'] })
}
