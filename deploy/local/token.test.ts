import { mkdtempSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from '@jest/globals'
import { createLocalJWKSet, jwtVerify } from 'jose'
import { audience, type Issuer, issuerName, openIssuer } from './issuer.ts'
import { readTokenArguments } from './tokenArguments.ts'

const needed = ['--user', 'u-1', '--name', '李雷', '--tenant', 't-1', '--tenant-name', '租户']

describe('the arguments of a token', () => {
  test.each(['bob@corp.com', 'auth0|123'])('may name the user %s, as an identity provider does', (user) => {
    expect(readTokenArguments([...needed, '--user', user]).subject.user).toBe(user)
  })

  test('name a user, a tenant and any number of roles', () => {
    const roles = ['--role', 'system:超级管理员', '--role', 'r-1:审批']
    expect(readTokenArguments([...needed, ...roles, '--ttl', '60'])).toEqual({
      subject: {
        user: 'u-1',
        name: '李雷',
        tenant: 't-1',
        tenantName: '租户',
        roles: [
          { uuid: 'system', name: '超级管理员' },
          { uuid: 'r-1', name: '审批' },
        ],
      },
      ttlSeconds: 60,
    })
  })

  test.each([
    ['urn:acme:dept:审批', { uuid: 'urn:acme:dept', name: '审批' }],
    ['dept:部门:审批', { uuid: 'dept', name: '部门:审批' }],
    ['dept:a:b c', { uuid: 'dept:a', name: 'b c' }],
    [`${'r'.repeat(64)}:a:b`, { uuid: 'r'.repeat(64), name: 'a:b' }],
    ['dept:', { uuid: 'dept', name: '' }],
  ])('take the role %s apart at the last colon behind an id', (text, role) => {
    expect(readTokenArguments([...needed, '--role', text]).subject.roles).toEqual([role])
  })

  test('may give the names of roles by themselves', () => {
    const roles = ['--role', 'a:b:c', '--role-name', 'x:y', '--role', 'd', '--role-name', '审批']
    expect(readTokenArguments([...needed, ...roles]).subject.roles).toEqual([
      { uuid: 'a:b:c', name: 'x:y' },
      { uuid: 'd', name: '审批' },
    ])
  })

  test('need no role, and eight hours are the rule', () => {
    expect(readTokenArguments(needed)).toMatchObject({ subject: { roles: [] }, ttlSeconds: 28_800 })
  })

  test.each([
    ['a missing user', needed.slice(2)],
    ['an empty name', [...needed, '--name', '']],
    ['an id with a space', [...needed, '--user', 'a b']],
    ['a role without a name', [...needed, '--role', 'r-1']],
    ['a role without an id', [...needed, '--role', ':审批']],
    ['a role whose id is none', [...needed, '--role', '部门:审批']],
    ['more roles than names', [...needed, '--role', 'a', '--role', 'b', '--role-name', 'A']],
    ['a time that is no number', [...needed, '--ttl', 'soon']],
    ['a time that is over', [...needed, '--ttl', '0']],
    ['an unknown option', [...needed, '--colour', 'red']],
  ])('refuse %s', (_, args) => {
    expect(() => readTokenArguments(args)).toThrow(expect.objectContaining({ code: 'bad-arguments' }))
  })
})

describe('the development issuer', () => {
  const { subject } = readTokenArguments([...needed, '--role', 'r-1:审批'])
  let keyFile: string
  let issuer: Issuer

  beforeEach(() => {
    keyFile = join(mkdtempSync(join(tmpdir(), 'issuer-')), 'key.json')
    issuer = openIssuer(keyFile)
  })

  const verified = (token: string) =>
    jwtVerify(token, createLocalJWKSet(JSON.parse(issuer.keySet)), {
      issuer: issuerName,
      audience,
      algorithms: ['EdDSA'],
    })

  test('signs the claims of the contract with a key that it publishes', async () => {
    const { payload } = await verified(await issuer.token(subject, 60))
    expect(payload).toMatchObject({
      sub: 'u-1',
      name: '李雷',
      tenant_uuid: 't-1',
      tenant_name: '租户',
      roles: [{ uuid: 'r-1', name: '审批' }],
    })
    expect(Number(payload.exp) - Number(payload.iat)).toBe(60)
  })

  test('publishes no private key', () => {
    const keys = expect.objectContaining({
      keys: [{ alg: 'EdDSA', crv: 'Ed25519', kid: 'local', kty: 'OKP', use: 'sig', x: expect.any(String) }],
    })
    expect(JSON.parse(issuer.keySet)).toEqual(keys)
  })

  test('can sign a token that has expired', async () => {
    await expect(verified(await issuer.token(subject, -60))).rejects.toMatchObject({ code: 'ERR_JWT_EXPIRED' })
  })

  test('keeps one key, for its owner only', async () => {
    const { payload } = await verified(await openIssuer(keyFile).token(subject, 60))
    expect(payload.sub).toBe('u-1')
    expect(statSync(keyFile).mode & 0o777).toBe(0o600)
  })
})
