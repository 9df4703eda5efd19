import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import process from 'node:process'
import { createInterface } from 'node:readline'
import { afterEach, describe, expect, jest, test } from '@jest/globals'
import { z } from 'zod'

// On a busy machine the start of a process takes seconds.
jest.setTimeout(30_000)

const Line = z.looseObject({ msg: z.string(), adminPort: z.number().optional(), component: z.string().optional() })
type Line = z.infer<typeof Line>

const running: ChildProcess[] = []
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL')
})

/** Runs the fixture in a process of its own: `said` waits for a log line, `end` for the exit. */
const run = (misfortune = 'none') => {
  const child = spawn(process.execPath, [`${import.meta.dirname}/lifecycle.fixture.ts`], {
    env: { FIXTURE: misfortune },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  running.push(child)
  const lines: Line[] = []
  const reader = createInterface({ input: child.stdout })
  reader.on('line', (line) => lines.push(Line.parse(JSON.parse(line))))
  const closed = once(child, 'close')

  const said = async (msg: string): Promise<Line> => {
    for (;;) {
      const found = lines.find((line) => line.msg === msg)
      if (found) return found
      await once(reader, 'line')
    }
  }
  return {
    said,
    tell: (word: string) => child.stdin.write(word),
    signal: (signal: NodeJS.Signals) => child.kill(signal),
    ask: async (path: string) => {
      const response = await fetch(`http://127.0.0.1:${(await said('starting')).adminPort}${path}`)
      return { status: response.status, body: await response.text() }
    },
    end: async () => {
      const [code] = await closed
      return {
        code,
        stopped: lines.filter((line) => line.msg === 'component stopping').map((line) => line.component),
        lines,
      }
    },
  }
}

const started = async (misfortune?: string) => {
  const service = run(misfortune)
  await service.said('starting')
  service.tell('go')
  await service.said('started')
  return service
}

describe('a service that starts', () => {
  test('is alive at once, and ready when its components are up', async () => {
    const service = run()
    expect(await service.ask('/livez')).toMatchObject({ status: 200 })
    expect(await service.ask('/readyz')).toEqual({
      status: 503,
      body: '{"ready":false,"notReady":{"service":"starting"},"warnings":{}}',
    })
    service.tell('go')
    await service.said('started')
    expect(await service.ask('/readyz')).toEqual({ status: 200, body: '{"ready":true,"notReady":{},"warnings":{}}' })
  })

  test('has started once it was ready, and from then on whatever is away, until it is told to end', async () => {
    const service = run('broker away')
    const statuses = async () => [(await service.ask('/startedz')).status, (await service.ask('/readyz')).status]
    expect(await statuses()).toEqual([503, 503])
    service.tell('go')
    await service.said('started')
    expect(await statuses()).toEqual([503, 503])
    service.tell('broker')
    await service.said('broker back')
    expect(await statuses()).toEqual([200, 200])
    service.tell('broker')
    await service.said('broker away')
    expect(await statuses()).toEqual([200, 503])
  })

  test('shows its numbers under its own name', async () => {
    const service = await started()
    const { status, body } = await service.ask('/metrics')
    expect(status).toBe(200)
    expect(body).toMatch(/process_cpu_seconds_total\{service="fixture"\}/)
    expect(await service.ask('/')).toMatchObject({ status: 404 })
  })

  test('exits with 1 when a component cannot be brought up, and does not tell the password', async () => {
    const service = run('start refused')
    await service.said('starting')
    service.tell('go')
    const { code, lines } = await service.end()
    expect(code).toBe(1)
    expect(lines.at(-1)).toMatchObject({ msg: 'could not start', level: 'fatal' })
    expect(JSON.stringify(lines)).not.toContain('s3cret')
  })

  test('and is told to end before it is up exits with 0', async () => {
    const service = run()
    await service.said('starting')
    service.signal('SIGTERM')
    expect(await service.end()).toMatchObject({ code: 0, stopped: [] })
  })
})

describe('a service that is told to end', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)(
    'by %s stops its components in reverse order and exits with 0',
    async (signal) => {
      const service = await started()
      service.signal(signal)
      expect(await service.end()).toMatchObject({ code: 0, stopped: ['consumer', 'bus', 'store'] })
    },
  )

  test('writes all that it has logged, in order, however long that takes', async () => {
    const service = await started('slow to write')
    service.signal('SIGTERM')
    const { code, lines } = await service.end()
    expect(code).toBe(0)
    expect(lines.slice(-3).map(({ msg }) => msg)).toEqual(['component stopping', 'written late', 'stopped'])
  })

  test('stops the other components too when one cannot stop, and exits with 1', async () => {
    const service = await started('stop refused')
    service.signal('SIGTERM')
    expect(await service.end()).toMatchObject({ code: 1, stopped: ['consumer', 'bus', 'store'] })
  })

  test('is alive but not ready while it stops, and exits with 1 when told a second time', async () => {
    const service = await started('stop hangs')
    service.signal('SIGTERM')
    await service.said('component stopping')
    expect(await service.ask('/livez')).toMatchObject({ status: 200 })
    expect(await service.ask('/readyz')).toMatchObject({ status: 503 })
    expect(await service.ask('/startedz')).toMatchObject({ status: 503 })
    service.signal('SIGTERM')
    expect(await service.end()).toMatchObject({ code: 1, stopped: ['consumer'] })
  })
})

describe('a service that crashes', () => {
  test('logs why, stops its components and exits with 1', async () => {
    const service = await started()
    service.tell('crash')
    const { code, stopped, lines } = await service.end()
    expect(code).toBe(1)
    expect(stopped).toEqual(['consumer', 'bus', 'store'])
    expect(lines).toContainEqual(expect.objectContaining({ msg: 'crashed', level: 'fatal' }))
  })
})
