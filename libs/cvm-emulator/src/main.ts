import { z } from 'zod'
import { defaultCredential, startEmulator } from './server.ts'

const ms = z.coerce.number().int().nonnegative()

const Environment = z.object({
  PORT: z.coerce.number().int().default(9000),
  HOST: z.string().default('127.0.0.1'),
  EMULATOR_STATE_FILE: z.string().optional(),
  EMULATOR_CREATE_MS: ms.default(2000),
  EMULATOR_QUOTA: z.coerce.number().int().nonnegative().default(500),
  EMULATOR_SIGNATURE_WINDOW_SEC: z.coerce.number().int().positive().default(300),
  TENCENTCLOUD_SECRET_ID: z.string().default(defaultCredential.secretId),
  TENCENTCLOUD_SECRET_KEY: z.string().default(defaultCredential.secretKey),
})

const environment = Environment.safeParse(process.env)
if (!environment.success) {
  console.error(z.prettifyError(environment.error))
  process.exit(1)
}
const config = environment.data

const emulator = await startEmulator({
  port: config.PORT,
  host: config.HOST,
  settings: {
    createMs: [config.EMULATOR_CREATE_MS, config.EMULATOR_CREATE_MS],
    quota: config.EMULATOR_QUOTA,
    signatureWindowSec: config.EMULATOR_SIGNATURE_WINDOW_SEC,
  },
  credentials: [{ secretId: config.TENCENTCLOUD_SECRET_ID, secretKey: config.TENCENTCLOUD_SECRET_KEY }],
  ...(config.EMULATOR_STATE_FILE === undefined ? {} : { stateFile: config.EMULATOR_STATE_FILE }),
}).catch((error: unknown) => {
  console.error(String(error))
  process.exit(1)
})
console.log(`CVM emulator at ${emulator.url}, control at ${emulator.url}/_emulator/state`)

const stop = (): void => {
  emulator.close().then(
    () => process.exit(0),
    () => process.exit(1),
  )
}
process.once('SIGTERM', stop)
process.once('SIGINT', stop)
