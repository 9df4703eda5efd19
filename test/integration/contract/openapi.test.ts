import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import spectral from '@stoplight/spectral-core'
import { people } from '../../../deploy/local/people.ts'
import { administrator } from '../../api-fuzz/callers.ts'
import { fuzz, fuzzEnvironment } from '../../api-fuzz/fuzz.ts'
import { ruleset } from '../../api-fuzz/ruleset.ts'
import { createCaller } from '../../support/caller.ts'
import { eventually } from '../../support/eventually.ts'
import { installPython } from '../../support/installPython.ts'
import { seedOr } from '../../support/seed.ts'
import { startSystem, type TestSystem } from '../../support/system.ts'
import { runPythonJourney } from '../clients/pythonClient.ts'
import { type MailServer, startMailServer } from '../notifications/mailServer.ts'
import { createIds, examplesIn, sendExample } from './examples.ts'

/** The callers of examples. */
const callers = {
  ...people,
  fulfiller: {
    user: 'robot',
    name: '执行程序',
    tenant: 'system',
    tenantName: '平台',
    roles: [{ uuid: 'fulfiller', name: '执行方' }],
  },
}

/** The token that confirms an address, from the mail to it. */
const tokenIn = ({ arrived }: MailServer): Promise<string> =>
  eventually(
    () => {
      const [, token] = arrived.map(({ text }) => /"token":"([^"]+)"/.exec(text)).find((found) => found !== null) ?? []
      return token ?? Promise.reject(new Error('no token'))
    },
    { withinMs: 60_000 },
  )

describe('the OpenAPI document', () => {
  let system: TestSystem
  let mail: MailServer
  beforeAll(async () => {
    await installPython()
    mail = await startMailServer()
    const env = {
      ...fuzzEnvironment,
      SMTP_URL: mail.url,
      FULFILLED_TYPES: 'VIP',
      PUBLIC_URL: 'https://gongdan.example/',
    }
    system = await startSystem({ env })
  }, 300_000)
  afterAll(async () => {
    await system.stop()
    await mail.close()
  }, 60_000)
  const served = async () => (await fetch(`${system.url}/openapi.json`)).text()

  // On a system where nothing was done before.
  test('has examples that succeed one after the other', async () => {
    const ids = createIds()
    for (const call of examplesIn(JSON.parse(await served()))) {
      const token = await system.token(callers[call.caller])
      if (call.operationId === 'confirmMail') ids.set('the token in the mail', await tokenIn(mail))
      if (call.operationId === 'listenToEvents') {
        const stream = await fetch(`${system.url}${call.path}`, { headers: { authorization: `Bearer ${token}` } })
        expect([call.operationId, stream.status]).toEqual([call.operationId, 200])
        await stream.body?.cancel()
        continue
      }
      // A person whom nobody has seen yet cannot take part (3010); who has just called is seen a moment later.
      const send = async () => {
        const { scode, text } = await sendExample(createCaller(system.url, token), call, ids)
        // What was passed a moment ago waits for its fulfiller a moment later.
        if (call.operationId === 'claimFulfilments') expect(text).toContain('ticket_uuid')
        expect([call.operationId, scode === 12 ? 0 : scode, text]).toEqual([call.operationId, 0, text])
      }
      await eventually(send, { withinMs: 20_000, everyMs: 200 })
    }
  }, 120_000)

  test('has a Python client that takes a ticket through an approval', async () => {
    const tokens = {
      GONGDAN_URL: system.url,
      APPLICANT: await system.token(people.applicant),
      FIRST: await system.token(people.administrator),
      SECOND: await system.token(people.superAdministrator),
    }
    expect(await runPythonJourney(await served(), tokens)).toBe('done\n')
  }, 300_000)

  test('keeps to the rules of OpenAPI and of OWASP', async () => {
    const linter = new spectral.Spectral()
    linter.setRuleset(ruleset)
    const found = await linter.run(await served())
    expect(found.map(({ code, path, message }) => `${code} at ${path.join('.')}: ${message}`)).toEqual([])
  }, 120_000)

  test('is kept to by the gateway, whatever is sent', async () => {
    const phases = ['fuzzing', 'stateful'] as const
    const { cases, problem } = await fuzz(system, {
      caller: administrator,
      seed: seedOr(1),
      examples: 4,
      phases,
      withinSeconds: 280,
    })
    expect(problem).toBeNull()
    expect(cases).toBeGreaterThan(80)
  }, 300_000)
})
