import { z } from 'zod'

/** Text of so many characters: code points, as JSON Schema counts them, where zod's own limits count UTF-16 units. No halves of characters. */
export const characters = (min: number, max: number) =>
  z
    .string()
    // Half a character cannot be stored: it would come back as another, and the history's hash would not fit any more.
    .refine((text) => text.isWellFormed(), 'must be well-formed text')
    .refine((text) => {
      const length = [...text].length
      return length >= min && length <= max
    }, `must be ${min}-${max} characters`)
    .meta({ minLength: min, maxLength: max })
