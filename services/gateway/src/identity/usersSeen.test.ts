import { UserSeen } from '@gongdan/contracts'
import { expect, test } from '@jest/globals'
import { memoryBus } from '../../test/memoryBus.ts'
import { ann, peers, silent } from '../../test/startGateway.ts'
import { createUsersSeen } from './usersSeen.ts'

const start = () => {
  const { bus, published, publishFails } = memoryBus()
  let time = 1_000_000
  const seen = createUsersSeen(bus.publisher, peers, () => time, silent)
  const see = async (who = ann, at = 1_000_000) => {
    time = at
    seen(who)
    await new Promise(setImmediate)
  }
  return { see, published, publishFails }
}

test('a user is told of at most once an hour', async () => {
  const { see, published } = start()
  await see()
  await see(ann, 1_000_000 + 3_599_999)
  expect(published).toHaveLength(1)
  await see(ann, 1_000_000 + 3_600_000)
  expect(published.map(({ routingKey }) => routingKey)).toEqual(['user.seen', 'user.seen'])
  expect(UserSeen.parse(JSON.parse(published[0]?.message.body.toString() ?? ''))).toMatchObject({ principal: ann })
})

test('a user with a new role is told of at once', async () => {
  const { see, published } = start()
  await see()
  await see({ ...ann, roles: [{ uuid: 'auditor', name: 'Auditor' }] })
  expect(published).toHaveLength(2)
})

test('what could not be told is told the next time', async () => {
  const { see, published, publishFails } = start()
  publishFails('unavailable')
  await see()
  publishFails(undefined)
  await see()
  expect(published).toHaveLength(1)
})
