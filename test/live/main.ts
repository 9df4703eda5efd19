// npm run test:live
//
// Makes and deletes one image in the real Tencent cloud, to learn what the recipe of services/image only assumes of it. It
// costs snapshot storage for as long as it runs. Wants CVM_LIVE=1, CVM_LIVE_REGION, CVM_LIVE_INSTANCE and keys; exit code 2
// when it was not run.
import process from 'node:process'
import { z } from 'zod'
import { createCall, credentialFrom } from '../../services/image/src/public.ts'
import { smoke } from './smoke.ts'

const LiveConfig = z
  .object({
    CVM_LIVE: z.literal('1', { error: 'is not 1' }),
    CVM_LIVE_REGION: z.string({ error: 'is not set' }).regex(/^[a-z]{2}-[a-z-]+$/, 'is no region'),
    CVM_LIVE_INSTANCE: z.string({ error: 'is not set' }).regex(/^ins-[0-9a-z]{8}$/, 'is no instance id'),
    CVM_ENDPOINT: z.url({ protocol: /^https?$/ }).default('https://cvm.tencentcloudapi.com'),
    TENCENTCLOUD_SECRET_ID: z.string().min(1).optional(),
    TENCENTCLOUD_SECRET_KEY: z.string().min(1).optional(),
    TENCENTCLOUD_SESSION_TOKEN: z.string().min(1).optional(),
    TENCENTCLOUD_CREDENTIAL_FILE: z.string().min(1).optional(),
  })
  .refine((env) => env.TENCENTCLOUD_CREDENTIAL_FILE || (env.TENCENTCLOUD_SECRET_ID && env.TENCENTCLOUD_SECRET_KEY), {
    path: ['TENCENTCLOUD_SECRET_ID'],
    error: 'is not set',
  })

const read = LiveConfig.safeParse(process.env)
if (!read.success) {
  const why = read.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join(', ')
  console.log(`live test: NOT RUN (${why})`)
  process.exit(2)
}
const settings = read.data
const { protocol, host } = new URL(settings.CVM_ENDPOINT)
const call = createCall({ endpoint: { protocol: `${protocol}//`, host }, getCredential: credentialFrom(settings) })
const left = await smoke({
  call,
  region: settings.CVM_LIVE_REGION,
  instanceId: settings.CVM_LIVE_INSTANCE,
  say: ({ assumed, found }) => console.log(`${assumed}: ${found}`),
})
console.log(left.length === 0 ? `live test: run at ${host}, nothing left behind` : `LEFT BEHIND: ${left.join(', ')}`)
process.exitCode = left.length === 0 ? 0 : 1
