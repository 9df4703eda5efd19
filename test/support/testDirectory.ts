import { join } from 'node:path'
import { localDirectory } from '../../deploy/local/localDirectory.ts'

/** A path for what tests start: below the folder that `TEST_DIRECTORY` names (test/run.ts may have one in memory), else in `.local`. */
export const testDirectory = (path = ''): string => join(process.env.TEST_DIRECTORY || localDirectory('test'), path)
