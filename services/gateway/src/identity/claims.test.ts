import { generateKeyPairSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { developmentKeys } from '@gongdan/service'
import { describe, expect, test } from '@jest/globals'
import { createLocalJWKSet, SignJWT } from 'jose'
import { claimPathsOf, GatewayConfig } from '../config.ts'
import { createAuthenticate } from './auth.ts'
import { principalFrom } from './claims.ts'

const base = {
  NODE_ENV: 'production',
  MONGODB_URL: 'mongodb://db/gongdan',
  AMQP_URL: 'amqp://mq/',
  ADMIN_PORT: '9991',
  ...developmentKeys('gateway'),
  SEAL_KEYS: `test:${Buffer.alloc(32, 1).toString('base64')}`,
  AUTH_JWKS_URL: 'https://issuer.example/jwks',
  AUTH_ISSUER: 'https://issuer.example',
  AUTH_AUDIENCE: 'gongdan',
}
const configOf = (env: NodeJS.Dict<string>): GatewayConfig => GatewayConfig.parse({ ...base, ...env })
const sampleOf = (provider: string): GatewayConfig =>
  configOf(parseEnv(readFileSync(new URL(`../../providers/${provider}.env`, import.meta.url), 'utf8')))

const now = 1_800_000_000
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
const keys = createLocalJWKSet({ keys: [{ ...rsa.publicKey.export({ format: 'jwk' }), kid: 'issuer' }] })

/** How a gateway with this environment takes a token with these claims, signed as the issuer signs. */
const signIn = async (config: GatewayConfig, claims: object, typ?: string) => {
  const authenticate = createAuthenticate({
    keys,
    issuer: config.AUTH_ISSUER,
    audience: config.AUTH_AUDIENCE,
    claims: claimPathsOf(config),
    maxTtlSeconds: config.AUTH_MAX_TTL,
    now: () => now * 1_000,
  })
  const header = { alg: 'RS256', kid: 'issuer', ...(typ === undefined ? {} : { typ }) }
  return authenticate(`Bearer ${await new SignJWT({ ...claims }).setProtectedHeader(header).sign(rsa.privateKey)}`)
}

const keycloak = {
  exp: now + 300,
  iat: now,
  jti: 'trrtcc:1c9f7d0e-2f0e-4b0e-a1a2-7d2f5b1f0a11',
  iss: 'https://login.example.com/realms/acme',
  aud: ['gongdan', 'account'],
  sub: '6f2b4b0e-6a39-4b7e-9d5c-0b8f1f0d7c55',
  typ: 'Bearer',
  azp: 'gongdan',
  sid: '5c0f2f0b-0a35-4c1e-8f55-0d5a1b7b9d7e',
  acr: '1',
  'allowed-origins': ['https://console.example.com'],
  realm_access: { roles: ['default-roles-acme', 'offline_access', 'uma_authorization'] },
  resource_access: {
    gongdan: { roles: ['dept-approver', 'acme'] },
    account: { roles: ['manage-account', 'view-profile'] },
  },
  scope: 'openid email profile',
  email_verified: false,
  name: '张 三',
  preferred_username: 'zhangsan@acme.example',
  given_name: '三',
  family_name: '张',
}

const casdoor = {
  owner: 'acme',
  name: 'zhangsan',
  createdTime: '2026-01-05T10:00:00+08:00',
  id: '9d4f9ee4-3c62-4f50-8d4f-33d9f2e2b0aa',
  type: 'normal-user',
  displayName: '张三',
  isAdmin: false,
  roles: [
    { owner: 'acme', name: 'dept-approver', displayName: '部门审批', users: null, roles: [], isEnabled: true },
    { owner: 'acme', name: 'acme', displayName: '', users: null, roles: [], isEnabled: true },
  ],
  permissions: [],
  groups: ['acme/it'],
  tokenType: 'access-token',
  scope: 'read',
  iss: 'https://door.example.com',
  sub: '9d4f9ee4-3c62-4f50-8d4f-33d9f2e2b0aa',
  aud: ['014ae4bd048734ca2dea'],
  exp: now + 604_800,
  nbf: now,
  iat: now,
  jti: 'admin/3b2f3f9a-6d0e-4b64-8d0a-8a6b2d8d2f6a',
}

const authing = {
  jti: 'K5TYewNhvdGBdHiRifMyW',
  sub: '5f64afd1ad501364e3b43c1e',
  iat: now,
  exp: now + 1_209_600,
  scope: 'openid profile phone roles',
  iss: 'https://acme.authing.cn/oidc',
  aud: '5f17a529f64fb009b794a2ff',
  name: null,
  nickname: null,
  username: null,
  phone_number: '13800000000',
  tenant_id: '64f0c3a1b2',
  tenant_name: '顶点公司',
  roles: ['dept-approver', '64f0c3a1b2'],
}

describe('a token of Keycloak', () => {
  const config = sampleOf('keycloak')

  test('is its bearer’s: roles of the client as plain text, one tenant for the realm', async () => {
    expect(await signIn(config, keycloak, 'JWT')).toMatchObject({
      principal: {
        userUuid: keycloak.sub,
        userName: '张 三',
        tenantUuid: 'acme',
        tenantName: '顶点公司',
        roles: [
          { uuid: 'dept-approver', name: 'dept-approver' },
          { uuid: 'acme', name: 'acme' },
        ],
      },
    })
  })

  test('shows its names without what a terminal obeys; a name of nothing else is as good as none', () => {
    const paths = claimPathsOf(
      configOf({ AUTH_CLAIM_NAME: 'name,preferred_username', AUTH_CLAIM_ROLES: 'roles', AUTH_TENANT: 'acme' }),
    )
    const of = (name: string) => {
      const found = principalFrom({ ...keycloak, name, roles: [{ uuid: 'lead', name }] }, paths)
      return 'problem' in found ? found : [found.userName, found.roles[0]?.name]
    }
    expect(of('张\u001b[8m三')).toEqual(['张[8m三', '张[8m三'])
    expect(of('\u001b\u202e')).toEqual([keycloak.preferred_username, 'lead'])
  })

  test('of a user without roles gives none', async () => {
    const { resource_access: _, name: __, ...rest } = keycloak
    expect(await signIn(config, rest)).toMatchObject({ principal: { userName: 'zhangsan@acme.example', roles: [] } })
  })

  test('may have roles of the realm and of the client, each once', async () => {
    const both = configOf({
      AUTH_CLAIM_ROLES: 'realm_access.roles, resource_access.gongdan.roles',
      AUTH_TENANT: 'acme',
    })
    const realm_access = { roles: ['dept-approver', 'auditor'] }
    expect(principalFrom({ ...keycloak, realm_access }, claimPathsOf(both))).toMatchObject({
      tenantName: 'acme',
      roles: [{ uuid: 'dept-approver' }, { uuid: 'auditor' }, { uuid: 'acme' }],
    })
  })

  test('may have its tenant from an organization, if it is one', () => {
    const paths = claimPathsOf(
      configOf({
        AUTH_CLAIM_TENANT: 'organization',
        AUTH_CLAIM_TENANT_NAME: 'organization',
        AUTH_CLAIM_ROLES: 'realm_access.roles',
      }),
    )
    const of = (organization: unknown) => principalFrom({ ...keycloak, organization }, paths)
    expect(of(['globex'])).toMatchObject({ tenantUuid: 'globex' })
    expect(of(['globex', 'acme'])).toMatchObject({ problem: { en: 'organization: must be text' } })
  })
})

describe('a token of Casdoor', () => {
  const config = sampleOf('casdoor')

  test('is its bearer’s: the organization is the tenant, roles are objects', async () => {
    expect(await signIn(config, casdoor, 'JWT')).toMatchObject({
      principal: {
        userUuid: casdoor.sub,
        userName: '张三',
        tenantUuid: 'acme',
        tenantName: 'acme',
        roles: [
          { uuid: 'dept-approver', name: '部门审批' },
          { uuid: 'acme', name: 'acme' },
        ],
      },
    })
  })

  test.each([['acme/zhangsan'], ['zhangsan@acme.example']])('may be of the user %s', async (sub) => {
    expect(await signIn(config, { ...casdoor, sub, roles: undefined })).toMatchObject({
      principal: { userUuid: sub, roles: [] },
    })
  })
})

describe('a token of Authing', () => {
  const config = sampleOf('authing')

  test('is its bearer’s: a user by phone, roles as codes, a tenant by its id', async () => {
    expect(await signIn(config, authing)).toMatchObject({
      principal: {
        userUuid: authing.sub,
        userName: '13800000000',
        tenantUuid: '64f0c3a1b2',
        tenantName: '顶点公司',
        roles: [{ uuid: 'dept-approver' }, { uuid: '64f0c3a1b2' }],
      },
    })
  })

  test('may have roles as objects, a user of another provider, and a tenant without a name', async () => {
    const roles = [{ code: 'dept-approver', name: '部门审批' }]
    const { tenant_name: _, ...rest } = { ...authing, sub: 'wechat|oX-3@corp', roles, nickname: '小张' }
    expect(await signIn(config, rest, 'at+jwt')).toMatchObject({
      principal: {
        userUuid: 'wechat|oX-3@corp',
        userName: '小张',
        tenantName: '64f0c3a1b2',
        roles: [{ uuid: 'dept-approver', name: '部门审批' }],
      },
    })
  })
})

describe('a claim that is wrong is named', () => {
  const withOf = (provider: string, claims: object, changed: object) =>
    signIn(sampleOf(provider), { ...claims, ...changed })

  test.each([
    ['keycloak', keycloak, { sub: 'zhang san' }, 'sub: must be 1-255 printable ASCII characters without a blank'],
    ['keycloak', keycloak, { sub: undefined }, 'sub is missing'],
    [
      'keycloak',
      keycloak,
      { resource_access: { gongdan: { roles: 'acme' } } },
      'resource_access.gongdan.roles: must be a list',
    ],
    [
      'keycloak',
      keycloak,
      { resource_access: { gongdan: { roles: ['acme', '部门 审批'] } } },
      'resource_access.gongdan.roles.1: "部门 审批" cannot be a role, whose id is 1-64 of A-Z a-z 0-9 . _ : -',
    ],
    ['keycloak', keycloak, { name: '', preferred_username: 7 }, 'name or preferred_username: must be text'],
    ['casdoor', casdoor, { owner: undefined }, 'owner is missing'],
    ['casdoor', casdoor, { owner: '顶点' }, 'owner: must be 1-64 of A-Z a-z 0-9 . _ : -'],
    ['casdoor', casdoor, { roles: [{ displayName: '部门审批' }] }, 'roles.0.name is missing'],
    ['casdoor', casdoor, { roles: [7] }, 'roles.0.name is missing'],
    ['authing', authing, { tenant_id: undefined }, 'tenant_id is missing'],
    ['authing', authing, { tenant_id: 7 }, 'tenant_id: must be text'],
  ])('in a token of %s', async (provider, claims, changed, problem) => {
    const desc = `a claim of the token cannot be used: ${problem}`
    expect(await withOf(provider, claims, changed)).toMatchObject({ scode: 2001, desc: { en: desc } })
  })
})

describe('a path', () => {
  const rolesAt = (AUTH_CLAIM_ROLES: string, claims: object) =>
    principalFrom({ sub: 'u', name: 'n', ...claims }, claimPathsOf(configOf({ AUTH_CLAIM_ROLES, AUTH_TENANT: 't' })))

  test.each([
    ['https://acme.example/roles', { 'https://acme.example/roles': ['r'] }],
    ['resource_access.my.app.roles', { resource_access: { my: { other: {} }, 'my.app': { roles: ['r'] } } }],
    ['a.b.c', { 'a.b': { c: ['r'] } }],
    ['a.b.c', { a: { 'b.c': ['r'] } }],
  ])('%s may lead through names that have dots', (path, claims) => {
    expect(rolesAt(path, claims)).toMatchObject({ roles: [{ uuid: 'r' }] })
  })

  test.each(['__proto__.roles', 'constructor.roles', 'roles.length', 'roles.0', 'toString'])(
    '%s leads to nothing that a token does not say',
    (path) => {
      expect(rolesAt(path, { roles: ['r'] })).toMatchObject({ problem: { en: `${path} is missing` } })
    },
  )
})
