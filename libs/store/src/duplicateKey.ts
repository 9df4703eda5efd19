import { MongoBulkWriteError } from 'mongodb'

const DUPLICATE_KEY = 11_000

/**
 * Whether all that a write failed of is a key that is taken: another writer was there first. A bulk write that failed of
 * anything else besides is no such fault.
 */
export const isDuplicateKey = (fault: unknown): boolean =>
  fault instanceof MongoBulkWriteError
    ? [fault.writeErrors].flat().every(({ code }) => code === DUPLICATE_KEY) && [fault.writeErrors].flat().length > 0
    : typeof fault === 'object' && fault !== null && 'code' in fault && fault.code === DUPLICATE_KEY
