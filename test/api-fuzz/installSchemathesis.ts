import { join } from 'node:path'
import { installPython } from '../support/installPython.ts'

/** Gives the Python that has schemathesis (see installPython). */
export const installSchemathesis = (): Promise<string> =>
  installPython('schemathesis', join(import.meta.dirname, 'requirements.txt'))
