import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals'
import type { Page } from 'playwright-core'
import { people } from '../../deploy/local/people.ts'
import { type ConsoleHarness, openConsole, soon } from './harness.ts'

jest.setTimeout(120_000)

let console: ConsoleHarness
let process: string

beforeAll(async () => {
  console = await openConsole(randomUUID())
  process = await console.defineProcess('两步审批', ['first', 'second'])
})
afterEach(() => console.leave())
afterAll(() => console.close())

const rows = (page: Page) => page.locator('tbody tr')
const namesIn = (page: Page): Promise<string[]> => rows(page).getByRole('link').allTextContents()
const isLive = (page: Page) => page.getByRole('navigation', { name: '主导航' }).getByText('实时更新中').waitFor()
const countWaiting = async (): Promise<number> => {
  const { data } = await console.as('firstApprover').get('ticket/list?scope=todo')
  return (data as { total_count: number }).total_count
}
/** How many tickets wait stands in the title, also of a page that is not seen. */
const isTitled = (page: Page, waiting: number) => soon(async () => expect(await page.title()).toMatch(`(${waiting}) `))
/** A tab with this hears how the stream is, but nothing of what comes by it. */
const hearsNoEvents = `
  const { addEventListener } = BroadcastChannel.prototype
  BroadcastChannel.prototype.addEventListener = function (type, listener, options) {
    addEventListener.call(this, type, (message) => message.data.kind === 'event' || listener(message), options)
  }`
const openInbox = async (name: string) => {
  const page = await console.open('firstApprover', { at: `inbox?q=${encodeURIComponent(name)}` })
  await isLive(page)
  return page
}

describe('what others do', () => {
  test('is told as news, and moves no row before the reader says so', async () => {
    await console.submit('新来的 1', process)
    const page = await openInbox('新来的')
    await rows(page).first().waitFor()
    await console.submit('新来的 2', process)
    const news = page.getByRole('button', { name: /1 个新工单/ })
    await news.waitFor()
    expect(await namesIn(page)).toEqual(['新来的 1'])
    await news.click()
    await soon(async () => expect(await namesIn(page)).toEqual(['新来的 1', '新来的 2']))
  })

  test('leaves the row where it was, with the colleague’s name and without a checkbox', async () => {
    const uuid = await console.submit('被抢先 1', process)
    await console.submit('被抢先 2', process)
    const page = await openInbox('被抢先')
    await soon(async () => expect(await rows(page).count()).toBe(2))
    await console.as('otherFirstApprover').post('ticket/pass', { list: [uuid] })
    await rows(page).first().getByText(`${people.otherFirstApprover.name} 已通过`).waitFor()
    expect(await namesIn(page)).toEqual(['被抢先 1', '被抢先 2'])
    expect(await rows(page).first().getByRole('checkbox').count()).toBe(0)
    expect(await rows(page).last().getByRole('checkbox').count()).toBe(1)
  })

  test('shows in the open ticket, also what happened while it was being read', async () => {
    const uuid = await console.submit('打开着 1', process)
    await console.submit('打开着 2', process)
    const page = await openInbox('打开着')
    const waiting = await countWaiting()
    await isTitled(page, waiting)
    const [read, heard] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    await page.route('**/v1/ticket/inspect*', async (route) => {
      const response = await route.fetch()
      read.resolve()
      await heard.promise
      await route.fulfill({ response })
    })
    await rows(page).first().getByRole('link').click()
    await read.promise
    const ticket = page.getByRole('complementary').locator('figure')
    await console.as('otherFirstApprover').post('ticket/pass', { list: [uuid], reason: '没有问题' })
    await isTitled(page, waiting - 1)
    heard.resolve()
    await ticket.getByText('没有问题').waitFor()
    await console.as('secondApprover').post('ticket/pass', { list: [uuid], reason: '资源够用' })
    await ticket.getByText('资源够用').waitFor()
  })
})

describe('the stream', () => {
  test('is one for all tabs of a browser, and all of them hear', async () => {
    const first = await openInbox('多个标签')
    const context = first.context()
    let streams = 0
    context.on('request', (request) => {
      if (request.url().includes('/v1/events')) streams += 1
    })
    const tabs = [first]
    for (let count = 1; count < 8; count += 1) {
      const tab = await context.newPage()
      await tab.goto(first.url())
      await isLive(tab)
      tabs.push(tab)
    }
    expect(streams).toBe(0)
    await console.submit('多个标签 1', process)
    // A page that is not seen keeps counts only: the number in its title.
    const waiting = await countWaiting()
    for (const tab of tabs) await isTitled(tab, waiting)
  })

  test('is taken over by another tab when the one that has it is closed', async () => {
    const first = await openInbox('接班')
    const second = await first.context().newPage()
    await second.goto(first.url())
    await isLive(second)
    const begun = second.waitForRequest(/\/v1\/events/)
    await first.close()
    await begun
    await isLive(second)
    await console.submit('接班 1', process)
    await second
      .getByText(/接班 1|1 个新工单/)
      .first()
      .waitFor()
  })

  test('is not called live by the tab that takes it over, before it has one', async () => {
    const first = await openInbox('接班中')
    const second = await first.context().newPage()
    const [asked, allowed] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    await second.route('**/v1/events*', async (route) => {
      asked.resolve()
      await allowed.promise
      await route.continue()
    })
    await second.goto(first.url())
    await isLive(second)
    await first.close()
    await asked.promise
    const menu = second.getByRole('navigation', { name: '主导航' })
    await menu.getByText('正在连接').waitFor()
    allowed.resolve()
    await isLive(second)
  })

  test('may lose a change on its way to a tab: it is found within a minute', async () => {
    const first = await openInbox('没听到')
    const second = await first.context().newPage()
    await second.addInitScript({ content: hearsNoEvents })
    await second.clock.install()
    await second.goto(first.url())
    await isLive(second)
    await second.bringToFront()
    await console.submit('没听到 1', process)
    await first.getByText('1 个新工单').waitFor()
    expect(await second.getByText('1 个新工单').count()).toBe(0)
    await second.clock.fastForward(60_000)
    await second.getByText('1 个新工单').waitFor()
  })

  test('comes back after it was refused for a while', async () => {
    const page = await console.open('firstApprover', { at: 'settings' })
    await page.clock.install()
    const json = { scode: 2003, desc: '', message: 'forbidden', message_cn: '无权限', stack: null, data: null }
    await page.route('**/v1/events*', (route) => route.fulfill({ status: 403, json }))
    await page.goto(`${console.url}inbox?q=none`)
    const menu = page.getByRole('navigation', { name: '主导航' })
    await menu.getByText('实时更新不可用').waitFor()
    await page.unroute('**/v1/events*')
    await page.clock.fastForward(20_000)
    await isLive(page)
  })

  test('comes back after it was cut, and what happened meanwhile is found', async () => {
    const page = await openInbox('断开过')
    await page.context().setOffline(true)
    await page.getByText('网络已断开').waitFor()
    await console.submit('断开过 1', process)
    await page.context().setOffline(false)
    await page.getByText('网络已断开').waitFor({ state: 'detached' })
    await page
      .getByText(/断开过 1|1 个新工单/)
      .first()
      .waitFor({ timeout: 60_000 })
    await isLive(page)
  })
})

test('who was away for longer than what is kept reads the lists again', async () => {
  const page = await openInbox('很久以后')
  await page.context().setOffline(true)
  await page.getByText('网络已断开').waitFor()
  await console.submit('很久以后 1', process)
  // The stream says no more than that something was missed; nothing of what it was.
  await page.route('**/v1/events*', (route) =>
    route.fulfill({
      status: 200,
      headers: { 'Content-Type': 'text/event-stream' },
      body: 'event: missed\nid: 1\ndata: {"from":"1","to":"1"}\n\n',
    }),
  )
  const asked = page.waitForRequest(/ticket\/list.*filter_name/, { timeout: 60_000 })
  await page.context().setOffline(false)
  await asked
  await page
    .getByText(/很久以后 1|1 个新工单/)
    .first()
    .waitFor()
})

test('no page broke its policy', async () => {
  expect((await console.complaints()).filter((one) => one.startsWith('policy'))).toEqual([])
})
