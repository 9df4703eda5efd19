import {
  MongoBulkWriteError,
  MongoError,
  MongoErrorLabel,
  MongoNetworkError,
  MongoNotConnectedError,
  MongoServerSelectionError,
  MongoTopologyClosedError,
} from 'mongodb'

/** Errors of a primary that steps down, shuts down or cannot reach a majority in time (MongoDB error codes). */
const passing = new Set([6, 7, 11600, 11602, 10107, 13435, 13436, 189, 91, 63, 9001, 64, 50, 262, 112])
/** What a socket that dies under a write gives: the driver hands some of these on as Node made them. */
const ofSocket = new Set([
  'ECONNRESET',
  'ECONNREFUSED',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
])

const codeOf = (fault: unknown): unknown =>
  typeof fault === 'object' && fault !== null && 'code' in fault ? fault.code : undefined

/**
 * True when the database could not be reached or could not say for sure: nothing is known about what was written, and
 * asking again later is right. Such a fault is not a message's own (guarantees §3).
 */
export const isStoreUnavailable = (fault: unknown): boolean => {
  const code = codeOf(fault)
  if (typeof code === 'string' && ofSocket.has(code)) return true
  // A bulk write wraps whatever ended it, and keeps of it only what it said.
  if (
    fault instanceof MongoBulkWriteError &&
    fault.errorResponse !== fault &&
    isStoreUnavailable(fault.errorResponse)
  ) {
    return true
  }
  return (
    fault instanceof MongoNetworkError ||
    fault instanceof MongoServerSelectionError ||
    fault instanceof MongoNotConnectedError ||
    fault instanceof MongoTopologyClosedError ||
    (fault instanceof MongoError &&
      ((typeof code === 'number' && passing.has(code)) ||
        fault.hasErrorLabel(MongoErrorLabel.RetryableWriteError) ||
        fault.hasErrorLabel(MongoErrorLabel.TransientTransactionError)))
  )
}
