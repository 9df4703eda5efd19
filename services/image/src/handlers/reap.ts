import type { ReaperStore } from '../adapters/reaperStore.ts'
import type { Cloud } from '../adapters/tencentImages.ts'
import { type Finding, gone, ticketOf, unclaimed } from '../domain/reaper.ts'

export interface ReapNeeds {
  readonly store: ReaperStore
  readonly cloud: Pick<Cloud, 'privateImages'>
  readonly found: (finding: Finding, region: string) => void
}

/** Once a day: compares the images that are there with the jobs, and reports what does not fit. It deletes nothing. */
export const reap =
  ({ store, cloud, found }: ReapNeeds) =>
  async (): Promise<void> => {
    for (const region of await store.regions()) {
      const images = await cloud.privateImages(region)
      if (images.kind !== 'ok') continue
      const tickets = new Set(images.value.flatMap((image) => ticketOf(image) ?? []))
      for (const finding of unclaimed(images.value, await store.jobs([...tickets]))) found(finding, region)
      for await (const jobs of store.done(region)) {
        const findings = gone(jobs, images.value)
        for (const finding of findings) found(finding, region)
        await store.markGone(findings.map(({ ticketUuid }) => ticketUuid))
      }
    }
  }
