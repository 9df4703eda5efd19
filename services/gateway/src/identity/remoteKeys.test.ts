import { generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { afterEach, expect, test } from '@jest/globals'
import { SignJWT } from 'jose'
import { usualClaims } from '../../test/usualClaims.ts'
import { createAuthenticate } from './auth.ts'
import { remoteKeys } from './remoteKeys.ts'

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

const newKey = (kid: string) => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const token = () =>
    new SignJWT({ name: 'Ann', tenant_uuid: 'acme', tenant_name: 'Acme', roles: [] })
      .setProtectedHeader({ alg: 'EdDSA', kid })
      .setIssuer('i')
      .setAudience('a')
      .setSubject('ann')
      .setExpirationTime('1h')
      .sign(privateKey)
  return { token, jwk: { ...publicKey.export({ format: 'jwk' }), kid } }
}

const serveKeys = async (...first: object[]) => {
  const served = { keys: first, requests: 0 }
  const server = createServer((_request, response) => {
    served.requests += 1
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: served.keys }))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  closing.push(() => server.close())
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return { served, url: new URL(`http://127.0.0.1:${port}/`) }
}

test('a new key loses no request, however soon after the last one it comes', async () => {
  const [old, fresh] = [newKey('old'), newKey('fresh')]
  const { served, url } = await serveKeys(old.jwk)
  const authenticate = createAuthenticate({
    keys: remoteKeys(url),
    issuer: 'i',
    audience: 'a',
    claims: usualClaims,
    maxTtlSeconds: 0,
    now: Date.now,
  })
  expect(await authenticate(`Bearer ${await old.token()}`)).toHaveProperty('principal')
  served.keys = [old.jwk, fresh.jwk]
  expect(await authenticate(`Bearer ${await fresh.token()}`)).toHaveProperty('principal')
})

test('while the keys change under a flood of forged tokens no valid one is refused', async () => {
  const [old, fresh, forged] = [newKey('old'), newKey('fresh'), newKey('forged')]
  const { served, url } = await serveKeys(old.jwk)
  const authenticate = createAuthenticate({
    keys: remoteKeys(url),
    issuer: 'i',
    audience: 'a',
    claims: usualClaims,
    maxTtlSeconds: 0,
    now: Date.now,
  })
  const ask = (key: { token(): Promise<string> }) =>
    Promise.all(Array.from({ length: 20 }, async () => authenticate(`Bearer ${await key.token()}`)))
  const before = [ask(old), ask(forged)]
  served.keys = [old.jwk, fresh.jwk]
  const [ofOld = [], ofForged = []] = await Promise.all(before)
  const [ofOldStill, ofFresh, ofForgedStill] = await Promise.all([ask(old), ask(fresh), ask(forged)])
  for (const verdict of [...ofOld, ...ofOldStill, ...ofFresh]) expect(verdict).toHaveProperty('principal')
  for (const verdict of [...ofForged, ...ofForgedStill]) expect(verdict).toHaveProperty('scode', 2001)
})

test('tokens under unknown keys cost the key server one request a second', async () => {
  const [known, unknown] = [newKey('known'), newKey('unknown')]
  const { served, url } = await serveKeys(known.jwk)
  const authenticate = createAuthenticate({
    keys: remoteKeys(url),
    issuer: 'i',
    audience: 'a',
    claims: usualClaims,
    maxTtlSeconds: 0,
    now: Date.now,
  })
  // Signed before the keys are fetched, for the second counts from there.
  const first = await known.token()
  const tokens = await Promise.all(Array.from({ length: 20 }, () => unknown.token()))
  await authenticate(`Bearer ${first}`)
  const verdicts = await Promise.all(
    tokens.map((token, at) => authenticate(`Bearer ${token.replace(/.$/, String(at % 10))}`)),
  )
  expect(verdicts).toEqual(
    tokens.map(() => ({
      scode: 2001,
      desc: { en: 'the token is not signed with a key of the issuer (kid)', cn: '令牌不是用签发方的密钥签名的（kid）' },
    })),
  )
  expect(served.requests).toBe(2)
})
