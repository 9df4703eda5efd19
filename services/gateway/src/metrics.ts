import { Gauge, Histogram, type Registry } from 'prom-client'
import type { ObserveRequest } from './http/server.ts'

/** What is there now, asked at each scrape. */
export interface Gauges {
  /** Items of commands that wait for a service. */
  readonly pendingItems: () => number
  /** Streams of live events. */
  readonly openStreams: () => number
}

/** Keeps the gateway's metrics; gives what records a request. */
export const createMetrics = (registry: Registry, { pendingItems, openStreams }: Gauges): ObserveRequest => {
  const requests = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the head of a request to its answer',
    labelNames: ['route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  })
  new Gauge({
    name: 'http_requests_in_hand',
    help: 'Requests that wait for a service',
    registers: [registry],
    collect() {
      this.set(pendingItems())
    },
  })
  new Gauge({
    name: 'http_event_streams',
    help: 'Streams of live events that are open',
    registers: [registry],
    collect() {
      this.set(openStreams())
    },
  })
  return (route, status, ms) => requests.observe({ route, status }, ms / 1_000)
}
