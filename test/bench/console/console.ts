import { spawn, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { createGongdan, type Gongdan } from '@gongdan/sdk'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { chromium } from 'playwright-core'
import { buildConsole } from '../../../deploy/local/buildConsole.ts'
import { openIssuer } from '../../../deploy/local/issuer.ts'
import { localDirectory, root } from '../../../deploy/local/localDirectory.ts'
import { firstRole } from '../../../deploy/local/people.ts'
import { freePort } from '../../../deploy/local/ports.ts'
import { chromiumPath, type Part, personIn, roleIn, subjectOf } from '../../console/tenants.ts'
import { eventually } from '../../support/eventually.ts'
import { startSystem } from '../../support/system.ts'
import type { Pledge } from '../report.ts'
import { serveBarePage } from './barePage.ts'

/** Odd, so that there is a median. */
const ROUNDS = Number(process.env.ROUNDS ?? 5)
const LISTED = 40
const MANY = 1_000

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

/** Records when the first row (or the bare page's line) is there, and for how long the page could not have answered a press. */
const watch = `
  globalThis.bench = { rowsMs: 0, longMs: [] }
  new MutationObserver(() => {
    if (bench.rowsMs !== 0 || document.querySelector('[data-uuid]') === null) return
    bench.rowsMs = -1
    requestAnimationFrame(() => setTimeout(() => { bench.rowsMs = performance.now() }))
  }).observe(document, { childList: true, subtree: true })
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) bench.longMs.push(duration)
  }).observe({ type: 'longtask', buffered: true })
`

interface Shown {
  readonly rowsMs: number
  /** When anything is drawn at all: before it nothing can be shown, however fast the answers come. */
  readonly paintMs: number
  /** What tasks took beyond 50 ms each. */
  readonly blockedMs: number
}

const shownOf = async (page: Page): Promise<Shown> => {
  // Asked from outside: the page's policy lets nothing be evaluated in it.
  await eventually(
    async () => {
      if ((await page.evaluate<number>('bench.rowsMs')) <= 0) throw new Error('no row is shown yet')
    },
    { withinMs: 60_000, everyMs: 200 },
  )
  // What follows at once (live updates, pages loaded ahead) blocks as well.
  await page.waitForTimeout(1_000)
  const { rowsMs, longMs } = await page.evaluate<{ rowsMs: number; longMs: readonly number[] }>('bench')
  const paintMs = await page.evaluate<number>("performance.getEntriesByName('first-contentful-paint')[0].startTime")
  return { rowsMs, paintMs, blockedMs: longMs.reduce((sum, one) => sum + Math.max(0, one - 50), 0) }
}

/** A phone of the middle: a quarter of this machine's speed, on a network of 4 Mbit/s and 100 ms. */
const likeAPhone = async (page: Page) => {
  const session = await page.context().newCDPSession(page)
  const bytesPerSecond = 4_000_000 / 8
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 100,
    downloadThroughput: bytesPerSecond,
    uploadThroughput: bytesPerSecond,
  })
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 })
}

const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 }
const desktop = { viewport: { width: 1280, height: 800 } }

/** A page of a browser that has loaded nothing yet, whose tab holds what signing in left. */
const openCold = async (browser: Browser, options: object, stored: string): Promise<Page> => {
  const context = await browser.newContext({ locale: 'zh-CN', ...options })
  await context.addInitScript({ content: `${watch}; Object.assign(sessionStorage, ${stored})` })
  return context.newPage()
}

const measureShown = async (browser: Browser, url: string, bareUrl: string, stored: string) => {
  const phones: Shown[] = []
  const barePhones: Shown[] = []
  const desktops: Shown[] = []
  const reloads: Shown[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [address, into, fill] of [
      [bareUrl, barePhones, '{}'],
      [`${url}/console/inbox`, phones, stored],
    ] as const) {
      const page = await openCold(browser, phone, fill)
      await likeAPhone(page)
      await page.goto(address, { waitUntil: 'commit', timeout: 60_000 })
      into.push(await shownOf(page))
      await page.context().close()
    }
    const page = await openCold(browser, desktop, stored)
    await page.goto(`${url}/console/inbox`, { waitUntil: 'commit' })
    desktops.push(await shownOf(page))
    await page.reload({ waitUntil: 'commit' })
    reloads.push(await shownOf(page))
    await page.context().close()
  }
  const rows = (shown: readonly Shown[]) => median(shown.map(({ rowsMs }) => rowsMs))
  return {
    phoneMs: rows(phones),
    barePhoneMs: rows(barePhones),
    phonePaintMs: median(phones.map(({ paintMs }) => paintMs)),
    phoneBlockedMs: median(phones.map(({ blockedMs }) => blockedMs)),
    barePhoneBlockedMs: median(barePhones.map(({ blockedMs }) => blockedMs)),
    desktopMs: rows(desktops),
    reloadMs: rows(reloads),
  }
}

/** Presses Approve for six ticked tickets; gives the milliseconds until the outcome of each stands there. */
const measurePassOfSix = async (page: Page): Promise<number> => {
  const boxes = page.locator('tbody').getByRole('checkbox')
  await boxes.first().waitFor()
  for (let at = 0; at < 6; at += 1) await boxes.nth(at).check()
  await page.keyboard.press('a')
  const dialog = page.getByRole('dialog')
  await dialog.waitFor()
  await page.evaluate(`
    globalThis.sixMs = new Promise((resolve) => {
      let pressed = 0
      addEventListener('click', () => { pressed = performance.now() }, { capture: true, once: true })
      new MutationObserver(() => {
        if (!document.querySelector('[role="dialog"]')?.textContent.includes('6/6')) return
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - pressed)))
      }).observe(document.body, { childList: true, subtree: true, characterData: true })
    }); undefined`)
  await dialog.getByRole('button').last().click()
  const took = await page.evaluate<number>('sixMs')
  await dialog.getByRole('button').last().click()
  await dialog.waitFor({ state: 'detached' })
  return took
}

/** Submits a ticket; gives the milliseconds until another browser's list says that there is something new. */
const measureHint = async (page: Page, submit: () => Promise<unknown>): Promise<number> => {
  let hear: (at: number) => void = () => {}
  const heard = new Promise<number>((resolve) => {
    hear = resolve
  })
  const name = `hint${randomUUID().slice(0, 8)}`
  await page.exposeFunction(name, () => hear(performance.now()))
  await page.evaluate(`{
    const observer = new MutationObserver(() => {
      if (document.querySelector('[aria-live="polite"] > button') === null) return
      observer.disconnect()
      ${name}()
    })
    observer.observe(document.body, { childList: true, subtree: true })
  }`)
  const since = performance.now()
  await submit()
  const took = (await heard) - since
  await page.locator('[aria-live="polite"] > button').first().click()
  await page.locator('[aria-live="polite"] > button').first().waitFor({ state: 'detached' })
  return took
}

/** Passes a thousand tickets in pieces; the milliseconds until the first outcome, and until the last. */
const passMany = async (gd: Gongdan, uuids: readonly string[], pieces: number) => {
  const since = performance.now()
  let firstMs = 0
  for await (const { ok, text } of gd.tickets.pass(uuids, { pieces })) {
    if (!ok) throw new Error(`a pass failed: ${text}`)
    firstMs ||= performance.now() - since
  }
  return { firstMs, allMs: performance.now() - since }
}

const measureBuild = (): number => {
  const folder = localDirectory('test/bench-console')
  rmSync(folder, { recursive: true, force: true })
  const since = performance.now()
  const { status } = spawnSync(process.execPath, [join(root, 'services/console/build.ts'), folder], {
    stdio: ['ignore', 2, 2],
  })
  if (status !== 0) throw new Error('the console could not be built: see above')
  return (performance.now() - since) / 1000
}

/** Seconds until `npm start` is ready, on broker and database of its own. */
const startSeconds = async (): Promise<number> => {
  const { AMQP_URL: _amqp, MONGODB_URL: _mongodb, ...env } = process.env
  const child = spawn(
    process.execPath,
    [join(root, 'deploy/local/bootstrap.mjs'), join(root, 'deploy/local/start.ts')],
    {
      env: { ...env, PORT: String(await freePort()) },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  let seconds = 0
  for await (const line of createInterface({ input: child.stdout })) {
    const [, found] = /the gateway is ready at \S+ after ([\d.]+) s/.exec(line) ?? []
    if (found === undefined) continue
    seconds = Number(found)
    child.kill('SIGTERM')
  }
  await ended
  if (seconds === 0) throw new Error('npm start did not become ready: see above')
  return seconds
}

/** What building the console adds to a start: starts with and without, in turns. */
const measureStarts = async () => {
  const folder = localDirectory('console')
  const withBuild: number[] = []
  const without: number[] = []
  await startSeconds()
  for (let round = 0; round < 3; round += 1) {
    without.push(await startSeconds())
    rmSync(folder, { recursive: true, force: true })
    withBuild.push(await startSeconds())
  }
  return { withBuildS: median(withBuild), withoutS: median(without) }
}

/** What the people of one tenant need: a process of one step, and tickets that wait for its first approver. */
const openTenant = async (url: string, directory: string) => {
  const tenant = randomUUID()
  const issuer = openIssuer(`${directory}/issuer-key.json`)
  const as = async (part: Part) =>
    createGongdan({ baseUrl: url, token: await issuer.token(personIn(part, tenant), 3600) })
  const [administrator, applicant, approver] = await Promise.all([
    as('administrator'),
    as('applicant'),
    as('firstApprover'),
  ])
  const { process_uuid } = await administrator.processes.create({
    tenant_uuid: tenant,
    process_name: 'one step',
    approval_list: [{ tenant_uuid: tenant, role_uuid: roleIn(firstRole.uuid, tenant), role_name: firstRole.name }],
  })
  const submit = async (name: string): Promise<string> =>
    (await applicant.tickets.submit({ ticket_name: name, type: 'FEEDBACK', reason: 'bench', process_uuid })).ticket_uuid
  const submitMany = async (count: number): Promise<readonly string[]> => {
    const uuids: string[] = []
    for (let at = 0; at < count; at += 25)
      uuids.push(
        ...(await Promise.all(
          Array.from({ length: Math.min(25, count - at) }, (_, one) => submit(`ticket ${at + one}`)),
        )),
      )
    return uuids
  }
  return { tenant, approver, submit, submitMany }
}

const signIn = async (context: BrowserContext, url: string, tenant: string): Promise<Page> => {
  const page = await context.newPage()
  await page.goto(`${url}/console/inbox`)
  await page.waitForURL(/\/authorize\?/)
  await page.goto(`${page.url()}&person=${personIn('firstApprover', tenant).user}`)
  await page.locator('[data-uuid]').first().waitFor()
  return page
}

const print = (lines: Readonly<Record<string, string>>) => {
  console.log('\nthe console')
  for (const [what, figure] of Object.entries(lines)) console.log(`  ${what.padEnd(58)}${figure}`)
}

/**
 * How soon people see and get done what they came for, in Chromium on the real system; beside it a page of React that shows one line,
 * built and loaded in the same way. Medians of `ROUNDS` (5).
 */
export const measureConsole = async (): Promise<readonly Pledge[]> => {
  if (!existsSync(chromiumPath)) throw new Error(`no Chromium: run npm test -- console once, which installs it`)
  const buildS = measureBuild()
  const starts = await measureStarts()
  const bare = await serveBarePage()
  const system = await startSystem({ env: { CONSOLE_DIR: await buildConsole() }, provider: { others: subjectOf } })
  const browser = await chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox'] })
  try {
    const { tenant, approver, submit, submitMany } = await openTenant(system.url, system.directory)
    await submitMany(LISTED)
    const page = await signIn(await browser.newContext({ locale: 'zh-CN', ...desktop }), system.url, tenant)
    const stored = await page.evaluate<string>('JSON.stringify({ ...sessionStorage })')
    const shown = await measureShown(browser, system.url, bare.url, stored)

    const hints: number[] = []
    for (let round = 0; round < ROUNDS * 2; round += 1)
      hints.push(await measureHint(page, () => submit(`hint ${round}`)))
    const sixes: number[] = []
    for (let round = 0; round < ROUNDS; round += 1) sixes.push(await measurePassOfSix(page))
    // What follows is told to no page.
    await page.context().close()

    const inPieces: { firstMs: number; allMs: number }[] = []
    const inOne: { firstMs: number; allMs: number }[] = []
    for (let round = 0; round < 3; round += 1) {
      inPieces.push(await passMany(approver, await submitMany(MANY), 100))
      inOne.push(await passMany(approver, await submitMany(MANY), MANY))
    }
    const firstMs = median(inPieces.map((one) => one.firstMs))
    const allMs = median(inPieces.map((one) => one.allMs))
    const oneCallMs = median(inOne.map((one) => one.allMs))
    const [sixMs, hintMs] = [median(sixes), median(hints)]
    const addedS = starts.withBuildS - starts.withoutS

    const ms = (value: number) => `${value.toFixed(0)} ms`
    print({
      'phone: rows visible; bare page': `${ms(shown.phoneMs)}; ${ms(shown.barePhoneMs)}`,
      'phone: anything drawn': ms(shown.phonePaintMs),
      'phone: total blocking time; bare page': `${ms(shown.phoneBlockedMs)}; ${ms(shown.barePhoneBlockedMs)}`,
      'desktop: rows visible; reload': `${ms(shown.desktopMs)}; ${ms(shown.reloadMs)}`,
      'pass of 6, until all outcomes are shown': ms(sixMs),
      'submit, until another browser says so': ms(hintMs),
      '1,000 passes by 100: first outcome; all; in one call': `${ms(firstMs)}; ${ms(allMs)}; ${ms(oneCallMs)}`,
      'vite build': `${buildS.toFixed(1)} s`,
      'npm start with the build; without': `${starts.withBuildS.toFixed(1)} s; ${starts.withoutS.toFixed(1)} s`,
    })
    return [
      { what: 'phone: rows visible, seconds', ratio: shown.phoneMs / 1000, atMost: 2.2 },
      { what: 'phone: rows visible, of a bare page', ratio: shown.phoneMs / shown.barePhoneMs, atMost: 1.6 },
      { what: 'phone: total blocking time, seconds', ratio: shown.phoneBlockedMs / 1000, atMost: 0.6 },
      { what: 'desktop: rows visible, seconds', ratio: shown.desktopMs / 1000, atMost: 0.8 },
      { what: 'desktop: reload, seconds', ratio: shown.reloadMs / 1000, atMost: 0.4 },
      { what: 'pass of 6 shown, seconds', ratio: sixMs / 1000, atMost: 0.4 },
      { what: 'submit until the hint in another browser, seconds', ratio: hintMs / 1000, atMost: 0.5 },
      { what: '1,000 passes: first outcome, seconds', ratio: firstMs / 1000, atMost: 0.15 },
      { what: '1,000 passes by 100 to one call', ratio: allMs / oneCallMs, atMost: 1.3 },
      { what: 'vite build, seconds', ratio: buildS, atMost: 3 },
      { what: 'what the build adds to npm start, seconds', ratio: addedS, atMost: 1 },
    ]
  } finally {
    await browser.close()
    await system.stop()
    bare.close()
  }
}
