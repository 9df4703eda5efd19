import type { Cloud } from '../domain/cloud.ts'
import { missingAmong, type Orphan, orphansAmong, ticketOf } from '../domain/orphans.ts'
import type { ReconcilerStore } from '../domain/ports.ts'

export interface ReconcileDeps {
  readonly store: ReconcilerStore
  readonly cloud: Pick<Cloud, 'privateImages'>
  readonly report: (orphan: Orphan, region: string) => void
}

/** Once a day: compares Tencent's images with the jobs and reports what does not match. It deletes nothing. */
export const reconcile =
  ({ store, cloud, report }: ReconcileDeps) =>
  async (): Promise<void> => {
    for (const region of await store.regions()) {
      const images = await cloud.privateImages(region)
      if (images.kind !== 'ok') continue
      const tickets = new Set(images.value.flatMap((image) => ticketOf(image) ?? []))
      for (const orphan of orphansAmong(images.value, await store.jobs([...tickets]))) report(orphan, region)
      for await (const jobs of store.done(region)) {
        const missing = missingAmong(jobs, images.value)
        for (const orphan of missing) report(orphan, region)
        await store.markMissing(missing.map(({ ticketUuid }) => ticketUuid))
      }
    }
  }
