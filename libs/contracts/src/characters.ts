import { z } from 'zod'

/** Text of so many characters: code points, as JSON Schema counts them, where zod's own limits count UTF-16 units. */
export const characters = (min: number, max: number) =>
  z
    .string()
    .refine((text) => {
      const length = [...text].length
      return length >= min && length <= max
    }, `must be ${min}-${max} characters`)
    .meta({ minLength: min, maxLength: max })
