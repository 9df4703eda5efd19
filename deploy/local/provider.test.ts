import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose'
import { z } from 'zod'
import { audience, issuerName, openIssuer } from './issuer.ts'
import { people } from './people.ts'
import { type Provider, serveProvider } from './provider.ts'

const Tokens = z.object({
  access_token: z.string(),
  id_token: z.string(),
  refresh_token: z.string(),
  expires_in: z.number(),
  token_type: z.literal('Bearer'),
})

const redirect = 'http://127.0.0.1:9990/console/callback'
const client = 'gongdan-console'
const verifier = randomBytes(32).toString('base64url')
const asked = {
  client_id: client,
  redirect_uri: redirect,
  response_type: 'code',
  scope: 'openid profile',
  code_challenge: createHash('sha256').update(verifier).digest('base64url'),
  code_challenge_method: 'S256',
  state: 'to /inbox',
  nonce: 'n-1',
}

let provider: Provider
const issuer = openIssuer(join(mkdtempSync(join(tmpdir(), 'issuer-')), 'key.json'))
beforeEach(async () => {
  provider = await serveProvider(issuer, { origins: ['https://gongdan.example'] })
})
afterEach(() => provider.close())

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${provider.url}${path}`, { redirect: 'manual', headers })
const authorize = (changed: Record<string, string | undefined> = {}) => {
  const values = Object.entries({ ...asked, ...changed }).flatMap(([name, value]) =>
    value ? [[name, value] satisfies [string, string]] : [],
  )
  return get(`/authorize?${new URLSearchParams(values)}`)
}
const post = (path: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(`${provider.url}${path}`, { method: 'POST', body: new URLSearchParams(form), headers })
const errorOf = async (answer: Response) => z.object({ error: z.string() }).parse(await answer.json()).error
const parameters = (answer: Response) => Object.fromEntries(new URL(answer.headers.get('location') ?? '').searchParams)

const codeOf = async (person: string) => parameters(await authorize({ person })).code ?? ''
const redeem = (code: string, changed: Record<string, string> = {}) =>
  post('/token', {
    grant_type: 'authorization_code',
    client_id: client,
    redirect_uri: redirect,
    code_verifier: verifier,
    code,
    ...changed,
  })
const tokensOf = async (answer: Response) => Tokens.parse(await answer.json())
const refresh = (token: string) =>
  post('/token', { grant_type: 'refresh_token', client_id: client, refresh_token: token })

/** Asks under another host name, which fetch does not allow. */
const statusUnderName = (host: string, path: string) =>
  new Promise<number | undefined>((resolve, reject) => {
    request(`${provider.url}${path}`, { headers: { host } }, (answer) => resolve(answer.resume().statusCode))
      .on('error', reject)
      .end()
  })

describe('the discovery document', () => {
  test('names the provider’s own address as the issuer, and everything below it', async () => {
    const document = z
      .record(z.string(), z.unknown())
      .parse(await (await get('/.well-known/openid-configuration')).json())
    expect(document).toMatchObject({ issuer: provider.url, code_challenge_methods_supported: ['S256'] })
    const addresses = Object.entries(document).filter(([name]) => /_(endpoint|uri)$/.test(name))
    expect(addresses).toHaveLength(5)
    for (const [, address] of addresses) expect(String(address)).toMatch(`${provider.url}/`)
  })
})

describe('the sign-in page', () => {
  test.each([
    ['zh-CN', '选择登录身份', '租户管理员'],
    ['en', 'Who signs in?', 'Administrator of the tenant'],
  ])('offers everybody in %s, by links that need no script', async (locale, title, part) => {
    const html = await (await authorize({ ui_locales: locale })).text()
    expect(html).toContain(`<h1>${title}</h1>`)
    expect(html).toContain(part)
    for (const { name } of Object.values(people)) expect(html).toContain(name)
    expect(html.match(/<a class="person"/g)).toHaveLength(7)
    expect(html).not.toContain('<script')
  })

  test('may load nothing but its own style, and sets no cookie', async () => {
    const { headers } = await authorize()
    expect(headers.get('content-security-policy')).toMatch("default-src 'none'; style-src 'self'")
    expect(headers.get('content-security-policy')).toMatch("frame-ancestors 'none'")
    expect(headers.get('set-cookie')).toBeNull()
    expect((await get('/style.css')).headers.get('content-type')).toBe('text/css')
  })

  test('shows what a request says as text', async () => {
    const html = await (await authorize({ state: '"><img src=x onerror=alert(1)>' })).text()
    expect(html).not.toContain('<img')
  })
})

describe('signing in with a code', () => {
  test('gives the claims of the contract in an access token of the development issuer', async () => {
    const tokens = await tokensOf(await redeem(await codeOf(people.firstApprover.user)))
    const keys = createRemoteJWKSet(new URL(provider.jwksUrl))
    const { payload } = await jwtVerify(tokens.access_token, keys, { issuer: issuerName, audience })
    expect(payload).toMatchObject({
      sub: people.firstApprover.user,
      name: '赵主管',
      tenant_uuid: people.firstApprover.tenant,
      roles: people.firstApprover.roles,
    })
    expect(tokens.expires_in).toBe(3600)
  })

  test('gives an id token of the provider, for the client and the request', async () => {
    const { id_token } = await tokensOf(await redeem(await codeOf('林晓')))
    const keys = createRemoteJWKSet(new URL(provider.jwksUrl))
    const { payload } = await jwtVerify(id_token, keys, { issuer: provider.url, audience: client })
    expect(payload).toMatchObject({ sub: people.applicant.user, name: '林晓', nonce: 'n-1' })
  })

  test('leads back with the state that was given', async () => {
    expect(parameters(await authorize({ person: '林晓' }))).toMatchObject({ state: 'to /inbox', iss: provider.url })
  })

  test('works once for each code', async () => {
    const code = await codeOf('林晓')
    await redeem(code)
    const again = await redeem(code)
    expect([again.status, await errorOf(again)]).toEqual([400, 'invalid_grant'])
  })

  test.each([
    ['another verifier', { code_verifier: randomBytes(32).toString('base64url') }],
    ['another client', { client_id: 'other' }],
    ['another address to lead back to', { redirect_uri: 'http://127.0.0.1:9990/other' }],
  ])('refuses %s', async (_, changed) => {
    expect(await errorOf(await redeem(await codeOf('林晓'), changed))).toBe('invalid_grant')
  })

  test.each([
    ['no challenge', { code_challenge: undefined }, 'invalid_request'],
    ['a plain challenge', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['a token at once', { response_type: 'token' }, 'unsupported_response_type'],
    ['nobody in silence', { prompt: 'none' }, 'login_required'],
  ])('leads back with an error when it is asked for %s', async (_, changed, error) => {
    expect(parameters(await authorize(changed))).toMatchObject({ error, state: 'to /inbox' })
  })

  test.each(['https://evil.example/', 'javascript:alert(1)', 'http://127.0.0.1.evil.example/', ''])(
    'never leads to %s',
    async (redirect_uri) => {
      const answer = await authorize({ redirect_uri, person: '林晓' })
      expect([answer.status, answer.headers.get('location')]).toEqual([400, null])
    },
  )

  test('leads to the page of a proxy that it was told of', async () => {
    const answer = await authorize({ redirect_uri: 'https://gongdan.example/console/callback', person: '林晓' })
    expect(answer.headers.get('location')).toMatch('https://gongdan.example/console/callback?code=')
  })

  test('needs no page when a program names who signs in', async () => {
    const { code } = parameters(await authorize({ prompt: 'none', login_hint: '赵主管' }))
    const { access_token } = await tokensOf(await redeem(code ?? ''))
    expect(decodeJwt(access_token).name).toBe('赵主管')
  })
})

describe('staying signed in', () => {
  test('is what refresh tokens are for, a new one each time', async () => {
    const first = await tokensOf(await redeem(await codeOf('孙经理')))
    const second = await tokensOf(await refresh(first.refresh_token))
    expect(decodeJwt(second.access_token).name).toBe('孙经理')
    expect(second.refresh_token).not.toBe(first.refresh_token)
  })

  test('ends with the session', async () => {
    const { id_token, refresh_token } = await tokensOf(await redeem(await codeOf('孙经理')))
    const hint = { id_token_hint: id_token, post_logout_redirect_uri: 'http://localhost:9990/console/', state: 's' }
    const answer = await get(`/end_session?${new URLSearchParams(hint)}`)
    expect(answer.headers.get('location')).toBe('http://localhost:9990/console/?state=s')
    expect(await errorOf(await refresh(refresh_token))).toBe('invalid_grant')
  })

  test('is not had with an access token, nor calls with a refresh token', async () => {
    const tokens = await tokensOf(await redeem(await codeOf('孙经理')))
    expect(await errorOf(await refresh(tokens.access_token))).toBe('invalid_grant')
    expect(decodeJwt(tokens.refresh_token).iss).not.toBe(issuerName)
  })
})

describe('signing in on a device', () => {
  const Device = z.object({ device_code: z.string(), user_code: z.string(), verification_uri: z.string() })
  const start = async () => Device.parse(await (await post('/device_authorization', { client_id: 'cli' })).json())
  const poll = (device_code: string) =>
    post('/token', {
      grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
      client_id: 'cli',
      device_code,
    })
  const choose = (user_code: string, origin: string) => {
    const form = { user_code, person: people.secondApprover.user }
    return post('/device', form, { origin })
  }

  test('waits until somebody has been chosen in a browser', async () => {
    const { device_code, user_code } = await start()
    expect(await errorOf(await poll(device_code))).toBe('authorization_pending')
    expect(await (await get(`/device?user_code=${user_code.toLowerCase()}`)).text()).toContain(user_code)
    expect((await choose(user_code, provider.url)).status).toBe(200)
    expect(decodeJwt((await tokensOf(await poll(device_code))).access_token).name).toBe('孙经理')
    expect(await errorOf(await poll(device_code))).toBe('expired_token')
  })

  test('is not chosen by another page', async () => {
    const { device_code, user_code } = await start()
    expect((await choose(user_code, 'http://127.0.0.1:1')).status).toBe(400)
    expect(await errorOf(await poll(device_code))).toBe('authorization_pending')
  })

  test('asks again for a code that is unknown', async () => {
    expect(await (await get('/device?user_code=BCDF-GHJK', { 'accept-language': 'zh-CN' })).text()).toContain(
      '代码无效',
    )
  })
})

describe('who may talk to the provider', () => {
  test.each([
    ['http://localhost:5173', 'http://localhost:5173'],
    ['https://gongdan.example', 'https://gongdan.example'],
    ['https://evil.example', null],
  ])('a page of %s reads the answer: %s', async (origin, allowed) => {
    const answer = await post('/token', {}, { origin })
    expect(answer.headers.get('access-control-allow-origin')).toBe(allowed)
  })

  test('who comes under another name of the network may read the keys alone', async () => {
    expect(await statusUnderName('evil.example', '/authorize')).toBe(421)
    expect(await statusUnderName('issuer:9000', '/jwks.json')).toBe(200)
  })
})
