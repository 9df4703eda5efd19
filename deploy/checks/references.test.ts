import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { root } from '../local/localDirectory.ts'
import { danglingLinks, danglingPaths, danglingSections, sources } from './references.ts'

const files = sources().map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }))
// Written in parts, so that this file itself holds no reference that leads nowhere.
const section = '§'
const decision = 'decision'

/** What leads nowhere in which file. */
const all = (find: (file: string, text: string) => readonly string[], among = files) =>
  among.flatMap(({ file, text }) => find(file, text).map((reference) => `${file}: ${reference}`))

describe('references', () => {
  test('to sections and decisions lead to a heading of our documents', () => {
    expect(files.length).toBeGreaterThan(100)
    expect(all(danglingSections)).toEqual([])
  })

  test('by link lead to a file, folder or heading', () => {
    expect(
      all(
        danglingLinks,
        files.filter(({ file }) => file.endsWith('.md')),
      ),
    ).toEqual([])
  })

  test('by path lead to a file', () => {
    expect(all(danglingPaths)).toEqual([])
  })
})

describe('a reference that leads nowhere is found', () => {
  test.each([
    `contract ${section}9`,
    `contract ${section}3, ${section}9`,
    `(guarantees ${section}7)`,
    `tencent ${section}4.9`,
    `tencent\n * ${section}4.9`,
    `toolbox ${section}3`,
    `${section}3`,
    `${decision} 99`,
    `design ${decision} 1`,
  ])('%j', (text) => {
    expect(danglingSections('libs/store/src/index.ts', `/** Why (${text}). */`)).toHaveLength(1)
  })

  test.each(['nowhere.md', '../src/index.ts#nothing', 'README.md#no-such-heading', '#no-such-heading'])(
    '%s',
    (link) => {
      expect(danglingLinks('README.md', `see [it](${link})`)).toEqual([link])
    },
  )

  test.each(['libs/store/README.md', 'libs/store/src/index.ts'])('a path in %s', (file) => {
    const path = `${'libs'}/nowhere/nothing.ts`
    expect(danglingPaths(file, `// see ${path}`)).toEqual([path])
  })
})

test.each([
  `contract ${section}3-${section}5`,
  `contract ${section}2 and ${section}3`,
  `tencent ${section}4.3, ${decision} 11`,
  `RFC 9110 ${section}11.6.1`,
  `AMQP 0-9-1 ${section}4.2.3, ${section}1.4.2`,
])('%s leads somewhere', (text) => {
  expect(danglingSections('libs/store/src/index.ts', text)).toEqual([])
})
