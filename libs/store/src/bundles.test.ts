import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { bundlesOf } from './bundles.ts'

const event = (type: string, document = 0, bytes = 1) => ({ type, document, body: Buffer.alloc(bytes) })
const typesOf = (bundles: ReturnType<typeof bundlesOf>) => bundles.map((bundle) => bundle.map(({ type }) => type))

test('events of one type of many documents leave together', () => {
  const outboxes = [[event('submitted'), event('passed')], [event('submitted')], [event('saved'), event('submitted')]]
  expect(typesOf(bundlesOf(outboxes))).toEqual([['submitted', 'submitted'], ['saved'], ['passed'], ['submitted']])
})

test('a ticket that was submitted, withdrawn and submitted again is told in that order', () => {
  const outboxes = [[event('submitted'), event('withdrawn'), event('submitted')], [event('submitted')]]
  expect(typesOf(bundlesOf(outboxes))).toEqual([['submitted', 'submitted'], ['withdrawn'], ['submitted']])
})

test('a bundle takes 100 events and 256 KiB, but for an event that is larger by itself', () => {
  const sizes = (outboxes: Parameters<typeof bundlesOf>[0]) => bundlesOf(outboxes).map((bundle) => bundle.length)
  expect(sizes(Array.from({ length: 250 }, () => [event('saved')]))).toEqual([100, 100, 50])
  expect(sizes(Array.from({ length: 5 }, () => [event('saved', 0, 128 * 1024)]))).toEqual([2, 2, 1])
  expect(sizes([[event('saved', 0, 300 * 1024)], [event('saved')], [event('saved')]])).toEqual([1, 2])
  expect(sizes([])).toEqual([])
})

test('whatever happened, nothing is lost, no type is mixed, and no event leaves before or beside an earlier one', () => {
  const outboxes = fc.array(fc.array(fc.constantFrom('saved', 'submitted', 'withdrawn'), { maxLength: 6 }))
  fc.assert(
    fc.property(outboxes, (types) => {
      const given = types.map((own, document) => own.map((type, place) => ({ ...event(type, document), place })))
      const bundles = bundlesOf(given)
      expect(bundles.flat()).toHaveLength(given.flat().length)
      for (const bundle of bundles) {
        expect(new Set(bundle.map(({ type }) => type)).size).toBe(1)
        expect(new Set(bundle.map(({ document }) => document)).size).toBe(bundle.length)
      }
      for (const [document, own] of given.entries()) {
        expect(bundles.flat().filter((one) => one.document === document)).toEqual(own)
      }
    }),
  )
})
