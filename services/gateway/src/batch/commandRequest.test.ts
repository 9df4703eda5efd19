import { randomUUID } from 'node:crypto'
import { expect, test } from '@jest/globals'
import { parse, v5 } from 'uuid'
import { repeatableIds } from './commandRequest.ts'

test('the ids of a request with an Idempotency-Key are uuids of version 5 in the namespace of its record', () => {
  const recordId = randomUUID()
  const expected = (name: string) => v5(name, parse(recordId))
  const ids = repeatableIds(recordId)
  const indexes = Array.from({ length: 200 }, (_, index) => index)
  expect({ ...ids, command: indexes.map(ids.command), created: ids.created() }).toEqual({
    batchUuid: expected('batch'),
    command: indexes.map((index) => expected(String(index))),
    created: expected('created'),
  })
})
