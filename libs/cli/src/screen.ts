import { randomUUID } from 'node:crypto'
import pico from 'picocolors'

/** Marks that turn the direction of text, as the contract calls them. */
const turns = String.raw`\u202a-\u202e\u2066-\u2069`
const hidden = new RegExp(String.raw`[\u0000-\u0008\u000b-\u001f\u007f-\u009f${turns}]`, 'g')
/** Those of them that JSON leaves as they are. */
const unescaped = new RegExp(String.raw`[\u007f-\u009f${turns}]`, 'g')

/** A text without what a terminal obeys, or shows elsewhere than it stands; line breaks and tabs stay. */
export const harmless = (text: string): string => text.replace(/\r\n?/g, '\n').replace(hidden, '')

/** JSON of the same meaning that a terminal shows as it is. */
export const escaped = (json: string): string =>
  json.replace(unescaped, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`)

type Colors = ReturnType<typeof pico.createColors>

/** What may be written: text of others is made harmless, and only the colours that were put in here are left. */
export const createScreen = (isColored: boolean) => {
  // Stands for the escape in a colour. Nobody can have written it into a name.
  const mark = `\0${randomUUID()}`
  const shown = (text: string): string => text.split(mark).map(harmless).join('\x1b')
  const painter =
    (paint: (text: string) => string) =>
    (text: unknown): string =>
      paint(shown(String(text))).replaceAll('\x1b', mark)
  const made = Object.entries(pico.createColors(isColored)).map(([name, paint]) => [
    name,
    typeof paint === 'function' ? painter(paint) : paint,
  ])
  return { colors: Object.fromEntries(made) as Colors, shown }
}
