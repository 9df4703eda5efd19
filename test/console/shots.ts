// npm run shots -- [NAME…]: takes the pictures of README.md and README.zh-CN.md, on a system of its own with the demo.
import { mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { buildConsole } from '../../deploy/local/buildConsole.ts'
import { fillDemo } from '../../deploy/local/demo.ts'
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

type Language = 'zh' | 'en'

interface Shot {
  readonly name: string
  readonly by: Part
  readonly at: string
  readonly phone?: boolean
  readonly dark?: boolean
  /** What is done on the page before the picture is taken. */
  readonly prepare?: (page: Page, language: Language) => Promise<unknown>
}

/** A ticket by a part of its name, opened from the list. */
const openTicket = (name: string) => async (page: Page) => {
  await page.getByText(name).first().click()
}

const shots: readonly Shot[] = [
  { name: 'inbox', by: 'firstApprover', at: 'inbox' },
  { name: 'inbox-dark', by: 'firstApprover', at: 'inbox', dark: true },
  { name: 'phone', by: 'firstApprover', at: 'inbox', phone: true },
  { name: 'ticket', by: 'administrator', at: 'inbox?scope=all', prepare: openTicket('双十一扩容') },
  { name: 'form', by: 'applicant', at: 'new/VM_SPECIFICATION' },
  { name: 'processes', by: 'administrator', at: 'processes' },
]

/** How long before that time something was, by what it is called: from minutes to a few days. */
const ageOf = (text: string): number => {
  let sum = 7
  for (const character of text) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973
  return [240, 1500, 5400, 14_000, 52_000, 95_000, 180_000, 266_000][sum % 8] ?? 0
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
  await page.goto(`${url}/console/${at}`)
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
await fillDemo(system.url, openIssuer(`${system.directory}/issuer-key.json`))
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
          : { viewport: { width: 1280, height: 800 } }),
      })
      await context.clock.setFixedTime(now)
      await context.route(/\/v1\/ticket\/(list|inspect)/, async (route) => {
        const answer = await route.fetch()
        await route.fulfill({ response: answer, json: settle(await answer.json(), 0) })
      })
      const page = await signIn(context, system.url, shot)
      await shot.prepare?.(page, language)
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
