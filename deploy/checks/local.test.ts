import { serviceNames } from '@gongdan/contracts'
import { developmentHistoryKey } from '@gongdan/service'
import { describe, expect, test } from '@jest/globals'
import { makeServiceKeys } from '../local/serviceKeys.ts'
import { environmentOf } from '../local/services.ts'
import { serviceConfigs } from './serviceConfigs.fixture.ts'

const keys = `local:${Buffer.alloc(32, 'key').toString('base64')}`
const system = {
  amqpUrl: 'amqp://127.0.0.1/gongdan',
  mongodbUrl: 'mongodb://127.0.0.1/gongdan',
  serviceKeys: makeServiceKeys('local'),
  sealKeys: keys,
  historyKey: developmentHistoryKey,
  jwksUrl: 'http://127.0.0.1:9000/jwks.json',
  issuer: 'urn:gongdan:local',
  audience: 'gongdan',
  oidcIssuer: 'http://127.0.0.1:9000',
  emulatorPort: 9001,
  publicUrl: 'http://127.0.0.1:9990',
}

describe.each(serviceNames)('%s, started by npm start', (name) => {
  test('gets every variable that it needs, all of which it reads', () => {
    const config = serviceConfigs[name]
    const variables = { ...environmentOf(name, system, 9990), ADMIN_PORT: '9991' }
    const read = Object.keys(config.shape)
    expect(Object.keys(variables).filter((variable) => !read.includes(variable))).toEqual([])
    expect(config.safeParse(variables).error).toBeUndefined()
  })
})
