import type { CheckedImages, CheckImages } from '@gongdan/contracts'
import { done, type Outcome, type Received } from '@gongdan/messaging'
import { withTimeout } from '@gongdan/scheduling'
import { verdictOn, type WantedImage } from '../domain/check.ts'
import type { Cloud, CloudAnswer } from '../domain/cloud.ts'

const ANSWER_MS = 800
/** Long enough for a list of tickets with the same instance, short enough for a person who mends a tag and submits again. */
const REMEMBER_MS = 5_000
const MOST_REMEMBERED = 1_000

export interface CheckDeps {
  /** Rejects a read that gets no slot under the rate limit soon. */
  readonly cloud: Pick<Cloud, 'instanceTags' | 'privateImages'>
  readonly now: () => number
  /** How long a read may take, in milliseconds; who asks waits for a second. */
  readonly answerMs?: number
}

/**
 * image.check: what of the images that tickets would ask for does not fit, as far as Tencent tells in time. Answers are
 * remembered for some seconds, and what is asked twice at once is read once (tencent §4.7).
 */
export const checkImages = ({ cloud, now, answerMs = ANSWER_MS }: CheckDeps) => {
  const reads = new Map<string, { readonly answer: Promise<CloudAnswer<unknown>>; until: number }>()

  const read = <T>(key: string, ask: () => Promise<CloudAnswer<T>>): Promise<CloudAnswer<T>> => {
    const known = reads.get(key)
    // A key names one kind of read, so the answer has its type.
    const inTime = (answer: Promise<CloudAnswer<T>>): Promise<CloudAnswer<T>> =>
      withTimeout(answerMs, answer, { kind: 'unknown', reason: 'no answer in time' })
    if (known !== undefined && now() < known.until) return inTime(known.answer as Promise<CloudAnswer<T>>)
    const answer = ask().catch((fault): CloudAnswer<T> => ({ kind: 'unknown', reason: String(fault) }))
    const entry = { answer, until: Number.POSITIVE_INFINITY }
    reads.delete(key)
    reads.set(key, entry)
    const [oldest] = reads.keys()
    if (reads.size > MOST_REMEMBERED && oldest !== undefined) reads.delete(oldest)
    void answer.then(({ kind }) => {
      entry.until = kind === 'ok' ? now() + REMEMBER_MS : now()
    })
    return inTime(answer)
  }

  const check = async (image: WantedImage) => {
    const { region, instanceId, imageName } = image
    const [instance, named] = await Promise.all([
      read(`instance ${region} ${instanceId}`, () => cloud.instanceTags(region, instanceId)),
      read(`name ${region} ${imageName}`, () => cloud.privateImages(region, imageName)),
    ])
    return verdictOn(image, instance, named)
  }

  return (batch: readonly Received<CheckImages>[]): Promise<readonly Outcome[]> =>
    Promise.all(
      batch.map(async ({ body }) => {
        const reply: CheckedImages = { verdicts: await Promise.all(body.images.map(check)) }
        return done(reply)
      }),
    )
}
