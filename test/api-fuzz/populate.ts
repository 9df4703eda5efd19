import type { Subject } from '../../deploy/local/issuer.ts'
import { createCaller } from '../support/caller.ts'
import type { TestSystem } from '../support/system.ts'
import { administrator, applicant, superAdministrator } from './callers.ts'

const EACH = 6

/**
 * Makes tickets in every state, so that actions find what they are for: drafts, tickets that wait for either step of the built-in
 * process, rejected, withdrawn and passed ones, those that wait for a fulfiller and one that has failed.
 */
export const populate = async (system: TestSystem): Promise<void> => {
  const by = async (subject: Subject) => {
    const caller = createCaller(system.url, await system.token(subject))
    return async (path: string, body: unknown): Promise<Readonly<Record<string, unknown>>> => {
      const { scode, desc, data } = await caller.post(`/v1/ticket/${path}`, body)
      if (scode !== 0) throw new Error(`${path} was answered with ${scode} ${desc}`)
      return Object(data)
    }
  }
  const [lin, zhao, root] = [await by(applicant), await by(administrator), await by(superAdministrator)]
  const vip = { ticket_name: 'fuzz', type: 'VIP', reason: 'r', network: { vip: { vip_count: 1 } } }
  const feedback = { ticket_name: 'fuzz', type: 'FEEDBACK' }
  const made = async (path: string, body: object) =>
    Promise.all(Array.from({ length: EACH }, async () => (await lin(path, body)).ticket_uuid))

  await made('save', feedback)
  await made('submit', vip)
  await lin('withdraw', { list: await made('submit', feedback) })
  await zhao('overrule', { list: await made('submit', feedback), reason: 'r' })
  await zhao('pass', { list: await made('submit', vip) })
  const passed = [...(await made('submit', vip)), ...(await made('submit', feedback))]
  await zhao('pass', { list: passed })
  await root('pass', { list: passed })
}
