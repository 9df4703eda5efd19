import { CSPProvider } from '@base-ui/react/csp-provider'
import { useQueryClient } from '@tanstack/react-query'
import { type ComponentType, lazy, useEffect, useRef } from 'react'
import { Navigate, Route, Routes, useLocation, useNavigate } from 'react-router'
import { Layout } from './layout/Layout.tsx'
import { startLive } from './live/live.ts'
import { Broken, BrokenFrame } from './pages/gate/Broken.tsx'
import { Lost, SignedOut, Starting } from './pages/gate/Gate.tsx'
import { lacksLanguage, takeLanguage } from './preferences/preferences.ts'
import { gongdan } from './session/gongdan.ts'
import { type SessionState, signIn, useSessionState } from './session/session.ts'
import { ToastArea } from './ui/Toast.tsx'

/** A page that is loaded when it is first shown: `load` gives the module, `name` the component in it. */
const page = <Name extends string>(name: Name, load: () => Promise<Readonly<Record<Name, ComponentType>>>) =>
  lazy(async () => ({ default: (await load())[name] }))

const InboxPage = page('InboxPage', () => import('./pages/inbox/InboxPage.tsx'))
const TicketPage = page('TicketPage', () => import('./pages/ticket/TicketPage.tsx'))
const NewTicketPage = page('NewTicketPage', () => import('./pages/newTicket/NewTicketPage.tsx'))
const ProcessesPage = page('ProcessesPage', () => import('./pages/processes/ProcessesPage.tsx'))
const ProcessPage = page('ProcessPage', () => import('./pages/processes/ProcessPage.tsx'))
const DelegationsPage = page('DelegationsPage', () => import('./pages/delegations/DelegationsPage.tsx'))
const ImagesPage = page('ImagesPage', () => import('./pages/images/ImagesPage.tsx'))
const WebhooksPage = page('WebhooksPage', () => import('./pages/webhooks/WebhooksPage.tsx'))
const WebhookPage = page('WebhookPage', () => import('./pages/webhooks/WebhookPage.tsx'))
const SettingsPage = page('SettingsPage', () => import('./pages/settings/SettingsPage.tsx'))

const pages = (
  <Routes>
    <Route path="/" element={<Navigate to="/inbox" replace />} />
    <Route path="/inbox" element={<InboxPage />} />
    <Route path="/ticket/:uuid" element={<TicketPage />} />
    <Route path="/new" element={<NewTicketPage />} />
    <Route path="/new/:type" element={<NewTicketPage />} />
    <Route path="/edit/:uuid" element={<NewTicketPage />} />
    <Route path="/processes" element={<ProcessesPage />} />
    <Route path="/processes/:uuid" element={<ProcessPage />} />
    <Route path="/delegations" element={<DelegationsPage />} />
    <Route path="/images" element={<ImagesPage />} />
    <Route path="/webhooks" element={<WebhooksPage />} />
    <Route path="/webhooks/:uuid" element={<WebhookPage />} />
    <Route path="/settings" element={<SettingsPage />} />
    {/* The way on follows as soon as the sign-in is read. */}
    <Route path="/callback" element={null} />
    <Route path="/signed-out" element={<Navigate to="/inbox" replace />} />
    <Route path="*" element={<Lost />} />
  </Routes>
)

const whoOf = (state: SessionState): string =>
  state.phase === 'signed-in' ? `${state.person.tenantUuid}.${state.person.uuid}` : ''

const Gate = ({ state }: { readonly state: SessionState }) => {
  const { pathname, search } = useLocation()
  const isOut = state.phase === 'signed-out'
  const leaves = isOut && pathname !== '/signed-out'
  useEffect(() => {
    if (leaves) void signIn(pathname === '/callback' ? '/inbox' : pathname + search)
  }, [leaves, pathname, search])
  if (state.phase === 'signed-in') {
    return (
      <Layout>
        <Broken key={pathname}>{pages}</Broken>
      </Layout>
    )
  }
  if (isOut && !leaves) return <SignedOut onSignIn={() => signIn('/inbox')} />
  return <Starting state={state} />
}

/**
 * The console: who is signed in sees its pages, everybody else is led to the sign-in. `started` ends with the address to go to
 * where a sign-in has ended.
 */
export const App = ({ started }: { readonly started: Promise<string | null> }) => {
  const state = useSessionState()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const begun = useRef(false)
  useEffect(() => {
    if (begun.current) return
    begun.current = true
    void started.then((address) => address !== null && navigate(address, { replace: true }))
  }, [started, navigate])

  const who = whoOf(state)
  useEffect(() => {
    if (who === '') return
    const stop = startLive(who)
    if (lacksLanguage()) {
      gongdan()
        .notifications.settings()
        .then(({ language }) => takeLanguage(language))
        .catch(() => {
          // The language that it is in can be read as well.
        })
    }
    return () => {
      stop()
      queryClient.clear()
    }
  }, [who, queryClient])

  return (
    <CSPProvider disableStyleElements>
      <Broken instead={<BrokenFrame />}>
        <Gate state={state} />
      </Broken>
      <ToastArea />
    </CSPProvider>
  )
}
