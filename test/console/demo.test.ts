import { createGongdan } from '@gongdan/sdk'
import { expect, jest, test } from '@jest/globals'
import { fillDemo } from '../../deploy/local/demo.ts'
import { demoTickets } from '../../deploy/local/demoTickets.ts'
import { openIssuer } from '../../deploy/local/issuer.ts'
import { people } from '../../deploy/local/people.ts'

jest.setTimeout(120_000)

test('the demo has tickets in every state, and is filled in once', async () => {
  const { CONSOLE_URL: baseUrl = '', CONSOLE_SYSTEM: directory = '' } = process.env
  const issuer = openIssuer(`${directory}/issuer-key.json`)
  expect(await fillDemo(baseUrl, issuer)).toBe(demoTickets.length)
  expect(await fillDemo(baseUrl, issuer)).toBe(0)

  const found = new Map<string, string>()
  for (const person of [people.applicant, people.secondApplicant]) {
    const gongdan = createGongdan({ baseUrl, token: await issuer.token(person, 3600) })
    for await (const ticket of gongdan.tickets.each({ scope: 'applied' }))
      found.set(ticket.ticket_uuid, ticket.ticket_state_code)
  }
  expect(found.size).toBe(demoTickets.length)
  const states = new Set(found.values())
  expect([...states].toSorted()).toEqual(['archived', 'overruled', 'passed', 'pending', 'saved', 'withdrawn'])
})
