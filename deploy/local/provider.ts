import { createHash, randomBytes, randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { claimsAbout, type Issuer, type Subject } from './issuer.ts'
import { people } from './people.ts'
import { portOf } from './ports.ts'
import {
  choosePage,
  codePage,
  deviceDonePage,
  devicePage,
  type Language,
  type Page,
  render,
  signedOutPage,
  style,
  wrongPage,
} from './signInPage.ts'

export interface ProviderOptions {
  /** Any free one if it is left out. */
  readonly port?: number
  /** The loopback address if it is left out. */
  readonly host?: string
  /** Its own address as browsers see it, if that is another than the one it listens on. */
  readonly url?: string
  /** Origins of pages that may sign people in, besides those of this machine. */
  readonly origins?: readonly string[]
  /** How long an access token lives: an hour if it is left out. */
  readonly accessSeconds?: number
  /** Gives people besides those on the sign-in page, by their names or ids. */
  readonly others?: (nameOrId: string) => Subject | undefined
}

/** A running provider. */
export interface Provider {
  /** The issuer of its id tokens, where its discovery document is. */
  readonly url: string
  readonly jwksUrl: string
  close(): Promise<void>
}

/** A fault of a request, by its code of OAuth. */
class Refused extends Error {
  readonly code: string
  constructor(code: string, reason: string) {
    super(reason)
    this.code = code
  }
}

/** The sign-in that a chosen person completes. */
interface Grant {
  readonly client: string
  readonly scope: string
  readonly nonce: string | null
}

interface Code extends Grant {
  readonly subject: Subject
  readonly redirectUri: string
  readonly challenge: string
}

interface Device extends Grant {
  readonly userCode: string
  subject?: Subject
}

const codeSeconds = 60
const deviceSeconds = 600
const refreshSeconds = 30 * 86_400
const loopbackNames = ['127.0.0.1', 'localhost', '[::1]']

const secret = (): string => randomBytes(24).toString('base64url')
/** Eight letters that are not mistaken for each other and spell no word: ABCD-EFGH. */
const newUserCode = (): string => {
  const letters = Array.from({ length: 8 }, () => 'BCDFGHJKLMNPQRSTVWXZ'[randomInt(20)]).join('')
  return `${letters.slice(0, 4)}-${letters.slice(4)}`
}

/** Values that are forgotten after a time, by their keys. */
const shortLived = <Value>(seconds: number) => {
  const kept = new Map<string, { readonly value: Value; readonly until: number }>()
  return {
    set: (key: string, value: Value) => {
      for (const [old, { until }] of kept) if (until < Date.now()) kept.delete(old)
      kept.set(key, { value, until: Date.now() + seconds * 1000 })
    },
    get: (key: string): Value | undefined => {
      const found = kept.get(key)
      return found !== undefined && found.until >= Date.now() ? found.value : undefined
    },
    delete: (key: string) => kept.delete(key),
    values: (): readonly Value[] => [...kept.values()].map(({ value }) => value),
  }
}

const languageOf = (request: IncomingMessage, query: URLSearchParams): Language => {
  const wanted = query.get('ui_locales') || request.headers['accept-language'] || ''
  return /^\s*zh/i.test(wanted) ? 'zh' : 'en'
}

const formOf = async (request: IncomingMessage): Promise<URLSearchParams> => {
  let text = ''
  for await (const chunk of request.setEncoding('utf8')) {
    text += chunk
    if (text.length > 16_384) throw new Refused('invalid_request', 'the form is too long')
  }
  return new URLSearchParams(text)
}

const needed = (form: URLSearchParams, name: string): string => {
  const value = form.get(name)
  if (value === null || value === '') throw new Refused('invalid_request', `${name} is missing`)
  return value
}

const securityHeaders = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}

/**
 * Serves the development issuer as an OpenID provider, whose sign-in page is a list of demo people: code with PKCE (S256),
 * refresh tokens, device codes, end of session. It sets no cookie, since those of 127.0.0.1 would reach the gateway too; a
 * request with `prompt=none` and a `login_hint` (a person's name or id) signs that person in without the page.
 */
export const serveProvider = async (issuer: Issuer, options: ProviderOptions = {}): Promise<Provider> => {
  const { host = '127.0.0.1', origins = [], accessSeconds = 3600, others = () => undefined } = options
  const codes = shortLived<Code>(codeSeconds)
  const devices = shortLived<Device>(deviceSeconds)
  /** Sessions that were ended: their refresh tokens are of no use. */
  const ended = shortLived<true>(refreshSeconds)
  let url = ''

  const personOf = (text: string | null): Subject | undefined =>
    Object.values(people).find(({ user, name }) => text === user || text === name) ?? others(text ?? '')
  const isOurs = (text: string): boolean =>
    URL.canParse(text) &&
    /^https?:$/.test(new URL(text).protocol) &&
    (loopbackNames.includes(new URL(text).hostname) || origins.includes(new URL(text).origin))
  const refreshKind = () => ({ typ: 'refresh+jwt', issuer: url, audience: url })

  const tokensFor = async (subject: Subject, { client, scope, nonce }: Grant, sid: string) => {
    const claims = { sub: subject.user, sid }
    const idClaims = { ...claims, ...claimsAbout(subject), ...(nonce !== null && { nonce }) }
    return {
      access_token: await issuer.token(subject, accessSeconds),
      token_type: 'Bearer',
      expires_in: accessSeconds,
      scope,
      id_token: await issuer.sign({ typ: 'JWT', issuer: url, audience: client }, idClaims, accessSeconds),
      refresh_token: await issuer.sign(refreshKind(), { ...claims, client, scope, jti: secret() }, refreshSeconds),
    }
  }

  const grants: Readonly<Record<string, (form: URLSearchParams) => Promise<unknown>>> = {
    authorization_code: async (form) => {
      const code = needed(form, 'code')
      const found = codes.get(code)
      codes.delete(code)
      const challenge = createHash('sha256').update(needed(form, 'code_verifier')).digest('base64url')
      const isSame =
        found?.challenge === challenge &&
        found.redirectUri === form.get('redirect_uri') &&
        found.client === form.get('client_id')
      if (!isSame) throw new Refused('invalid_grant', 'the code is unknown, used or expired, or of another request')
      return tokensFor(found.subject, found, secret())
    },
    refresh_token: async (form) => {
      const {
        sub = '',
        sid,
        client,
        scope,
      } = (await issuer.claimsOf(refreshKind(), needed(form, 'refresh_token'))) ?? {}
      const subject = personOf(sub)
      if (subject === undefined || client !== form.get('client_id') || ended.get(String(sid)))
        throw new Refused('invalid_grant', 'the refresh token is not valid any more')
      return tokensFor(subject, { client: String(client), scope: String(scope), nonce: null }, String(sid))
    },
    'urn:ietf:params:oauth:grant-type:device_code': async (form) => {
      const code = needed(form, 'device_code')
      const found = devices.get(code)
      if (found === undefined || found.client !== form.get('client_id'))
        throw new Refused('expired_token', 'the device code is unknown or has expired')
      if (found.subject === undefined) throw new Refused('authorization_pending', 'nobody was chosen yet')
      devices.delete(code)
      return tokensFor(found.subject, found, secret())
    },
  }

  const discovery = () => ({
    issuer: url,
    authorization_endpoint: `${url}/authorize`,
    token_endpoint: `${url}/token`,
    device_authorization_endpoint: `${url}/device_authorization`,
    end_session_endpoint: `${url}/end_session`,
    jwks_uri: `${url}/jwks.json`,
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    grant_types_supported: Object.keys(grants),
    code_challenge_methods_supported: ['S256'],
    token_endpoint_auth_methods_supported: ['none'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['EdDSA'],
    scopes_supported: ['openid', 'profile', 'offline_access'],
    ui_locales_supported: ['zh-CN', 'en'],
  })

  const json = (response: ServerResponse, status: number, body: unknown) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  const page = (response: ServerResponse, status: number, shown: Page) =>
    response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(render(shown))
  /** Leads back to the program that sent the browser here. */
  const back = (response: ServerResponse, to: string, values: Readonly<Record<string, string | null>>) => {
    const target = new URL(to)
    for (const [name, value] of Object.entries(values)) if (value !== null) target.searchParams.set(name, value)
    response.writeHead(302, { location: target.href }).end()
  }

  const authorize = (request: IncomingMessage, response: ServerResponse, query: URLSearchParams) => {
    const redirectUri = needed(query, 'redirect_uri')
    if (!isOurs(redirectUri)) throw new Refused('invalid_request', 'redirect_uri leads away from this machine')
    const client = needed(query, 'client_id')
    const state = query.get('state')
    try {
      if (query.get('response_type') !== 'code')
        throw new Refused('unsupported_response_type', 'response_type code is expected')
      const challenge = needed(query, 'code_challenge')
      if (query.get('code_challenge_method') !== 'S256')
        throw new Refused('invalid_request', 'code_challenge_method S256 is expected')
      const isSilent = query.get('prompt') === 'none'
      const subject = personOf(query.get('person') ?? (isSilent ? query.get('login_hint') : null))
      if (subject === undefined && isSilent) throw new Refused('login_required', 'login_hint names nobody')
      if (subject === undefined) {
        const language = languageOf(request, query)
        const to = (name: string, value: string) => `/authorize?${withValue(query, name, value)}`
        const otherLanguage = to('ui_locales', language === 'zh' ? 'en' : 'zh-CN')
        return page(
          response,
          200,
          choosePage(language, ({ user }) => to('person', user), otherLanguage),
        )
      }
      const code = secret()
      const scope = query.get('scope') ?? 'openid'
      codes.set(code, { subject, client, scope, nonce: query.get('nonce'), redirectUri, challenge })
      return back(response, redirectUri, { code, state, iss: url })
    } catch (fault) {
      if (!(fault instanceof Refused)) throw fault
      return back(response, redirectUri, { error: fault.code, error_description: fault.message, state, iss: url })
    }
  }

  const startDevice = async (request: IncomingMessage, response: ServerResponse) => {
    const form = await formOf(request)
    const deviceCode = secret()
    const userCode = newUserCode()
    const scope = form.get('scope') ?? 'openid'
    devices.set(deviceCode, { client: needed(form, 'client_id'), scope, nonce: null, userCode })
    json(response, 200, {
      device_code: deviceCode,
      user_code: userCode,
      verification_uri: `${url}/device`,
      verification_uri_complete: `${url}/device?user_code=${userCode}`,
      expires_in: deviceSeconds,
      interval: 1,
    })
  }

  const deviceOf = (text: string) =>
    devices.values().find(({ userCode, subject }) => userCode === text.trim().toUpperCase() && subject === undefined)

  const showDevice = (request: IncomingMessage, response: ServerResponse, query: URLSearchParams) => {
    const entered = query.get('user_code') ?? ''
    const language = languageOf(request, query)
    const device = deviceOf(entered)
    page(response, 200, device === undefined ? codePage(language, entered) : devicePage(language, device.userCode))
  }

  const chooseForDevice = async (request: IncomingMessage, response: ServerResponse, query: URLSearchParams) => {
    // Another page in the same browser must not approve a device code of its own.
    if (request.headers.origin !== url) throw new Refused('invalid_request', 'the form is of another page')
    const form = await formOf(request)
    const language = languageOf(request, query)
    const device = deviceOf(form.get('user_code') ?? '')
    const subject = personOf(form.get('person'))
    if (device === undefined || subject === undefined)
      return page(response, 400, codePage(language, form.get('user_code') ?? ''))
    device.subject = subject
    return page(response, 200, deviceDonePage(language))
  }

  const endSession = async (request: IncomingMessage, response: ServerResponse, query: URLSearchParams) => {
    const values = request.method === 'POST' ? await formOf(request) : query
    const client = clientOf(values.get('id_token_hint') ?? '')
    const kind = { typ: 'JWT', issuer: url, audience: client }
    const claims = await issuer.claimsOf(kind, values.get('id_token_hint') ?? '')
    if (claims !== undefined) ended.set(String(claims.sid), true)
    const to = values.get('post_logout_redirect_uri')
    if (to === null) return page(response, 200, signedOutPage(languageOf(request, query)))
    if (!isOurs(to)) throw new Refused('invalid_request', 'post_logout_redirect_uri leads away from this machine')
    return back(response, to, { state: values.get('state') })
  }

  const token = async (request: IncomingMessage, response: ServerResponse) => {
    const form = await formOf(request)
    const grant = grants[needed(form, 'grant_type')]
    if (grant === undefined) throw new Refused('unsupported_grant_type', 'this kind of grant is not known')
    json(response, 200, await grant(form))
  }

  type Answer = (request: IncomingMessage, response: ServerResponse, query: URLSearchParams) => unknown
  /** What programs call, from pages of other origins too; what people see. */
  const forPrograms: Readonly<Record<string, Answer>> = {
    'GET /.well-known/openid-configuration': (_, response) => json(response, 200, discovery()),
    'GET /jwks.json': (_, response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(issuer.keySet),
    'POST /token': token,
    'POST /device_authorization': startDevice,
  }
  const forPeople: Readonly<Record<string, Answer>> = {
    'GET /style.css': (_, response) => response.writeHead(200, { 'content-type': 'text/css' }).end(style),
    'GET /authorize': authorize,
    'GET /device': showDevice,
    'POST /device': chooseForDevice,
    'GET /end_session': endSession,
    'POST /end_session': endSession,
  }

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value)
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://provider')
    // A name that leads here by the tricks of another's DNS is not answered. The keys are public.
    const calledAs = `http://${request.headers.host}`
    const isKnown = isOurs(calledAs) || new URL(url).host === request.headers.host
    if (!isKnown && pathname !== '/jwks.json') return json(response, 421, { error: 'invalid_request' })

    const origin = request.headers.origin
    if (origin !== undefined && isOurs(origin)) response.setHeader('access-control-allow-origin', origin)
    response.setHeader('vary', 'origin')
    const call = `${request.method} ${pathname}`
    const program = forPrograms[call]
    try {
      if (program !== undefined) return await program(request, response, searchParams)
      const person = forPeople[call]
      return person === undefined
        ? json(response, 404, { error: 'not_found' })
        : await person(request, response, searchParams)
    } catch (fault) {
      if (!(fault instanceof Refused)) throw fault
      if (program !== undefined) return json(response, 400, { error: fault.code, error_description: fault.message })
      return page(response, 400, wrongPage(languageOf(request, searchParams), fault.message))
    }
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy())
  }).listen(options.port ?? 0, host)
  await once(server, 'listening')
  url = options.url ?? `http://${host}:${portOf(server)}`
  return {
    url,
    jwksUrl: `http://${host}:${portOf(server)}/jwks.json`,
    close: async () => {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

const withValue = (query: URLSearchParams, name: string, value: string): string => {
  const changed = new URLSearchParams(query)
  changed.set(name, value)
  return changed.toString()
}

/** For whom an id token was made; unchecked. */
const clientOf = (idToken: string): string => {
  try {
    return String(JSON.parse(Buffer.from(idToken.split('.')[1] ?? '', 'base64url').toString()).aud)
  } catch {
    return ''
  }
}
