// npm run shots -- [NAME…]: takes the pictures of the documents, on a system of its own with the demo.
// npm run shots -- --every [NAME…]: every page and state, on phone and desktop, in both languages and themes, into .local/shots.
import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createGongdan } from '@gongdan/sdk'
import { type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { buildConsole } from '../../deploy/local/buildConsole.ts'
import { fillDemo } from '../../deploy/local/demo.ts'
import { demoTickets } from '../../deploy/local/demoTickets.ts'
import { openIssuer } from '../../deploy/local/issuer.ts'
import { localDirectory, root } from '../../deploy/local/localDirectory.ts'
import { startParts } from '../../deploy/local/parts/startParts.ts'
import { people } from '../../deploy/local/people.ts'
import { openRun } from '../../deploy/local/run.ts'
import { startSystem } from '../support/system.ts'
import { startWebhookReceiver } from '../support/webhookReceiver.ts'
import { chromiumPath, type Part } from './tenants.ts'
import { onATerminal, terminalSvg } from './terminalSvg.ts'

const mostBytes = 250 * 1024
/** What every page takes the time to be: a Friday morning in Shanghai. */
const now = Date.parse('2026-11-27T10:24:00+08:00')

/** After this long a page shows what it has asked for. */
const quietMs = 1_500

interface Shot {
  readonly name: string
  readonly by: Part
  /** Below the console; a name in braces is the uuid of that ticket or process. */
  readonly at: string
  readonly phone?: boolean
  readonly dark?: boolean
  /** Higher than a usual screen. */
  readonly tall?: boolean
  /** The page down to its end. */
  readonly whole?: boolean
  /** What is done on the page before the picture is taken. */
  readonly prepare?: (page: Page) => Promise<unknown>
}

/** Presses a button of that name, in either language. */
const press = (page: Page, name: RegExp) => page.getByRole('button', { name }).first().click()

/** Marks and ticks so many rows from the first one on. */
const tick = async (page: Page, count: number) => {
  for (let row = 0; row < count; row++) {
    await page.keyboard.press('j')
    await page.keyboard.press('x')
  }
}

/** Passes some tickets of which a colleague has passed two meanwhile. */
const passSome = async (page: Page) => {
  await tick(page, 6)
  const named = await page
    .getByRole('row')
    .filter({ has: page.getByRole('checkbox', { checked: true }) })
    .getByRole('link')
    .allInnerTexts()
  await page.keyboard.press('a')
  const dialog = page.getByRole('dialog')
  await dialog.waitFor()
  for (const name of [named[1], named[4]]) {
    const { list } = await as('otherFirstApprover').tickets.list({ name: name?.trim() ?? '', page_size: 1 })
    await as('otherFirstApprover')
      .tickets.pass(list[0]?.ticket_uuid ?? '')
      .all()
  }
  await dialog.getByRole('button').last().click()
}

/** Opens the delivery of what is overdue, once it was tried again: a minute after the demo. */
const openFailed = async (page: Page) => {
  const overdue = page.locator('main li').filter({ hasText: /^(审批超时|Overdue).*[2-9] (次尝试|attempts)/ })
  while ((await overdue.count()) === 0) {
    await press(page, /^(刷新|Refresh)$/)
    await page.waitForTimeout(quietMs)
  }
  await overdue.first().locator('button[aria-expanded]').click()
}

const shots: readonly Shot[] = [
  { name: 'inbox', by: 'firstApprover', at: 'inbox', prepare: (page) => tick(page, 4) },
  { name: 'phone', by: 'firstApprover', at: 'inbox', phone: true },
  { name: 'phone-ticket', by: 'firstApprover', at: 'ticket/{Kafka 日志盘扩容到 6 TiB}', phone: true, dark: true },
  { name: 'ticket', by: 'administrator', at: 'ticket/{双十一扩容 web 节点}', tall: true },
  { name: 'designer', by: 'administrator', at: 'processes/{云主机申请}' },
  { name: 'deliveries', by: 'administrator', at: 'webhooks/{订单系统}?tab=deliveries', prepare: openFailed },
  // Last, since it changes what is there.
  { name: 'batch', by: 'firstApprover', at: 'inbox', prepare: passSome },
]

/** Passes four tickets as far as one can see: nothing is sent, two are answered as passed by a colleague. */
const showResults = async (page: Page) => {
  await page.route(/v1\/ticket\/pass/, (route) => {
    const { list } = route.request().postDataJSON() as { list: (string | { ticket_uuid: string })[] }
    const current = {
      ticket_state_code: 'pending',
      action: 'ticket.step-passed',
      actor_name: '钱主管',
      owner_name: '资源审批',
    }
    const results = list.map((item, place) => {
      const data = { ticket_uuid: typeof item === 'string' ? item : item.ticket_uuid }
      return place % 2 === 0
        ? { scode: 0, message: 'success', message_cn: '成功', desc: '', data }
        : {
            scode: 3002,
            message: '',
            message_cn: '',
            desc: '',
            data: { ...data, current: { ...current, time: now / 1000 - 70 } },
          }
    })
    return route.fulfill({
      json: { scode: 0, desc: '', message: '', message_cn: '', data: { success: 2, fail: 2, results } },
    })
  })
  for (const box of (await page.locator('main').getByRole('checkbox').all()).slice(1, 5)) await box.check()
  await press(page, /^(通过|Approve)( a)?$/)
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^(通过|Approve)/ })
    .click()
}

/** Every page and state, for who looks at the looks. */
const everything: readonly Shot[] = [
  { name: 'inbox', by: 'firstApprover', at: 'inbox' },
  {
    name: 'inbox-ticked',
    by: 'firstApprover',
    at: 'inbox',
    prepare: async (page) => {
      for (const box of (await page.locator('main').getByRole('checkbox').all()).slice(1, 5)) await box.check()
    },
  },
  { name: 'results', by: 'firstApprover', at: 'inbox', prepare: showResults },
  { name: 'inbox-filters', by: 'firstApprover', at: 'inbox', prepare: (page) => press(page, /^(筛选|Filters)/) },
  { name: 'inbox-ticket', by: 'firstApprover', at: 'inbox?ticket={Kafka 日志盘扩容到 6 TiB}' },
  { name: 'inbox-mine', by: 'applicant', at: 'inbox?scope=applied' },
  { name: 'inbox-all', by: 'administrator', at: 'inbox?scope=all' },
  { name: 'inbox-empty', by: 'applicant', at: 'inbox' },
  { name: 'inbox-none', by: 'firstApprover', at: 'inbox?q=nothing' },
  {
    name: 'inbox-error',
    by: 'firstApprover',
    at: 'inbox?q=a',
    prepare: async (page) => {
      await page.route(/v1\/ticket\/list/, (route) =>
        route.fulfill({ status: 400, json: broken, headers: { 'x-request-id': 'b7cf0d2a4f1e' } }),
      )
      await page.reload()
    },
  },
  {
    name: 'overrule',
    by: 'firstApprover',
    at: 'inbox?ticket={Kafka 日志盘扩容到 6 TiB}',
    prepare: async (page) => {
      await page.evaluate(reasons)
      await press(page, /^(驳回|Reject)$/)
    },
  },
  {
    name: 'keys',
    by: 'firstApprover',
    at: 'inbox',
    prepare: (page) => page.keyboard.press('?'),
  },
  { name: 'ticket', by: 'administrator', at: 'ticket/{双十一扩容 web 节点}', whole: true },
  {
    name: 'ticket-history',
    by: 'administrator',
    at: 'ticket/{双十一扩容 web 节点}',
    whole: true,
    prepare: async (page) => {
      for (const one of await page.locator('main summary').all()) await one.click()
    },
  },
  {
    name: 'ticket-more',
    by: 'administrator',
    at: 'ticket/{双十一扩容 web 节点}',
    prepare: (page) => press(page, /^(更多操作|More actions)$/),
  },
  { name: 'ticket-none', by: 'firstApprover', at: 'ticket/0a0a0a0a-0000-4000-8000-000000000000' },
  { name: 'new', by: 'applicant', at: 'new', whole: true },
  { name: 'form', by: 'applicant', at: 'new/VM_SPECIFICATION', whole: true },
  {
    name: 'form-errors',
    by: 'applicant',
    at: 'new/VOLUME_EXPANSION',
    whole: true,
    prepare: (page) => press(page, /^(提交|Submit)$/),
  },
  { name: 'processes', by: 'administrator', at: 'processes' },
  { name: 'designer', by: 'administrator', at: 'processes/{云主机申请}', whole: true },
  {
    name: 'designer-step',
    by: 'administrator',
    at: 'processes/{云主机申请}',
    whole: true,
    prepare: (page) => page.locator('main ol button[aria-expanded="false"]').last().click(),
  },
  { name: 'webhooks', by: 'administrator', at: 'webhooks' },
  { name: 'webhook-new', by: 'administrator', at: 'webhooks/new', whole: true },
  { name: 'deliveries', by: 'administrator', at: 'webhooks/{订单系统}?tab=deliveries', prepare: openFailed },
  { name: 'delegations', by: 'administrator', at: 'delegations?scope=tenant' },
  { name: 'delegations-empty', by: 'applicant', at: 'delegations' },
  {
    name: 'delegation-new',
    by: 'firstApprover',
    at: 'delegations',
    prepare: (page) => press(page, /^(新建委托|New delegation)$/),
  },
  { name: 'images', by: 'administrator', at: 'images' },
  { name: 'settings', by: 'firstApprover', at: 'settings', whole: true },
  { name: 'lost', by: 'firstApprover', at: 'nowhere' },
]

const broken = {
  scode: 1002,
  desc: 'filter_name: must be at most 128 characters',
  desc_cn: 'filter_name：最多 128 个字符',
  message: 'a field is missing or not valid',
  message_cn: '参数错误',
  data: null,
}
const reasons = `localStorage.setItem('gongdan.reasons', JSON.stringify(['容量可以先用现有磁盘', '请补充业务影响说明', '本月预算已用完']))`

const day = 86_400
/** How long before that time a ticket was submitted: the demo's first one a week, its last one minutes. */
const ageOf = (name: string): number => {
  const index = demoTickets.findIndex(({ body }) => body.ticket_name === name)
  const left = 1 - (index === -1 ? 1 : index / demoTickets.length)
  return Math.round(240 + 7 * day * left ** 3)
}

/** Moves all times of a ticket, which were those of a minute ago, to where they are the same in every run. */
const settle = (value: unknown, shift: number): unknown => {
  if (Array.isArray(value)) return value.map((one) => settle(one, shift))
  if (typeof value !== 'object' || value === null) return value
  const { ticket_name: name, ticket_create_time: created } = value as Record<string, unknown>
  const own =
    typeof name === 'string' && typeof created === 'number' && created > 0
      ? Math.floor(now / 1000) - ageOf(name) - created
      : shift
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => {
      const isTime = typeof field === 'number' && field > 1e9 && /time|since|^start$|^end$/.test(key)
      return [key, isTime ? field + (field > 1e12 ? own * 1000 : own) : settle(field, own)]
    }),
  )
}

type Look = Pick<Shot, 'phone' | 'dark' | 'tall'> & { readonly language: 'zh' | 'en' }

const optionsOf = ({ phone, dark, tall, language }: Look): BrowserContextOptions => ({
  locale: language === 'zh' ? 'zh-CN' : 'en-US',
  timezoneId: 'Asia/Shanghai',
  colorScheme: dark ? 'dark' : 'light',
  reducedMotion: 'reduce',
  ...(phone
    ? { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 }
    : { viewport: { width: 1280, height: tall ? 1240 : 800 } }),
})

/** A browser whose clock, and all that it is told, stand at that time. */
const openContext = async (look: Look): Promise<BrowserContext> => {
  const context = await browser.newContext(optionsOf(look))
  await context.clock.setFixedTime(now)
  await context.route(/\/v1\/(ticket|webhook|delegation)\//, async (route) => {
    // A page that was left asks for nothing any more.
    const answer = await route.fetch({ timeout: 0 }).catch(() => undefined)
    if (answer === undefined) return
    // What was done a moment ago was done a minute before that time.
    const shift = Math.floor((now - Date.now()) / 1000) - 60
    const text = (await answer.text()).replaceAll(receiver.url, 'https://orders.example.com/hooks/gongdan')
    await route.fulfill({ response: answer, json: settle(JSON.parse(text), shift) })
  })
  return context
}

/** Signs in where the address leads, or goes there if a person has signed in on that page before. */
const show = async (page: Page, url: string, { by, at, prepare }: Shot): Promise<void> => {
  const isNew = page.url() === 'about:blank'
  await page.goto(`${url}/console/${await addressOf(at)}`)
  if (isNew) await page.getByRole('link', { name: people[by].name }).click()
  await page.locator('main h1').first().waitFor()
  await page.waitForTimeout(quietMs)
  await page.locator('main [role="status"][aria-label]').first().waitFor({ state: 'detached' })
  await prepare?.(page)
  await page.waitForTimeout(quietMs)
}

const args = process.argv.slice(2)
const every = args.includes('--every')
const asked = args.filter((name) => name !== '--every')
const isAsked = ({ name }: Shot): boolean => asked.length === 0 || asked.includes(name)
const folder = every ? localDirectory('shots') : join(root, 'services/console/pictures')
mkdirSync(folder, { recursive: true })

// First, since what cannot be built leaves nothing to stop.
const built = await buildConsole()
const run = openRun(localDirectory('test/shots'), false, console.error)
const parts = await startParts(run)
process.env.AMQP_URL = parts.rabbitmq.url
process.env.MONGODB_URL = parts.mongodb.url
const system = await startSystem({ env: { CONSOLE_DIR: built } })
const issuer = openIssuer(`${system.directory}/issuer-key.json`)
const as = (part: Part) => createGongdan({ baseUrl: system.url, token: () => issuer.token(people[part], 3600) })

/** Takes all but decisions against; and what it fails on, it takes the second time. */
const seen = new Set<string>()
const receiver = await startWebhookReceiver(({ body, headers }) => {
  const id = headers['webhook-id'] ?? ''
  const isSecond = seen.has(id)
  seen.add(id)
  if (body.includes('"ticket.overdue"')) return { status: 503, body: '{"error":"deploying"}' }
  if (body.includes('"ticket.image-created"') && !isSecond) return { status: 500, body: '{"error":"order is locked"}' }
  return { status: 200, body: '{"ok":true}' }
})
await as('administrator').webhooks.create({
  webhook_name: '订单系统',
  url: receiver.url,
  tenant_uuid: people.administrator.tenant,
})
await fillDemo(system.url, issuer)

/** An address with the uuids of what it names. */
const addressOf = async (at: string): Promise<string> => {
  const [whole, name] = /\{(.*)\}/.exec(at) ?? []
  if (whole === undefined || name === undefined) return at
  const administrator = as('administrator')
  const [tickets, processes, webhooks] = await Promise.all([
    administrator.tickets.list({ name, scope: 'all', page_size: 1 }),
    administrator.processes.list({ name, page_size: 1 }),
    administrator.webhooks.list(),
  ])
  const webhook = webhooks.list.find(({ webhook_name }) => webhook_name === name)
  const uuid = tickets.list[0]?.ticket_uuid ?? processes.list[0]?.process_uuid ?? webhook?.webhook_uuid ?? ''
  return at.replace(whole, uuid)
}

/** The pictures of the documents, each in both languages. */
const takeDocuments = async (given: readonly Shot[]) => {
  for (const shot of given.filter(isAsked))
    for (const language of ['zh', 'en'] as const) {
      const context = await openContext({ ...shot, language })
      const page = await context.newPage()
      await show(page, system.url, shot)
      const file = join(folder, `${shot.name}.${language}.png`)
      await page.screenshot({ path: file })
      const { size } = statSync(file)
      console.log(`${shot.name}.${language}.png ${Math.round(size / 1024)} kB`)
      if (size > mostBytes) throw new Error(`${file} is larger than ${mostBytes} bytes`)
      await context.close()
    }
}

const columns = 138

/** The command line, as a terminal shows it. */
const takeTerminal = async () => {
  if (!(asked.length === 0 || asked.includes('cli'))) return
  const token = await issuer.token(people.secondApprover, 3600)
  for (const language of ['zh', 'en'] as const) {
    const env = { GONGDAN_URL: system.url, GONGDAN_TOKEN: token, HOME: system.directory }
    const { list } = await as('secondApprover').tickets.list({ scope: 'todo', sort: 'oldest', page_size: 3 })
    const commands = [
      ['ls', '--scope', 'todo'],
      ['pass', ...list.map(({ ticket_uuid }) => ticket_uuid), '--yes'],
    ]
    const written = commands.map((args) => {
      const typed = args.map((one) => (one.length === 36 ? `${one.slice(0, 8)}…` : one)).join(' ')
      return `\u001b[32m$\u001b[0m gongdan ${typed}\n${onATerminal([...args, '--lang', language], env, columns)}`
    })
    const file = join(root, `libs/cli/pictures/terminal.${language}.svg`)
    mkdirSync(join(root, 'libs/cli/pictures'), { recursive: true })
    writeFileSync(file, terminalSvg('gongdan ls, gongdan pass', written.join('\n'), columns))
    console.log(`terminal.${language}.svg`)
  }
}

/** Everything in one look; each person has a browser, and signs in once. */
const takeLook = async (look: Look) => {
  const pages = new Map<Part, Page>()
  for (const shot of everything.filter(isAsked)) {
    const page = pages.get(shot.by) ?? (await (await openContext(look)).newPage())
    pages.set(shot.by, page)
    const name = [shot.name, look.phone ? 'phone' : 'desktop', look.language, look.dark ? 'dark' : 'light'].join('.')
    try {
      await show(page, system.url, shot)
      await page.screenshot({ path: join(folder, `${name}.png`), fullPage: shot.whole ?? false })
    } catch (fault) {
      console.log(`${name}: ${String(fault).split('\n')[0]}`)
    }
    await page.unrouteAll()
  }
  for (const page of pages.values()) await page.context().close()
}

const browser = await chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox'] })
try {
  if (every) {
    const looks = (['zh', 'en'] as const).flatMap((language) =>
      [false, true].flatMap((phone) => [false, true].map((dark): Look => ({ language, phone, dark }))),
    )
    // Pages mostly wait for each other's quiet: two looks at once take hardly longer than one.
    const take = async (): Promise<void> => {
      for (let look = looks.shift(); look !== undefined; look = looks.shift()) await takeLook(look)
    }
    await Promise.all([take(), take()])
    console.log(folder)
  } else {
    const [last] = shots.slice(-1)
    await takeDocuments(shots.filter((shot) => shot !== last))
    // Before the batch, which hands the second approver more than fits a terminal.
    await takeTerminal()
    if (last !== undefined) await takeDocuments([last])
  }
} finally {
  await browser.close()
  await system.stop()
  await receiver.close()
  await parts.stop()
  await run.close()
}
