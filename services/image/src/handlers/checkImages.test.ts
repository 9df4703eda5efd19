import type { CheckedImages } from '@gongdan/contracts'
import type { Received } from '@gongdan/messaging'
import { expect, test } from '@jest/globals'
import type { WantedImage } from '../domain/check.ts'
import type { CloudAnswer, InstanceTag } from '../domain/cloud.ts'
import { checkImages } from './checkImages.ts'

const wanted = (imageName: string): WantedImage => ({
  region: 'ap-guangzhou',
  instanceId: 'ins-demo0001',
  imageName,
  tag: null,
})
const ok = <T>(value: T): CloudAnswer<T> => ({ kind: 'ok', value, requestId: 'r' })

/** Asks about images by name, with a clock that is set by hand. */
const harness = (instance: () => Promise<CloudAnswer<readonly InstanceTag[]>> = async () => ok([])) => {
  const reads: string[] = []
  let at = 0
  const handle = checkImages({
    cloud: {
      instanceTags: async (_, instanceId) => {
        reads.push(instanceId)
        return instance()
      },
      privateImages: async (_, name) => {
        reads.push(String(name))
        return ok([])
      },
    },
    now: () => at,
    answerMs: 20,
  })
  const ask = async (...names: readonly string[]): Promise<CheckedImages['verdicts']> => {
    const [outcome] = await handle([{ body: { images: names.map(wanted) } } as Received<{ images: WantedImage[] }>])
    return Object(Object(outcome).reply).verdicts
  }
  return {
    reads,
    ask,
    pass: (ms: number) => {
      at += ms
    },
  }
}

test('what is asked twice is read once, at once or within some seconds, and then again', async () => {
  const { reads, ask, pass } = harness()
  expect(await ask('one', 'two')).toEqual(['fits', 'fits'])
  pass(4_999)
  expect(await ask('one')).toEqual(['fits'])
  expect(reads).toEqual(['ins-demo0001', 'one', 'two'])
  pass(1)
  await ask('one')
  expect(reads).toEqual(['ins-demo0001', 'one', 'two', 'ins-demo0001', 'one'])
})

test('trouble is not remembered', async () => {
  let isAway = true
  const { ask } = harness(async () => {
    if (isAway) throw new Error('no slot')
    return ok([])
  })
  expect(await ask('one')).toEqual(['unknown'])
  isAway = false
  expect(await ask('one')).toEqual(['fits'])
})

test('a cloud that does not answer in time leaves it open', async () => {
  const { ask } = harness(() => new Promise(() => {}))
  expect(await ask('one')).toEqual(['unknown'])
})
