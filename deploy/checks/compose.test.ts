import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { serviceNames } from '@gongdan/contracts'
import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { z } from 'zod'
import { root } from '../local/localDirectory.ts'
import { serviceConfigs } from './serviceConfigs.fixture.ts'

const file = join(root, 'docker-compose.yml')
const Compose = z.object({
  services: z.record(
    z.string(),
    z.object({
      environment: z.record(z.string(), z.string()).default({}),
      ports: z.array(z.string()).default([]),
      volumes: z.array(z.union([z.string(), z.object({ source: z.string(), read_only: z.boolean() })])).default([]),
      read_only: z.boolean().default(false),
      depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
    }),
  ),
})
const { services } = Compose.parse(parse(readFileSync(file, 'utf8'), { merge: true }))
/** As Compose fills it in where nothing is set. */
const withDefaults = (text: string) => text.replace(/\$\{\w+:-([^}]*)\}/g, '$1')

test('the compose file passes dclint', () => {
  expect(() => execFileSync(join(root, 'node_modules/.bin/dclint'), [file, '--max-warnings=0'])).not.toThrow()
})

describe.each(serviceNames)('%s', (name) => {
  const service = services[name]

  test('gets every variable that it needs, all of which it reads', () => {
    const config = serviceConfigs[name]
    const variables = Object.entries({ ADMIN_PORT: '9991', ...service?.environment })
    expect(Object.keys(config.shape)).toEqual(expect.arrayContaining(variables.map(([variable]) => variable)))
    const values = Object.fromEntries(variables.map(([variable, value]) => [variable, withDefaults(value)]))
    expect(config.safeParse(values).error).toBeUndefined()
  })

  test('starts after the migrations, with a read-only file system', () => {
    expect(service?.depends_on.migrate).toEqual({ condition: 'service_completed_successfully' })
    expect(service?.read_only).toBe(true)
  })
})

test('no port is published to other machines', () => {
  const ports = Object.values(services).flatMap((service) => service.ports)
  expect(ports.length).toBeGreaterThan(0)
  for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/)
})

test('the mounted files of the working copy exist, and are read-only', () => {
  const mounted = Object.values(services).flatMap(({ volumes }) =>
    volumes.filter((volume) => typeof volume === 'object'),
  )
  expect(mounted.length).toBeGreaterThan(0)
  for (const { source, read_only } of mounted) {
    expect([source, existsSync(join(root, source))]).toEqual([source, true])
    expect([source, read_only]).toEqual([source, true])
  }
})
