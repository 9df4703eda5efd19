import react from '@vitejs/plugin-react'
import { defineConfig, loadEnv } from 'vite'

/**
 * Addresses in the build are relative, and `<base>` in index.html says to what: so the console works below any path at which
 * a proxy serves it.
 */
export default defineConfig(({ command, mode }) => {
  /** Where `npm run console` finds a gateway: that of `npm start`, unless told otherwise. */
  const gateway = loadEnv(mode, '.', 'GONGDAN_').GONGDAN_URL ?? 'http://127.0.0.1:9990'
  return {
    base: command === 'serve' ? '/console/' : './',
    plugins: [react()],
    css: { transformer: 'lightningcss' },
    build: {
      outDir: '../../.local/console',
      emptyOutDir: true,
      target: ['chrome87', 'safari15.4', 'firefox96'],
      cssTarget: ['chrome87', 'safari15.4', 'firefox96'],
      modulePreload: { polyfill: false },
      // What checks forms is loaded with the first page that shows details, and kept when that page changes.
      rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'zod', test: /node_modules[\\/]zod[\\/]/ }] } } },
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
