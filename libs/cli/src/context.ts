import { setTimeout as pause } from 'node:timers/promises'
import { createGongdan, type Gongdan, GongdanError } from '@gongdan/sdk'
import { type Person, personIn } from './claims.ts'
import { type Config, configStore, type Profile } from './config.ts'
import { createScreen } from './screen.ts'
import { quoted } from './text.ts'
import { CliError, exitCodes, type Language, languageOf, type World } from './world.ts'

/** A sentence in both languages. */
export type Say = (en: string, zh: string) => string

/** The options that every command takes. */
export interface CommonOptions {
  readonly profile?: string
  readonly url?: string
}

type Screen = ReturnType<typeof createScreen>

/** What commands work with. */
export interface Context {
  readonly world: World
  readonly language: Language
  readonly t: Say
  readonly colors: Screen['colors']
  /** What a terminal may be given of a text: what others wrote is harmless then. */
  readonly shown: Screen['shown']
  readonly store: ReturnType<typeof configStore>
  /** Data, on stdout. */
  out(text: string): void
  /** Talk, on stderr. */
  talk(text: string): void
  /** The profile that counts: its name and what it holds. */
  profile(): { readonly name: string; readonly profile: Profile; readonly config: Config }
  /** Where the gateway is. */
  url(): string
  /** A bearer token; renewed where it has expired. Throws without a sign-in. */
  token(): Promise<string>
  /** Whom it is for, also while it has expired. Throws without a sign-in. */
  person(): Person
  client(): Gongdan
  /** Another command for people to type, as the same caller: with the profile and the gateway that were given. */
  command(words: string): string
}

const LOCAL_URL = 'http://127.0.0.1:9990'
/** A token that expires so soon is renewed first. */
const EARLY_S = 30
/** Another process that has just renewed the same sign-in has written its token by then. */
const WRITTEN_MS = 300

export const createContext = (world: World, options: () => CommonOptions): Context => {
  const language = languageOf(world)
  const t: Say = (en, zh) => (language === 'zh' ? zh : en)
  const { env, stdout } = world
  const isPlain = (env.NO_COLOR ?? '') !== '' || env.TERM === 'dumb'
  const screen = createScreen(stdout.isTTY === true && !isPlain)
  const store = configStore(world, t)

  const profile = () => {
    const config = store.read()
    const name = options().profile ?? config.current ?? 'default'
    return { name, profile: config.profiles[name] ?? {}, config }
  }
  const url = () => {
    const given = options().url ?? env.GONGDAN_URL ?? profile().profile.url ?? LOCAL_URL
    if (/^https?:\/\//.test(given) && URL.canParse(given)) return given
    throw new CliError(
      exitCodes.usage,
      t(`${given}: an address with http:// or https://`, `${given}：应为 http:// 或 https:// 地址`),
    )
  }

  const command = (words: string): string => {
    const { profile: name, url: address } = options()
    const given = Object.entries({ '--profile': name, '--url': address })
    return ['gongdan', words, ...given.flatMap(([option, value]) => (value ? [option, quoted(value)] : []))].join(' ')
  }

  /** Why a sign-in could not be renewed. */
  const notRenewed = (issuer: string | undefined, error: unknown): CliError => {
    const { error: refusal, error_description: described, cause, message } = Object(error)
    if (refusal === 'invalid_grant') {
      const login = command('login')
      return new CliError(exitCodes.signIn, t(`the sign-in has expired: ${login}`, `登录已过期：${login}`))
    }
    if (typeof refusal === 'string') {
      const why = described ?? refusal
      return new CliError(
        exitCodes.signIn,
        t(`${issuer} did not renew the sign-in: ${why}`, `${issuer} 未能续期登录：${why}`),
      )
    }
    const why = Object(cause).message || message
    return new CliError(
      exitCodes.away,
      t(`the sign-in service ${issuer} does not answer: ${why}`, `登录服务 ${issuer} 无响应：${why}`),
    )
  }

  const renewed = async (name: string, mine: Profile): Promise<string | undefined> => {
    const { renew } = await import('./tokens.ts')
    let fresh: Profile
    try {
      fresh = await renew(mine)
    } catch (error) {
      // A refresh token may count once only: another process may have been faster.
      for (const wait of [0, WRITTEN_MS]) {
        await pause(wait)
        const { accessToken } = store.read().profiles[name] ?? {}
        if (accessToken !== undefined && accessToken !== mine.accessToken) return accessToken
      }
      throw notRenewed(mine.issuer, error)
    }
    store.update(name, fresh)
    return fresh.accessToken
  }

  /** The token that there is, which may have expired. */
  const held = (): string => {
    const found = env.GONGDAN_TOKEN || profile().profile.accessToken
    if (found !== undefined) return found
    const login = command('login')
    throw new CliError(exitCodes.signIn, t(`not signed in: ${login}`, `尚未登录：${login}`))
  }

  let renewing: Promise<string | undefined> | undefined
  const token = async (): Promise<string> => {
    const accessToken = held()
    if (env.GONGDAN_TOKEN) return accessToken
    const { name, profile: mine } = profile()
    const left = (mine.expiresAt ?? Number.POSITIVE_INFINITY) - Date.now() / 1000
    if (left > EARLY_S || mine.refreshToken === undefined) return accessToken
    // Once for all requests that are under way.
    renewing ??= renewed(name, mine).finally(() => {
      renewing = undefined
    })
    return (await renewing) ?? accessToken
  }

  let isWaiting = false
  /** Says once that the gateway is not there: the client tries again for a while, without a word. */
  const patiently = async (request: Request): Promise<Response> => {
    try {
      return await fetch(request)
    } catch (error) {
      if (!isWaiting && !request.signal.aborted) {
        isWaiting = true
        world.stderr.write(`${t(`${url()} does not answer, trying again`, `${url()} 无响应，正在重试`)}\n`)
      }
      throw error
    }
  }

  return {
    world,
    language,
    t,
    ...screen,
    store,
    out: (text) => void world.stdout.write(`${screen.shown(text)}\n`),
    talk: (text) => void world.stderr.write(`${screen.shown(text)}\n`),
    profile,
    url,
    token,
    person: () => personIn(held()),
    client: () => createGongdan({ baseUrl: url(), token, language, fetch: patiently }),
    command,
  }
}

/** Without a token nothing is asked at all: why there was none is what went wrong. */
const reasonOf = (error: unknown): unknown => {
  const { cause } = Object(error)
  return error instanceof GongdanError && cause instanceof CliError ? cause : error
}

const isOfSignIn = (scode: number): boolean => scode === 2001 || scode === 2002

/** The exit code that says why a request failed. */
const codeOf = (error: GongdanError): number => {
  if (isOfSignIn(error.scode)) return exitCodes.signIn
  return !error.answered || error.scode >= 9000 ? exitCodes.away : exitCodes.failed
}

/** Says what went wrong, and gives the exit code. */
export const tell = ({ talk, t, url, command }: Context, thrown: unknown): number => {
  const error = reasonOf(thrown)
  if (error instanceof CliError) {
    if (error.message !== '') talk(error.message)
    return error.code
  }
  if (error instanceof GongdanError) {
    if (error.answered) talk(`${error.scode} ${error.text}`)
    else talk(t(`${url()} does not answer: ${error.desc}`, `${url()} 无响应：${error.desc}`))
    if (isOfSignIn(error.scode)) talk(`${t('sign in again: ', '请重新登录：')}${command('login')}`)
    return codeOf(error)
  }
  throw error
}

/** The same where a command has ended: of what was accepted also where its outcome appears. */
export const report = (context: Context, error: unknown): number => {
  const code = tell(context, error)
  if (error instanceof GongdanError && error.batchUuid !== undefined) {
    const look = context.command(`batch ${error.batchUuid}`)
    context.talk(context.t(`it was accepted, what became of it: ${look}`, `已受理，查看结果：${look}`))
  }
  return code
}
