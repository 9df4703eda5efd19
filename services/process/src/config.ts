import { baseConfig, readConfig } from '@gongdan/service'
import { z } from 'zod'

const Config = z.object(baseConfig)

/** The only reader of the environment; ends the process with a list of what is wrong. */
export const config = () => readConfig(Config)
