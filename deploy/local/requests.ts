import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { type Call, calls } from './banner.ts'
import { root } from './localDirectory.ts'

/** The file of requests that editors run (REST Client of VS Code and what reads its format). */
export const requestsFile = join(root, 'deploy/local/requests.http')

const head = `# The calls that npm start prints, for editors: open this file with the REST Client extension and send one after the
# other. Put in the four tokens and the address that npm start prints. Made by npm run requests: do not edit below.
@GONGDAN = http://127.0.0.1:9990
@APPLICANT = paste the token
@APPROVER = paste the token
@SECOND = paste the token
@ADMIN = paste the token
`

/** Gives the calls in the format of REST Client: a variable is read from the answer of the call that keeps it. */
export const renderRequests = (): string => {
  const kept = calls.flatMap(({ keeps }) => (keeps === undefined ? [] : [keeps]))
  const withVariables = (text: string): string =>
    kept.reduce(
      (filled, { variable, field }) =>
        filled.replaceAll(`{{${variable}}}`, `{{${variable.toLowerCase()}.response.body.data.${field}}}`),
      text,
    )
  const render = ({ says, who, path, body, headers = {}, keeps }: Call): string => {
    const fields = {
      Authorization: `Bearer {{${who}}}`,
      ...headers,
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    }
    return [
      `### ${says}`,
      ...(keeps === undefined ? [] : [`# @name ${keeps.variable.toLowerCase()}`]),
      withVariables(`${body === undefined ? 'GET' : 'POST'} {{GONGDAN}}/v1/${path}`),
      ...Object.entries(fields).map(([name, value]) => `${name}: ${value}`),
      ...(body === undefined ? [] : ['', withVariables(JSON.stringify(body, null, 2))]),
    ].join('\n')
  }
  return `${[head, ...calls.map((call) => `${render(call)}\n`)].join('\n')}`
}

// npm run requests
if (process.argv[1] === import.meta.filename) writeFileSync(requestsFile, renderRequests())
