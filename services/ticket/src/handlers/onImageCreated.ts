import { recordImage } from './recordImage.ts'

/** image.created: the image is there. */
export const onImageCreated = recordImage
