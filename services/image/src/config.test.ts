import { developmentKeys } from '@gongdan/service'
import { expect, test } from '@jest/globals'
import { endpointOf, ImageConfig, limitsOf } from './config.ts'

const base = {
  MONGODB_URL: 'mongodb://localhost/gongdan',
  AMQP_URL: 'amqp://localhost',
  ADMIN_PORT: '0',
  ...developmentKeys('image'),
  TENCENTCLOUD_SECRET_ID: 'id',
  TENCENTCLOUD_SECRET_KEY: 'key',
}
const wrong = (env: Readonly<Record<string, string>>) =>
  ImageConfig.safeParse({ ...base, ...env }).error?.issues.map(({ path }) => path.join('.'))

test('without an endpoint it speaks to the real cloud, in production', () => {
  const config = ImageConfig.parse({ ...base, NODE_ENV: 'production' })
  expect(endpointOf(config)).toEqual({ protocol: 'https://', host: 'cvm.tencentcloudapi.com' })
  expect(limitsOf(config)).toMatchObject({ settleMs: 360_000, deadlineMs: 7_200_000 })
})

test('elsewhere the real cloud must be meant', () => {
  expect(wrong({})).toEqual(['CVM_ENDPOINT'])
  expect(wrong({ CVM_ENDPOINT: 'https://cvm.ap-shanghai-fsi.tencentcloudapi.com' })).toEqual(['CVM_ENDPOINT'])
  expect(wrong({ CVM_ALLOW_REAL: '1' })).toBeUndefined()
})

test('a send to the real cloud is waited for as long as it can take effect', () => {
  expect(wrong({ CVM_ALLOW_REAL: '1', CVM_SETTLE_MS: '60000' })).toEqual(['CVM_SETTLE_MS'])
})

test('plain http is for local runs only', () => {
  const local = { CVM_ENDPOINT: 'http://cvm.tencentcloudapi.test:9000', CVM_CONNECT_TO: '127.0.0.1' }
  expect(wrong(local)).toBeUndefined()
  expect(wrong({ ...local, NODE_ENV: 'production' })).toEqual(['CVM_ENDPOINT'])
})

test('there must be keys, or a file with them', () => {
  const keyless = { ...base, CVM_ALLOW_REAL: '1', TENCENTCLOUD_SECRET_KEY: undefined }
  expect(ImageConfig.safeParse(keyless).success).toBe(false)
  expect(ImageConfig.safeParse({ ...keyless, TENCENTCLOUD_CREDENTIAL_FILE: '/run/keys.json' }).success).toBe(true)
})
