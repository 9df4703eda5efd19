import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals'
import type { Page } from 'playwright-core'
import { people } from '../../deploy/local/people.ts'
import { ticketUuid } from '../support/caller.ts'
import { accessFaults, type ConsoleHarness, hasFocus, holds, openConsole, soon } from './harness.ts'

jest.setTimeout(120_000)

const COUNT = 23
let console: ConsoleHarness
let uuids: string[]

beforeAll(async () => {
  console = await openConsole(randomUUID())
  const process = await console.defineProcess('两步审批', ['first', 'second'])
  uuids = []
  for (let place = 1; place <= COUNT; place += 1) {
    uuids.push(await console.submit(`${place % 2 === 0 ? '网络' : '磁盘'}申请 ${place}`, process))
  }
})
afterEach(() => console.leave())
afterAll(() => console.close())

const rows = (page: Page) => page.locator('tbody tr')
const shownUuids = (page: Page): Promise<(string | null)[]> =>
  rows(page).evaluateAll((all) => all.map((row) => row.getAttribute('data-uuid')))
const search = (page: Page) => new URL(page.url()).search
/** With its first page of tickets, on which keys have something to work on. */
const openInbox = async (looks: Parameters<ConsoleHarness['open']>[1] = {}) => {
  const page = await console.open('firstApprover', looks)
  await page.getByRole('link', { name: '磁盘申请 1', exact: true }).waitFor()
  return page
}

describe('the inbox', () => {
  test('shows what the API lists for the same person, the oldest first, and counts it', async () => {
    const page = await openInbox()
    const { data } = await console.as('firstApprover').get('ticket/list?scope=todo&sort=oldest&page_size=20')
    const listed = (data as { list: { ticket_uuid: string }[] }).list.map(({ ticket_uuid }) => ticket_uuid)
    await soon(async () => expect(await shownUuids(page)).toEqual(listed))
    const tab = page.getByRole('navigation', { name: '工单列表' }).getByRole('link', { name: /待我审批/ })
    await soon(async () => expect(await tab.textContent()).toBe(`待我审批${COUNT}`))
    await soon(async () => expect(await page.title()).toBe(`(${COUNT}) 待我审批 · 工单`))
  })

  test('keeps filter, page and the open ticket in its address, and a step back restores them', async () => {
    const page = await openInbox()
    await page.getByRole('button', { name: '下一页' }).click()
    await soon(async () => expect(await rows(page).count()).toBe(COUNT - 20))
    expect(search(page)).toBe('?page=2')
    await page.getByRole('searchbox').fill('网络')
    await soon(async () => expect(await rows(page).count()).toBe(Math.floor(COUNT / 2)))
    expect(new URLSearchParams(search(page)).get('q')).toBe('网络')
    await rows(page).first().getByRole('link').click()
    await page.getByRole('complementary').getByRole('heading', { level: 2 }).first().waitFor()
    expect(search(page)).toMatch(/ticket=/)
    await page.goBack()
    await page.getByRole('complementary').waitFor({ state: 'detached' })
    await page.goBack()
    await soon(() => expect(search(page)).toBe('?page=2'))
    await soon(async () => expect(await rows(page).count()).toBe(COUNT - 20))
    await soon(async () => expect(await page.getByRole('searchbox').inputValue()).toBe(''))
  })

  test('leads from tab to tab, and says where it is', async () => {
    const page = await openInbox()
    const tabs = page.getByRole('navigation', { name: '工单列表' })
    for (const [name, scope] of [
      ['我处理过的', 'handled'],
      ['全部工单', 'all'],
      ['待我审批', ''],
    ] as const) {
      await tabs.getByRole('link', { name }).click()
      await page.getByRole('heading', { level: 1, name }).waitFor({ state: 'attached' })
      expect(new URLSearchParams(search(page)).get('scope') ?? '').toBe(scope)
    }
  })

  test('asks once for a name that is composed by an input method', async () => {
    const page = await openInbox()
    // What is read again when changes begin to be heard would be counted, too.
    await page.getByRole('navigation', { name: '主导航' }).getByText('实时更新中').waitFor()
    const asked: string[] = []
    page.on('request', (request) => {
      const name = new URL(request.url()).searchParams.get('filter_name')
      if (name !== null) asked.push(name)
    })
    const keyboard = await page.context().newCDPSession(page)
    await page.getByRole('searchbox').focus()
    for (const text of ['w', 'wan', 'wang l', 'wang luo']) {
      await keyboard.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
      // Longer than the pause after which a name is asked for.
      await page.waitForTimeout(350)
    }
    await keyboard.send('Input.insertText', { text: '网络' })
    await soon(() => expect(asked).toEqual(['网络']))
    await soon(async () => expect(await rows(page).count()).toBe(Math.floor(COUNT / 2)))
    expect(asked).toEqual(['网络'])
  })

  test('takes a day as it is typed, and asks for it once', async () => {
    const page = await openInbox()
    await page.getByRole('navigation', { name: '主导航' }).getByText('实时更新中').waitFor()
    const asked: string[] = []
    page.on('request', (request) => {
      const start = new URL(request.url()).searchParams.get('filter_start')
      if (start !== null) asked.push(start)
    })
    await page.getByRole('button', { name: '筛选' }).click()
    const from = page.getByLabel(/日期从$/)
    await from.focus()
    // In the order of the headless browser: month, day, year.
    await page.keyboard.type('11272026', { delay: 50 })
    await soon(() => expect(new URLSearchParams(search(page)).get('from')).toBe('2026-11-27'))
    await expect(from.inputValue()).resolves.toBe('2026-11-27')
    const day = Date.parse('2026-11-27T00:00:00+08:00') / 1000
    await soon(() => expect(asked).toEqual([String(day)]))
    await hasFocus(from)
    // A day that is entered and left is not waited for; one that is only begun changes nothing.
    await page.keyboard.press('ArrowUp')
    await from.blur()
    expect(new URLSearchParams(search(page)).get('from')).toBe('2027-11-27')
    await from.focus()
    await page.keyboard.press('Backspace')
    await from.blur()
    await expect(from.inputValue()).resolves.toBe('2027-11-27')
    await page.goBack()
    await soon(async () => expect(await from.inputValue()).toBe('2026-11-27'))
  })

  test('is a list of cards on a phone, none of which is wider than it', async () => {
    const page = await openInbox({ phone: true, options: { viewport: { width: 320, height: 700 } } })
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320)
    const long = { ticket_name: `一个很长的名称${'很长'.repeat(40)}`, type: 'FEEDBACK' }
    await console.as('secondApplicant').post('ticket/save', long)
    const theirs = await console.open('secondApplicant', {
      at: 'inbox?scope=all',
      phone: true,
      options: { viewport: { width: 320, height: 700 } },
    })
    const card = await theirs.getByRole('listitem').filter({ hasText: '很长' }).boundingBox()
    expect((card?.x ?? 0) + (card?.width ?? 0)).toBeLessThanOrEqual(320)
  })
})

describe('what a list can be', () => {
  test('empty: it says what would be here', async () => {
    const page = await console.open('otherFirstApprover', { at: 'inbox?scope=applied' })
    await page.getByRole('heading', { name: '还没有提交过工单' }).waitFor()
    expect(await accessFaults(page)).toEqual([])
  })

  test('without a match: it offers to clear the filters', async () => {
    const page = await console.open('firstApprover', { at: 'inbox?q=nothing' })
    await page.getByRole('button', { name: '清除筛选' }).last().click()
    await soon(async () => expect(await rows(page).count()).toBe(20))
    expect(search(page)).toBe('')
  })

  test('slow: something stands for it meanwhile', async () => {
    const page = await openInbox()
    let letGo = () => {}
    const held = new Promise<void>((resolve) => {
      letGo = resolve
    })
    await page.route('**/v1/ticket/list*', async (route) => {
      await held
      await route.fallback()
    })
    await page.goto(new URL('inbox?scope=handled&q=%E7%A3%81', console.url).href)
    await page.getByRole('status', { name: '正在加载' }).waitFor()
    letGo()
    await page.getByRole('heading', { name: '没有符合条件的工单' }).waitFor()
  })

  test('away: it says so with the request’s id, and another try brings it', async () => {
    const page = await openInbox()
    const answer = {
      scode: 9001,
      desc: 'x',
      desc_cn: '数据库没有回答',
      message: 'internal error',
      message_cn: '系统内部错误',
      stack: null,
      data: null,
    }
    await page.route('**/v1/ticket/list*', (route) =>
      route.fulfill({ status: 500, json: answer, headers: { 'X-Request-Id': 'request-1' } }),
    )
    await page.goto(new URL('inbox?scope=all', console.url).href)
    const alert = page.getByRole('alert')
    await alert.getByText('系统内部错误：数据库没有回答').waitFor()
    await alert.getByText('request-1').waitFor()
    expect(await accessFaults(page)).toEqual([])
    await page.unroute('**/v1/ticket/list*')
    await page.getByRole('button', { name: '重试' }).click()
    await soon(async () => expect(await rows(page).count()).toBe(20))
  })

  test('not the reader’s: a ticket says that it is not visible to them', async () => {
    const page = await console.open('secondApplicant', { at: `ticket/${uuids[0]}` })
    await page.getByRole('heading', { name: '无法查看此内容' }).waitFor()
  })
})

describe('keys', () => {
  const dialog = (page: Page) => page.getByRole('dialog')
  const ticked = (page: Page) => rows(page).getByRole('checkbox', { checked: true }).count()

  test('move, select, open, decide, search and help', async () => {
    const page = await openInbox()
    await page.keyboard.press('j')
    await page.keyboard.press('x')
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await page.keyboard.press('k')
    await page.keyboard.press('x')
    await soon(async () => expect(await ticked(page)).toBe(2))
    await page.keyboard.press('a')
    await dialog(page).getByRole('heading', { name: '通过工单 · 2 个工单' }).waitFor()
    await page.keyboard.press('Escape')
    await dialog(page).waitFor({ state: 'detached' })
    await page.keyboard.press('r')
    await dialog(page).getByRole('heading', { name: '驳回工单 · 2 个工单' }).waitFor()
    await page.keyboard.press('Escape')
    await dialog(page).waitFor({ state: 'detached' })
    await page.keyboard.press('Escape')
    await soon(async () => expect(await ticked(page)).toBe(0))
    await page.keyboard.press('Shift+A')
    await soon(async () => expect(await ticked(page)).toBe(20))
    await page.keyboard.press('o')
    await page.getByRole('complementary').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('complementary').waitFor({ state: 'detached' })
    await page.keyboard.press('?')
    await dialog(page).getByRole('heading', { name: '快捷键' }).waitFor()
    await page.keyboard.press('Escape')
    await dialog(page).waitFor({ state: 'detached' })
    await page.keyboard.press('/')
    await hasFocus(page.getByRole('searchbox'))
  })

  test('act on the ticket that is open, however it was opened, and rest while something is asked', async () => {
    const page = await openInbox()
    await page.keyboard.press('j')
    await rows(page).nth(3).getByRole('link').click()
    const name = '网络申请 4'
    const drawer = page.getByRole('complementary')
    await drawer.getByRole('heading', { name }).waitFor()
    await page.keyboard.press('r')
    await dialog(page).getByText(name, { exact: true }).waitFor()
    await page.keyboard.press('Escape')
    await dialog(page).waitFor({ state: 'detached' })
    await drawer.getByRole('button', { name: '驳回' }).click()
    await dialog(page).getByRole('textbox', { name: '原因' }).fill('写了一半')
    await dialog(page).getByRole('button', { name: '取消' }).focus()
    for (const key of ['a', 'j', 'x', '?']) await page.keyboard.press(key)
    expect(await dialog(page).count()).toBe(1)
    expect(await dialog(page).getByRole('textbox', { name: '原因' }).inputValue()).toBe('写了一半')
  })

  test('are letters while one types', async () => {
    const page = await openInbox()
    await page.getByRole('searchbox').focus()
    await page.keyboard.type('jxar?')
    expect(await page.getByRole('searchbox').inputValue()).toBe('jxar?')
    expect(await dialog(page).count()).toBe(0)
  })

  test('do nothing where they are switched off', async () => {
    const page = await openInbox()
    await page.evaluate(() => localStorage.setItem('gongdan.preferences', JSON.stringify({ shortcuts: false })))
    await page.reload()
    await rows(page).first().waitFor()
    for (const key of ['j', 'x', 'a', '?', '/']) await page.keyboard.press(key)
    expect(await ticked(page)).toBe(0)
    expect(await dialog(page).count()).toBe(0)
    expect(await page.evaluate("document.activeElement?.getAttribute('type')")).not.toBe('search')
  })
})

test('the applicant finds a ticket by its own address, with a history that is checked there', async () => {
  const page = await console.open('applicant', { at: `ticket/${uuids[0]}` })
  await page.getByRole('heading', { name: '磁盘申请 1', level: 1 }).waitFor()
  await page.getByText('历史记录', { exact: true }).click()
  await page.getByText('历史记录完整，已核对 1 条').waitFor()
  await page
    .getByText(`处理人：${people.firstApprover.name}`)
    .or(page.getByText(/处理人：/))
    .first()
    .waitFor()
  expect(await accessFaults(page)).toEqual([])
})

test('names are text, whatever is written in them', async () => {
  const names = [
    '<img src=x onerror="document.title=1">',
    '"><script>document.title=1</script>',
    '\u200fقرص أكبر\u200f 磁盘',
    '🎈'.repeat(128),
  ]
  for (const name of names) {
    const body = { ticket_name: name, type: 'FEEDBACK', reason: `<b>${name}</b>`, process_uuid: 'system' }
    ticketUuid(await console.as('secondApplicant').post('ticket/submit', body))
  }
  const page = await console.open('secondApplicant', { at: 'inbox?scope=applied' })
  const newest = async () => (await rows(page).getByRole('link').allTextContents()).slice(0, names.length)
  await soon(async () => expect((await newest()).toReversed()).toEqual(names))
  for (const name of names) {
    await rows(page).getByRole('link', { name, exact: true }).click()
    await page.getByRole('complementary').getByRole('heading', { name, exact: true }).waitFor()
    await page.getByRole('complementary').getByText(`<b>${name}</b>`).first().waitFor()
  }
  expect(await page.locator('img[src="x"], b:has(img)').count()).toBe(0)
  expect(await page.title()).toMatch(/工单$/)
})

test('a row that a new ticket pushes to the next page is not said to be gone, and the ticket is counted once', async () => {
  const page = await console.open('administrator', { at: 'inbox?scope=all' })
  await soon(async () => expect(await rows(page).count()).toBe(20))
  await page.getByRole('navigation', { name: '主导航' }).getByText('实时更新中').waitFor()
  const looked = page.waitForResponse(/ticket\/inspect/)
  const body = { ticket_name: '后来的', type: 'FEEDBACK', process_uuid: 'system' }
  await console.as('secondApplicant').post('ticket/submit', body)
  await page.getByRole('button', { name: /^1 个新工单/ }).waitFor()
  await (await looked).finished()
  await page.evaluate('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))')
  expect(await page.getByRole('button', { name: /^1 个新工单/ }).count()).toBe(1)
  expect(await page.locator('tr[data-gone]').count()).toBe(0)
})

test('a part of the page that does not come is loaded anew by itself, once; then there is a button', async () => {
  const page = await console.open('administrator')
  const menu = (name: string) => page.getByRole('navigation').getByRole('link', { name, exact: true }).first().click()
  let isGone = true
  await page.route(/assets\/(Processes|Webhooks)Page-/, (route) => (isGone ? route.abort() : route.continue()))
  page.on('request', (request) => {
    if (request.isNavigationRequest()) isGone = false
  })
  await menu('审批流程')
  await page.getByRole('heading', { level: 1, name: '审批流程' }).waitFor()
  isGone = true
  await menu('通知地址')
  await page.getByRole('heading', { level: 1, name: '页面出了问题' }).waitFor({ state: 'attached' })
  await page.unroute(/assets/)
})

test('a part that the pointer only came near, and that does not come, takes no page away', async () => {
  const page = await openInbox()
  let isGone = true
  await page.route(/assets\/MenuPopup-/, (route) => (isGone ? route.abort() : route.continue()))
  await page.getByRole('searchbox').fill('磁盘')
  await page.getByRole('searchbox').press('End')
  await page.evaluate('window.isSamePage = true')
  const failed = page.waitForEvent('requestfailed')
  const views = page.getByRole('button', { name: '视图' })
  await views.hover()
  await failed
  await page.waitForTimeout(500)
  await expect(page.evaluate('window.isSamePage')).resolves.toBe(true)
  page.on('request', (request) => {
    if (request.isNavigationRequest()) isGone = false
  })
  await views.click()
  await soon(async () => expect(await page.evaluate('window.isSamePage')).toBeUndefined())
  await views.click()
  await page.getByRole('menuitem', { name: '保存当前视图…' }).waitFor()
})

describe('the menu', () => {
  const person = (page: Page) =>
    page.getByRole('navigation', { name: '主导航' }).getByRole('button', { name: people.administrator.name })
  const signOut = (page: Page) => page.getByRole('menuitem', { name: '退出登录' })

  test('that does not come says so, the page stays, and another press opens it', async () => {
    const page = await console.open('administrator', { at: 'settings' })
    await page.getByRole('heading', { level: 1, name: '设置' }).waitFor({ state: 'attached' })
    // What is said has to be there before there is something to say.
    await holds(page, "performance.getEntriesByType('resource').some(({ name }) => name.includes('ToastList-'))")
    await page.context().setOffline(true)
    await person(page).click()
    await page.getByText('加载失败', { exact: true }).waitFor()
    await page.getByRole('heading', { level: 1, name: '设置' }).waitFor({ state: 'attached' })
    await page.context().setOffline(false)
    await person(page).click()
    await signOut(page).waitFor()
  })
})

test('where the frame itself fails there is a button to load the page anew', async () => {
  const page = await console.open('secondApprover')
  await page.route('**/v1/ticket/count*', (route) =>
    route.fulfill({
      json: { scode: 0, message: '', message_cn: '', desc: '', desc_cn: '', stack: null, data: { todo: null } },
    }),
  )
  await page.goto(new URL('settings', console.url).href)
  await page.getByRole('heading', { level: 1, name: '页面出了问题' }).waitFor()
  expect(await accessFaults(page)).toEqual([])
  await page.unroute('**/v1/ticket/count*')
  await page.getByRole('button', { name: '刷新页面' }).click()
  await page.getByRole('heading', { level: 1, name: '设置' }).waitFor({ state: 'attached' })
})

test('no page broke its policy or left something behind', async () => {
  expect(await console.complaints()).toEqual([])
})
