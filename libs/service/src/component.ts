/** A part of a service that lives as long as the process: a connection, a consumer, a server. */
export interface Component {
  readonly name: string
  /** Throws or rejects, with the reason, while the component cannot do its work. Left out: always ready. */
  ready?(): Promise<void> | void
  /**
   * What an operator should know of although the component does its work, a sentence each. Left out: never anything.
   */
  warnings?(): Promise<readonly string[]> | readonly string[]
  /** Finishes what is in flight and releases its resources. Left out: there are none. */
  stop?(): Promise<void>
}
