import { baseConfig, principalKeys, readConfig } from '@gongdan/service'
import { z } from 'zod'

/** What the process service reads from the environment. */
export const ProcessConfig = z.object({ ...baseConfig, ...principalKeys })

/** The only reader of the environment; ends the process with a list of what is wrong. */
export const config = () => readConfig(ProcessConfig)
