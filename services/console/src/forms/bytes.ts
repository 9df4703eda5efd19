/** Units in which sizes are entered, by how many bytes they have. */
const unitBytes = { B: 1n, MiB: 1024n ** 2n, GiB: 1024n ** 3n, TiB: 1024n ** 4n } as const
export type ByteUnit = keyof typeof unitBytes
export const byteUnits = Object.keys(unitBytes) as readonly ByteUnit[]

/** A size as it is entered: a decimal number, and the unit chosen for it. */
export interface ByteEntry {
  readonly amount: string
  readonly unit: ByteUnit
}

const entered = /^(\d{1,20})(?:\.(\d{1,20}))?$/
const MAX_UINT64 = 2n ** 64n - 1n

/**
 * The bytes of a size as it was entered, exact. `number`: the amount is no decimal number; `fraction`: it is no whole number of bytes;
 * `range`: beyond 64 bits.
 */
export const toBytes = ({ amount, unit }: ByteEntry): bigint | 'number' | 'fraction' | 'range' => {
  const [, whole, fraction = ''] = entered.exec(amount.trim()) ?? []
  if (whole === undefined) return 'number'
  const scale = 10n ** BigInt(fraction.length)
  const scaled = BigInt(whole + fraction) * unitBytes[unit]
  if (scaled % scale !== 0n) return 'fraction'
  const bytes = scaled / scale
  return bytes > MAX_UINT64 ? 'range' : bytes
}

/** Bytes as they are entered: in the largest unit that needs at most two decimals, so that nothing is rounded. */
export const fromBytes = (bytes: bigint): ByteEntry => {
  const fits = (unit: ByteUnit): boolean => bytes >= unitBytes[unit] && (bytes * 100n) % unitBytes[unit] === 0n
  const unit = byteUnits.findLast(fits) ?? (bytes === 0n ? 'GiB' : 'B')
  const hundredths = (bytes * 100n) / unitBytes[unit]
  const decimals = String(hundredths % 100n)
    .padStart(2, '0')
    .replace(/0+$/, '')
  return { amount: `${hundredths / 100n}${decimals === '' ? '' : `.${decimals}`}`, unit }
}
