import type { Usage } from '../domain/usage.ts'
import type { UsageStore } from './usageStore.ts'

/** Usages in memory, for tests of handlers: see stores.suite.ts. */
export const createMemoryUsageStore = (): UsageStore => {
  const byTicket = new Map<string, Usage>()
  return {
    record: async (news) => {
      for (const usage of news) {
        if (usage.seq > (byTicket.get(usage.ticketUuid)?.seq ?? 0)) byTicket.set(usage.ticketUuid, usage)
      }
    },
    inUse: async (processUuids) => {
      const used = [...byTicket.values()].filter((usage) => usage.pending).map((usage) => usage.processUuid)
      return new Set(processUuids.filter((uuid) => used.includes(uuid)))
    },
  }
}
