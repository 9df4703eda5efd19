/** A real part that the services stand on, RabbitMQ or MongoDB, ready for use. */
export interface Part {
  readonly name: string
  readonly url: string
  /** Where it came from, for the person at the terminal. */
  readonly from: string
  /** The words before a rabbitmqctl command that speaks to this broker; absent where there is none. */
  readonly control?: readonly string[]
  /** Ends it for good, if it was started here. */
  stop(): Promise<void>
}

/** What a source answers: the part, or why it cannot give it. */
export type Found = Part | { readonly reason: string }

/** One of the ways to have a part; must not reject for mere absence. */
export type Source = () => Promise<Found>
