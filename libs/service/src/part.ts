/** A part of a service that lives as long as the process: a connection, a consumer, a server. */
export interface Part {
  readonly name: string
  /** Throws or rejects, with the reason, while the part cannot do its work. Left out: always ready. */
  ready?(): Promise<void> | void
  /** What a person should know of although the part does its work, a sentence each. Left out: nothing ever. */
  troubles?(): readonly string[]
  /** Finishes what is in hand and lets go. Left out: nothing to let go of. */
  stop?(): Promise<void>
}
