import { hash as digest } from 'node:crypto'

/** The hash above two: SHA-256, in hex, over the 128 characters of both. No entry has it: what is hashed of those is JSON. */
const above = (left: string, right: string): string => digest('sha256', left + right)

const stepLength = 44
const step = (side: 'l' | 'r', neighbour: string): string => side + Buffer.from(neighbour, 'hex').toString('base64url')

/**
 * The root of a binary tree over hashes, and for each of them its way there: for each level the side on which its neighbour
 * stands (`l`, `r`) and the neighbour's hash (base64url), 44 characters a level; `""` for one that is alone. One without a neighbour goes
 * up as it is.
 */
export const growTree = (leaves: readonly string[]): { readonly root: string; readonly ways: readonly string[] } => {
  const ways = leaves.map(() => '')
  let level = leaves.map((hash, leaf) => ({ hash, leaves: [leaf] }))
  while (level.length > 1) {
    const next: typeof level = []
    for (let at = 0; at < level.length; at += 2) {
      const [left, right] = [level[at]!, level[at + 1]]
      if (right === undefined) next.push(left)
      else {
        const [ofLeft, ofRight] = [step('r', right.hash), step('l', left.hash)]
        for (const leaf of left.leaves) ways[leaf] += ofLeft
        for (const leaf of right.leaves) ways[leaf] += ofRight
        next.push({ hash: above(left.hash, right.hash), leaves: [...left.leaves, ...right.leaves] })
      }
    }
    level = next
  }
  return { root: level[0]?.hash ?? '', ways }
}

/** The root that a hash's way leads to; undefined for what is no way. */
export const rootOf = (hash: string, way: string): string | undefined => {
  const steps = way.match(/.{1,44}/g) ?? []
  if (!steps.every((one) => one.length === stepLength && /^[lr][\w-]+$/.test(one))) return
  return steps.reduce((below, one) => {
    const neighbour = Buffer.from(one.slice(1), 'base64url').toString('hex')
    return one.startsWith('l') ? above(neighbour, below) : above(below, neighbour)
  }, hash)
}
