// npm run test:clients
//
// Generates clients in Python and in Go from the OpenAPI document that a system of its own serves, and takes a ticket through an
// approval with each. Needs Go 1.26 or later.
import { people } from '../../deploy/local/people.ts'
import { runPythonJourney } from '../integration/clients/pythonClient.ts'
import startParts from '../support/startParts.ts'
import stopParts from '../support/stopParts.ts'
import { startSystem } from '../support/system.ts'
import { runGoJourney } from './goClient.ts'

await startParts()
try {
  const system = await startSystem()
  try {
    const document = await (await fetch(`${system.url}/openapi.json`)).text()
    const env = {
      GONGDAN_URL: system.url,
      APPLICANT: await system.token(people.applicant),
      FIRST: await system.token(people.administrator),
      SECOND: await system.token(people.superAdministrator),
    }
    for (const [language, run] of Object.entries({ Python: runPythonJourney, Go: runGoJourney })) {
      const since = performance.now()
      await run(document, env)
      console.log(`${language}: passed in ${Math.round((performance.now() - since) / 1000)} s`)
    }
  } finally {
    await system.stop()
  }
} finally {
  await stopParts()
}
