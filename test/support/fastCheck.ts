// Jest loads this file for `fast-check` (moduleNameMapper in package.json). By its path, for the name leads here.
import fc from '../../node_modules/fast-check/lib/fast-check.js'
import { seedOr } from './seed.ts'

// fast-check prints the seed of a failure; `SEED` repeats it.
fc.configureGlobal({ seed: seedOr(1) })

export default fc
