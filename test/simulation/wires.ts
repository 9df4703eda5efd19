import { MongoBulkWriteError, MongoNetworkError } from 'mongodb'
import type { FaultInjector } from './faultInjector.ts'
import type { Lifetime } from './lifetime.ts'
import type { Broker } from './models/broker.ts'
import type { Line } from './models/channel.ts'
import type { Wire } from './models/collection.ts'
import { ModelConnection } from './models/connection.ts'
import type { Database } from './models/database.ts'

/** MongoDB's "operation failed": a fault of one write alone. */
const refusedWrite = () =>
  new MongoBulkWriteError({ message: 'refused', code: 96, writeErrors: [{ index: 0, code: 96 }] as never }, {} as never)

/** What a dead process waits for. */
const never = <T>() => new Promise<T>(() => {})

/** An answer as it is now, value or fault, to be given later. */
const sealed = <T>(answer: () => T): (() => T) => {
  try {
    const value = answer()
    return () => value
  } catch (fault) {
    return () => {
      throw fault
    }
  }
}

/**
 * A process's way to the database. Before a call leaves and before its answer is handed over the process may die; on the
 * way the call may be slow, get lost, be done in part, or be done and its answer lost.
 */
export const databaseWire = (faultInjector: FaultInjector, database: Database, life: Lifetime): Wire => {
  const travel = () => new Promise<void>((resolve) => setTimeout(resolve, faultInjector.latencyMs()))
  const home = async () => {
    await travel()
    if (!faultInjector.survives(life)) await never()
  }
  const lost = async () => {
    await home()
    throw new MongoNetworkError('the connection was lost')
  }

  return async ({ steps, answer, concern }) => {
    faultInjector.counts.awaits += 1
    if (!faultInjector.survives(life)) return never()
    const term = database.term()
    const fault = faultInjector.databaseFault()
    await travel()
    // What a process sent before it died may still arrive.
    if (!life.alive() && faultInjector.random.next() < 0.5) return never()
    if (faultInjector.isDatabaseAway() || database.term() !== term || fault === 'not applied') return lost()
    if (fault === 'item refused' && steps.length === 1 && concern === 'majority') {
      await home()
      throw refusedWrite()
    }

    // Others may act between the writes of one call.
    const first = steps.length > 1 ? faultInjector.random.between(0, steps.length) : steps.length
    for (const step of steps.slice(0, first)) step()
    if (first < steps.length && fault !== 'applied in part') {
      await travel()
      if (database.term() !== term) return lost()
      for (const step of steps.slice(first)) step()
    }

    const result = sealed(answer)
    const position = database.position()
    const replicated = travel().then(() => {
      if (database.term() === term) database.commit(position)
    })
    if (concern === 'majority') await replicated
    if (fault === 'applied' || fault === 'applied in part') return lost()
    if (concern === 'majority' && database.term() !== term) return lost()
    await home()
    return result()
  }
}

/** A process's connections to the broker, as amqplib's `connect` opens them; `cut` breaks those that are open. */
export const brokerWire = (faultInjector: FaultInjector, broker: Broker, life: Lifetime) => {
  const open = new Set<() => void>()

  const openLine = (cutAt: () => number): Line => {
    const last = { up: 0, down: 0 }
    const carry = (way: 'up' | 'down', run: () => void) => {
      last[way] = Math.max(last[way], Date.now() + faultInjector.latencyMs())
      setTimeout(() => Date.now() <= cutAt() && run(), last[way] - Date.now())
    }
    return {
      toBroker: (run) => {
        if (!faultInjector.survives(life)) return
        faultInjector.counts.awaits += 1
        carry('up', run)
      },
      toClient: (run) => carry('down', () => faultInjector.survives(life) && run()),
    }
  }

  const connect = (_url: string, _options: object, done: (fault: unknown, connection?: ModelConnection) => void) => {
    setTimeout(() => {
      if (!life.alive()) return
      if (faultInjector.isBrokerAway())
        return done(Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }))
      let cutAt = Number.POSITIVE_INFINITY
      const line = openLine(() => cutAt)
      const connection = new ModelConnection(broker, line)
      // What is on its way arrives or not; then the broker notices, and at some time the client, if it is alive.
      const cut = () => {
        open.delete(cut)
        cutAt = Date.now() + faultInjector.random.between(0, 20)
        setTimeout(() => connection.drop(), cutAt - Date.now())
        setTimeout(
          () => life.alive() && connection.broken(new Error('read ECONNRESET')),
          faultInjector.random.between(0, 400),
        )
      }
      open.add(cut)
      connection.on('close', () => open.delete(cut))
      done(null, connection)
    }, faultInjector.latencyMs())
  }
  const cut = () => {
    for (const one of [...open]) one()
  }
  life.onDeath(cut)
  return { connect, cut }
}
