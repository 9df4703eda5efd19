import { expect, test } from '@jest/globals'
import { Registry } from 'prom-client'
import { registerPlaces } from './placesGauges.ts'

test('the places of each lane are shown with how many of them are taken', async () => {
  const registry = new Registry()
  let taken = 3
  registerPlaces(registry, () => [{ lane: 'deliveries', taken, places: 256 }])
  expect(await registry.metrics()).toContain('notification_places_taken{lane="deliveries"} 3')
  taken = 0
  const text = await registry.metrics()
  expect(text).toContain('notification_places_taken{lane="deliveries"} 0')
  expect(text).toContain('notification_places{lane="deliveries"} 256')
})
