import { serviceNames } from '@gongdan/contracts'
import { describe, expect, jest, test } from '@jest/globals'
import { compose } from '../support/composed.ts'

jest.setTimeout(300_000)

/** What one more process of a service says when it is told so, beside the one that runs, before it ends. */
const refusalOf = (service: string, told: Readonly<Record<string, string>>): Promise<string> => {
  const env = Object.entries(told).flatMap(([name, value]) => ['--env', `${name}=${value}`])
  return compose('exec', '-T', ...env, service, 'node', 'src/main.ts').then(
    () => 'it ran',
    (fault: { readonly stderr?: string }) => fault.stderr ?? '',
  )
}

describe.each(serviceNames)('%s, with NODE_ENV=production', (service) => {
  test('does not start as the user guest, nor on a database without a user', async () => {
    const told = { AMQP_URL: 'amqp://guest:guest@rabbitmq/gongdan', MONGODB_URL: 'mongodb://mongodb:27017/gongdan' }
    const refusal = await refusalOf(service, { NODE_ENV: 'production', ...told })
    expect(refusal).toContain('The user guest is refused in production')
    expect(refusal).toContain('A database without a user and a password is refused in production')
  })

  test('does not start on a broker without a user', async () => {
    const told = { NODE_ENV: 'production', AMQP_URL: 'amqp://rabbitmq/gongdan' }
    expect(await refusalOf(service, told)).toContain('A broker without a user and a password is refused in production')
  })
})
