import { globSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { localDirectory } from '../../deploy/local/localDirectory.ts'

const folder = localDirectory('console')
const html = readFileSync(join(folder, 'index.html'), 'utf8')
/** What the page asks for before anything else: scripts, what they import at once, and styles; not what is fetched ahead beside them. */
const firstFiles = [...html.matchAll(/(?:src|href)="\.\/(assets\/[^"]+)"/g)].map(([, file]) => file ?? '')

/** Bytes on the wire. Small files are not compressed. */
const sizeOf = (file: string): number => {
  const compressed = statSync(join(folder, `${file}.gz`), { throwIfNoEntry: false })
  return (compressed ?? statSync(join(folder, file))).size
}

test('what a first visit loads is at most 140 kB, compressed', () => {
  expect(firstFiles).toEqual(expect.arrayContaining([expect.stringMatching(/\.js$/), expect.stringMatching(/\.css$/)]))
  expect(firstFiles.map(sizeOf).reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(140 * 1024)
})

test('with what is fetched ahead beside it, for signing in and the inbox, it is at most 170 kB', () => {
  const ahead = [...html.matchAll(/href="(assets\/[^"]+)"/g)].map(([, file]) => file ?? '')
  expect(ahead).toEqual(expect.arrayContaining([expect.stringContaining('InboxPage'), expect.stringContaining('oidc')]))
  expect([...firstFiles, ...ahead].map(sizeOf).reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(170 * 1024)
})

test('nothing that is loaded later is above 45 kB, compressed', () => {
  const later = globSync('assets/*.{js,css}', { cwd: folder }).filter((file) => !firstFiles.includes(file))
  const large = later.map((file) => ({ file, size: sizeOf(file) })).filter(({ size }) => size > 45 * 1024)
  expect(large).toEqual([])
})
