import type { Places } from '@gongdan/scheduling'
import { Gauge, type Registry } from 'prom-client'

/** Shows the places of the delivery worker: where all are taken, what is due waits. */
export const registerPlaces = (registry: Registry, placesNow: () => readonly Places[]): void => {
  const gauge = (name: string, help: string, of: (lane: Places) => number) =>
    new Gauge({
      name,
      help,
      labelNames: ['lane'],
      registers: [registry],
      collect() {
        for (const one of placesNow()) this.set({ lane: one.lane }, of(one))
      },
    })
  gauge('notification_places_taken', 'Receivers that this process serves at the moment, by lane', ({ taken }) => taken)
  gauge('notification_places', 'Receivers that this process serves at once at most, by lane', ({ places }) => places)
}
