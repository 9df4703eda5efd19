/** RabbitMQ or MongoDB, ready for use. */
export interface Part {
  readonly name: string
  readonly url: string
  /** Where it came from, for the person at the terminal. */
  readonly from: string
  /** The prefix of a rabbitmqctl command line for this broker; absent where there is none. */
  readonly control?: readonly string[]
  /** Ends it for good, if it was started here. */
  stop(): Promise<void>
}

/** The part, or the reason why a source does not have it. */
export type Found = Part | { readonly reason: string }

/** One of the ways to get a part; must not reject because the source is absent. */
export type Source = () => Promise<Found>
