import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { serviceNames } from '@gongdan/contracts'
import { checkConfig } from '@gongdan/service'
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
      image: z.string().optional(),
      build: z.object({ target: z.string().optional(), args: z.record(z.string(), z.string()) }).optional(),
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

/** The image says these; plain text is allowed outside production; the emulator stands for the cloud, with its keys in variables. */
const isNotGiven: ReadonlySet<string> = new Set([
  ...['HOST', 'ADMIN_HOST', 'ADMIN_PORT', 'CONSOLE_DIR', 'ALLOW_PLAINTEXT'],
  ...['CVM_CONNECT_TO', 'CVM_ALLOW_REAL', 'TENCENTCLOUD_CREDENTIAL_FILE', 'TENCENTCLOUD_SESSION_TOKEN'],
])

test('the compose file passes dclint', () => {
  expect(() => execFileSync(join(root, 'node_modules/.bin/dclint'), [file, '--max-warnings=0'])).not.toThrow()
})

describe.each(serviceNames)('%s', (name) => {
  const service = services[name]

  test('gets every variable that it needs, all of which it reads', () => {
    const config = serviceConfigs[name]
    const variables = Object.entries({ ADMIN_PORT: '9991', ...service?.environment })
    const names = variables.map(([variable]) => variable).filter((one) => !isNotGiven.has(one))
    expect(names.toSorted()).toEqual(
      Object.keys(config.shape)
        .filter((one) => !isNotGiven.has(one))
        .toSorted(),
    )
    const values = Object.fromEntries(variables.map(([variable, value]) => [variable, withDefaults(value)]))
    expect(checkConfig(config, values).reasons).toBeUndefined()
  })

  test('starts after the migrations, with a read-only file system', () => {
    expect(service?.depends_on.migrate).toEqual({ condition: 'service_completed_successfully' })
    expect(service?.read_only).toBe(true)
  })
})

describe('images', () => {
  const built = Object.entries(services).flatMap(([name, { build }]) => (build === undefined ? [] : [{ name, build }]))

  test('carry one service each, or what acts on all of them', () => {
    for (const { name, build } of built.filter(({ name }) => serviceNames.some((service) => service === name))) {
      expect({ name, service: build.args.SERVICE, target: build.target }).toEqual({ name, service: name })
    }
    for (const name of ['access', 'migrate', 'mongodb-initiate', 'operate', 'emulator']) {
      const { build } = services[name] ?? {}
      expect({ name, target: build?.target, service: build?.args.SERVICE }).toEqual({ name, target: 'tools' })
    }
  })

  test.each(built)('$name says what kind of system it is part of', ({ name }) => {
    expect(services[name]?.environment.NODE_ENV).toBe('development')
  })

  test('are pinned to a patch; MongoDB to one without CVE-2025-14847 and CVE-2026-6914', () => {
    const images = Object.values(services).flatMap(({ image, build }) => image ?? build?.args.BASE ?? [])
    for (const image of images) expect(withDefaults(image)).toMatch(/:v?\d+\.\d+\.\d+(-[a-z]+)?$/)
    const patch = (text = '') => Number(/mongo:8\.0\.(\d+)/.exec(text)?.[1])
    expect(patch(services.mongodb?.image)).toBeGreaterThanOrEqual(21)
    expect(patch(readFileSync(join(root, 'deploy/local/parts/docker.ts'), 'utf8'))).toBeGreaterThanOrEqual(21)
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
