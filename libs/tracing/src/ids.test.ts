import { expect, test } from '@jest/globals'
import { callerSpanOf, traceOf } from './ids.ts'

const [trace, span] = ['4bf92f3577b34da6a3ce929d0e0e4736', '00f067aa0ba902b7']

test('a trace has the id of its request', () => {
  const ids = { traceId: '0b5d9a861f6e4c0f8a3e2d1c5b7f9e10', rootSpanId: '8a3e2d1c5b7f9e10' }
  expect(traceOf('0b5d9a86-1f6e-4c0f-8a3e-2d1c5b7f9e10')).toEqual(ids)
  expect(traceOf('of another kind')).toBeUndefined()
})

test.each([`00-${trace}-${span}-01`, `00-${trace}-${span}-00`, `01-${trace}-${span}-01-and-more`])(
  'a caller says what he does himself: %s',
  (header) => {
    expect(callerSpanOf(header)).toEqual({ traceId: trace, spanId: span })
  },
)

test.each([
  undefined,
  ['00', trace],
  '',
  `00-${trace}-${span}`,
  `00-${trace}-${span}-01-and-more`,
  `ff-${trace}-${span}-01`,
  `00-${'0'.repeat(32)}-${span}-01`,
  `00-${trace}-${'0'.repeat(16)}-01`,
  `00-${trace.toUpperCase()}-${span}-01`,
])('what is no traceparent is as good as none: %s', (header) => {
  expect(callerSpanOf(header)).toBeUndefined()
})
