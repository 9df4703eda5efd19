import { recordImage } from './recordImage.ts'

/** image.needs-operator: a person has to decide. */
export const onImageNeedsOperator = recordImage
