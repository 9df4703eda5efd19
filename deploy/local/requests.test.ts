import { readFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import { calls } from './banner.ts'
import { renderRequests, requestsFile } from './requests.ts'

test('the file of requests holds the calls that npm start prints; npm run requests writes it anew', () => {
  expect(readFileSync(requestsFile, 'utf8')).toBe(renderRequests())
})

test('every variable of a call is kept by an earlier one', () => {
  const known = new Set<string>()
  for (const { path, body, keeps } of calls) {
    const used = [...`${path} ${JSON.stringify(body) ?? ''}`.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name)
    expect(used.filter((name) => name === undefined || !known.has(name))).toEqual([])
    if (keeps !== undefined) known.add(keeps.variable)
  }
})
