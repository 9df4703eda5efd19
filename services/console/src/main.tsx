import './theme/tokens.css'
import './theme/base.css'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { BrowserRouter } from 'react-router'
import { App } from './App.tsx'
import { completeEngine } from './engines.ts'
import { keepTitleBadge } from './layout/titleBadge.ts'
import { readView } from './pages/inbox/address.ts'
import { listQuery } from './pages/inbox/listQuery.ts'
import { startPreferences } from './preferences/preferences.ts'
import { consoleBase } from './session/place.ts'
import { queries } from './session/queries.ts'
import { startSession } from './session/session.ts'
import { loadAnewWhereAPartIsGone } from './ui/loadAnew.ts'

// The client of the API has its own patience: what it gives up is shown at once, with a button to try again.
const client = new QueryClient({
  defaultOptions: { queries: { retry: false, staleTime: 2_000, refetchOnWindowFocus: true, networkMode: 'always' } },
})

completeEngine()
/** Asks for what the inbox shows, before there is anything to show it in. */
const askAhead = (): void => {
  if (!/^(inbox)?$/.test(location.pathname.slice(consoleBase.pathname.length))) return
  void client.prefetchQuery(listQuery(readView(location.search)))
  void client.prefetchQuery(queries.count())
}

// At once: who is signed in is found out while React takes its first look, and what waits for them is asked while it draws the frame.
const started = startSession(askAhead)
const root = document.getElementById('root')
if (root === null) throw new Error('no element to show the console in')

// The page's policy forbids `eval`, and zod, which pages with forms load, would try it: it reads this when it is loaded.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } })
loadAnewWhereAPartIsGone()
startPreferences()
keepTitleBadge()
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <BrowserRouter basename={consoleBase.pathname.replace(/\/$/, '')}>
        <App started={started} />
      </BrowserRouter>
    </QueryClientProvider>
  </StrictMode>,
)
