import { GongdanError } from '@gongdan/sdk'
import { describe, expect, test } from '@jest/globals'
import { createSendOnce } from './sendOnce.ts'
import { withSessionStorage } from './sessionStorage.fixture.ts'

withSessionStorage()

const said = { message: '', messageCn: '', desc: '', descCn: '' }
const refused = (scode: number) =>
  new GongdanError({ ...said, scode }, { requestId: '', retryAfter: null, data: null, language: 'zh' })
const lost = new Error('not signed in any more')

type Press = readonly [request: unknown, error?: Error]

/** Presses a button for each request, on the form that is given; tells the numbers of the keys in the order in which they were first sent. */
const pressOn = async (form: () => ReturnType<typeof createSendOnce>, presses: readonly Press[]) => {
  const keys: string[] = []
  for (const [request, error] of presses) {
    const answer = form().send(request, async ({ key }) => {
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
const press = (...presses: readonly Press[]) => {
  const form = createSendOnce()
  return pressOn(() => form, presses)
}
/** The page is loaded anew before each press. */
const pressAndReload = (...presses: readonly Press[]) => pressOn(() => createSendOnce('place'), presses)

describe('what is pressed again', () => {
  test('after a lost answer is the same request', async () => {
    expect(
      await press([{ id: 1n }, refused(9002)], [{ id: 1n }, lost], [{ id: 1n }, refused(1009)], [{ id: 1n }]),
    ).toEqual([0, 0, 0, 0])
  })

  test.each([1001, 1007, 2001, 2002])(
    'after a lost answer and a refusal that looked at nothing, %i, is still the same',
    async (scode) => {
      expect(await press(['a', refused(9002)], ['a', refused(scode)], ['a'], ['a'])).toEqual([0, 0, 0, 1])
    },
  )

  test('when it was changed meanwhile is another request', async () => {
    expect(await press(['a', refused(9002)], ['b', refused(9002)], ['b'])).toEqual([0, 1, 1])
  })

  test('after an answer is another request, for what it was refused for may be gone', async () => {
    expect(await press(['a'], ['a'], ['a', refused(3005)], ['a'])).toEqual([0, 1, 2, 3])
  })

  test('after a reload is the same request until it is answered', async () => {
    expect(
      await pressAndReload(
        ['a', lost],
        ['a', refused(1007)],
        ['a', refused(3005)],
        ['a', lost],
        ['b', lost],
        ['b'],
        ['b'],
      ),
    ).toEqual([0, 0, 0, 1, 2, 2, 3])
  })

  test('on another form, or after the form was cleared, is another request', async () => {
    expect(await pressAndReload(['a', lost])).toEqual([0])
    const form = createSendOnce('place')
    const another = createSendOnce('elsewhere')
    const forms = [form, another, form]
    const pressed = pressOn(
      () => forms.shift() ?? form,
      [
        ['a', lost],
        ['a', lost],
        ['a', lost],
      ],
    )
    expect(await pressed).toEqual([0, 1, 0])
    form.forget()
    expect(await pressOn(() => form, [['a', lost]])).toEqual([0])
    expect(await pressOn(() => createSendOnce('place'), [['a']])).toEqual([0])
  })
})

describe('a request that may have been carried out', () => {
  const form = createSendOnce('place')
  const failWith = (error: Error) => form.send('a', () => Promise.reject(error)).catch(() => form.mayBeDone())

  test('is one whose answer was lost, also when it was refused unseen after that, until it is answered', async () => {
    expect(await failWith(refused(1007))).toBe(false)
    expect(await failWith(refused(9002))).toBe(true)
    expect(await failWith(refused(1007))).toBe(true)
    expect(await failWith(refused(3005))).toBe(false)
  })

  test('is one that a reload interrupted', async () => {
    void createSendOnce('place').send('a', () => new Promise(() => {}))
    const reloaded = createSendOnce('place')
    await reloaded.send('a', () => Promise.reject(refused(1007))).catch(() => {})
    expect(reloaded.mayBeDone()).toBe(true)
  })
})
