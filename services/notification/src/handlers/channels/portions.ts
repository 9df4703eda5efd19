import { portionsOf } from '@gongdan/scheduling'
import { noticeBytes, type ToldEvent } from '../../domain/notice.ts'
import { AT_ONCE } from '../../domain/ports.ts'

/** More than the ids, numbers and field names beside the notice take. */
const BESIDE_BYTES = 256

/** What one receiver is told of one event. */
interface Told {
  readonly event: ToldEvent
  readonly role: string | null
}

/**
 * Handles what is told in portions of at most 1,000 notices and 1 MiB, one after the other, so that the memory it takes does not
 * depend on how many receivers are told. Those of one receiver keep their order and stand together, so that a portion writes to as
 * few feeds and queues as it can. Rejects with the first portion that fails; it must be harmless to handle a portion again.
 *
 * @param receiverOf the user, or the uuid of the webhook
 */
export const inPortions = async <T extends Told>(
  told: readonly T[],
  receiverOf: (one: T) => string,
  handle: (portion: readonly T[]) => Promise<void>,
): Promise<void> => {
  const byReceiver = [...Map.groupBy(told, receiverOf).values()].flat()
  const bytesOf = (one: T) =>
    noticeBytes(one.event) + BESIDE_BYTES + 4 * Buffer.byteLength(`${receiverOf(one)}${one.role ?? ''}`)
  for (const portion of portionsOf(byReceiver, bytesOf, AT_ONCE)) await handle(portion)
}
