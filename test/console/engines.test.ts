import { randomUUID } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, jest, test } from '@jest/globals'
import { localDirectory } from '../../deploy/local/localDirectory.ts'
import { type ConsoleHarness, openConsole } from './harness.ts'

jest.setTimeout(120_000)

const folder = localDirectory('console')
const textsOf = (pattern: string): readonly (readonly [string, string])[] =>
  globSync(pattern, { cwd: folder }).map((file) => [file, readFileSync(join(folder, file), 'utf8')])

let opened: ConsoleHarness | undefined
afterAll(() => opened?.close())

/** Syntax that Chrome 87, Safari 15.4 or Firefox 96 does not know. What lacks is not reported: the whole file does not run. */
const newSyntax: readonly (readonly [string, RegExp])[] = [
  ['a lookbehind, which Safari has since 16.4', /\(\?<[=!]/],
  ['a private field, which the build writes otherwise', /(?<![\w$])this\.#|\sin\s+this\.#/],
  ['a static block', /[{;}]static\s*\{/],
  ['a regular expression of sets', /\/[dgimsuy]*v[dgimsuy]*\.(?:test|exec)\(/],
]
const newStyles: readonly (readonly [string, RegExp])[] = [
  [':has(), which Chrome has since 105', /:has\(/],
  [':is(), which Chrome has since 88', /:is\(/],
  ['light-dark()', /[^-]light-dark\(/],
  ['color-mix()', /color-mix\(/],
  ['a container query', /@container/],
  ['a layer', /@layer/],
  ['units of the dynamic screen', /\d[ds]v[hw]\b/],
]

test('scripts and styles have nothing that stops the oldest browsers from reading them', () => {
  const found = [
    ...textsOf('assets/*.js').flatMap(([file, text]) =>
      newSyntax.filter(([, form]) => form.test(text)).map(([what]) => `${file}: ${what}`),
    ),
    ...textsOf('assets/*.css').flatMap(([file, text]) =>
      newStyles.filter(([, form]) => form.test(text)).map(([what]) => `${file}: ${what}`),
    ),
  ]
  expect(found).toEqual([])
})

/** Takes away what came after Chrome 87 or Safari 15.4, as an engine of that time has it. */
const asIn2021 = `
  const absent = [
    [Array.prototype, 'at findLast findLastIndex toSorted toReversed toSpliced with group groupToMap'],
    [Object.getPrototypeOf(Uint8Array.prototype), 'at findLast findLastIndex toSorted toReversed with'],
    [Uint8Array.prototype, 'toBase64 toHex setFromBase64 setFromHex'],
    [Uint8Array, 'fromBase64 fromHex'],
    [Array, 'fromAsync'],
    [String.prototype, 'at isWellFormed toWellFormed'],
    [Object, 'hasOwn groupBy'],
    [Map, 'groupBy'],
    [Set.prototype, 'union intersection difference symmetricDifference isSubsetOf isSupersetOf isDisjointFrom'],
    [Map.prototype, 'getOrInsert getOrInsertComputed'],
    [Promise, 'withResolvers try'],
    [JSON, 'rawJSON isRawJSON'],
    [Math, 'sumPrecise f16round'],
    [RegExp, 'escape'],
    [Error, 'isError captureStackTrace'],
    [Iterator.prototype, 'map filter take drop flatMap reduce toArray forEach some every find'],
    [Intl, 'DurationFormat Segmenter supportedValuesOf'],
    [AbortSignal, 'any timeout abort'],
    [AbortSignal.prototype, 'throwIfAborted reason'],
    [URL, 'canParse parse'],
    [Crypto.prototype, 'randomUUID'],
    [Element.prototype, 'setHTMLUnsafe getHTML'],
    [HTMLElement.prototype, 'showPopover hidePopover togglePopover'],
    [globalThis, 'structuredClone scheduler Iterator URLPattern Sanitizer CloseWatcher'],
    [Document.prototype, 'startViewTransition'],
  ]
  for (const [target, names] of absent) for (const name of names.split(' ')) delete target[name]
`

test('pages run in an engine that has nothing newer than the oldest ones do', async () => {
  opened = await openConsole(randomUUID())
  const { as, defineProcess, submit, browser, choose, url, complaints } = opened
  const uuid = await submit('在旧浏览器里审批', await defineProcess('旧浏览器', ['first', 'second']))
  await as('applicant').post('ticket/save', {
    ticket_name: '扩容',
    type: 'VOLUME_EXPANSION',
    storage: { volume_expantion: { volume_uuid: 'v', capacity: '9223372036854775809' } },
  })
  const context = await browser()
  await context.addInitScript({ content: asIn2021 })
  const page = await context.newPage()
  await page.goto(`${url}inbox`)
  await choose(page, 'firstApprover')
  await page.getByRole('link', { name: '在旧浏览器里审批' }).click()
  await page.getByText('审批进度').waitFor()
  await page.locator('summary').first().click()
  for (const at of [
    `ticket/${uuid}`,
    'new/VOLUME_EXPANSION',
    'processes',
    'processes/new',
    'webhooks/new',
    'delegations',
    'settings',
  ]) {
    await page.goto(url + at)
    await page.locator('main h1').waitFor()
  }
  await page.goto(`${url}new/VOLUME_EXPANSION`)
  await page.getByRole('button', { name: '提交', exact: true }).click()
  await page.getByRole('alert').waitFor()
  expect(await page.evaluate('[typeof structuredClone, typeof Array.prototype.toSorted]')).toEqual([
    'undefined',
    'function',
  ])
  expect(await complaints()).toEqual([])
})

test('an older browser is told so in both languages', async () => {
  opened ??= await openConsole(randomUUID())
  const context = await opened.browser()
  await context.addInitScript({ content: 'delete globalThis.WeakRef' })
  const page = await context.newPage()
  await page.goto(`${opened.url}inbox`)
  expect(await page.getByRole('heading').allTextContents()).toEqual(['浏览器版本过低', 'This browser is too old'])
})
