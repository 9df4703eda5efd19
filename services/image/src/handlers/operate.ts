import { randomUUID } from 'node:crypto'
import type { Actor } from '@gongdan/store'
import type { JobStore } from '../adapters/jobStore.ts'
import type { Cloud } from '../adapters/tencentImages.ts'
import type { CloudImage } from '../domain/cloud.ts'
import { parseMarker } from '../domain/fence.ts'
import type { Limits } from '../domain/limits.ts'
import { isSurplus, type Order, type OrderRefusal, onOrder } from '../domain/operator.ts'
import { nothing } from '../domain/step.ts'

/** Why a person's command is not carried out. */
export type Refusal = OrderRefusal | 'no-such-image' | 'cloud-did-not-answer' | 'image-is-needed' | 'cloud-refused'

export interface OperateNeeds {
  readonly store: Pick<JobStore, 'load' | 'change'>
  readonly cloud: Pick<Cloud, 'imagesById' | 'deleteImage'>
  readonly limits: Limits
  /** Who decides; every entry of the history bears the name. */
  readonly operator: string
}

/** What a person may do about jobs that wait for one; each command gives null when done, or why not. */
export const operate = ({ store, cloud, limits, operator }: OperateNeeds) => {
  const by: Actor = { userUuid: operator, userName: operator, tenantUuid: 'system', tenantName: 'operator' }
  const cause = () => ({ commandId: randomUUID(), correlationId: randomUUID(), by })

  const carryOut = async (ticketUuid: string, order: Order): Promise<Refusal | null> => {
    let refused: Refusal | null = null
    await store.change(ticketUuid, cause(), (job, now) => {
      const decision = onOrder(job, order, { now, random: 0, limits })
      refused = typeof decision === 'string' ? decision : null
      return typeof decision === 'string' ? nothing : decision
    })
    return refused
  }

  const read = async (region: string, imageId: string): Promise<CloudImage | Refusal> => {
    const answer = await cloud.imagesById(region, [imageId])
    if (answer.kind === 'error' && answer.error.code === 'InvalidImageId.NotFound') return 'no-such-image'
    if (answer.kind !== 'ok') return 'cloud-did-not-answer'
    return answer.value.find((image) => image.imageId === imageId) ?? 'no-such-image'
  }

  return {
    adopt: async (ticketUuid: string, imageId: string, unmarked: boolean): Promise<Refusal | null> => {
      const job = await store.load(ticketUuid)
      if (job === null) return 'no-such-job'
      const image = await read(job.region, imageId)
      return typeof image === 'string' ? image : carryOut(ticketUuid, { kind: 'adopt', image, unmarked })
    },
    retry: (ticketUuid: string) => carryOut(ticketUuid, { kind: 'retry' }),
    giveUp: (ticketUuid: string, reason: string) => carryOut(ticketUuid, { kind: 'give-up', reason }),
    /** Deletes an image with its snapshots, if it bears a marker of ours and no job needs it. */
    deleteImage: async (region: string, imageId: string): Promise<Refusal | null> => {
      const image = await read(region, imageId)
      if (typeof image === 'string') return image
      const ticketUuid = parseMarker(image.description)?.ticketUuid
      if (ticketUuid === undefined) return 'not-marked'
      const job = await store.load(ticketUuid)
      if (!isSurplus(job ?? undefined, image)) return 'image-is-needed'
      const answer = await cloud.deleteImage(region, imageId)
      if (answer.kind !== 'ok') return 'cloud-refused'
      const gone = { type: 'job.stray-gone', data: { imageId } } as const
      await store.change(ticketUuid, cause(), (found) =>
        found === undefined ? nothing : { facts: [gone], inMs: null, alarms: [] },
      )
      return null
    },
  }
}
