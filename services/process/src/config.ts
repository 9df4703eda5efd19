import { baseConfig } from '@gongdan/service'
import { z } from 'zod'

/** What the process service reads from the environment. */
export const ProcessConfig = z.object(baseConfig)
