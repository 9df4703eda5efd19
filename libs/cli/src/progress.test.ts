import { Writable } from 'node:stream'
import { expect, jest, test } from '@jest/globals'
import type { Context } from './context.ts'
import { type Outcome, startProgress } from './progress.ts'

const outcome = (uuid: string, more: Partial<Outcome> = {}): Outcome => ({
  ...{ uuid, name: '', ok: true, known: true, scode: 0, message: '', messageCn: '', desc: '', descCn: '', text: '' },
  ...more,
})

test('where there is no terminal a line every five seconds says how far it is, and failures are said at once', async () => {
  jest.useFakeTimers({ now: 0 })
  try {
    let said = ''
    const stderr = new Writable({
      write: (part, _, done) => {
        said += part
        done()
      },
    })
    const context = { world: { stderr }, t: (en: string) => en } as unknown as Context
    const progress = await startProgress(context, 4)
    progress.add(outcome('a'))
    await jest.advanceTimersByTimeAsync(4_999)
    expect(said).toBe('')
    await jest.advanceTimersByTimeAsync(1)
    expect(said).toBe('1/4 ok 1 failed 0 0/s\n')
    progress.add(outcome('b', { name: 'disk', ok: false, scode: 3001, text: 'no such ticket' }))
    progress.add(outcome('c', { ok: false, known: false }))
    expect(said).toContain('✗ b disk  3001 no such ticket\n? c  no outcome\n')
    await jest.advanceTimersByTimeAsync(5_000)
    expect(said).toMatch(/\n3\/4 ok 1 failed 1 unknown 1 0\/s\n$/)
    progress.end()
    await jest.advanceTimersByTimeAsync(60_000)
    expect(said.split('\n')).toHaveLength(5)
  } finally {
    jest.useRealTimers()
  }
})
