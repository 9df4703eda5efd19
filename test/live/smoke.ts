import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import type { Call, CloudAnswer } from '../../services/image/src/public.ts'

/** Something that is assumed of Tencent's API, and what it does. */
export interface Finding {
  readonly assumed: string
  readonly found: string
}

export interface SmokeNeeds {
  readonly call: Call
  readonly region: string
  /** An instance that may be imaged while it runs; it is never powered off. */
  readonly instanceId: string
  /** Told of each finding when it is made. */
  readonly say: (finding: Finding) => void
  /** The pause between two looks, and how long an image may take, in ms. */
  readonly pollMs?: number
  readonly withinMs?: number
  /** How long a send without a certain answer may still take effect, in ms. */
  readonly settleMs?: number
}

const Quota = z.object({ ImageNumQuota: z.int(), RequestId: z.string() })
const Created = z.object({ ImageId: z.string().nullish(), RequestId: z.string() })
const Done = z.object({ RequestId: z.string() })
const Image = z.object({
  ImageId: z.string(),
  ImageName: z.string(),
  ImageDescription: z.string().nullish(),
  ImageState: z.string(),
})
const Listed = z.object({ ImageSet: z.array(Image), RequestId: z.string() })

const outcome = (answer: CloudAnswer<unknown>): string => {
  if (answer.kind === 'ok') return 'accepted'
  return answer.kind === 'error' ? answer.error.code : `no certain answer: ${answer.reason}`
}

/**
 * Makes one image, renames it and deletes it with its snapshots, and tells on the way what the recipe only assumes. Gives the
 * ids of images that could not be deleted. Rejects, after having deleted what it made, when no image could be made.
 */
export const smoke = async (needs: SmokeNeeds): Promise<readonly string[]> => {
  const { call, region, instanceId, say, pollMs = 5_000, withinMs = 3_600_000, settleMs = 360_000 } = needs
  const marker = `tkt:${randomUUID()}#1`
  const name = `gongdan-live-${Date.now().toString(36)}`
  const renamed = `${name}-renamed`

  let settledAt = 0

  const create = async (ImageName: string, more: object = {}) => {
    const about = { ImageName, InstanceId: instanceId, ImageDescription: `${marker} live test`, ForcePoweroff: 'false' }
    const answer = await call(Created, { action: 'CreateImage', region, request: { ...about, ...more } })
    if (answer.kind === 'unknown') settledAt = performance.now() + settleMs
    return answer
  }
  const describe = (request: object) =>
    call(Listed, { action: 'DescribeImages', region, request: { Limit: 100, ...request } })
  /** Undefined when it cannot be said: no answer is not "none". */
  const images = async (request: object) => {
    const answer = await describe(request)
    return answer.kind === 'ok' ? answer.value.ImageSet : undefined
  }
  const rename = (ImageId: string) =>
    call(Done, { action: 'ModifyImageAttribute', region, request: { ImageId, ImageName: renamed } })
  const mine = async () => {
    const found = await images({ Filters: [{ Name: 'image-type', Values: ['PRIVATE_IMAGE'] }] })
    return found?.filter(({ ImageDescription }) => ImageDescription?.startsWith(`${marker} `))
  }

  /** Looks until something is there; gives it, and the seconds that it took. */
  const waitFor = async <T>(look: () => Promise<T | undefined>): Promise<readonly [T, string]> => {
    const since = performance.now()
    for (;;) {
      const found = await look()
      const seconds = ((performance.now() - since) / 1_000).toFixed(1)
      if (found !== undefined) return [found, seconds]
      if (performance.now() - since > withinMs) throw new Error(`nothing after ${seconds} s`)
      await sleep(pollMs)
    }
  }

  const tryOut = async (ImageId: string) => {
    say({ assumed: 'Duplicate while the first image is CREATING', found: outcome(await create(name)) })
    const byName = { Filters: [{ Name: 'image-name', Values: [name] }] }
    const [, listed] = await waitFor(async () => (await images(byName))?.find((image) => image.ImageId === ImageId))
    say({ assumed: 'how soon DescribeImages shows a new image', found: `after ${listed} s` })
    const [state, made] = await waitFor(async () => {
      const image = (await images({ ImageIds: [ImageId] }))?.[0]
      return image === undefined || image.ImageState === 'CREATING' ? undefined : image.ImageState
    })
    say({ assumed: 'how long an image takes', found: `${state} after ${made} s` })
    say({ assumed: 'Duplicate once it is made', found: outcome(await create(name, { DryRun: true })) })
    say({ assumed: 'an image may be renamed', found: outcome(await rename(ImageId)) })
    say({ assumed: 'renaming to its present name', found: outcome(await rename(ImageId)) })
    say({ assumed: 'the old name is free at once', found: outcome(await create(name, { DryRun: true })) })
    const found = (await mine())?.find((image) => image.ImageId === ImageId)
    say({ assumed: 'its marker still finds it, for the description stays', found: found?.ImageName ?? 'not found' })
    const unknown = await describe({ ImageIds: ['img-00000000'] })
    const shown = unknown.kind === 'ok' ? `${unknown.value.ImageSet.length} images` : outcome(unknown)
    say({ assumed: 'NotFound or an absent entry for an unknown id', found: shown })
  }

  const deleteOne = async (ImageId: string): Promise<boolean> => {
    const deleted = async () => {
      const request = { ImageIds: [ImageId], DeleteBindedSnap: true }
      const answer = await call(Done, { action: 'DeleteImages', region, request })
      // An image in the making cannot be deleted yet.
      return answer.kind === 'error' && answer.error.code === 'InvalidImageId.IncorrectState' ? undefined : answer
    }
    const answer = await waitFor(deleted).then(([done]) => outcome(done), String)
    say({ assumed: `${ImageId} can be deleted with its snapshots`, found: answer })
    return answer === 'accepted'
  }
  /** Deletes all that bears the marker, and what a send without a certain answer may still bring. Gives what is left. */
  const deleteAll = async (): Promise<readonly string[]> => {
    for (;;) {
      const wasSettled = performance.now() >= settledAt
      const [made] = await waitFor(mine)
      const left: string[] = []
      for (const { ImageId } of made) if (!(await deleteOne(ImageId))) left.push(ImageId)
      if (wasSettled) return left
      await sleep(pollMs)
    }
  }

  try {
    const quota = await call(Quota, { action: 'DescribeImageQuota', region, request: {} })
    say({ assumed: 'the quota', found: quota.kind === 'ok' ? String(quota.value.ImageNumQuota) : outcome(quota) })
    say({ assumed: 'the reply to DryRun', found: outcome(await create(name, { DryRun: true })) })
    say({ assumed: 'the code for a name of 61', found: outcome(await create('n'.repeat(61), { DryRun: true })) })
    const created = await create(name)
    say({ assumed: 'CreateImage gives an ImageId', found: created.kind === 'ok' ? 'yes' : outcome(created) })
    const imageId = created.kind === 'ok' ? created.value.ImageId : undefined
    if (!imageId) throw new Error(`no image was made: ${outcome(created)}`)
    await tryOut(imageId)
  } catch (fault) {
    const left = await deleteAll()
    throw new Error(left.length === 0 ? 'not finished' : `not finished, and left behind: ${left}`, { cause: fault })
  }
  return deleteAll()
}
