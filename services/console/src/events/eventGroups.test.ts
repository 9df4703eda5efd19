import { notifiedEventTypes, webhookEventTypes } from '@gongdan/contracts'
import { expect, test } from '@jest/globals'
import { inGroups } from './eventGroups.ts'

test('every type of event that can be chosen is in one group', () => {
  for (const types of [notifiedEventTypes, webhookEventTypes]) {
    const found = inGroups<string>(types).flatMap((group) => group.types)
    expect(found.toSorted()).toEqual([...types].toSorted())
  }
})
