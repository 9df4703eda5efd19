import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import type { Page } from 'playwright-core'
import { ticketUuid } from '../support/caller.ts'
import { mapConcurrently } from '../support/concurrency.ts'
import { eventually } from '../support/eventually.ts'
import { type ConsoleHarness, hasFocus, openConsole, soon } from './harness.ts'

jest.setTimeout(300_000)

const COUNT = 1_000
const HALF = COUNT / 2
let console: ConsoleHarness
let oneStep: string
/** Tickets of two steps; the second half of them has another name. */
let uuids: readonly string[]
let failedImage: string

const names = Array.from({ length: COUNT }, (_, place) => `${place < HALF ? '前半' : '后半'} ${place + 1}`)

/** An image that fails, for it can be tried again only after a minute. */
const submitImage = async (): Promise<string> => {
  const image = { region: 'ap-guangzhou', instance_id: 'ins-demo0002', image_name: `web-${console.tenant}` }
  const body = { ticket_name: '失败的镜像', type: 'TENCENT_IMAGE_CREATE', process_uuid: oneStep, tencent: { image } }
  const uuid = ticketUuid(await console.as('applicant').post('ticket/submit', body))
  await console.failImage(uuid)
  await console.as('secondApprover').post('ticket/pass', { list: [uuid] })
  return uuid
}

beforeAll(async () => {
  console = await openConsole(randomUUID(), 'gateway-2')
  oneStep = await console.defineProcess('一步审批', ['second'])
  failedImage = await submitImage()
  const process = await console.defineProcess('两步审批', ['first', 'second'])
  uuids = await mapConcurrently(names, 16, (name) => console.submit(name, process))
}, 300_000)
afterAll(async () => {
  // Where a gateway dies, pages have something to say of it; policies, tokens and cookies stay what they are.
  expect(await console.complaints()).toEqual([])
  await console.close()
})

const rows = (page: Page) => page.locator('tbody tr')
const dialog = (page: Page) => page.getByRole('dialog')
const button = (page: Page, name: string | RegExp) => dialog(page).getByRole('button', { name })
/** Ticks every ticket of this name, on however many pages, and asks to pass them. */
const askToPassAll = async (page: Page, count: string) => {
  await page.getByRole('checkbox', { name: '选择本页全部' }).click()
  await page.getByRole('button', { name: `选择符合条件的全部 ${count} 个` }).click()
  await page.getByRole('group', { name: `已选 ${count} 个` }).waitFor()
  await page.keyboard.press('a')
  await dialog(page).waitFor()
}
const openInbox = async (part: 'firstApprover' | 'secondApprover', search: string) => {
  const page = await console.open(part, { at: `inbox${search}` })
  await rows(page).first().waitFor()
  return page
}
const historyOf = async (uuid: string): Promise<readonly string[]> => {
  const { data } = await console.as('applicant').get(`ticket/inspect?ticket_uuid=${uuid}`)
  return (data as { history: { type: string }[] }).history.map(({ type }) => type)
}

describe('approving hundreds', () => {
  test('shows how far it is, step by step, and ends with all of a thousand', async () => {
    const page = await openInbox('firstApprover', '?size=100')
    await askToPassAll(page, '1,000')
    // Each piece is answered when what came of the one before is shown.
    let pieces = 0
    let shown = Promise.resolve()
    await page.route('**/v1/ticket/pass', (route) => {
      const before = shown
      shown = before.then(async () => {
        await route.fulfill({ response: await route.fetch() })
        pieces += 1
        const done = (pieces * 100).toLocaleString('en')
        await dialog(page).getByText(`${done}/1,000`, { exact: true }).waitFor()
      })
      return shown
    })
    await button(page, '通过 1,000 个').click()
    await dialog(page).getByText('成功 1,000', { exact: false }).waitFor({ timeout: 120_000 })
    await shown
    expect(pieces).toBe(10)
    // Of a long list only what is seen is drawn.
    expect(await dialog(page).getByRole('listitem').count()).toBeLessThan(60)
    await button(page, '完成').click()
    await page.getByText('待办已全部处理').waitFor()
    await page.goto('about:blank')
  })

  test('goes on where the gateway died in the middle: what is tried again is decided once', async () => {
    const page = await openInbox('secondApprover', `?q=${encodeURIComponent('前半')}&size=100`)
    await askToPassAll(page, '500')
    // The second piece kills the gateway: some are answered, some are under way, some are not sent yet.
    let pieces = 0
    await page.route('**/v1/ticket/pass', async (route) => {
      pieces += 1
      if (pieces === 2) {
        const carriedOut = route.fetch().catch(() => undefined)
        console.killGateway()
        await carriedOut
      }
      await route.continue().catch(() => undefined)
    })
    await button(page, '通过 500 个').click()
    const numbers = dialog(page).getByText(/成功 \d+/)
    const again = button(page, /^重试 \d+ 个$/)
    await eventually(
      async () => {
        await numbers.waitFor()
        if ((await again.count()) > 0) await again.click({ timeout: 5_000 })
        expect(await numbers.textContent()).toMatch(/成功 500/)
      },
      { withinMs: 120_000, everyMs: 500 },
    )
    expect(pieces).toBeGreaterThan(5)
    const histories = await mapConcurrently(uuids.slice(0, HALF), 16, historyOf)
    const odd = histories.filter((types) => types.filter((type) => type === 'ticket.passed').length !== 1)
    expect(odd).toEqual([])
    await page.goto('about:blank')
  })

  test('leaves alone what was changed after it was chosen, though it was on no page that was seen', async () => {
    const page = await openInbox('secondApprover', `?q=${encodeURIComponent('后半 6')}&size=20`)
    await askToPassAll(page, '100')
    const { data } = await console
      .as('secondApprover')
      .get(`ticket/list?scope=todo&sort=oldest&page_size=100&filter_name=${encodeURIComponent('后半 6')}`)
    const uuid = (data as { list: { ticket_uuid: string }[] }).list.at(-1)?.ticket_uuid ?? ''
    await console.as('applicant').post('ticket/withdraw', { list: [uuid] })
    await console.as('applicant').post('ticket/submit', { ticket_uuid: uuid, type: 'FEEDBACK', reason: '改成别的' })
    await console.as('firstApprover').post('ticket/pass', { list: [uuid] })
    await button(page, '通过 100 个').click()
    await dialog(page).getByText('成功 99 · 失败 1').waitFor({ timeout: 60_000 })
    expect((await historyOf(uuid)).at(-1)).toBe('ticket.step-passed')
    await page.goto('about:blank')
  })
})

test('an inbox of 40 is cleared by keyboard alone', async () => {
  await mapConcurrently(
    Array.from({ length: 40 }, (_, place) => `键盘 ${place + 1}`),
    16,
    (name) => console.submit(name, oneStep),
  )
  const page = await openInbox('secondApprover', '')
  await page.keyboard.press('/')
  await page.keyboard.type('键盘')
  await page.keyboard.press('Enter')
  for (const left of [40, 20]) {
    await soon(async () => expect(await page.getByText(`共 ${left} 个工单`).count()).toBe(1))
    await page.keyboard.press('Shift+A')
    await page.getByRole('group', { name: '已选 20 个' }).waitFor()
    await page.keyboard.press('a')
    await hasFocus(button(page, '通过 20 个'))
    await page.keyboard.press('Enter')
    await dialog(page).getByText('成功 20').waitFor()
    await hasFocus(button(page, '完成'))
    await page.keyboard.press('Enter')
    await dialog(page).waitFor({ state: 'detached' })
  }
  await page.getByText('没有符合条件的工单').waitFor()
  await page.goto('about:blank')
})

test('a failed image is tried again when its minute has passed', async () => {
  const page = await console.open('administrator', { at: `ticket/${failedImage}` })
  const main = page.getByRole('main')
  await main.getByText('镜像创建失败').first().waitFor()
  await eventually(
    async () => {
      await page.getByRole('button', { name: '创建镜像' }).click()
      await button(page, '创建镜像').click()
      const outcome = await dialog(page)
        .getByText(/成功 \d/)
        .textContent()
      await button(page, '完成').click()
      await dialog(page).waitFor({ state: 'detached' })
      expect(outcome).toMatch(/成功 1/)
    },
    { withinMs: 90_000, everyMs: 1_000 },
  )
  await main.getByText('镜像已创建').first().waitFor()
})
