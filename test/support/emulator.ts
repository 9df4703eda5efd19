import { z } from 'zod'

const State = z.object({
  images: z.array(z.object({ id: z.string(), name: z.string(), description: z.string(), exists: z.boolean() })),
  liveImagesPerTicket: z.record(z.string(), z.array(z.string())),
  /** Ids of the images that CreateImage made, by the name they were given. */
  effectiveCreates: z.record(z.string(), z.array(z.string())),
})

/** The control interface of a running CVM emulator (`/_emulator/…`). */
export const emulatorAt = (url: string) => {
  const get = async (path: string): Promise<unknown> => (await fetch(`${url}/_emulator/${path}`)).json()
  return {
    get,
    post: (path: 'seed' | 'faults' | 'settings', body: object) =>
      fetch(`${url}/_emulator/${path}`, { method: 'POST', body: JSON.stringify(body) }),
    state: async () => State.parse(await get('state')),
  }
}
