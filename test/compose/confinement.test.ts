import { serviceNames } from '@gongdan/contracts'
import { describe, expect, jest, test } from '@jest/globals'
import { z } from 'zod'
import { compose, containersOf, docker } from '../support/composed.ts'

jest.setTimeout(120_000)

const Container = z.object({
  Image: z.string(),
  Config: z.object({ User: z.string(), Env: z.array(z.string()) }),
  HostConfig: z.object({ ReadonlyRootfs: z.boolean(), CapDrop: z.array(z.string()), SecurityOpt: z.array(z.string()) }),
  State: z.object({ Health: z.object({ Status: z.string() }) }),
})
const Image = z.object({ Size: z.number(), Config: z.object({ Env: z.array(z.string()) }) })

const inspect = async <T>(schema: z.ZodType<T>, id: string): Promise<T> => {
  const [found] = JSON.parse(await docker('inspect', id))
  return schema.parse(found)
}
const firstContainer = async (service: string) => {
  const [id] = await containersOf(service)
  return inspect(Container, id ?? '')
}

/** What was told to this run alone: none of it may be found in an image. */
const secrets = Object.entries(process.env)
  .filter(([name]) => name.endsWith('_PASSWORD') || name.endsWith('_SERVICE_KEY'))
  .map(([, value]) => value ?? '')

const megabyte = 1_000_000

describe.each([...serviceNames, 'emulator', 'issuer'])('a container of %s', (service) => {
  test('is healthy, and runs without privileges, with no capability and nothing to write to', async () => {
    const { State, Config, HostConfig } = await firstContainer(service)
    expect(State.Health.Status).toBe('healthy')
    expect(Config.User).toBe('1000:1000')
    expect(HostConfig).toEqual({
      ReadonlyRootfs: true,
      CapDrop: ['ALL'],
      SecurityOpt: ['no-new-privileges:true'],
    })
    const write = compose('exec', '-T', service, 'sh', '-c', 'id -u && ! touch /app/x /tmp/x')
    expect(await write).toBe('1000')
  })
})

describe.each(serviceNames)('the image of %s', (service) => {
  test('is smaller than 250 MB', async () => {
    const { Image: id } = await firstContainer(service)
    const { Size } = await inspect(Image, id)
    console.error(`the image of ${service} has ${Math.round(Size / megabyte)} MB`)
    expect(Size).toBeLessThan(250 * megabyte)
  })

  test('has no secret in its layers, neither in how they were made nor in what they hold', async () => {
    const { Image: id } = await firstContainer(service)
    const history = await docker('history', '--no-trunc', '--format={{.CreatedBy}}', id)
    const { Config } = await inspect(Image, id)
    expect(secrets.length).toBeGreaterThan(5)
    for (const secret of secrets) expect(`${history} ${Config.Env}`).not.toContain(secret)
    expect(Config.Env.map((entry) => entry.split('=')[0])).toEqual(
      expect.arrayContaining(['PATH', 'NODE_ENV', 'ADMIN_PORT']),
    )
    const suspects = ['.env*', '.npmrc', '.git', '*.pem', '*.key', 'issuer-key.json', 'service-keys.json', '.local']
    const names = suspects.flatMap((name) => ['-o', '-name', name]).slice(1)
    const find = ['find', '/app', '/home', '/root', '(', ...names, ')', '-not', '-path', '*/node_modules/*/test/*']
    expect(await docker('run', '--rm', '--user=0', '--entrypoint', find[0] ?? '', id, ...find.slice(1))).toBe('')
  })
})
