import type { HistoryKeys } from '@gongdan/contracts'
import type { HistoryKey } from '@gongdan/store'

/** ticket.history-keys: what the signatures of histories verify with, for everybody. */
export const historyKeys = (publicKeys: readonly HistoryKey[]) => async (_: HistoryKeys) => ({
  keys: publicKeys.map(({ id, since, publicKey }) => ({
    key_id: id,
    algorithm: 'Ed25519',
    since,
    public_key: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
  })),
})
