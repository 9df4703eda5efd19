import { z } from 'zod'

/**
 * Text of so many characters: code points, as JSON Schema counts them, where zod's own limits count UTF-16 units. No
 * halves of characters.
 */
export const characters = (min: number, max: number) =>
  z
    .string()
    // A lone surrogate would be stored as another character, and the hash of the history would no longer match.
    .refine((text) => text.isWellFormed(), 'must be well-formed text')
    .refine((text) => {
      const length = [...text].length
      return length >= min && length <= max
    }, `must be ${min}-${max} characters`)
    .meta({ minLength: min, maxLength: max })
