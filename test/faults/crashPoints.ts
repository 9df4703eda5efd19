import { existsSync, unlinkSync } from 'node:fs'
import { Collection, type WriteConcern } from 'mongodb'

// Loaded into a service by `NODE_OPTIONS=--import`, so that the product itself knows nothing of it: at the points named
// below the process looks for its order, a file `<service>.<point>` in the directory CRASH_ORDERS, and dies of it.

const service = /services\/([^/]+)\/src\/main\.ts$/.exec(process.argv[1] ?? '')?.[1]

const pass = (point: string) => {
  const order = `${process.env.CRASH_ORDERS}/${service}.${point}`
  if (!existsSync(order)) return
  try {
    unlinkSync(order)
  } catch {
    // Another process of the service was faster: the order was for one.
    return
  }
  process.kill(process.pid, 'SIGKILL')
}

const truth = new Set(['tickets', 'processes', 'image_jobs'])
// The relay waits for no majority of its marks; a decision always does.
const marks = (option: unknown) =>
  typeof option === 'object' &&
  option !== null &&
  'writeConcern' in option &&
  (option.writeConcern as WriteConcern).w === 1

const guarded = <F extends (...given: never[]) => unknown>(write: F): F =>
  new Proxy(write, {
    apply: async (target, collection: Collection, given: unknown[]) => {
      const decides = truth.has(collection.collectionName) && !given.some(marks)
      if (decides) pass('before-commit')
      const result: unknown = await Reflect.apply(target, collection, given)
      if (decides) pass('after-commit')
      return result
    },
  })
Collection.prototype.bulkWrite = guarded(Collection.prototype.bulkWrite)
Collection.prototype.updateMany = guarded(Collection.prototype.updateMany)
Collection.prototype.findOneAndUpdate = guarded(Collection.prototype.findOneAndUpdate)

type Confirm = (fault: unknown, ok: unknown) => void
type Publish = (exchange: string, key: string, body: Buffer, options: object, confirmed: Confirm) => boolean

// The package does not export its channels, but a file is a file, and loaded once.
const { Channel, ConfirmChannel } = (
  await import(import.meta.resolve('../../node_modules/amqplib/lib/callback_model.js'))
).default
const ack: (message: unknown) => void = Channel.prototype.ack
const publish: Publish = ConfirmChannel.prototype.publish

Channel.prototype.ack = function (message: unknown) {
  pass('before-ack')
  return ack.call(this, message)
}

ConfirmChannel.prototype.publish = function (...[exchange, key, body, options, confirmed]: Parameters<Publish>) {
  if (exchange === 'replies') pass('before-reply')
  if (exchange === 'events') pass('before-relay')
  return publish.call(this, exchange, key, body, options, (fault, ok) => {
    if (exchange === 'events') pass('after-relay')
    confirmed(fault, ok)
  })
}
