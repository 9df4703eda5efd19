// npm run shots -- [NAME…]: takes the pictures of README.md and README.zh-CN.md, on a system of its own with the demo.
import { mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { createGongdan } from '@gongdan/sdk'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { buildConsole } from '../../deploy/local/buildConsole.ts'
import { fillDemo } from '../../deploy/local/demo.ts'
import { demoTickets } from '../../deploy/local/demoTickets.ts'
import { openIssuer } from '../../deploy/local/issuer.ts'
import { localDirectory, root } from '../../deploy/local/localDirectory.ts'
import { startParts } from '../../deploy/local/parts/startParts.ts'
import { people } from '../../deploy/local/people.ts'
import { openRun } from '../../deploy/local/run.ts'
import { startSystem } from '../support/system.ts'
import { chromiumPath, type Part } from './tenants.ts'

const folder = join(root, 'services/console/pictures')
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
  /** What is done on the page before the picture is taken. */
  readonly prepare?: (page: Page) => Promise<unknown>
}

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

const shots: readonly Shot[] = [
  { name: 'inbox', by: 'firstApprover', at: 'inbox', prepare: (page) => tick(page, 4) },
  { name: 'phone', by: 'firstApprover', at: 'inbox', phone: true },
  { name: 'phone-ticket', by: 'firstApprover', at: 'ticket/{Kafka 日志盘扩容到 6 TiB}', phone: true, dark: true },
  { name: 'ticket', by: 'administrator', at: 'ticket/{双十一扩容 web 节点}', tall: true },
  { name: 'designer', by: 'administrator', at: 'processes/{云主机申请}' },
  // Last, since it changes what is there.
  { name: 'batch', by: 'firstApprover', at: 'inbox', prepare: passSome },
]

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
      const isTime = typeof field === 'number' && field > 1e9 && /time|since/.test(key)
      return [key, isTime ? field + (field > 1e12 ? own * 1000 : own) : settle(field, own)]
    }),
  )
}

const signIn = async (context: BrowserContext, url: string, { by, at }: Shot): Promise<Page> => {
  const page = await context.newPage()
  await page.goto(`${url}/console/${await addressOf(at)}`)
  await page.getByRole('link', { name: people[by].name }).click()
  await page.getByRole('button', { name: people[by].name }).waitFor()
  await page.locator('main h1').first().waitFor()
  await page.waitForTimeout(quietMs)
  return page
}

const asked = process.argv.slice(2)
const run = openRun(localDirectory('test/shots'), false, console.error)
const parts = await startParts(run)
process.env.AMQP_URL = parts.rabbitmq.url
process.env.MONGODB_URL = parts.mongodb.url
const system = await startSystem({ env: { CONSOLE_DIR: await buildConsole() } })
const issuer = openIssuer(`${system.directory}/issuer-key.json`)
await fillDemo(system.url, issuer)
const as = (part: Part) => createGongdan({ baseUrl: system.url, token: () => issuer.token(people[part], 3600) })

/** An address with the uuids of what it names. */
const addressOf = async (at: string): Promise<string> => {
  const [whole, name] = /\{(.*)\}/.exec(at) ?? []
  if (whole === undefined || name === undefined) return at
  const [tickets, processes] = await Promise.all([
    as('administrator').tickets.list({ name, scope: 'all', page_size: 1 }),
    as('administrator').processes.list({ name, page_size: 1 }),
  ])
  return at.replace(whole, tickets.list[0]?.ticket_uuid ?? processes.list[0]?.process_uuid ?? '')
}
const browser = await chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox'] })
mkdirSync(folder, { recursive: true })
try {
  for (const shot of shots.filter(({ name }) => asked.length === 0 || asked.includes(name)))
    for (const language of ['zh', 'en'] as const) {
      const context = await browser.newContext({
        locale: language === 'zh' ? 'zh-CN' : 'en-US',
        timezoneId: 'Asia/Shanghai',
        colorScheme: shot.dark ? 'dark' : 'light',
        reducedMotion: 'reduce',
        ...(shot.phone
          ? { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 }
          : { viewport: { width: 1280, height: shot.tall ? 1240 : 800 } }),
      })
      await context.clock.setFixedTime(now)
      await context.route(/\/v1\/ticket\/(list|inspect|pass)/, async (route) => {
        const answer = await route.fetch()
        // What was decided a moment ago was decided a minute before that time.
        const shift = Math.floor((now - Date.now()) / 1000) - 60
        await route.fulfill({ response: answer, json: settle(await answer.json(), shift) })
      })
      const page = await signIn(context, system.url, shot)
      await shot.prepare?.(page)
      await page.waitForTimeout(quietMs)
      const file = join(folder, `${shot.name}.${language}.png`)
      await page.screenshot({ path: file })
      const { size } = statSync(file)
      console.log(`${shot.name}.${language}.png ${Math.round(size / 1024)} kB`)
      if (size > mostBytes) throw new Error(`${file} is larger than ${mostBytes} bytes`)
      await context.close()
    }
} finally {
  await browser.close()
  await system.stop()
  await parts.stop()
  await run.close()
}
