import { describe, expect, test } from '@jest/globals'
import { z } from 'zod'
import { bench } from '../test/bench.ts'

const ticket = '0190f0e0-1111-7000-8000-000000000001'
const name = `tkt-${ticket}-1`
const settleMs = 360_000
const create = { ImageName: name, ImageDescription: `tkt:${ticket}#1 text`, InstanceId: 'ins-demo0001' }
const List = z.object({ ImageSet: z.array(z.object({ ImageId: z.string(), ImageDescription: z.string() })) })

/** A client that has lost an answer, as the emulator is meant to try it. */
const client = (opened: ReturnType<typeof bench>) => ({
  send: () => opened.call('CreateImage', create),
  lookUp: () => {
    const Filters = [{ Name: 'image-type', Values: ['PRIVATE_IMAGE'] }]
    const { ImageSet } = List.parse(opened.call('DescribeImages', { Filters, Limit: 100 }))
    return ImageSet.find(({ ImageDescription }) => ImageDescription.startsWith(`tkt:${ticket}#`))?.ImageId
  },
  rename: (ImageId: string) => opened.codeOf('ModifyImageAttribute', { ImageId, ImageName: 'wanted' }),
  live: () => opened.control.state().liveImagesPerTicket[ticket] ?? [],
})

describe('a lost answer', () => {
  test('is found by looking up, under its own name and under the wanted one', () => {
    const opened = bench()
    const { send, lookUp, rename, live } = client(opened)
    opened.control.addFault({ match: { action: 'CreateImage' }, do: { kind: 'dropAfter' } })
    expect(send()).toBeUndefined()
    const found = lookUp()
    expect(live()).toEqual([found])
    expect(rename(found!)).toBe('ok')
    expect(lookUp()).toBe(found)
  })
})

describe('a send that takes effect late', () => {
  const lateBench = () => {
    const opened = bench({ settings: { createMs: [1000, 1000] } })
    opened.control.addFault({ match: { action: 'CreateImage' }, do: { kind: 'lateApply', ms: 60_000 } })
    return { opened, ...client(opened) }
  }

  test('gives one image to a client that waits until it has settled', () => {
    const { opened, send, lookUp, rename, live } = lateBench()
    expect(send()).toBeUndefined()
    expect(lookUp()).toBeUndefined()
    opened.control.advance(settleMs)
    expect(rename(lookUp()!)).toBe('ok')
    opened.control.advance(settleMs)
    expect(live()).toHaveLength(1)
  })

  test('gives two to one that sends again at once and renames', () => {
    const { opened, send, lookUp, rename, live } = lateBench()
    send()
    send()
    opened.control.advance(1000)
    rename(lookUp()!)
    opened.control.advance(59_000)
    expect(live()).toHaveLength(2)
  })

  test('is refused when its name is taken by then, and the log says so', () => {
    const { opened, send, live } = lateBench()
    send()
    opened.control.advance(1)
    send()
    opened.control.advance(60_000)
    expect(live()).toHaveLength(1)
    const entries = opened.control.log({ action: 'CreateImage' })
    expect(entries.map(({ kind, outcome, effect }) => [kind, outcome, effect])).toEqual([
      ['call', 'done', false],
      ['call', 'done', true],
      ['late', 'InvalidImageName.Duplicate', false],
    ])
  })
})

describe('a name not guarded yet and a listing that lags', () => {
  const racing = () => {
    const opened = bench({ settings: { duplicateRaceMs: 30_000, listLagMs: 30_000, createMs: [1000, 1000] } })
    opened.control.addFault({ match: { action: 'CreateImage' }, do: { kind: 'dropAfter' } })
    return { opened, ...client(opened) }
  }

  test('give one image to a client that waits until it has settled', () => {
    const { opened, send, lookUp, live } = racing()
    send()
    expect(lookUp()).toBeUndefined()
    opened.control.advance(settleMs)
    expect(live()).toEqual([lookUp()])
  })

  test('give two to one that believes its first look-up', () => {
    const { opened, send, lookUp, live } = racing()
    send()
    opened.control.advance(2000)
    if (lookUp() === undefined) send()
    expect(live()).toHaveLength(2)
  })
})
