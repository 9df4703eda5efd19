import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals'
import type { Page, Route } from 'playwright-core'
import { people } from '../../deploy/local/people.ts'
import { accessFaults, type ConsoleHarness, openConsole, soon } from './harness.ts'

jest.setTimeout(120_000)

let console: ConsoleHarness
beforeAll(async () => {
  console = await openConsole(randomUUID())
})
afterEach(() => console.leave())
afterAll(() => console.close())

/** The frame shows who is signed in. */
const isSignedIn = (page: Page, name: string) => page.getByRole('button', { name }).waitFor()
const address = (path: string) => new URL(path, console.url).href

describe('signing in', () => {
  test('takes one click on a person, and leads to the address that was asked for', async () => {
    const page = await (await console.browser()).newPage()
    await page.goto(address('settings?tab=1'))
    await page.getByRole('link', { name: people.firstApprover.name }).click()
    await isSignedIn(page, people.firstApprover.name)
    expect(page.url()).toBe(address('settings?tab=1'))
  })

  test('works from the keyboard alone, in English, where a person has no access faults to meet', async () => {
    const page = await (await console.browser({ language: 'en', dark: true })).newPage()
    await page.goto(console.url)
    await page.waitForURL(/authorize/)
    expect(await accessFaults(page)).toEqual([])
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await isSignedIn(page, people.applicant.name)
  })

  test('says that the sign-in service cannot be reached, and leads there at another try', async () => {
    const page = await (await console.browser()).newPage()
    await page.route('**/.well-known/openid-configuration', (route) => route.abort('connectionrefused'))
    await page.goto(address('settings'))
    await page.getByRole('heading', { name: '暂时连不上登录服务' }).waitFor()
    await page.unroute('**/.well-known/openid-configuration')
    await page.getByRole('button', { name: '重试' }).click()
    await console.choose(page, 'applicant')
    await isSignedIn(page, people.applicant.name)
    expect(page.url()).toBe(address('settings'))
  })

  test.each([
    ['nothing answers', (route: Route) => route.abort('connectionrefused')],
    [
      'a proxy answers',
      (route: Route) => route.fulfill({ status: 502, contentType: 'text/html', body: 'Bad Gateway' }),
    ],
  ])('says so where %s when it is to end, and leads to the same address at another try', async (_what, answer) => {
    const page = await (await console.browser()).newPage()
    await page.route('**/token', answer)
    await page.goto(address('settings?x=3'))
    await console.choose(page, 'applicant')
    await page.getByRole('heading', { name: '暂时连不上登录服务' }).waitFor()
    await page.unroute('**/token')
    await page.getByRole('button', { name: '重试' }).click()
    await console.choose(page, 'applicant')
    await isSignedIn(page, people.applicant.name)
    expect(page.url()).toBe(address('settings?x=3'))
  })

  test('that the issuer refuses says why, and can be tried again', async () => {
    const page = await (await console.browser()).newPage()
    await page.goto(address('settings'))
    await page.waitForURL(/\/authorize\?/)
    const state = new URL(page.url()).searchParams.get('state')
    await page.goto(address(`callback?error=access_denied&state=${state}`))
    await page.getByRole('heading', { name: '登录未完成' }).waitFor()
    await page.getByText('access_denied').waitFor()
    await page.getByRole('button', { name: '重试' }).click()
    await console.choose(page, 'applicant')
    expect(page.url()).toBe(address('settings'))
  })

  test('that has ended is begun anew where a step back leads to it', async () => {
    const page = await (await console.browser()).newPage()
    await page.goto(address('callback?code=used&state=used'))
    await console.choose(page, 'applicant')
    await isSignedIn(page, people.applicant.name)
    expect(page.url()).toMatch(address('inbox'))
  })

  test('lasts through a reload, and reaches a second tab', async () => {
    const page = await console.signIn('applicant')
    await page.reload()
    await isSignedIn(page, people.applicant.name)
    // A busy machine: the first tab takes a while to answer.
    await page.evaluate(`{
      const { postMessage } = BroadcastChannel.prototype
      BroadcastChannel.prototype.postMessage = function (message) {
        setTimeout(() => postMessage.call(this, message), 500)
      }
    }`)
    const second = await page.context().newPage()
    await second.goto(address('inbox'))
    await isSignedIn(second, people.applicant.name)
    expect(second.url()).toMatch(console.url)
  })

  test('ends in every tab when one signs out, and a reload does not bring it back', async () => {
    const page = await console.signIn('applicant')
    const second = await page.context().newPage()
    await second.goto(address('inbox'))
    await isSignedIn(second, people.applicant.name)
    await page.getByRole('button', { name: people.applicant.name }).click()
    await page.getByRole('menuitem', { name: '退出登录' }).click()
    await page.waitForURL(/signed-out/)
    await second.waitForURL(/signed-out/)
    for (const tab of [page, second]) {
      await tab.goto(address('inbox'))
      await tab.waitForURL(/\/authorize\?/)
    }
  })
})

describe('a token that ends', () => {
  const expire = (page: Page) =>
    page.evaluate(`for (const key of Object.keys(sessionStorage)) {
      const user = JSON.parse(sessionStorage[key])
      sessionStorage[key] = JSON.stringify({ ...user, expires_at: Math.floor(Date.now() / 1000) - 1 })
    }`)

  test('is renewed, and the page stays what it was', async () => {
    const page = await console.signIn('applicant', { at: 'settings' })
    await expire(page)
    const renewal = page.waitForResponse((answer) => answer.url().endsWith('/token'))
    await page.reload()
    expect((await renewal).status()).toBe(200)
    await isSignedIn(page, people.applicant.name)
    expect(page.url()).toBe(address('settings'))
  })

  test('and is not renewed leads to the sign-in page, and from there to the same address', async () => {
    const page = await console.signIn('applicant', { at: 'settings?x=2' })
    await expire(page)
    await page.route('**/token', (route) => route.fulfill({ status: 400, json: { error: 'invalid_grant' } }))
    await page.reload()
    await page.waitForURL(/\/authorize\?/)
    await page.unroute('**/token')
    await console.choose(page, 'applicant')
    expect(page.url()).toBe(address('settings?x=2'))
  })

  test('and is not renewed because nothing answers says so, and is renewed at another try', async () => {
    const page = await console.signIn('applicant', { at: 'settings' })
    await expire(page)
    await page.route('**/token', (route) => route.abort('connectionreset'))
    await page.reload()
    await page.getByRole('heading', { name: '暂时连不上登录服务' }).waitFor()
    await page.unroute('**/token')
    await page.getByRole('button', { name: '重试' }).click()
    await isSignedIn(page, people.applicant.name)
    expect(page.url()).toBe(address('settings'))
  })

  test('and is not renewed because a proxy answers for the issuer does not end the session', async () => {
    const page = await console.signIn('applicant', { at: 'settings' })
    await expire(page)
    await page.route('**/token', (route) =>
      route.fulfill({ status: 502, contentType: 'text/html', body: '<h1>502 Bad Gateway</h1>' }),
    )
    await page.reload()
    await page.getByRole('heading', { name: '暂时连不上登录服务' }).waitFor()
    await page.unroute('**/token')
    await page.getByRole('button', { name: '重试' }).click()
    await isSignedIn(page, people.applicant.name)
    expect(page.url()).toBe(address('settings'))
  })

  test('that the gateway refuses is renewed once, and the call is made again', async () => {
    const page = await console.signIn('applicant', { at: 'settings' })
    const renewal = page.waitForResponse((answer) => answer.url().endsWith('/token'))
    let old: string | undefined
    let later = 0
    // Whichever page asks: the token that was there is taken no more.
    await page.route('**/v1/ticket/**', async (route) => {
      const token = route.request().headers().authorization
      old ??= token
      if (token !== old) {
        later++
        return route.fallback()
      }
      const desc = 'the token has expired (exp)'
      const json = { scode: 2002, desc, message: 'token expired', message_cn: '令牌已过期', stack: null, data: null }
      return route.fulfill({ status: 401, json })
    })
    await page.goto(address('inbox'))
    expect((await renewal).status()).toBe(200)
    await soon(() => expect(later).toBeGreaterThan(0))
    expect(page.url()).toMatch(address('inbox'))
  })
})

test('no cookie was set, no token was left outside of its session, and no page broke its policy', async () => {
  expect(await console.complaints()).toEqual([])
})
