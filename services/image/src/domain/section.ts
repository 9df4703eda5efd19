import { ImageSection } from '@gongdan/contracts'
import type { NewImage } from './cloud.ts'
import { fencingName, markedDescription } from './fence.ts'
import type { Job } from './job.ts'

/** The section of an approved ticket from its JSON text. @throws ZodError or SyntaxError when it is not an image section */
export const sectionOf = (details: string): ImageSection => ImageSection.parse(JSON.parse(details))

/** What the job's present attempt asks Tencent for: what the section says, under the attempt's fencing name and marker. */
export const newImageOf = (job: Job): NewImage => {
  const section = sectionOf(job.details)
  return {
    region: section.region,
    instanceId: section.instance_id,
    name: fencingName(job.ticketUuid, job.attempt),
    description: markedDescription(job.ticketUuid, job.attempt, section.image_description ?? ''),
    forcePoweroff: section.force_poweroff ?? false,
    dataDiskIds: section.data_disk_ids ?? [],
  }
}
