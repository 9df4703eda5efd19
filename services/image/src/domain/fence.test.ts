import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { fencingName, looksLikeFence, markedDescription, parseFence, parseMarker } from './fence.ts'

const TICKET = 'ad0bcf7e-ab75-4873-b0a2-6caa294b083f'
const uuid = fc.uuid()
const attempt = fc.integer({ min: 1, max: 99_999 })

test('an image says whose it is, whatever the applicant wrote', () => {
  fc.assert(
    fc.property(uuid, attempt, fc.string({ maxLength: 200, unit: 'grapheme' }), (ticketUuid, attempt, text) => {
      expect(parseMarker(markedDescription(ticketUuid, attempt, text))).toEqual({ ticketUuid, attempt })
      expect(parseFence(fencingName(ticketUuid, attempt))).toEqual({ ticketUuid, attempt })
    }),
  )
})

test("names fit into Tencent's 60 characters, descriptions into its 256", () => {
  expect(fencingName(TICKET, 99_999).length).toBeLessThanOrEqual(60)
  expect(fencingName(TICKET, 1)).toHaveLength(42)
  expect(markedDescription(TICKET, 99_999, 'x'.repeat(200)).length).toBeLessThanOrEqual(256)
})

test.each([
  ['further on', `mine tkt:${TICKET}#1 `],
  ['without an end', `tkt:${TICKET}#1x`],
  ['without an attempt', `tkt:${TICKET}`],
])('a marker %s is not recognized', (_, description) => {
  expect(parseMarker(description)).toBeNull()
})

test('an applicant cannot ask for a name that is some ticket’s fence', () => {
  expect(looksLikeFence(fencingName(TICKET, 2))).toBe(true)
  expect(looksLikeFence('my-tkt-1')).toBe(false)
})
