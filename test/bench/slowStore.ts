import { startProxy, type TcpProxy } from '../support/tcpProxy.ts'

/** The database of this run, behind a wire of ours. */
export interface SlowStore {
  /** How late the database answers from now on, in ms beyond what it takes itself. */
  late(ms: number): void
  /** Puts the database's own address back. */
  close(): Promise<void>
}

const place = /^(mongodb:\/\/(?:[^@/]*@)?)([^:/?,]+):(\d+)\/?([^?]*)\??(.*)$/

/** Puts a wire before the database that `MONGODB_URL` names: whatever is started from now on speaks through it. */
export const slowDownStore = async (): Promise<SlowStore> => {
  const direct = process.env.MONGODB_URL ?? ''
  const [, before = '', host = '', port = '', path = '', query = ''] = place.exec(direct) ?? []
  const wire: TcpProxy = await startProxy({ host, port: Number(port) })
  // Without a direct connection the driver would ask the replica set for its own address and go past the wire.
  const options = [...query.split('&').filter((option) => option !== ''), 'directConnection=true'].join('&')
  process.env.MONGODB_URL = `${before}127.0.0.1:${wire.port}/${path}?${options}`
  return {
    // Half of it on the way there, half on the way back.
    late: (ms) => wire.pace(ms === 0 ? {} : { lateMs: ms / 2 }),
    close: async () => {
      process.env.MONGODB_URL = direct
      await wire.close()
    },
  }
}
