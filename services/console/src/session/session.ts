import type { User, UserManager } from 'oidc-client-ts'
import { useSyncExternalStore } from 'react'
import { claimsOf, type Person, personOf } from './claims.ts'
import { consoleBase } from './place.ts'

/** What `/console/config.json` says. */
export type ConsoleConfig = {
  readonly issuer: string
  readonly client_id: string
  readonly scope: string
  readonly version: string
  readonly languages: readonly string[]
  readonly development: boolean
}

export type SessionState =
  | { readonly phase: 'starting' }
  /** Neither https nor localhost: without WebCrypto there is no PKCE. */
  | { readonly phase: 'insecure' }
  | { readonly phase: 'unreachable'; readonly what: 'service' | 'sign-in'; readonly reason: string }
  /** The issuer has said no. */
  | { readonly phase: 'refused'; readonly reason: string }
  | { readonly phase: 'signed-out'; readonly config: ConsoleConfig }
  | { readonly phase: 'signed-in'; readonly config: ConsoleConfig; readonly person: Person }

/** What the tabs of a browser tell each other. A new tab asks whether one of them is signed in. */
type TabMessage =
  | { readonly kind: 'ask' }
  | { readonly kind: 'user'; readonly user: string }
  | { readonly kind: 'signed-out' }

/** Every tab that is signed in shares this lock: where none holds it, none need be asked. */
const SIGNED_IN = 'gongdan.signed-in'
/** How long a tab on a busy machine may take to answer. */
const ANSWER_MS = 3_000
const RENEW_BEFORE_S = 60
/** How long the issuer may take to answer, before that is said. */
const ISSUER_S = 10

let state: SessionState = { phase: 'starting' }
let manager: UserManager | undefined
let config: ConsoleConfig | undefined
let user: User | null = null
const listeners = new Set<() => void>()
const tabs = new BroadcastChannel('gongdan.session')

const set = (next: SessionState): void => {
  state = next
  for (const listener of listeners) listener()
}

const reasonOf = (error: unknown): string => String(Object(error).message ?? error)

const setUnreachable = (what: 'service' | 'sign-in', error: unknown): void =>
  set({ phase: 'unreachable', what, reason: reasonOf(error) })

let letGo: (() => void) | undefined

/** Holds the lock of signed-in tabs as long as this one is signed in. */
const hold = (): void => {
  if (user === null) {
    letGo?.()
    letGo = undefined
  } else if (letGo === undefined) {
    const held = new Promise<void>((resolve) => {
      letGo = resolve
    })
    void navigator.locks.request(SIGNED_IN, { mode: 'shared' }, () => held)
  }
}

const show = (): void => {
  if (config === undefined) return
  hold()
  const person = user === null ? undefined : personOf({ ...user.profile, ...claimsOf(user.access_token) })
  set(person === undefined ? { phase: 'signed-out', config } : { phase: 'signed-in', config, person })
}

const tell = (message: TabMessage): void => tabs.postMessage(message)

const take = (next: User | null, announce: boolean): void => {
  user = next
  if (announce && next !== null) tell({ kind: 'user', user: next.toStorageString() })
  show()
}

const isFresh = (seconds: number): boolean => user?.expires_in !== undefined && user.expires_in > seconds

/** A user whom another tab is signed in as, if there is one and it answers in time. */
const askTabs = async (): Promise<string | null> => {
  const { held = [] } = await navigator.locks.query()
  if (!held.some(({ name }) => name === SIGNED_IN)) return null
  return new Promise((resolve) => {
    const end = (found: string | null): void => {
      clearTimeout(timer)
      tabs.removeEventListener('message', hear)
      resolve(found)
    }
    const hear = ({ data }: MessageEvent<TabMessage>): void => {
      if (data.kind === 'user') end(data.user)
      if (data.kind === 'signed-out') end(null)
    }
    const timer = setTimeout(() => end(null), ANSWER_MS)
    tabs.addEventListener('message', hear)
    tell({ kind: 'ask' })
  })
}

const storeUser = async (text: string): Promise<User> => {
  const { User } = await import('oidc-client-ts')
  const found = User.fromStorageString(text)
  await manager?.storeUser(found)
  return found
}

/** Whether the session has been ended here: then nothing may lead to the sign-in page instead of out. */
let isLeaving = false

/**
 * Leads to the sign-in page of the issuer, and from there back to `address` (below the console). Where the issuer does not
 * answer, the session is `unreachable`.
 */
export const signIn = async (address: string): Promise<void> => {
  if (isLeaving) return
  try {
    await manager?.signinRedirect({ state: address, ui_locales: document.documentElement.lang })
  } catch (error) {
    setUnreachable('sign-in', error)
  }
}

/** Ends the session in every tab of this browser, and at the issuer. */
export const signOut = async (): Promise<void> => {
  isLeaving = true
  tell({ kind: 'signed-out' })
  const idToken = user?.id_token
  take(null, false)
  try {
    await manager?.signoutRedirect({ ...(idToken !== undefined && { id_token_hint: idToken }) })
  } catch {
    // An issuer without an end of session: ours has ended all the same.
    await manager?.removeUser()
    location.assign(new URL('signed-out', consoleBase))
  }
}

let renewing: Promise<boolean> | undefined

/**
 * Whether the issuer has said no: to a sign-in, or that the session is over. Where nothing answers, or a proxy instead of the issuer, that is not known.
 */
const isRefusal = (error: unknown): boolean => {
  const { name, error: code } = Object(error)
  return name === 'ErrorResponse' && code !== 'temporarily_unavailable' && code !== 'server_error'
}

const endSession = async (): Promise<void> => {
  await manager?.removeUser()
  take(null, false)
}

/**
 * The token anew, once for all who ask and once for all tabs. False: the session is over, and the sign-in page is next. Rejects
 * where the issuer does not answer: the session stays, and another try may bring what this one did not.
 */
export const renew = (refused?: string): Promise<boolean> => {
  renewing ??= (async () => {
    const before = refused ?? user?.access_token
    try {
      await navigator.locks.request('gongdan.renew', async () => {
        // Another tab was faster: what it got has arrived meanwhile.
        if (user !== null && user.access_token !== before && isFresh(RENEW_BEFORE_S)) return
        if (manager === undefined || user?.refresh_token === undefined) return endSession()
        take(await manager.signinSilent(), true)
      })
      return user !== null
    } catch (error) {
      if (!isRefusal(error)) throw error
      await endSession()
      return false
    } finally {
      renewing = undefined
    }
  })()
  return renewing
}

/** Renews what is about to end. It is asked for again as long as it is not answered, so nothing need be known of that. */
const renewAhead = async (seconds: number): Promise<void> => {
  if (user?.refresh_token !== undefined && !isFresh(seconds)) await renew().catch(() => {})
}

/** The access token, renewed where it is about to end. `""` without a session. */
export const token = async (): Promise<string> => {
  await renewAhead(RENEW_BEFORE_S / 2)
  return user?.access_token ?? ''
}

const watch = (): void => {
  setInterval(() => void renewAhead(RENEW_BEFORE_S), 10_000)
}

tabs.addEventListener('message', async ({ data }: MessageEvent<TabMessage>) => {
  if (data.kind === 'ask' && user !== null && isFresh(0)) tell({ kind: 'user', user: user.toStorageString() })
  if (data.kind === 'user' && user !== null) take(await storeUser(data.user), false)
  if (data.kind === 'signed-out' && user !== null) {
    isLeaving = true
    await manager?.removeUser()
    take(null, false)
    location.assign(new URL('signed-out', consoleBase))
  }
})

/** The address (below the console) that a sign-in leads back to: only one of ours. */
const addressOf = (given: unknown): string =>
  typeof given === 'string' && given.startsWith('/') && !given.startsWith('//') ? given : '/inbox'

/**
 * Reads the configuration and finds out who is signed in: from this tab, from the issuer whose sign-in has just ended, or from
 * another tab. Gives the address to go to where a sign-in has ended, also where it has failed, so that another one leads there.
 * `onSignedIn` is called before anybody else hears of it.
 */
export const startSession = async (onSignedIn: () => void): Promise<string | null> => {
  if (!isSecureContext) {
    set({ phase: 'insecure' })
    return null
  }
  let address: string | null = null
  try {
    const [response, oidc] = await Promise.all([fetch(new URL('config.json', consoleBase)), import('oidc-client-ts')])
    if (!response.ok) throw new Error(`HTTP ${response.status}`)
    config = (await response.json()) as ConsoleConfig
    const store = new oidc.WebStorageStateStore({ store: sessionStorage })
    manager = new oidc.UserManager({
      authority: config.issuer,
      client_id: config.client_id,
      scope: config.scope,
      redirect_uri: new URL('callback', consoleBase).href,
      post_logout_redirect_uri: new URL('signed-out', consoleBase).href,
      userStore: store,
      stateStore: store,
      automaticSilentRenew: false,
      monitorSession: false,
      requestTimeoutInSeconds: ISSUER_S,
    })
    if (location.pathname === new URL('callback', consoleBase).pathname) {
      const begun = await store.get(new URLSearchParams(location.search).get('state') ?? '')
      address = addressOf(Object(JSON.parse(begun ?? 'null')).data)
      // An answer that was used before, after a step back in the browser, is no answer: the sign-in starts again.
      user = begun === null ? null : await manager.signinRedirectCallback()
    } else {
      user = await manager.getUser()
    }
    if (user === null || (!isFresh(0) && user.refresh_token === undefined)) {
      const found = await askTabs()
      user = found === null ? null : await storeUser(found)
    }
    if (user !== null && !isFresh(0)) await renew()
    if (user !== null) onSignedIn()
    show()
    watch()
    return address
  } catch (error) {
    // With the configuration read, only the issuer was asked for anything.
    if (isRefusal(error)) set({ phase: 'refused', reason: reasonOf(error) })
    else setUnreachable(config === undefined ? 'service' : 'sign-in', error)
    return address
  }
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useSessionState = (): SessionState => useSyncExternalStore(subscribe, () => state)

/** Who is signed in. Only for what is shown to people who are. */
export const useSession = (): Person => {
  const now = useSessionState()
  if (now.phase !== 'signed-in') throw new Error('not signed in')
  return now.person
}
