import { GongdanError } from '@gongdan/sdk'
import { expect, test } from '@jest/globals'
import { createSendOnce } from './sendOnce.ts'

const said = { message: '', messageCn: '', desc: '', descCn: '' }
const refused = (scode: number) =>
  new GongdanError({ ...said, scode }, { requestId: '', retryAfter: null, data: null, language: 'zh' })
const lost = new Error('not signed in any more')

/** Presses a button for each request; gives the numbers of the keys in the order in which they were first sent. */
const press = async (...presses: readonly (readonly [request: unknown, error?: Error])[]) => {
  const sendOnce = createSendOnce()
  const keys: string[] = []
  for (const [request, error] of presses) {
    const answer = sendOnce(request, async ({ key }) => {
      keys.push(key)
      if (error !== undefined) throw error
      return key
    })
    if (error === undefined) expect(await answer).toBe(keys.at(-1))
    else await expect(answer).rejects.toBe(error)
  }
  const distinct = [...new Set(keys)]
  return keys.map((key) => distinct.indexOf(key))
}

test('what is pressed again after a lost answer is the same request', async () => {
  expect(
    await press([{ id: 1n }, refused(9002)], [{ id: 1n }, lost], [{ id: 1n }, refused(1009)], [{ id: 1n }]),
  ).toEqual([0, 0, 0, 0])
})

test('what was changed meanwhile is another request', async () => {
  expect(await press(['a', refused(9002)], ['b', refused(9002)], ['b'])).toEqual([0, 1, 1])
})

test('what is pressed again after an answer is another request, for what it was refused for may be gone', async () => {
  expect(await press(['a'], ['a'], ['a', refused(3005)], ['a'])).toEqual([0, 1, 2, 3])
})
