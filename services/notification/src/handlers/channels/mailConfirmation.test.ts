import { randomBytes } from 'node:crypto'
import { parseSealKeys } from '@gongdan/service'
import { expect, jest, test } from '@jest/globals'
import type { ReceiverClaim } from '../../domain/ports.ts'
import { confirmationReceiver, mailConfirmationChannel } from './mailConfirmation.ts'

test('a mail whose turn comes too late in its claim is not sent, and stays due', async () => {
  const sent: string[] = []
  const scheduled: string[] = []
  const channel = mailConfirmationChannel({
    settings: { unconfirmed: async () => ({ address: 'li@example.com', language: 'zh', since: Date.now() }) },
    receivers: { schedule: async (names) => void scheduled.push(...names) },
    sender: {
      inTurn: (work) => work(),
      send: async (address) => {
        sent.push(address)
        return { status: 250, error: '' }
      },
    },
    keys: parseSealKeys(`test:${randomBytes(32).toString('base64')}`),
    link: '',
    scale: 1,
    clock: Date.now,
  })
  const receiver = confirmationReceiver('t1 li')
  const claim: ReceiverClaim = { receiver, lane: 'people', owner: 'o', scheduled: 1, at: new Date(), heldMs: () => 0 }
  expect(await channel.deliver?.(claim, () => false)).toBe(0)
  expect([sent, scheduled]).toEqual([[], [receiver]])
  expect(await channel.deliver?.(claim, () => true)).toBe(60_000)
  expect([sent, scheduled]).toEqual([['li@example.com'], [receiver]])
})

test('a mail that never ends is tried again', async () => {
  jest.useFakeTimers({ now: 0 })
  try {
    const scheduled: string[] = []
    const channel = mailConfirmationChannel({
      settings: { unconfirmed: async () => ({ address: 'li@example.com', language: 'zh', since: 0 }) },
      receivers: { schedule: async (names) => void scheduled.push(...names) },
      sender: { inTurn: (work) => work(), send: () => new Promise(() => {}) },
      keys: parseSealKeys(`test:${randomBytes(32).toString('base64')}`),
      link: '',
      scale: 1,
      clock: Date.now,
    })
    const receiver = confirmationReceiver('t1 li')
    const claim: ReceiverClaim = { receiver, lane: 'people', owner: 'o', scheduled: 1, at: new Date(), heldMs: () => 0 }
    const delivered = channel.deliver?.(claim, () => true)
    await jest.advanceTimersByTimeAsync(30_000)
    expect(await delivered).toBe(60_000)
    expect(scheduled).toEqual([receiver])
  } finally {
    jest.useRealTimers()
  }
})
