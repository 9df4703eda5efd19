import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { BSON, type Document } from 'mongodb'
import { z } from 'zod'

/** The contents of a backup. Written last, so that a directory without it is not a backup. */
export const Manifest = z.object({
  format: z.literal(1),
  /** The moment of the snapshot, unix ms. */
  at: z.number(),
  collections: z.array(
    z.object({
      /** The owner of its database, such as `ticket`. */
      service: z.string(),
      name: z.string(),
      documents: z.number(),
      sha256: z.string(),
      indexes: z.array(z.looseObject({ name: z.string(), key: z.record(z.string(), z.unknown()) })),
    }),
  ),
  /** Parked messages. */
  messages: z.object({ documents: z.number(), sha256: z.string() }),
})
export type Manifest = z.infer<typeof Manifest>

const owner = { mode: 0o600 }

/** Writes documents in the format of mongodump --gzip. Gives how many, and the SHA-256 of the file. */
export const writeDocuments = async (file: string, bson: AsyncIterable<Uint8Array>) => {
  const hash = createHash('sha256')
  let documents = 0
  const counted = async function* () {
    for await (const one of bson) {
      documents += 1
      yield one
    }
  }
  const hashed = async function* (chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      hash.update(chunk)
      yield chunk
    }
  }
  await pipeline(Readable.from(counted()), createGzip(), hashed, createWriteStream(file, { ...owner, flags: 'wx' }))
  return { documents, sha256: hash.digest('hex') }
}

/** The documents of such a file, with their BSON types. */
export async function* readDocuments(file: string): AsyncIterable<Document> {
  let rest = Buffer.alloc(0)
  for await (const chunk of createReadStream(file).pipe(createGunzip())) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    let from = 0
    while (rest.length - from >= 4 && rest.length - from >= rest.readInt32LE(from)) {
      const to = from + rest.readInt32LE(from)
      yield BSON.deserialize(rest.subarray(from, to), { promoteValues: false })
      from = to
    }
    rest = rest.subarray(from)
  }
  if (rest.length > 0) throw new Error(`${file} ends in the middle of a document`)
}

/** The SHA-256 of a file. */
export const hashOf = async (file: string): Promise<string> => {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}
