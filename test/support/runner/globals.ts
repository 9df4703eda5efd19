// `@jest/globals` of tests (setup.ts).
import type * as globals from '@jest/globals'

export const { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } =
  globalThis as unknown as typeof globals
