import { describe, expect, test } from '@jest/globals'
import { environmentOf, serviceNames } from '../local/services.ts'
import { serviceConfigs } from './serviceConfigs.fixture.ts'

const keys = `local:${Buffer.alloc(32, 'key').toString('base64')}`
const around = {
  amqpUrl: 'amqp://127.0.0.1/gongdan',
  mongodbUrl: 'mongodb://127.0.0.1/gongdan',
  principalKeys: keys,
  sealKeys: keys,
  jwksUrl: 'http://127.0.0.1:9000/jwks.json',
  issuer: 'urn:gongdan:local',
  audience: 'gongdan',
  emulatorPort: 9001,
}

describe.each(serviceNames)('%s, started on this machine', (name) => {
  test('is told, in variables it reads, all that it must know', () => {
    const config = serviceConfigs[name]
    const told = { ...environmentOf(name, around, 9990), ADMIN_PORT: '9991' }
    const read = Object.keys(config.shape)
    expect(Object.keys(told).filter((variable) => !read.includes(variable))).toEqual([])
    expect(config.safeParse(told).error).toBeUndefined()
  })
})
