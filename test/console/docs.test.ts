import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import type { Page } from 'playwright-core'
import { z } from 'zod'
import { openIssuer } from '../../deploy/local/issuer.ts'
import { people } from '../../deploy/local/people.ts'
import { type ConsoleHarness, openConsole } from './harness.ts'

jest.setTimeout(900_000)

const Operation = z.object({ operationId: z.string(), tags: z.tuple([z.string()]) })
const Document = z.object({ paths: z.record(z.string(), z.record(z.string(), Operation)) })

let console: ConsoleHarness
let page: Page
beforeAll(async () => {
  console = await openConsole(randomUUID())
  page = await (await console.browser({ language: 'en' })).newPage()
  page.setDefaultTimeout(60_000)
  const token = await openIssuer(`${process.env.CONSOLE_SYSTEM}/issuer-key.json`).token(people.administrator, 3600)
  await page.goto(`${console.gatewayUrl}/docs/`)
  await page.getByRole('button', { name: 'Authorize' }).click()
  await page.locator('#auth-bearer-value').fill(token)
  await page.locator('.modal-btn.authorize').click()
  await page.locator('.btn-done').click()
})
afterAll(() => console.close())

/** Opens the operations of a tag, or closes them. */
const toggle = (tag: string) => page.locator(`h3.opblock-tag[data-tag="${tag}"]`).click()

/** Opens an operation, sends it as it stands, and gives the status that the page shows, with the scode of the answer. */
const execute = async (tag: string, operationId: string) => {
  const block = page.locator(`#operations-${tag}-${operationId}`)
  await block.locator('.opblock-summary-control').click()
  await block.getByRole('button', { name: 'Execute' }).click()
  const status = await block.locator('.live-responses-table .response-col_status').last().textContent()
  const body = (await block.locator('.live-responses-table .microlight').first().textContent()) ?? ''
  await block.locator('.opblock-summary-control').click()
  const [, scode] = /"scode": (\d+)/.exec(body) ?? []
  return { operationId, status: Number(status?.match(/\d+/)?.[0]), scode: Number(scode ?? 0) }
}

test('the page of the API is titled gongdan', async () => {
  expect(await page.title()).toBe('gongdan')
})

test('every GET, and what it looks at, succeeds as it stands after signing in', async () => {
  const posts = ['createProcess', 'saveTicket', 'deleteTickets', 'createWebhook', 'testWebhook']
  const { paths } = Document.parse(await (await fetch(`${console.gatewayUrl}/openapi.json`)).json())
  const operations = Object.values(paths)
    .flatMap((methods) => Object.entries(methods))
    .filter(([method, { operationId }]) => method === 'get' || posts.includes(operationId))
  expect(operations.length).toBeGreaterThan(20)
  // What is open is drawn anew with every click, which takes its time for all of it: one tag after the other.
  for (const head of await page.locator('h3.opblock-tag').all()) await head.click()
  let open = ''
  for (const [, { operationId, tags }] of operations) {
    const [tag] = tags
    if (tag !== open) {
      if (open !== '') await toggle(open)
      await toggle(tag)
      open = tag
    }
    const done = await execute(tag, operationId)
    expect(done).toEqual({ operationId, status: done.scode === 12 ? 202 : 200, scode: done.scode === 12 ? 12 : 0 })
  }
  expect(await console.complaints()).toEqual([])
})
