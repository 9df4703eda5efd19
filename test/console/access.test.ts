import { randomUUID } from 'node:crypto'
import { ProcessRef, WebhookRef } from '@gongdan/contracts'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import type { Page } from 'playwright-core'
import { firstRole, people, secondRole } from '../../deploy/local/people.ts'
import { ticketUuid } from '../support/caller.ts'
import { accessFaults, type ConsoleHarness, hasFocus, holds, openConsole } from './harness.ts'
import { roleIn } from './tenants.ts'

jest.setTimeout(600_000)

let console: ConsoleHarness
const uuids = { process: '', pending: '', edited: '', draft: '', webhook: '' }

/** A process of the administrator's own, so that one person sees every page with something on it. */
const prepare = async () => {
  const admin = console.as('administrator')
  const role = (uuid: string, count = 1) => ({
    tenant_uuid: console.tenant,
    role_uuid: uuid,
    role_name: 'Reviewers',
    count,
  })
  const approval_list = [
    { step_key: 'a', step_name: 'Review', approvers: [role(console.tenant)], due_seconds: 7200 },
    { step_key: 'b', step_name: 'Money', approvers: [role(roleIn(firstRole.uuid, console.tenant), 2)], after: ['a'] },
    { step_key: 'c', step_name: 'Room', approvers: [role(roleIn(secondRole.uuid, console.tenant))], after: ['a'] },
  ]
  const body = { tenant_uuid: console.tenant, process_name: 'Two at a time', approval_list }
  const made = await admin.post('ticket/process/create', body)
  uuids.process = ProcessRef.parse(made.data).process_uuid
  const volume = { volume_uuid: 'data-7', capacity: 2 ** 40 }
  const ticket = (name: string) => ({
    ticket_name: name,
    type: 'VOLUME_EXPANSION',
    process_uuid: uuids.process,
    reason: 'The disk is full.',
    storage: { volume_expansion: volume },
  })
  const lin = console.as('applicant')
  uuids.pending = ticketUuid(await lin.post('ticket/submit', ticket('A larger disk')))
  uuids.edited = ticketUuid(await lin.post('ticket/submit', ticket('A much larger disk')))
  await admin.post('ticket/overrule', { list: [uuids.edited], reason: 'Too large.' })
  const half = { volume_expansion: { ...volume, capacity: 2 ** 39 } }
  await lin.post('ticket/submit', { ...ticket('A much larger disk'), ticket_uuid: uuids.edited, storage: half })
  await lin.post('ticket/comment', { ticket_uuid: uuids.edited, text: 'Is half of it enough?' })
  uuids.draft = ticketUuid(await admin.post('ticket/save', { ...ticket('Not yet'), process_uuid: 'system' }))
  const hook = { tenant_uuid: console.tenant, webhook_name: 'CMDB', kind: 'standard', url: 'http://127.0.0.1:9/hook' }
  const webhook = await admin.post('webhook/create', hook)
  uuids.webhook = WebhookRef.parse(webhook.data).webhook_uuid
  await admin.post('webhook/test', { webhook_uuid: uuids.webhook })
}

beforeAll(async () => {
  console = await openConsole(randomUUID())
  await prepare()
}, 120_000)
afterAll(async () => {
  expect(await console.complaints()).toEqual([])
  await console.close()
})

interface Scene {
  readonly name: string
  /** Below the console; a name in braces is the uuid of that name. */
  readonly at: string
  /** What is done before one looks. */
  readonly act?: (page: Page) => Promise<unknown>
}

const tickFirst = (page: Page) => page.getByRole('checkbox', { name: /A larger disk/ }).check()
const fail = async (page: Page) => {
  await page.route('**/v1/ticket/list*', (route) => route.abort())
  await page.getByRole('navigation', { name: '工单列表' }).getByRole('link', { name: '我处理过的' }).click()
  await page.getByRole('alert').waitFor()
  await page.unroute('**/v1/ticket/list*')
}
const scenes: readonly Scene[] = [
  { name: 'the inbox', at: 'inbox', act: tickFirst },
  { name: 'a list of all states', at: 'inbox?scope=all' },
  { name: 'an empty list', at: 'inbox?scope=cc' },
  { name: 'a list that fails', at: 'inbox', act: fail },
  { name: 'a ticket beside its list', at: 'inbox?ticket={pending}' },
  {
    name: 'the question before a rejection',
    at: 'ticket/{pending}',
    act: async (page) => {
      await page.getByRole('button', { name: '驳回' }).click()
      await page.getByRole('dialog').waitFor()
    },
  },
  {
    name: 'a ticket of two rounds with its history',
    at: 'ticket/{edited}',
    act: async (page) => {
      await page.getByText('历史记录', { exact: true }).click()
      await page.getByText(/历史记录完整/).waitFor()
    },
  },
  { name: 'a ticket that is not there', at: `ticket/${randomUUID()}` },
  { name: 'the types of tickets', at: 'new' },
  { name: 'a form', at: 'new/VM_SPECIFICATION' },
  {
    name: 'a form with what is wrong',
    at: 'new/TENCENT_IMAGE_CREATE',
    act: async (page) => {
      await page.getByRole('button', { name: '提交', exact: true }).click()
      await page.getByRole('alert').first().waitFor()
    },
  },
  { name: 'a draft', at: 'edit/{draft}' },
  { name: 'the processes', at: 'processes' },
  { name: 'a process', at: 'processes/{process}' },
  { name: 'a new process', at: 'processes/new' },
  { name: 'the webhooks', at: 'webhooks' },
  { name: 'a new webhook', at: 'webhooks/new' },
  { name: 'deliveries', at: 'webhooks/{webhook}' },
  { name: 'delegations', at: 'delegations' },
  { name: 'images', at: 'images' },
  { name: 'settings', at: 'settings' },
  { name: 'no page', at: 'nowhere' },
]

/** Each language and each theme; with `ACCESS=all` each with each, which takes twice as long. */
const looks = [
  ['zh', 'light'],
  ...(process.env.ACCESS === 'all'
    ? ([
        ['zh', 'dark'],
        ['en', 'light'],
      ] as const)
    : []),
  ['en', 'dark'],
] as const

const prefer = (language: 'zh' | 'en') => `{
  localStorage.setItem('gongdan.preferences', '${JSON.stringify({ language })}')
  dispatchEvent(new StorageEvent('storage', { key: 'gongdan.preferences' }))
}`
/** Texts that people have written, in whatever language the page is. */
const written = new Set<string>(Object.values(people).flatMap(({ name, tenantName }) => [name, tenantName]))
for (const { roles } of Object.values(people)) for (const { name } of roles) written.add(name)
/** The first character of a name stands in a picture's place. */
const initials = new Set([...written].map(([first]) => first))
const untranslated = async (page: Page): Promise<readonly string[]> => {
  const texts = await page.evaluate<string[]>(`{
    const found = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) if (!walker.currentNode.parentElement.closest('[lang]:not(html), pre, script, noscript')) found.push(walker.currentNode.data)
    found
  }`)
  const ours = texts.map((text) => [...written].reduce((rest, name) => rest.replaceAll(name, ''), text))
  return ours.filter((text) => /[\u4e00-\u9fff]/.test(text) && text !== '中文' && !initials.has(text))
}
/** Nothing stands for what is to come, and nothing is dimmed because it is being asked for anew. */
const isLoaded = `document.querySelector('[role=status][aria-label=正在加载], main [aria-busy=true]') === null`
const length = 'Math.max(innerHeight, document.documentElement.scrollHeight)'
const sideways = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'

describe.each([
  ['on a desktop', false, { width: 640, height: 400 }],
  ['on a phone', true, { width: 320, height: 640 }],
] as const)('every page %s', (_, phone, narrow) => {
  test('is for everybody, in both languages and both themes, and fits where it is enlarged', async () => {
    const page = await console.open('administrator', {
      phone,
      options: { reducedMotion: 'reduce', deviceScaleFactor: 1 },
    })
    const size = page.viewportSize() ?? narrow
    const faults: string[] = []
    for (const { name, at, act } of scenes) {
      await page.goto(
        new URL(
          at.replace(/\{(\w+)\}/g, (_all, key: keyof typeof uuids) => uuids[key]),
          console.url,
        ).href,
      )
      await page.locator('h1, main h2').first().waitFor({ state: 'attached' })
      await holds(page, isLoaded)
      await act?.(page)
      // On the whole length of the page, since what a fixed bar happens to cover can be scrolled away.
      if (phone) await page.setViewportSize({ ...size, height: await page.evaluate<number>(length) })
      for (const [language, colorScheme] of looks) {
        await page.evaluate(prefer(language))
        await page.emulateMedia({ colorScheme })
        await holds(page, 'document.getAnimations().length === 0')
        for (const fault of await accessFaults(page)) faults.push(`${name}, ${language}, ${colorScheme}: ${fault}`)
      }
      for (const text of await untranslated(page)) faults.push(`${name} is not translated: ${text}`)
      await page.setViewportSize(narrow)
      const over = await page.evaluate<number>(sideways)
      if (over > 0) faults.push(`${name} scrolls sideways by ${over} at ${narrow.width}`)
      await page.setViewportSize(size)
      const moving = 'document.getAnimations().filter((one) => one.effect.getTiming().duration > 50).length'
      if ((await page.evaluate<number>(moving)) > 0) faults.push(`${name} moves`)
      await page.evaluate(prefer('zh'))
    }
    expect(faults).toEqual([])
  })
})

test('the keyboard reaches everything, in the order in which it is read, and shows where it is', async () => {
  const page = await console.open('administrator')
  await page.getByRole('link', { name: 'A larger disk', exact: true }).waitFor()
  await holds(page, isLoaded)
  await page.evaluate(`{
    window.order = []
    document.addEventListener('focusin', ({ target }) => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(target)
      const last = order.at(-1)?.target
      const isAfter = last === undefined || (last.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_FOLLOWING) > 0
      const isSeen = (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none'
      order.push({ target, name: target.getAttribute('aria-label') ?? target.textContent, isAfter, isSeen })
    })
  }`)
  const last = 'order.at(-1)?.name'
  for (let count = 0; count < 80; count += 1) {
    await page.keyboard.press('Tab')
    if ((await page.evaluate(last)) === 'A much larger disk') break
  }
  const order = await page.evaluate<{ name: string; isAfter: boolean; isSeen: boolean }[]>(
    'order.map(({ name, isAfter, isSeen }) => ({ name, isAfter, isSeen }))',
  )
  expect(order.filter(({ isAfter, isSeen }) => !isAfter || !isSeen)).toEqual([])
  const names = order.map(({ name }) => name)
  expect(names[0]).toBe('跳到正文')
  const wanted = ['待我审批', '新建工单', '搜索工单名称', '选择本页全部', 'A larger disk', 'A much larger disk']
  const places = wanted.map((name) => names.findIndex((one) => one.startsWith(name)))
  expect(places).toEqual(places.toSorted((one, other) => one - other))
  expect(places).not.toContain(-1)

  // A ticket that is opened has the focus, and gives it back; so does a question, which keeps it meanwhile.
  const focused = 'document.activeElement?.textContent'
  await page.keyboard.press('Enter')
  await hasFocus(page.getByRole('complementary').getByRole('heading', { name: 'A much larger disk' }))
  await page.keyboard.press('Escape')
  await page.getByRole('complementary').waitFor({ state: 'detached' })
  await holds(page, `${focused} === 'A much larger disk'`)
  await page.keyboard.press('r')
  await page.getByRole('dialog').waitFor()
  const isKept = 'document.activeElement.closest("[role=dialog], [data-base-ui-focus-guard]") !== null'
  await holds(page, isKept)
  for (let count = 0; count < 8; count += 1) {
    await page.keyboard.press('Tab')
    // At its edges the question takes the focus back a moment later.
    await holds(page, isKept)
  }
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await holds(page, `${focused} === 'A much larger disk'`)
})

test('the content is one press away, on whatever page', async () => {
  const page = await console.open('administrator', { at: 'settings' })
  await page.getByRole('heading', { level: 1, name: '设置' }).waitFor()
  await page.keyboard.press('Tab')
  await hasFocus(page.getByRole('link', { name: '跳到正文' }))
  await page.keyboard.press('Enter')
  await hasFocus(page.getByRole('main'))
  expect(page.url()).toBe(`${console.url}settings`)
})
