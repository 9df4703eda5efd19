import { z } from 'zod'

/** A call's body before its schema is known: any JSON, or none that can be read. */
export type CallBody = { readonly kind: 'json'; readonly value: unknown } | { readonly kind: 'unreadable' }

/** Reads a body; an empty one is an empty request. */
export const readBody = (text: string): CallBody => {
  try {
    return { kind: 'json', value: text === '' ? {} : JSON.parse(text) }
  } catch {
    return { kind: 'unreadable' }
  }
}

const Names = z.object({
  ImageName: z.string().optional().catch(undefined),
  InstanceId: z.string().optional().catch(undefined),
})

/** The names in a body that faults go by, where there are any. */
export const namesIn = (body: CallBody): z.infer<typeof Names> => {
  const names = Names.safeParse(body.kind === 'json' ? body.value : undefined)
  return names.success ? names.data : { ImageName: undefined, InstanceId: undefined }
}
