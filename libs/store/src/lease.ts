/**
 * A lease in a document, by the database's clock: its owner alone works on the document until then. A process that dies
 * loses it by time. Give these expressions to a pipeline update or an `$expr` filter on a field named `lease`.
 */
export interface Lease {
  /** Random, one a claim; empty while the lease is free. */
  readonly owner: string
  readonly until: Date
}

/** The lease of a document that is free. */
export const FREE: Lease = { owner: '', until: new Date(0) }

/** Whether the lease of the document is free or has run out. */
export const leaseIsFree = { $lt: ['$lease.until', '$$NOW'] }

/** The lease as its new owner has it for `ms` milliseconds from now. */
export const leaseFor = (owner: string, ms: number) => ({ owner, until: { $add: ['$$NOW', ms] } })
