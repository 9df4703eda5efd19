import { recordImage } from './recordImage.ts'

/** image.creating: the worker has begun. */
export const onImageCreating = recordImage
