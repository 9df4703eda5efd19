import { connect } from '@gongdan/store'
import { controlSays } from '../support/virtualHost.ts'
import type { Counters } from './cost.ts'

const statements = ['find', 'insert', 'update', 'delete', 'aggregate', 'findAndModify', 'getMore', 'count', 'distinct']

/** Counts the statements of the database server and the messages that the broker was sent, of this run's own servers. */
export const openCounters = async (mongodbUrl: string) => {
  const store = await connect(mongodbUrl, 'bench')
  const counters: Counters = {
    statements: async () => {
      const { metrics } = await store.db.command({ serverStatus: 1 })
      return statements.reduce((sum, name) => sum + Number(metrics.commands[name]?.total ?? 0), 0)
    },
    messages: async () => {
      const expression =
        '[maps:get(messages_received_total, M, 0) || M <- maps:values(rabbit_global_counters:overview())].'
      const said = await controlSays(['eval', expression])
      return [...said.matchAll(/\d+/g)].reduce((sum, [count]) => sum + Number(count), 0)
    },
  }
  return { counters, close: store.close }
}
