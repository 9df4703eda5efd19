import { expect, test } from '@jest/globals'
import { container } from './docker.ts'

test('a container publishes its ports on the loopback address only', async () => {
  const made = (await container('rabbitmq', /./)).withExposedPorts(5672, { container: 15672, host: 15672 })
  expect(Object(made).hostConfig.PortBindings).toEqual({
    '5672/tcp': [{ HostIp: '127.0.0.1', HostPort: '0' }],
    '15672/tcp': [{ HostIp: '127.0.0.1', HostPort: '15672' }],
  })
})

test('so does whatever else the library starts', async () => {
  await container('rabbitmq', /./)
  const { GenericContainer } = await import('testcontainers')
  const reaper = new GenericContainer('ryuk').withExposedPorts(8080)
  expect(Object(reaper).hostConfig.PortBindings).toEqual({ '8080/tcp': [{ HostIp: '127.0.0.1', HostPort: '0' }] })
})
