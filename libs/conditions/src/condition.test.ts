import type { ConditionInput } from '@gongdan/flow'
import { describe, expect, jest, test } from '@jest/globals'
import fc from 'fast-check'
import { parseCondition } from './condition.ts'

const input: ConditionInput = {
  ticket: { type: 'VOLUME_EXPANSION', name: 'the disk of the ledger', cluster_uuid: '' },
  applicant: { user_uuid: 'lin', tenant_uuid: 'acme', roles: ['developer'] },
  details: '{"capacity":18446744073709551615,"cpu":4,"ratio":1.5,"owner":"ops","zones":["a","b"]}',
}
const result = (text: string, given = input) => {
  const condition = parseCondition(text)
  return 'problem' in condition ? condition : condition.evaluate(given)
}

test.each([
  'ticket.type == "VOLUME_EXPANSION" && details.capacity > 1099511627776',
  'details.capacity == 18446744073709551615',
  'details.cpu + 1 == 5 && details.cpu * 2 <= 8',
  'details.ratio > 1',
  '"developer" in applicant.roles',
  'size(details.zones) == 2 && details.zones[1] == "b"',
  'details.owner.startsWith("o") && details.owner.endsWith("s") && details.owner.contains("p")',
  '!has(details.nothing)',
  '"ticket".contains("cke") && "ticket".contains("") && !"tick".contains("ticket") && !details.owner.contains("pp")',
  'has(details.cpu) ? details.cpu >= 4 : false',
  'string(details.cpu) == "4" && int("4") == details.cpu',
  'int("-9223372036854775808") < int("+5") && int(details.ratio) == 1 && int(details.cpu) == 4 && int("007") == 7',
  'details.cpu in [int("4")] && (has(details.x) ? false : int(string(details.cpu)) == 4)',
])('%s holds', (text) => {
  expect(result(text)).toEqual({ value: true })
})

test('integers are compared exactly, beyond what a double holds', () => {
  const at = (capacity: string) => ({ ...input, details: `{"capacity":${capacity}}` })
  expect(result('details.capacity > 9007199254740992', at('9007199254740993'))).toEqual({ value: true })
  expect(result('details.capacity > 9007199254740992', at('9007199254740992'))).toEqual({ value: false })
})

describe('what cannot be evaluated fails and says why', () => {
  test.each([
    ['details.nothing > 1', 'No such key: nothing'],
    ['details.owner > 1', 'no such overload: dyn<string> > int'],
    ['details.cpu.contains("4")', "found no matching overload for 'int.contains(string)'"],
    ['details.cpu / 0 > 1', 'division by zero'],
    ['details.owner', 'the condition is neither true nor false'],
    ['details.constructor == 1', 'No such key: constructor'],
    ['details["__proto__"] == 1', 'No such key: __proto__'],
  ])('%s', (text, failure) => {
    expect(result(text)).toEqual({ failure })
  })

  test.each([
    ...['""', '" "', '"abc"', '"1.5"', '"0x10"', '"0b1"', '" 5"', '"9223372036854775808"', '"1e3"', '"-"'],
    ...['[]', 'true', 'null', '1e300'],
  ])('int() of %s', (budget) => {
    const given = { ...input, details: `{"budget":${budget}}` }
    for (const text of ['int(details.budget) <= 1000', 'true && !(1000 < int(details.budget))'])
      expect(result(text, given)).toEqual({ failure: expect.stringContaining('int(') })
  })

  test('int() of what is known while it is read', () => {
    expect(result('int("") == 0')).toEqual({ failure: 'int() type error: cannot convert to int' })
    expect(result('int(true) == 1')).toEqual({ problem: "found no matching overload for 'int(bool)'" })
    expect(result('int_("5") == 5')).toEqual({ problem: 'int_() cannot be used in a condition' })
  })

  test('a ticket without a section has no details', () => {
    expect(result('details.cpu > 1', { ...input, details: null })).toEqual({ failure: 'No such key: cpu' })
  })
})

describe('the details of a ticket', () => {
  const watched = () => {
    let reads = 0
    const given: ConditionInput = {
      ...input,
      get details() {
        reads += 1
        return input.details
      },
    }
    return { given, reads: () => reads }
  }

  test('are read once for all conditions of a process', () => {
    const { given, reads } = watched()
    for (const least of Array.from({ length: 21 }, (_, index) => index)) {
      expect(result(`details.cpu >= ${least} && size(details.zones) == 2`, given)).toEqual({ value: least <= 4 })
    }
    expect(reads()).toBe(1)
  })

  test('are not read for conditions that do not ask for them', () => {
    const { given, reads } = watched()
    expect(result('ticket.type == "VIP" || (false && details.cpu == 4)', given)).toEqual({ value: false })
    expect(reads()).toBe(0)
  })

  test('are those of the ticket that the condition is asked of, not of the one before', () => {
    expect([4, 5].map((cpu) => result('details.cpu == 5', { ...input, details: `{"cpu":${cpu}}` }))).toEqual([
      { value: false },
      { value: true },
    ])
  })
})

describe('a condition that is read again', () => {
  test('is not parsed again, and neither is one that is refused', () => {
    expect(parseCondition('details.cpu == 7')).toBe(parseCondition('details.cpu == 7'))
    expect(parseCondition('details.cpu === 7')).toBe(parseCondition('details.cpu === 7'))
  })

  test('is parsed again when five hundred others have come since', () => {
    const first = parseCondition('details.cpu == 8')
    for (const other of Array(500).keys()) parseCondition(`details.memory == ${other}`)
    expect(parseCondition('details.cpu == 8')).not.toBe(first)
  })
})

test('contains() finds what the language finds, wherever it stands', () => {
  const texts = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 12 })
  fc.assert(
    fc.property(texts, texts, (name, part) => {
      const given = { ...input, ticket: { ...input.ticket, name }, details: JSON.stringify({ part }) }
      expect(result('ticket.name.contains(details.part)', given)).toEqual({ value: name.includes(part) })
    }),
    { numRuns: 2_000 },
  )
})

test('contains() looks at each character of long texts a few times, whatever is in them', () => {
  const [text, half] = ['a'.repeat(40_000), 'a'.repeat(8_000)]
  const looks = jest.spyOn(String.prototype, 'charCodeAt')
  const given = { ...input, details: JSON.stringify({ text, part: `${half}b${half}` }) }
  expect(result('details.text.contains(details.part)', given)).toEqual({ value: false })
  expect(looks.mock.calls.length).toBeGreaterThan(text.length)
  expect(looks.mock.calls.length).toBeLessThan(5 * 56_001)
  looks.mockRestore()
})

describe('a condition is refused', () => {
  test.each([
    ['ticket.color == "red"', 'No such key: color'],
    ['applicant.age > 1', 'No such key: age'],
    ['roles == 1', 'Unknown variable: roles'],
    ['1 + 1', 'must be true or false, not int'],
    ['ticket.type == 1', 'no such overload: string == int'],
    ['details.cpu ==', 'Unexpected token: EOF'],
    ['', 'Unexpected token: EOF'],
    ['"a".contains(1)', "found no matching overload for 'string.contains(int)'"],
    ['"a".contains_("a")', 'contains_() cannot be used in a condition'],
    ['applicant.roles.exists(role, role == "a")', 'exists() cannot be used in a condition'],
    ['details.owner.matches("(a*)*")', 'matches() cannot be used in a condition'],
    [
      'timestamp("2026-01-01T00:00:00Z") == timestamp("2026-01-01T00:00:00Z")',
      'timestamp() cannot be used in a condition',
    ],
    ['cel.bind(x, 1, x > 0)', 'bind() cannot be used in a condition'],
    ['1u == 1u', 'a literal of bytes or an unsigned integer cannot be used in a condition'],
    ['{"a": 1} == {"a": 1}', 'Exceeded maxMapEntries (0)'],
    [`${'('.repeat(14)}true${')'.repeat(14)}`, 'Exceeded maxDepth (12)'],
    [Array.from({ length: 31 }, () => 'true').join(' && '), 'Exceeded maxAstNodes (60)'],
    [`"${'a'.repeat(499)}" == ""`, 'must be at most 500 characters'],
  ])('%s', (text, problem) => {
    expect(parseCondition(text)).toEqual({ problem })
  })
})

/** Expressions of allowed and refused parts, mostly nonsense. */
const expressions = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.constantFrom(
      'true',
      '1',
      '1.5',
      '"a"',
      'details',
      'details.cpu',
      'details.zones',
      'ticket.name',
      'applicant.roles',
      'x',
    ),
    fc
      .tuple(tie('expression'), fc.constantFrom('==', '<', '+', '*', '%', 'in', '&&', '||'), tie('expression'))
      .map((parts) => parts.join(' ')),
    tie('expression').map((inner) => `(${inner})`),
    tie('expression').map((inner) => `size(${inner})`),
    tie('expression').map((inner) => `${inner}.exists(x, x == x)`),
    fc.tuple(tie('expression'), tie('expression')).map(([list, index]) => `[${list}, ${index}][${index}]`),
  ),
})).expression

test('no condition visits more nodes than its bound, whatever it says', () => {
  let accepted = 0
  fc.assert(
    fc.property(fc.oneof(expressions, fc.string({ maxLength: 60 })), (text) => {
      let visits = 0
      const ticket = new Proxy(input.ticket, {
        getOwnPropertyDescriptor: (target, name) => {
          visits += 1
          return Reflect.getOwnPropertyDescriptor(target, name)
        },
      })
      const condition = parseCondition(text)
      if ('problem' in condition) {
        expect(condition.problem).not.toBe('')
        return
      }
      accepted += 1
      const outcome = condition.evaluate({ ...input, ticket })
      expect(Object.keys(outcome)).toEqual(['value' in outcome ? 'value' : 'failure'])
      expect(visits).toBeLessThanOrEqual(60)
    }),
    { numRuns: 2_000 },
  )
  expect(accepted).toBeGreaterThan(50)
})
