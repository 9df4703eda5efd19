import {
  MongoError,
  MongoErrorLabel,
  MongoNetworkError,
  MongoNotConnectedError,
  MongoServerSelectionError,
  MongoTopologyClosedError,
} from 'mongodb'

/** Errors of a primary that steps down, shuts down or cannot reach a majority in time (MongoDB error codes). */
const passing = new Set([6, 7, 11600, 11602, 10107, 13435, 13436, 189, 91, 63, 9001, 64, 50, 262, 112])

/**
 * True when the database could not be reached or could not say for sure: nothing is known about what was written, and
 * asking again later is right. Such a fault is not a message's own (messaging §3).
 */
export const isStoreUnavailable = (fault: unknown): boolean =>
  fault instanceof MongoNetworkError ||
  fault instanceof MongoServerSelectionError ||
  fault instanceof MongoNotConnectedError ||
  fault instanceof MongoTopologyClosedError ||
  (fault instanceof MongoError &&
    ((typeof fault.code === 'number' && passing.has(fault.code)) ||
      fault.hasErrorLabel(MongoErrorLabel.RetryableWriteError) ||
      fault.hasErrorLabel(MongoErrorLabel.TransientTransactionError)))
