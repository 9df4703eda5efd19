import { expect, test } from '@jest/globals'
import { Principal } from './principal.ts'

/** A name as services know it when a token has shown it so. */
const seen = (name: string) => {
  const principal = Principal.parse({
    ...{ userUuid: 'u', userName: name, tenantUuid: 't', tenantName: name, roles: [{ uuid: 'r', name }] },
  })
  const names = new Set([principal.userName, principal.tenantName, ...principal.roles.map((role) => role.name)])
  expect(names.size).toBe(1)
  return principal.userName
}

test.each([
  ['张主管', '张主管'],
  ['O’Neil 👩\u200d💻', 'O’Neil 👩\u200d💻'],
  ['שלום\u200f', 'שלום\u200f'],
  ['Mallory\u001b]52;c;cm0=\u0007', 'Mallory]52;c;cm0='],
  ['\u001b[1A\u001b[2K张主管\u202e', '[1A[2K张主管'],
  ['a\u0000b\u007fc\u009b2Jd\u2066e\u2069', 'abc2Jde'],
  ['  two\r\n\tlines\u2028\u2029 ', 'two lines'],
  ['A\ud83dnn', 'A\ufffdnn'],
  ['\u001b\u202e', ''],
  [' \u200b', ''],
  ['', ''],
])('the name %j is shown as %j, and refuses nobody', (name, shown) => {
  expect(seen(name)).toBe(shown)
})
