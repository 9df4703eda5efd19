import { randomUUID } from 'node:crypto'
import { CheckedImages, type ImageVerdict, MAX_ITEMS, queues } from '@gongdan/contracts'
import type { Bus } from '@gongdan/messaging'
import { ask, type Logger, type Peers } from '@gongdan/service'
import type { ImageChecks, WantedImage } from '../domain/imageCheck.ts'

const ASK_TIMEOUT_MS = 1_000
/** Only until the tickets are decided that the images were asked about for; the image service remembers for longer. */
const REMEMBER_MS = 5_000

export interface ImageChecksDeps {
  readonly bus: Pick<Bus, 'request'>
  readonly peers: Pick<Peers, 'asking'>
  readonly log: Pick<Logger, 'warn'>
  readonly now?: () => number
}

/** Asks the image service, which owns the way to the cloud. Without its answer nothing is held against an image. */
export const createImageChecks = ({ bus, peers, log, now = Date.now }: ImageChecksDeps): ImageChecks => {
  /** The image service gave no answer: until then it is not asked again. */
  let silentUntil = 0
  const known = new Map<string, { readonly verdict: ImageVerdict; readonly until: number }>()
  const keyOf = ({ region, instanceId, imageName, tag }: WantedImage) =>
    JSON.stringify([region, instanceId, imageName, tag?.key, tag?.value])

  const askAbout = async (images: readonly WantedImage[]): Promise<readonly ImageVerdict[]> => {
    const message = { id: randomUUID(), type: 'image.check', body: Buffer.from(JSON.stringify({ images })) }
    try {
      const reply = await ask(bus, peers, { queue: queues.imageQueries, message, timeoutMs: ASK_TIMEOUT_MS })
      return CheckedImages.parse(JSON.parse(reply.toString())).verdicts
    } catch (err) {
      silentUntil = now() + REMEMBER_MS
      log.warn({ err, images: images.length }, 'images not checked: no answer from the image service')
      return []
    }
  }

  return {
    verdictOn: (image) => {
      const found = known.get(keyOf(image))
      if (found !== undefined && now() < found.until) return found.verdict
      return now() < silentUntil ? 'unknown' : undefined
    },
    ask: async (images) => {
      const distinct = [...new Map(images.map((image) => [keyOf(image), image])).values()]
      // What is beyond a message's worth is left to the worker, which looks again before it makes an image.
      const verdicts = await askAbout(distinct.slice(0, MAX_ITEMS))
      for (const [key, { until }] of known) if (until <= now()) known.delete(key)
      distinct.forEach((image, at) => {
        known.set(keyOf(image), { verdict: verdicts[at] ?? 'unknown', until: now() + REMEMBER_MS })
      })
    },
  }
}
