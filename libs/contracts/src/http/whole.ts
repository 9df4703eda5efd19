import { z } from 'zod'

/** A whole number in a query string, or as it is in a JSON body. */
export const whole = (min: number, max: number) => {
  const number = z.int().min(min).max(max)
  const digits = z.string().regex(/^\d{1,15}$/)
  return z.union([number, digits.transform(Number).pipe(number)], `must be an integer from ${min} to ${max}`)
}
