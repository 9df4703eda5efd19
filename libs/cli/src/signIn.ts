import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import * as oidc from 'openid-client'
import { personIn } from './claims.ts'
import type { Context } from './context.ts'
import { discover, kept, type Tokens } from './tokens.ts'
import { CliError, exitCodes } from './world.ts'

const SCOPE = 'openid profile offline_access'

export interface LoginOptions {
  readonly issuer?: string
  readonly clientId?: string
  readonly device?: boolean
  readonly as?: string
}

/** Where people of this gateway sign in, as it tells its own pages. */
const issuerOf = async (url: string): Promise<{ issuer?: string; client_id?: string }> => {
  try {
    const response = await fetch(`${url.replace(/\/+$/, '')}/console/config.json`)
    return response.ok ? Object(await response.json()) : {}
  } catch {
    return {}
  }
}

/** Waits for the browser to come back to this machine, and gives the address that it came with. */
const loopback = async (page: string) => {
  let arrive: (url: URL) => void = () => {}
  const came = new Promise<URL>((resolve) => {
    arrive = resolve
  })
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', redirectUri)
    if (url.pathname !== '/callback') return void response.writeHead(404).end()
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', Connection: 'close' })
    response.end(`<!doctype html><meta charset="utf-8"><title>gongdan</title><p>${page}</p>`)
    arrive(url)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const redirectUri = `http://127.0.0.1:${(server.address() as AddressInfo).port}/callback`
  const close = () => {
    server.closeAllConnections()
    server.close()
  }
  return { redirectUri, came, close }
}

const byCode = async ({ world, talk, t }: Context, config: oidc.Configuration, as?: string): Promise<Tokens> => {
  const verifier = oidc.randomPKCECodeVerifier()
  const state = oidc.randomState()
  const { redirectUri, came, close } = await loopback(
    t('Signed in. This page can be closed.', '登录成功，可以关闭此页面。'),
  )
  try {
    const url = oidc.buildAuthorizationUrl(config, {
      redirect_uri: redirectUri,
      scope: SCOPE,
      state,
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      ...(as === undefined ? {} : { prompt: 'none', login_hint: as }),
    })
    if (as === undefined) {
      talk(t('Sign in with your browser:', '请在浏览器中登录：'))
      talk(url.href)
      world.open(url.href)
    } else {
      await fetch(url)
    }
    const back = await came
    return await oidc.authorizationCodeGrant(config, back, { pkceCodeVerifier: verifier, expectedState: state })
  } finally {
    close()
  }
}

const byDevice = async ({ talk, t }: Context, config: oidc.Configuration): Promise<Tokens> => {
  const started = await oidc.initiateDeviceAuthorization(config, { scope: SCOPE })
  talk(t(`Open ${started.verification_uri} and enter:`, `请打开 ${started.verification_uri} 并输入：`))
  talk(started.user_code)
  if (started.verification_uri_complete) talk(started.verification_uri_complete)
  return oidc.pollDeviceAuthorizationGrant(config, started)
}

/** Signs in, and keeps the tokens in the profile. */
export const login = async (context: Context, { device, as, ...given }: LoginOptions): Promise<void> => {
  const { t, talk, out, store, url } = context
  const { name, profile } = context.profile()
  const told = given.issuer === undefined ? await issuerOf(url()) : {}
  const issuer = given.issuer ?? told.issuer ?? profile.issuer
  if (issuer === undefined || !/^https?:/.test(issuer)) {
    throw new CliError(
      exitCodes.usage,
      t(`${url()} does not say where people sign in: --issuer URL`, `${url()} 未提供登录地址：请使用 --issuer URL`),
    )
  }
  const clientId = given.clientId ?? profile.clientId ?? told.client_id ?? 'gongdan-cli'
  try {
    const config = await discover(issuer, clientId)
    const tokens = device ? await byDevice(context, config) : await byCode(context, config, as)
    // Nothing is left of who was signed in before.
    const nobody = { refreshToken: undefined, idToken: undefined }
    store.update(name, { url: url(), issuer, clientId, ...nobody, ...kept(tokens) })
    if (context.profile().config.current === undefined) store.use(name)
  } catch (error) {
    const { error_description: described, cause, message } = Object(error)
    const why = described ?? Object(cause).error_description ?? message
    throw new CliError(exitCodes.signIn, t(`the sign-in failed: ${why}`, `登录失败：${why}`))
  }
  const person = personIn(context.profile().profile.accessToken ?? '')
  out(t(`signed in as ${person.name} (${person.tenant_name})`, `已登录：${person.name}（${person.tenant_name}）`))
  talk(t(`profile ${name}, ${store.file}`, `配置 ${name}，${store.file}`))
}

/** Ends the session at the issuer, where that can be done, and forgets the tokens. */
export const logout = async ({ profile: current, store, out, t }: Context): Promise<void> => {
  const { name, profile } = current()
  const { issuer, clientId = '', idToken } = profile
  if (issuer !== undefined && idToken !== undefined) {
    try {
      const config = await discover(issuer, clientId)
      await fetch(oidc.buildEndSessionUrl(config, { id_token_hint: idToken }))
    } catch {
      // The tokens are forgotten all the same.
    }
  }
  store.update(name, { accessToken: undefined, refreshToken: undefined, idToken: undefined, expiresAt: undefined })
  out(t('signed out', '已退出登录'))
}
