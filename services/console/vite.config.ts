import react from '@vitejs/plugin-react'
import { defineConfig, loadEnv, type Plugin } from 'vite'

/** Modules that are kept together: each file more is a request more. */
const chunks = [
  // What checks forms is loaded with the first page that shows details, and kept when that page changes.
  { name: 'zod', test: /node_modules[\\/]zod[\\/]/ },
  // Small things that the inbox shares with other pages.
  {
    name: 'shared',
    test: /icons[\\/](chevron-left|chevron-right|circle-exclamation-point|copy|eye-off|search|trash|x)\.|src[\\/](people[\\/](useHolders|useStandingIn)|tickets[\\/]StateBadge|words[\\/]types|ui[\\/](Badge|Checkbox|CopyButton|ErrorState|Field|RelativeTime|Select))\b/,
    includeDependenciesRecursively: false,
  },
]

/** What nearly every visit begins with: signing in, and the inbox. */
const first = /oidc-client-ts[\\/]|pages[\\/]inbox[\\/]InboxPage\.tsx$/

/**
 * Has the page name what its first script asks for at once, so that the browser fetches it beside that script and not after it:
 * on a phone each step of such a chain costs a tenth of a second and more.
 */
const fetchAhead = (): Plugin => ({
  name: 'fetch-ahead',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler: (html, { bundle = {} }) => {
      const scripts = new Set<string>()
      const styles = new Set<string>()
      const add = (file: string): void => {
        const chunk = bundle[file]
        if (chunk?.type !== 'chunk' || scripts.has(file) || html.includes(file)) return
        scripts.add(file)
        for (const style of chunk.viteMetadata?.importedCss ?? []) styles.add(style)
        for (const imported of chunk.imports) add(imported)
      }
      for (const [file, chunk] of Object.entries(bundle))
        if (chunk.type === 'chunk' && chunk.moduleIds.some((id) => first.test(id))) add(file)
      return [
        { rel: 'preload', as: 'fetch', href: 'config.json', crossorigin: 'anonymous' },
        ...[...scripts].map((href) => ({ rel: 'modulepreload', href, crossorigin: '' })),
        ...[...styles].map((href) => ({ rel: 'preload', as: 'style', href, crossorigin: '' })),
      ].map((attrs) => ({ tag: 'link', attrs, injectTo: 'head' as const }))
    },
  },
})

/**
 * Addresses in the build are relative, and `<base>` in index.html says to what: so the console works below any path at which
 * a proxy serves it.
 */
export default defineConfig(({ command, mode }) => {
  /** Where `npm run console` finds a gateway: that of `npm start`, unless told otherwise. */
  const gateway = loadEnv(mode, '.', 'GONGDAN_').GONGDAN_URL ?? 'http://127.0.0.1:9990'
  return {
    base: command === 'serve' ? '/console/' : './',
    plugins: [react(), fetchAhead()],
    css: { transformer: 'lightningcss' },
    build: {
      outDir: '../../.local/console',
      emptyOutDir: true,
      target: ['chrome87', 'safari15.4', 'firefox96'],
      cssTarget: ['chrome87', 'safari15.4', 'firefox96'],
      modulePreload: { polyfill: false },
      rolldownOptions: { output: { codeSplitting: { groups: chunks } } },
    },
    server: {
      port: 5173,
      proxy: {
        '/v1': gateway,
        '/console/config.json': gateway,
        '/oidc': gateway,
      },
    },
  }
})
