import { readFileSync } from 'node:fs'
import { ProcessRef } from '@gongdan/contracts'
import axe, { type AxeResults } from 'axe-core'
import {
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Locator,
  type Page,
  type Route,
} from 'playwright-core'
import { z } from 'zod'
import { openIssuer } from '../../deploy/local/issuer.ts'
import { firstRole, secondRole } from '../../deploy/local/people.ts'
import { type Caller, createCaller, type Reply, ticketUuid } from '../support/caller.ts'
import { eventually } from '../support/eventually.ts'
import { patient } from '../support/harness.ts'
import { chromiumPath, fulfiller, type Part, personIn, roleIn } from './tenants.ts'

/** How somebody looks at the console. */
export interface Looks {
  /** `zh` if it is left out. */
  readonly language?: 'zh' | 'en'
  /** A phone with a touch screen, 390 × 844; else a desktop, 1280 × 800. */
  readonly phone?: boolean
  readonly dark?: boolean
  /** Where to go after signing in, below the console: `inbox` if it is left out. */
  readonly at?: string
  readonly options?: BrowserContextOptions
}

/** The console of one tenant, in a browser of its own. */
export interface ConsoleHarness {
  /** The console's address, with a slash at its end. */
  readonly url: string
  readonly gatewayUrl: string
  readonly tenant: string
  /** Calls the API as one of the tenant's people; rejects what is refused, which a page would wait for in vain. */
  as(part: Part): Caller
  /** The API of a program that does what was approved. It is given the tickets of all tenants. */
  readonly fulfiller: Caller
  /** A browser of its own for somebody who is not signed in yet. */
  browser(looks?: Looks): Promise<BrowserContext>
  /** A page of a signed-in person, in a browser of their own, without the detour by the sign-in page. */
  open(part: Part, looks?: Looks): Promise<Page>
  /** As `open`, by the sign-in page, so that the session can be renewed and ended. */
  signIn(part: Part, looks?: Looks): Promise<Page>
  /** Waits until others can choose these people, of whom is known what their tokens show. */
  known(...parts: readonly Part[]): Promise<void>
  /** Chooses somebody on the sign-in page that a page shows, and waits for the console. */
  choose(page: Page, part: Part): Promise<void>
  /** The administrator defines a process of these steps; gives its uuid. */
  defineProcess(name: string, steps: readonly ('first' | 'second')[]): Promise<string>
  /** The applicant submits a ticket that needs no section; gives its uuid. */
  submit(name: string, processUuid: string): Promise<string>
  /** The cloud refuses to make the image of this ticket, once. */
  failImage(ticketUuid: string): Promise<void>
  /** Ends the gateway; it is started again by itself. */
  killGateway(): void
  /** Closes every browser so far: a page that is left keeps its stream and asks on, and the next test wants the machine. */
  leave(): Promise<void>
  /** What no page may do or leave behind, by any browser so far: empty when all is well. Leaves them. */
  complaints(): Promise<readonly string[]>
  close(): Promise<void>
}

/** What the console reads of where people sign in. */
const SignIn = z.object({ issuer: z.string(), client_id: z.string() })

const flags = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]
const reportViolations = `document.addEventListener('securitypolicyviolation', (event) =>
  reportViolation(event.violatedDirective + ' ' + event.blockedURI))`
const jwt = /eyJ[\w-]+\.[\w-]+\.[\w-]+/

/** What a browser holds that it must not: a cookie of anybody, a token outside of the session. */
const leftIn = async (context: BrowserContext): Promise<readonly string[]> => {
  const cookies = (await context.cookies()).map(({ name, domain }) => `cookie ${name} of ${domain}`)
  const stored = await Promise.all(
    context.pages().map((page) => page.evaluate(() => JSON.stringify(localStorage)).catch(() => '')),
  )
  const addresses = context.pages().map((page) => page.url())
  return [
    ...cookies,
    ...stored.filter((text) => jwt.test(text)).map(() => 'a token in localStorage'),
    ...addresses.filter((text) => jwt.test(text)).map((text) => `a token in the address ${text}`),
  ]
}

const succeeds = ({ scode, text }: Reply): void => {
  if (scode !== 0) throw new Error(`refused: ${text}`)
}

/** Where the system's parts are, and its processes as they are now. */
const runningSystem = (): {
  readonly addresses: Readonly<Record<string, string>>
  readonly processes: readonly { readonly name: string; readonly pid: number }[]
} => JSON.parse(readFileSync(`${process.env.CONSOLE_SYSTEM}/run.json`, 'utf8'))

/**
 * Opens the console that startConsole.ts started, for a tenant that no other file of tests has. Who kills gateways takes the
 * second one: nothing else is asked of it.
 */
export const openConsole = async (
  tenant: string,
  gateway: 'gateway' | 'gateway-2' = 'gateway',
): Promise<ConsoleHarness> => {
  const { CONSOLE_SYSTEM: directory = '' } = process.env
  const gatewayUrl = runningSystem().addresses[gateway] ?? ''
  const url = `${gatewayUrl}/console/`
  const issuer = openIssuer(`${directory}/issuer-key.json`)
  const tokens = new Map<Part, string>()
  for (const part of ['applicant', 'secondApplicant', 'firstApprover', 'otherFirstApprover'] as const)
    tokens.set(part, await issuer.token(personIn(part, tenant), 3600))
  for (const part of ['secondApprover', 'administrator', 'superAdministrator'] as const)
    tokens.set(part, await issuer.token(personIn(part, tenant), 3600))

  const browser = await chromium.launch({ executablePath: chromiumPath, args: flags })
  const contexts: BrowserContext[] = []
  const seen: string[] = []

  const watch = (page: Page) => {
    page.on('pageerror', (fault) => seen.push(`fault of a page: ${fault.message}`))
    page.on('console', (message) => {
      const text = message.text()
      if (/Content Security Policy|violates the following/i.test(text)) seen.push(`policy: ${text}`)
      if (jwt.test(text)) seen.push(`a token in the log: ${text.slice(0, 80)}`)
    })
  }

  const { issuer: authority, client_id: client } = SignIn.parse(await (await fetch(new URL('config.json', url))).json())
  /** A script that leaves a tab the session that the sign-in page would have left, in the place where oidc-client-ts looks for it. */
  const sessionOf = (part: Part): string => {
    const user = {
      access_token: tokens.get(part),
      token_type: 'Bearer',
      scope: 'openid profile',
      profile: { sub: personIn(part, tenant).user },
      expires_at: Math.floor(Date.now() / 1000) + 3600,
    }
    const [origin, key, value] = [gatewayUrl, `oidc.user:${authority}:${client}`, JSON.stringify(user)].map((text) =>
      JSON.stringify(text),
    )
    return `if (location.origin === ${origin}) sessionStorage.setItem(${key}, ${value})`
  }

  const callerWith = (token: string | undefined) => createCaller(gatewayUrl, token, { ...patient, onReply: succeeds })
  const as = (part: Part) => callerWith(tokens.get(part))

  const harness: ConsoleHarness = {
    url,
    gatewayUrl,
    tenant,
    as,
    fulfiller: callerWith(await issuer.token(fulfiller, 3600)),
    browser: async ({ language = 'zh', phone = false, dark = false, options = {} } = {}) => {
      const context = await browser.newContext({
        locale: language === 'zh' ? 'zh-CN' : 'en-US',
        timezoneId: 'Asia/Shanghai',
        colorScheme: dark ? 'dark' : 'light',
        ...(phone
          ? { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 }
          : { viewport: { width: 1280, height: 800 } }),
        ...options,
      })
      context.setDefaultTimeout(30_000)
      context.on('page', watch)
      await context.exposeBinding('reportViolation', (_source, what: string) => seen.push(`policy: ${what}`))
      await context.addInitScript({ content: reportViolations })
      contexts.push(context)
      return context
    },
    open: async (part, looks = {}) => {
      const context = await harness.browser(looks)
      await context.addInitScript({ content: sessionOf(part) })
      const page = await context.newPage()
      await page.goto(new URL(looks.at ?? 'inbox', url).href)
      return page
    },
    signIn: async (part, looks = {}) => {
      const page = await (await harness.browser(looks)).newPage()
      await page.goto(new URL(looks.at ?? 'inbox', url).href)
      await harness.choose(page, part)
      return page
    },
    known: async (...parts) => {
      for (const part of parts) await as(part).get('ticket/count')
      await soon(async () => {
        const { text } = await as('administrator').get('user/list', {
          query: { tenant_uuid: tenant, page_size: '100' },
        })
        for (const part of parts)
          if (!text.includes(personIn(part, tenant).user)) throw new Error(`${part} is not known yet`)
      })
    },
    choose: async (page, part) => {
      await page.waitForURL(/\/authorize\?/)
      // The page lists the demo's people; those of this tenant have other ids.
      await page.goto(`${page.url()}&person=${personIn(part, tenant).user}`)
      await page.waitForURL((address) => address.href.startsWith(url) && !address.pathname.endsWith('/callback'))
    },
    defineProcess: async (name, steps) => {
      const stepOf = { first: firstRole, second: secondRole }
      const body = {
        tenant_uuid: tenant,
        process_name: name,
        approval_list: steps.map((step) => ({
          tenant_uuid: tenant,
          tenant_name: personIn('administrator', tenant).tenantName,
          role_uuid: roleIn(stepOf[step].uuid, tenant),
          role_name: stepOf[step].name,
        })),
      }
      return ProcessRef.parse((await as('administrator').post('ticket/process/create', body)).data).process_uuid
    },
    submit: async (name, processUuid) => {
      const body = { ticket_name: name, type: 'FEEDBACK', reason: '控制台很慢', process_uuid: processUuid }
      return ticketUuid(await as('applicant').post('ticket/submit', body))
    },
    failImage: async (uuid) => {
      const refused = { kind: 'error', code: 'InvalidInstance.NotSupported', message: 'not this one' }
      const match = { action: 'CreateImage', imageNameRegex: uuid }
      const body = JSON.stringify({ match, do: refused })
      await fetch(`${runningSystem().addresses.emulator}/_emulator/faults`, { method: 'POST', body })
    },
    killGateway: () => {
      const { pid } = runningSystem().processes.find(({ name }) => name === gateway) ?? { pid: 0 }
      if (pid !== 0) process.kill(pid, 'SIGKILL')
    },
    leave: async () => {
      for (const context of contexts.splice(0)) {
        seen.push(...(await leftIn(context)))
        // What a test still holds back of a page's requests fails when the page is gone.
        for (const page of context.pages()) await page.unrouteAll({ behavior: 'ignoreErrors' })
        await context.close()
      }
    },
    complaints: async () => {
      await harness.leave()
      return [...new Set(seen)]
    },
    close: () => browser.close(),
  }
  return harness
}

/** How tests wait for what a page or the system does: far longer than it takes, for a machine may be slow and busy. */
export const soon = <T>(attempt: () => Promise<T> | T): Promise<T> => eventually(attempt, { withinMs: 30_000 })
/** The gateway carries out the next request to this address; whoever sent it does not learn what became of it. */
export const loseAnswer = async (page: Page, address: string): Promise<void> => {
  const lose = async (route: Route) => {
    await route.fetch()
    const json = { scode: 1009, desc: '', message: 'in progress', message_cn: '相同请求正在处理', data: null }
    // Longer than the page has patience.
    await route.fulfill({ status: 409, headers: { 'Retry-After': '60' }, json })
  }
  await page.route(address, lose, { times: 1 })
}
/** Requests to this address wait until they are let go: what is done meanwhile is done before the answer. */
export const hold = async (
  page: Page,
  address: string,
): Promise<{ readonly asked: Promise<void>; readonly letGo: () => void }> => {
  const [asked, allowed] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  await page.route(address, async (route) => {
    asked.resolve()
    await allowed.promise
    await route.continue()
  })
  return { asked: asked.promise, letGo: allowed.resolve }
}
/** Waits until an expression is true. Playwright's own way would have the page evaluate text, which its policy forbids. */
export const holds = (page: Page, expression: string): Promise<void> =>
  soon(async () => {
    if ((await page.evaluate(expression)) !== true) throw new Error(`not true: ${expression}`)
  })
/** What keys are for is decided by what has the focus, which what has just been drawn gets a moment later. */
export const hasFocus = (target: Locator): Promise<void> => target.and(target.page().locator(':focus')).waitFor()

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What axe finds on a page, a line each: rule, how bad, where. */
export const accessFaults = async (page: Page): Promise<readonly string[]> => {
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(axe.source)
  const options = { runOnly: rules, resultTypes: ['violations'], preload: false }
  const { violations } = await page.evaluate<AxeResults>(`axe.run(document, ${JSON.stringify(options)})`)
  return violations.map(
    ({ id, impact, nodes }) => `${id} (${impact}): ${nodes.map(({ target }) => target).join(' | ')}`,
  )
}
