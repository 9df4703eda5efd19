import { createHash } from 'node:crypto'
import { expect, test } from '@jest/globals'
import { growTree, rootOf } from './hashTree.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const hashes = (count: number) => Array.from({ length: count }, (_, index) => sha256(`${index}`))

test('a hash that is alone is the root', () => {
  expect(growTree(hashes(1))).toEqual({ root: sha256('0'), ways: [''] })
})

test('two hashes are below the hash of both', () => {
  const [left = '', right = ''] = hashes(2)
  const { root, ways } = growTree([left, right])
  expect(root).toBe(sha256(left + right))
  const base64 = (hash: string) => Buffer.from(hash, 'hex').toString('base64url')
  expect(ways).toEqual([`r${base64(right)}`, `l${base64(left)}`])
})

test.each([1, 2, 3, 4, 5, 7, 16, 100])(
  'of %d hashes each leads to the root by its own way, and by no other',
  (count) => {
    const leaves = hashes(count)
    const { root, ways } = growTree(leaves)
    expect(ways.every((way) => way.length <= 44 * Math.ceil(Math.log2(count)))).toBe(true)
    for (const [at, leaf] of leaves.entries()) {
      expect(rootOf(leaf, ways[at] ?? '')).toBe(root)
      if (count > 1) expect(rootOf(leaf, ways[(at + 1) % count] ?? '')).not.toBe(root)
    }
  },
)

test.each(['l', `x${'A'.repeat(43)}`, `l${'A'.repeat(42)}`, `l${'A'.repeat(44)}`, `l${'A'.repeat(42)}=`])(
  '%s is no way',
  (way) => {
    expect(rootOf('ab'.repeat(32), way)).toBeUndefined()
  },
)
