import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from '../../deploy/local/localDirectory.ts'

const letter = { width: 8.43, height: 20, size: 14 }
const edge = 20
const bar = 34
/** By the number of the colour, as terminals write it. */
const colours: Readonly<Record<string, string>> = {
  31: '#ff9a90',
  32: '#74cf9d',
  33: '#f0bd62',
  34: '#93aaff',
  35: '#d9a6ff',
  36: '#7fd6e0',
  90: '#9c958a',
}
const isWide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/

const escaped = (text: string): string =>
  text.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? sign)

/** What a command writes to a terminal of so many columns, colours included. */
export const onATerminal = (args: readonly string[], env: NodeJS.ProcessEnv, columns: number): string => {
  const quoted = [process.execPath, join(root, 'libs/cli/src/main.ts'), ...args].map((one) => `'${one}'`).join(' ')
  const { stdout } = spawnSync('script', ['-qec', `stty cols ${columns}; ${quoted}`, '/dev/null'], {
    encoding: 'utf8',
    env: { ...process.env, TERM: 'xterm-256color', ...env },
  })
  return stdout
}

interface Run {
  readonly text: string
  readonly column: number
  readonly columns: number
  readonly fill: string
  readonly isBold: boolean
  readonly isDim: boolean
}

/** The pieces of a line that look alike, each with its place: wide characters take two columns. */
const runsOf = (line: string): readonly Run[] => {
  const runs: Run[] = []
  let column = 0
  let look = { fill: '#edeae3', isBold: false, isDim: false }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is how terminals are told of colours
  for (const part of line.split(/(\u001b\[[\d;?]*[A-Za-z])/)) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: as above
    const [, codes, end] = /^\u001b\[([\d;?]*)([A-Za-z])$/.exec(part) ?? []
    if (end !== undefined) {
      for (const code of end === 'm' ? (codes ?? '').split(';') : []) {
        if (code === '0' || code === '') look = { fill: '#edeae3', isBold: false, isDim: false }
        if (code === '1') look = { ...look, isBold: true }
        if (code === '2') look = { ...look, isDim: true }
        if (code === '22') look = { ...look, isBold: false, isDim: false }
        if (code === '39') look = { ...look, fill: '#edeae3' }
        look = { ...look, fill: colours[code] ?? look.fill }
      }
      continue
    }
    // Not across the gaps between columns, since browsers draw several blanks as one; a bar is of a width of its own in most fonts.
    for (const text of part.match(
      new RegExp(` {2,}|[█░]+|${isWide.source}+|(?:(?! {2})[^█░${isWide.source.slice(1, -1)}])+`, 'g'),
    ) ?? []) {
      const columns = isWide.test(text) ? text.length * 2 : text.length
      // Blanks around a text only move it.
      const before = text.length - text.trimStart().length
      const blanks = text.length - text.trim().length
      if (text.trim() !== '')
        runs.push({ text: text.trim(), column: column + before, columns: columns - blanks, ...look })
      column += columns
    }
  }
  return runs
}

/** A picture of a terminal in which that was written; the title is for those who do not see it. */
export const terminalSvg = (title: string, written: string, columns: number): string => {
  // What a bar wrote over is not seen any more.
  const lines = written
    .replaceAll('\r\n', '\n')
    .trimEnd()
    .split('\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is how terminals are sent back to the first column
    .map((line) => line.split(/\r|\u001b\[[01]?G/).at(-1) ?? '')
  const width = Math.ceil(columns * letter.width + 2 * edge)
  const height = bar + lines.length * letter.height + edge
  const texts = lines.flatMap((line, row) =>
    runsOf(line).map(({ text, column, columns: taken, fill, isBold, isDim }) => {
      const x = (edge + column * letter.width).toFixed(1)
      const y = bar + (row + 1) * letter.height - 5
      const length = (taken * letter.width).toFixed(1)
      const more = `${isBold ? ' font-weight="700"' : ''}${isDim ? ' opacity="0.65"' : ''}`
      return `<text x="${x}" y="${y}" fill="${fill}" textLength="${length}" lengthAdjust="spacingAndGlyphs"${more}>${escaped(text)}</text>`
    }),
  )
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" xml:space="preserve" font-family="ui-monospace, 'SF Mono', Menlo, Consolas, 'Noto Sans Mono CJK SC', monospace" font-size="${letter.size}">
<title>${escaped(title)}</title>
<rect width="${width}" height="${height}" rx="10" fill="#1d1c19"/>
<circle cx="20" cy="17" r="5" fill="#ff9a90"/><circle cx="37" cy="17" r="5" fill="#f0bd62"/><circle cx="54" cy="17" r="5" fill="#74cf9d"/>
${texts.join('\n')}
</svg>
`
}
