import { baseConfig } from '@gongdan/service'
import { z } from 'zod'

/** The environment of the process service: what every service reads, and nothing else. */
export const ProcessConfig = z.object(baseConfig)
