import { UserSeen } from '@gongdan/contracts'
import { expect, test } from '@jest/globals'
import { memoryBus } from '../../test/memoryBus.ts'
import { ann, peers, silent } from '../../test/startGateway.ts'
import { createUsersSeen } from './usersSeen.ts'

const start = () => {
  const { bus, published, publishFails } = memoryBus()
  let time = 1_000_000
  const seen = createUsersSeen(bus.publisher, peers, () => time, silent)
  const see = async (who = ann, at = 1_000_000, iat = 900) => {
    time = at
    seen(who, iat)
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
  expect(UserSeen.parse(JSON.parse(published[0]?.message.body.toString() ?? '')[0])).toMatchObject({
    principal: ann,
    iat: 900,
  })
})

test('a user with a new role is told of at once', async () => {
  const { see, published } = start()
  await see()
  await see({ ...ann, roles: [{ uuid: 'auditor', name: 'Auditor' }] })
  expect(published).toHaveLength(2)
})

const lessAnn = { ...ann, roles: [] }

test('a newer token is told of whatever it shows, one that was issued before is not any more', async () => {
  const { see, published } = start()
  await see(ann, 1_000_000, 900)
  await see(lessAnn, 1_000_001, 950)
  await see(ann, 1_000_002, 900)
  await see(ann, 1_000_003, 980)
  const told = published.map(({ message }) => UserSeen.parse(JSON.parse(message.body.toString())[0]))
  expect(told.map(({ iat, principal }) => [iat, principal.roles])).toEqual([
    [900, ann.roles],
    [950, []],
    [980, ann.roles],
  ])
})

test('a token from the future counts as issued when it was seen', async () => {
  const { see, published } = start()
  await see(ann, 1_000_000, 9_999)
  await see(lessAnn, 1_002_000, 1_001)
  expect(published.map(({ message }) => UserSeen.parse(JSON.parse(message.body.toString())[0]).iat)).toEqual([
    1_000, 1_001,
  ])
})

test('what could not be told is told the next time', async () => {
  const { see, published, publishFails } = start()
  publishFails('unavailable')
  await see()
  publishFails(undefined)
  await see()
  expect(published).toHaveLength(1)
})
