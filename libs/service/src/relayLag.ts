import { Gauge, type Registry } from 'prom-client'

/** Keeps `relay_lag_seconds`; takes what each sweep of a relay finds, in milliseconds. */
export const createRelayLag = (registry: Registry): ((ms: number) => void) => {
  const lag = new Gauge({
    name: 'relay_lag_seconds',
    help: 'Age of the oldest event that is not sent yet; 0 while none is older than the relay lets them become',
    registers: [registry],
  })
  return (ms) => lag.set(ms / 1_000)
}
