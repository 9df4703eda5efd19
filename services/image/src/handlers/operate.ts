import { randomUUID } from 'node:crypto'
import { type Cloud, type CloudImage, IMAGE_NOT_FOUND } from '../domain/cloud.ts'
import { decided, nothing } from '../domain/decision.ts'
import { parseMarker } from '../domain/fence.ts'
import type { Limits } from '../domain/limits.ts'
import { type OperatorCommand, type OperatorRefusal, onOperatorCommand } from '../domain/operator.ts'
import { isUnneeded } from '../domain/orphans.ts'
import type { Cause, JobStore } from '../domain/ports.ts'

export interface OperatorDeps {
  readonly store: Pick<JobStore, 'load' | 'change'>
  readonly cloud: Pick<Cloud, 'imagesById' | 'deleteImage'>
  readonly limits: Limits
  /** The operator's name; every event that a command leads to carries it. */
  readonly operator: string
}

/** The operator's commands on jobs that wait for one. Each resolves to null when it is carried out, or to why not. */
export const operate = ({ store, cloud, limits, operator }: OperatorDeps) => {
  const by = { userUuid: operator, userName: operator, tenantUuid: 'system', tenantName: 'operator' }
  const cause = (): Cause => ({ commandId: randomUUID(), correlationId: randomUUID(), by })

  const carryOut = async (ticketUuid: string, command: OperatorCommand): Promise<OperatorRefusal | null> => {
    let refused: OperatorRefusal | null = null
    await store.change(ticketUuid, cause(), (job, now) => {
      const decision = onOperatorCommand(job, command, { now, random: 0, limits })
      refused = typeof decision === 'string' ? decision : null
      return typeof decision === 'string' ? nothing : decision
    })
    return refused
  }

  const read = async (region: string, imageId: string): Promise<CloudImage | OperatorRefusal> => {
    const answer = await cloud.imagesById(region, [imageId])
    if (answer.kind === 'error' && answer.error.code === IMAGE_NOT_FOUND) return 'no-such-image'
    if (answer.kind !== 'ok') return 'cloud-did-not-answer'
    return answer.value.find((image) => image.imageId === imageId) ?? 'no-such-image'
  }

  return {
    adopt: async (ticketUuid: string, imageId: string, unmarked: boolean): Promise<OperatorRefusal | null> => {
      const job = await store.load(ticketUuid)
      if (job === null) return 'no-such-job'
      const image = await read(job.region, imageId)
      return typeof image === 'string' ? image : carryOut(ticketUuid, { kind: 'adopt', image, unmarked })
    },
    retry: (ticketUuid: string) => carryOut(ticketUuid, { kind: 'retry' }),
    giveUp: (ticketUuid: string, reason: string) => carryOut(ticketUuid, { kind: 'give-up', reason }),
    /** Deletes an image with its snapshots, if it bears a marker of ours and no job needs it. */
    deleteImage: async (region: string, imageId: string): Promise<OperatorRefusal | null> => {
      const image = await read(region, imageId)
      if (typeof image === 'string') return image
      const ticketUuid = parseMarker(image.description)?.ticketUuid
      if (ticketUuid === undefined) return 'not-marked'
      const job = await store.load(ticketUuid)
      if (!isUnneeded(job ?? undefined, image)) return 'image-is-needed'
      const answer = await cloud.deleteImage(region, imageId)
      if (answer.kind !== 'ok') return 'cloud-refused'
      const deleted = decided([{ type: 'job.stray-gone', data: { imageId } }], { inMs: null })
      await store.change(ticketUuid, cause(), (found) => (found === undefined ? nothing : deleted))
      return null
    },
  }
}
