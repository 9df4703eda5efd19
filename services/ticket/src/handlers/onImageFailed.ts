import { recordImage } from './recordImage.ts'

/** image.failed: there will be no image without another request. */
export const onImageFailed = recordImage
