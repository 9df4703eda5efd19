import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { root } from '../local/localDirectory.ts'

/** The documents that code refers to: `contract §3`, `guarantees §2`, `tencent §4.3`, `decision 1`. */
const documents: Readonly<Record<string, string>> = {
  contract: 'libs/contracts/CONTRACT.md',
  guarantees: 'libs/messaging/GUARANTEES.md',
  tencent: 'services/image/TENCENT.md',
  decision: 'deploy/DECISIONS.md',
}

const read = (file: string): string => readFileSync(join(root, file), 'utf8')

const sectionsOf = (markdown: string): ReadonlySet<string> =>
  new Set([...markdown.matchAll(/^#+ (?:Decision )?(\d+(?:\.\d+)?)[.:]? /gm)].map(([, number = '']) => number))

/** The numbers of the sections that each document has. */
const sections: Readonly<Record<string, ReadonlySet<string>>> = Object.fromEntries(
  Object.entries(documents).map(([name, file]) => [name, sectionsOf(read(file))]),
)

/** Documents of others that comments quote by section. */
const foreign = /(RFC \d+|AMQP 0-9-1|W3C Trace Context|OpenAPI [\d.]+)/

/** Every source, document and configuration of ours, from the root. */
export const sources = (): readonly string[] =>
  globSync('**/*.{ts,mjs,md,toml,yml,yaml}', {
    cwd: root,
    exclude: (path) => /(^|\/)(node_modules|\.local|\.git)(\/|$)/.test(String(path)),
  })

/** A text with each comment's line breaks taken out, so that a reference may stand on two lines. */
const unwrapped = (text: string): string => text.replace(/\s*\n[ \t]*(?:\*|\/\/)?[ \t]*/g, ' ')

const list = String.raw`§\d+(?:\.\d+)*(?:(?:, | and | to )§\d+(?:\.\d+)*|-§?\d+(?:\.\d+)*)*`

/** The references to sections and decisions that lead nowhere; `file` is where the text stands. */
export const danglingSections = (file: string, text: string): readonly string[] => {
  const own = Object.keys(documents).find((name) => documents[name] === file)
  const flat = unwrapped(text)
  const named = new RegExp(String.raw`(?:${foreign.source}|(?:(\w+)(?:\.md)?))?[ (,]*(${list})`, 'gi')
  const dangling: string[] = []
  for (const [whole, quoted, word = '', numbers = ''] of flat.matchAll(named)) {
    if (quoted !== undefined) continue
    const name = Object.hasOwn(sections, word.toLowerCase()) ? word.toLowerCase() : own
    const known = name === undefined ? undefined : sections[name]
    const found = [...numbers.matchAll(/\d+(?:\.\d+)*/g)].map(([number]) => number)
    if (known === undefined || !found.every((number) => known.has(number))) dangling.push(whole.trim())
  }
  for (const [whole, design, number = ''] of flat.matchAll(/\b(design )?decision (\d+)\b/g)) {
    if (design !== undefined || !sections.decision?.has(number)) dangling.push(whole)
  }
  return dangling
}

/** The anchor that GitHub gives a heading. */
const anchorOf = (heading: string): string =>
  heading
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-')

const anchorsOf = (file: string): ReadonlySet<string> =>
  new Set([...read(file).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading)))

const isThere = (path: string): boolean => existsSync(join(root, path))

const withoutFences = (markdown: string): string => markdown.replace(/^```[\s\S]*?^```/gm, '')

/** The relative links of a Markdown text that lead to no file, folder or heading. */
export const danglingLinks = (file: string, text: string): readonly string[] =>
  [...withoutFences(text).matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, link = '']) => {
    if (/^[a-z]+:/.test(link)) return []
    const [path = '', anchor] = link.split('#')
    const target = path === '' ? file : normalize(join(dirname(file), decodeURIComponent(path)))
    const leads = isThere(target) && (anchor === undefined || anchorsOf(target).has(anchor))
    return leads ? [] : [link]
  })

/** What people read of a source: its comments; all of any other text. */
const commentsOf = (file: string, text: string): string =>
  /\.(ts|mjs)$/.test(file) ? (text.match(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm) ?? []).join('\n') : text

/** The paths from the root, written in a document or comment, under which there is no file. */
export const danglingPaths = (file: string, text: string): readonly string[] =>
  [
    ...commentsOf(file, text).matchAll(
      /(?<![\w./$}<-])(?:libs|services|deploy|test)\/[\w./-]+\.(?:ts|mjs|md|json|ya?ml|toml)\b/g,
    ),
  ]
    .map(([path]) => path)
    .filter((path) => !isThere(path))
