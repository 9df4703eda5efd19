import { z } from 'zod'

/** The tags a request wants on what it makes. */
export const TagSpecification = z.array(
  z.strictObject({
    ResourceType: z.string(),
    Tags: z.array(z.strictObject({ Key: z.string(), Value: z.string() })),
  }),
)

/** The tags meant for the image. */
export const tagsOf = (specification: z.infer<typeof TagSpecification> = []) =>
  specification.filter(({ ResourceType }) => ResourceType === 'image').flatMap(({ Tags }) => Tags)
