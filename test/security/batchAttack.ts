import { randomUUID } from 'node:crypto'
import { parentPort, workerData } from 'node:worker_threads'
import { createCaller } from '../support/caller.ts'

// A thread that sends batches of 10,000 without pause, on three connections to each gateway, until it is sent a message; it sends how
// often it was answered with each scode. A thread, for what it takes to write such bodies and to check such answers is the
// attacker's time, and would be added to that of the other caller.

export interface Attack {
  readonly urls: readonly string[]
  readonly token: string
}

const unknown = () => Array.from({ length: 10_000 }, () => randomUUID())
const repeated = () => Array.from<string>({ length: 10_000 }).fill(randomUUID())
const freshKey = () => ({ 'idempotency-key': randomUUID() })
const onTheSide = { prefer: 'respond-async' }

/** Lists and headers of an attack, one after the other. */
const kinds: readonly (readonly [() => readonly string[], () => Readonly<Record<string, string>>])[] = [
  [unknown, () => ({})],
  [unknown, () => onTheSide],
  [repeated, () => freshKey()],
  [unknown, () => freshKey()],
  [repeated, () => ({ ...freshKey(), ...onTheSide })],
]

const attack = async ({ urls, token }: Attack, goesOn: () => boolean): Promise<ReadonlyMap<number, number>> => {
  const answered = new Map<number, number>()
  let next = 0
  const send = async (url: string) => {
    const attacker = createCaller(url, token)
    while (goesOn()) {
      const [list, headers] = kinds[next++ % kinds.length]!
      const { scode } = await attacker.post('ticket/withdraw', { list: list() }, headers())
      answered.set(scode, (answered.get(scode) ?? 0) + 1)
    }
  }
  await Promise.all([...urls, ...urls, ...urls].map(send))
  return answered
}

let goesOn = true
parentPort?.once('message', () => {
  goesOn = false
})
parentPort?.postMessage(await attack(workerData, () => goesOn))
