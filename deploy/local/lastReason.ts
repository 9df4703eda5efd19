import { readFileSync } from 'node:fs'

const tailBytes = 65_536
const longest = 300

/** What a line of a log says of a trouble; undefined for one that tells of none. */
const reasonIn = (line: string): string | undefined => {
  let entry: unknown
  try {
    entry = JSON.parse(line)
  } catch {
    // What is not of the log itself was written by a program that ended: a configuration that is not valid, a stack.
    return /^\s+at /.test(line) ? undefined : line.trim()
  }
  const { level, msg, reason, err } = Object(entry)
  if (!['warn', 'error', 'fatal'].includes(level)) return undefined
  const why = reason ?? Object(err).message
  return why === undefined || why === '' ? String(msg) : `${msg}: ${why}`
}

/** The last trouble that a log tells of from this byte on, as one line; undefined where it tells of none. */
export const lastReason = (file: string, from: number): string | undefined => {
  const written = readFileSync(file).subarray(from).subarray(-tailBytes)
  const reasons = written
    .toString()
    .split('\n')
    .flatMap((line) => reasonIn(line) || [])
  return reasons.at(-1)?.slice(0, longest)
}
