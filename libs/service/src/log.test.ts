import { describe, expect, test } from '@jest/globals'
import { createLog } from './log.ts'

const logged = (write: (log: ReturnType<typeof createLog>) => void): string => {
  const lines: string[] = []
  write(createLog('ticket', 'info', { write: (line) => lines.push(line) }))
  return lines.join('')
}

describe('the log', () => {
  test('names the service and the level in words', () => {
    expect(JSON.parse(logged((log) => log.info('started')))).toMatchObject({
      service: 'ticket',
      level: 'info',
      msg: 'started',
    })
  })

  test('shows no credentials of an error, of its causes or of its properties', () => {
    const cause = Object.assign(new Error('getaddrinfo mongodb://app:s3cret@db/gongdan'), { token: 's3cret' })
    const err = Object.assign(new Error('cannot reach amqp://app:s3cret@mq', { cause }), {
      input: 'amqp://a:s3cret@mq',
    })
    const line = logged((log) => log.error({ err }, 'the bus at amqp://app:s3cret@mq is away'))
    expect(line).toContain('cannot reach')
    expect(line).not.toContain('s3cret')
  })

  test('shows no secrets bound to a child', () => {
    expect(logged((log) => log.child({ headers: { authorization: 'Bearer s3cret' } }).info('asked'))).not.toContain(
      's3cret',
    )
  })
})
