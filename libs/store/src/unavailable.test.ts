import { describe, expect, test } from '@jest/globals'
import {
  type BulkWriteResult,
  MongoBulkWriteError,
  MongoNetworkError,
  MongoServerError,
  MongoServerSelectionError,
  type TopologyDescription,
} from 'mongodb'
import { isStoreUnavailable } from './unavailable.ts'

const socket = (code: string) => Object.assign(new Error(`write ${code}`), { code })
const selection = new MongoServerSelectionError('no primary', {} as TopologyDescription)
/** As the driver's bulk write does with whatever ended it. */
const inBulk = (fault: object) => new MongoBulkWriteError(fault as MongoServerError, {} as BulkWriteResult)

describe('the database is out of reach', () => {
  test.each([
    ['when the socket died under a write, which the driver does not wrap', socket('ECONNRESET')],
    ['when its port is closed', socket('ECONNREFUSED')],
    ['when the driver says so', new MongoNetworkError('connection 1 closed')],
    ['when it has no primary', selection],
    ['when the primary steps down', new MongoServerError({ message: 'stepping down', code: 11602 })],
    ['when any of it ended a bulk write: a dead socket', inBulk(socket('ECONNRESET'))],
    ['when any of it ended a bulk write: a closed connection', inBulk(new MongoNetworkError('connection 1 closed'))],
    ['when any of it ended a bulk write: no primary', inBulk(selection)],
    ['when a bulk write was not heard of by a majority in time', inBulk({ message: 'waiting timed out', code: 64 })],
  ])('%s', (_, fault) => expect(isStoreUnavailable(fault)).toBe(true))
})

describe('a fault is of the message', () => {
  test.each([
    ['when a key is taken', new MongoServerError({ message: 'E11000', code: 11_000 })],
    ['when a document is too large for a bulk write', inBulk({ message: 'too large', code: 17_419, writeErrors: [] })],
    ['when it is a plain error', new TypeError('undefined is not a function')],
    ['when it is a word', 'ECONNRESET'],
  ])('%s', (_, fault) => expect(isStoreUnavailable(fault)).toBe(false))
})
