import { Counter, type Registry } from 'prom-client'

/** Keeps `tickets_transition_total`; takes the type of each event as it is sent, of one sent twice too. */
export const createTransitions = (registry: Registry): ((type: string) => void) => {
  const transitions = new Counter({
    name: 'tickets_transition_total',
    help: 'What happened to tickets, by the type of the event that tells of it',
    labelNames: ['type'],
    registers: [registry],
  })
  return (type) => transitions.inc({ type })
}
