import { Registry } from 'prom-client'
import { startAdmin } from '../../libs/service/src/admin.ts'

const candidates = ['/livez', '/readyz', '/metrics', '/healthz', '/']

/** The addresses at which a service's admin server answers, asked of a real one. */
export const adminRoutes = async (): Promise<readonly string[]> => {
  const admin = await startAdmin(0, new Registry(), async () => ({ ready: true, notReady: {}, warnings: {} }))
  try {
    const statuses = await Promise.all(
      candidates.map(async (path) => ({ path, ok: (await fetch(`http://127.0.0.1:${admin.port}${path}`)).ok })),
    )
    return statuses.filter(({ ok }) => ok).map(({ path }) => path)
  } finally {
    await admin.close()
  }
}
