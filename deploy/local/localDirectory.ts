import { join, resolve } from 'node:path'

/** The top of the working copy. */
export const root = resolve(import.meta.dirname, '../..')

/** Gives a path inside `.local`, where everything lives that runs on this machine leave behind. */
export const localDirectory = (path = ''): string => join(root, '.local', path)
