import { createHmac, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import { createLocalJWKSet, SignJWT } from 'jose'
import { usualClaims } from '../../test/usualClaims.ts'
import { createAuthenticate } from './auth.ts'

const now = 1_800_000_000
const issuer = 'https://issuer.test'
const audience = 'gongdan'
const claims = {
  iss: issuer,
  aud: audience,
  exp: now + 60,
  sub: 'ann',
  name: 'Ann',
  tenant_uuid: 'acme',
  tenant_name: 'Acme',
  roles: [{ uuid: 'acme', name: '租户管理员' }],
}

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const ed = generateKeyPairSync('ed25519')
const strange = { rsa: generateKeyPairSync('rsa', { modulusLength: 2048 }), ed: generateKeyPairSync('ed25519') }
const open = (key: KeyObject, kid: string) => ({ ...key.export({ format: 'jwk' }), kid })
const published = [open(rsa.publicKey, 'rsa'), open(ec.publicKey, 'ec'), open(ed.publicKey, 'ed')]

const authenticator = (keys = published, clock = () => now * 1_000) =>
  createAuthenticate({
    keys: createLocalJWKSet({ keys }),
    issuer,
    audience,
    claims: usualClaims,
    maxTtlSeconds: 86_400,
    now: clock,
  })

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const unsigned = (header: object, payload: object = claims, signature = '') =>
  `${encode(header)}.${encode(payload)}.${signature}`
const sign = (payload: object, header: object = {}, key: KeyObject = ed.privateKey) =>
  new SignJWT({ ...payload }).setProtectedHeader({ alg: 'EdDSA', kid: 'ed', ...header }).sign(key)
const without = (name: keyof typeof claims) =>
  Object.fromEntries(Object.entries(claims).filter(([key]) => key !== name))
/** The old trick: the public key, which everybody has, as the secret of an HMAC. */
const hmac = (alg: string, key: string | Buffer, kid = 'rsa') => {
  const signed = `${encode({ alg, kid })}.${encode(claims)}`
  return `${signed}.${createHmac('sha256', key).update(signed).digest('base64url')}`
}
const good = await sign(claims)
const [head = '', body = '', signature = ''] = good.split('.')
const pem = rsa.publicKey.export({ format: 'pem', type: 'spki' })

describe('a token', () => {
  test.each([
    ['EdDSA', 'ed', ed],
    ['ES256', 'ec', ec],
    ['RS256', 'rsa', rsa],
  ])('signed by %s is its bearer’s', async (alg, kid, pair) => {
    const token = await sign(claims, { alg, kid }, pair.privateKey)
    expect(await authenticator()(`Bearer ${token}`)).toEqual({
      principal: { userUuid: 'ann', userName: 'Ann', tenantUuid: 'acme', tenantName: 'Acme', roles: claims.roles },
      caller: '["https://issuer.test","acme","ann"]',
      expires: (claims.exp + 60) * 1_000,
    })
  })

  test('may show names with halves of characters, which are mended', async () => {
    const halved = { ...claims, name: 'A\ud83dnn', tenant_name: '\udc00', roles: [{ uuid: 'acme', name: '\ud800' }] }
    expect(await authenticator()(`Bearer ${await sign(halved)}`)).toMatchObject({
      principal: { userName: 'A\ufffdnn', tenantName: '\ufffd', roles: [{ uuid: 'acme', name: '\ufffd' }] },
    })
  })

  const bad: readonly (readonly [string, string | Promise<string> | undefined])[] = [
    ['no header', undefined],
    ['an empty header', ''],
    ['another scheme', `Basic ${good}`],
    ['no scheme', good],
    ['nothing behind the scheme', 'Bearer '],
    ['two tokens', `Bearer ${good}, Bearer ${good}`],
    ['something behind the token', `Bearer ${good} x`],
    ['padding', `Bearer ${good}=`],
    ['a line break', `Bearer ${good}\n`],
    ['only two parts', `Bearer ${head}.${body}`],
    ['four parts', `Bearer ${good}.x`],
    ['an empty signature', `Bearer ${head}.${body}.`],
    ['no head', `Bearer .${body}.${signature}`],
    ['the standard alphabet of base64', `Bearer ${head}.${body}.${'+/'.repeat(43)}`],
    ...['none', 'None', 'NONE', 'nOnE', '', ' none', 'none\u0000'].flatMap((alg) => [
      [
        `alg ${JSON.stringify(alg)} with a signature`,
        `Bearer ${unsigned({ alg, kid: 'ed' }, claims, signature)}`,
      ] as const,
    ]),
    ['alg none without a signature', `Bearer ${unsigned({ alg: 'none' })}`],
    ['no alg', `Bearer ${unsigned({ kid: 'ed' }, claims, signature)}`],
    ['HS256 with the public key as PEM', `Bearer ${hmac('HS256', pem)}`],
    ['HS256 with the public key as JWK', `Bearer ${hmac('HS256', JSON.stringify(published[0]))}`],
    ['HS512 in the header, an HMAC behind it', `Bearer ${hmac('HS512', pem)}`],
    ['RS256 with an HMAC behind it', `Bearer ${hmac('RS256', pem)}`],
    ['PS256', sign(claims, { alg: 'PS256', kid: 'rsa' }, rsa.privateKey)],
    ['RS512', sign(claims, { alg: 'RS512', kid: 'rsa' }, rsa.privateKey)],
    ['a key that is not ours under our kid', sign(claims, {}, strange.ed.privateKey)],
    ['an RSA key that is not ours under our kid', sign(claims, { alg: 'RS256', kid: 'rsa' }, strange.rsa.privateKey)],
    ['an unknown kid', sign(claims, { kid: 'other' })],
    ['a kid that is a path', sign(claims, { kid: '../../../../dev/null' })],
    ['a kid that is a query', sign(claims, { kid: "ed' or '1'='1" })],
    ['the kid of another type of key', sign(claims, { kid: 'rsa' })],
    ['a key of its own in jwk', sign(claims, { jwk: open(strange.ed.publicKey, 'ed') }, strange.ed.privateKey)],
    ['an address of keys in jku', sign(claims, { jku: 'https://evil.test/keys' }, strange.ed.privateKey)],
    ['an address of a certificate in x5u', sign(claims, { x5u: 'https://evil.test/x' }, strange.ed.privateKey)],
    ['a certificate in x5c', sign(claims, { x5c: ['MIIB'] }, strange.ed.privateKey)],
    [
      'an unknown critical header',
      `Bearer ${unsigned({ alg: 'EdDSA', kid: 'ed', crit: ['x'], x: 1 }, claims, signature)}`,
    ],
    [
      'an unencoded payload',
      `Bearer ${unsigned({ alg: 'EdDSA', kid: 'ed', crit: ['b64'], b64: false }, claims, signature)}`,
    ],
    ['another payload under the signature', `Bearer ${head}.${encode({ ...claims, sub: 'root' })}.${signature}`],
    ['another head over the signature', `Bearer ${encode({ alg: 'EdDSA', kid: 'ed', x: 1 })}.${body}.${signature}`],
    ['half a signature', `Bearer ${head}.${body}.${signature.slice(0, 43)}`],
    ['another issuer', sign({ ...claims, iss: 'https://evil.test' })],
    ['our issuer with a slash', sign({ ...claims, iss: `${issuer}/` })],
    ['a list of issuers', sign({ ...claims, iss: [issuer] })],
    ['no issuer', sign(without('iss'))],
    ['another audience', sign({ ...claims, aud: 'other' })],
    ['an empty audience', sign({ ...claims, aud: [] })],
    ['no audience', sign(without('aud'))],
    ['no exp', sign(without('exp'))],
    ['exp as text', sign({ ...claims, exp: String(now + 60) })],
    ['exp null', sign({ ...claims, exp: null })],
    ['a list as exp', sign({ ...claims, exp: [now + 60] })],
    ['nbf in the future', sign({ ...claims, nbf: now + 61 })],
    ['nbf as text', sign({ ...claims, nbf: '0' })],
    ['no sub', sign(without('sub'))],
    ['an empty sub', sign({ ...claims, sub: '' })],
    ['a sub that is an operator', sign({ ...claims, sub: { $ne: '' } })],
    ...['ann root', 'ann\n', 'ann\u0000', 'ann\u007f', 'änn', '安', 'a'.repeat(256)].map(
      (sub) => [`the sub ${JSON.stringify(sub)}`, sign({ ...claims, sub })] as const,
    ),
    ['iat as text', sign({ ...claims, iat: '0' })],
    ['iat in the future', sign({ ...claims, iat: now + 61 })],
    ...['logout+jwt', 'secevent+jwt', 'dpop+jwt', 'JWS', '', 'at+jwt2', 'xjwt', 'application/json'].map(
      (typ) => [`typ ${JSON.stringify(typ)}`, sign(claims, { typ })] as const,
    ),
    ['a life of more than a day', sign({ ...claims, iat: now, exp: now + 86_401 })],
    ['a life of more than a day, begun long ago', sign({ ...claims, iat: now - 86_400 })],
    ['a life of more than a day, and no iat', sign({ ...claims, exp: now + 86_401 })],
    ['a life of more than a day behind an iat in the leeway', sign({ ...claims, iat: now + 60, exp: now + 86_461 })],
    ['no tenant', sign(without('tenant_uuid'))],
    ['no roles', sign(without('roles'))],
    ['roles as text', sign({ ...claims, roles: 'system' })],
    ['a role that is a number', sign({ ...claims, roles: [7] })],
    ['more roles than anybody has', sign({ ...claims, roles: Array.from({ length: 201 }, () => claims.roles[0]) })],
  ]
  test.each(bad)('with %s is refused', async (_what, given) => {
    const token = await given
    const header = token === undefined || /^(Bearer|Basic|$)/.test(token) || token === good ? token : `Bearer ${token}`
    expect(await authenticator()(header)).toEqual({
      scode: 2001,
      desc: { en: expect.any(String), cn: expect.any(String) },
    })
  })

  test.each([
    ['JWT', { typ: 'JWT' }],
    ['jwt', { typ: 'jwt' }],
    ['at+jwt', { typ: 'at+jwt' }],
    ['application/at+jwt', { typ: 'application/at+jwt' }],
    ['no type', {}],
  ])('may be of type %s', async (_what, header) => {
    expect(await authenticator()(`Bearer ${await sign(claims, header)}`)).toHaveProperty('principal')
  })

  test.each(['bob@corp.com', 'auth0|123', "o'neil", '$where', '{"a":1}', 'a'.repeat(255), 'system', '~!#%&*/?'])(
    'may be of the user %s',
    async (sub) => {
      const token = await sign({ ...claims, sub })
      expect(await authenticator()(`Bearer ${token}`)).toMatchObject({ principal: { userUuid: sub } })
    },
  )

  test.each([
    ['exp a minute ago', { exp: now - 59 }],
    ['nbf in a minute', { nbf: now + 60 }],
    ['iat in a minute', { iat: now + 60 }],
    ['a life of a day', { iat: now - 86_000, exp: now + 400 }],
    ['a life of a day that begins in a minute', { iat: now + 60, exp: now + 86_460 }],
  ])('is taken with %s, for clocks differ', async (_what, changed) => {
    expect(await authenticator()(`Bearer ${await sign({ ...claims, ...changed })}`)).toHaveProperty('principal')
  })

  test('may live as long as it says where no bound is set', async () => {
    const keys = createLocalJWKSet({ keys: published })
    const authenticate = createAuthenticate({
      keys,
      issuer,
      audience,
      claims: usualClaims,
      maxTtlSeconds: 0,
      now: () => now * 1_000,
    })
    const token = await sign({ ...claims, iat: now - 10 ** 8, exp: now + 10 ** 8 })
    expect(await authenticate(`Bearer ${token}`)).toHaveProperty('principal')
  })

  test.each([
    ['issuer', 2001, /issuer .*\(iss\)/, sign({ ...claims, iss: 'https://evil.test' })],
    ['audience', 2001, /audience .*\(aud\)/, sign({ ...claims, aud: 'other' })],
    ['end', 2002, /has expired \(exp\)/, sign({ ...claims, exp: now - 61 })],
    ['lack of an end', 2001, /\(exp\)/, sign(without('exp'))],
    ['beginning', 2001, /not valid yet \(nbf\)/, sign({ ...claims, nbf: now + 61 })],
    ['time of issue', 2001, /\(iat\)/, sign({ ...claims, iat: now + 61 })],
    ['life', 2001, /lives longer than 86400 s/, sign({ ...claims, iat: now - 86_400 })],
    ['signature', 2001, /signature/, sign(claims, {}, strange.ed.privateKey)],
    ['key', 2001, /\(kid\)/, sign(claims, { kid: 'other' })],
    ['algorithm', 2001, /\(alg\)/, sign(claims, { alg: 'RS512', kid: 'rsa' }, rsa.privateKey)],
    ['nbf that is a text', 2001, /: nbf has another form$/, sign({ ...claims, nbf: '0' })],
    ['iat that is a text', 2001, /: iat has another form$/, sign({ ...claims, iat: '0' })],
    ['type', 2001, /\(typ\)/, sign(claims, { typ: 'logout+jwt' })],
    [
      'user',
      2001,
      /: sub: must be 1-255 printable ASCII characters without a blank$/,
      sign({ ...claims, sub: 'ann root' }),
    ],
    ['tenant', 2001, /: tenant_uuid: must be 1-64 of A-Z a-z 0-9 \. _ : -$/, sign({ ...claims, tenant_uuid: 'a|b' })],
  ])('that is refused for its %s is told so', async (_what, scode, desc, token) => {
    const refused = await authenticator()(`Bearer ${await token}`)
    expect(refused).toEqual({
      scode,
      desc: { en: expect.stringMatching(desc), cn: expect.stringMatching(/\p{Script=Han}/u) },
    })
  })

  test('whose signature is not good is told nothing of its claims', async () => {
    const forged = await sign({ ...claims, iss: 'https://evil.test', exp: 1 }, {}, strange.ed.privateKey)
    const refused = await authenticator()(`Bearer ${forged}`)
    expect(refused).toMatchObject({ scode: 2001, desc: { en: 'the signature of the token does not verify' } })
  })

  test('that has expired is told from one that never was good', async () => {
    expect(await authenticator()(`Bearer ${await sign({ ...claims, exp: now - 60 })}`)).toMatchObject({ scode: 2002 })
    const forged = await sign({ ...claims, exp: now - 61 }, {}, strange.ed.privateKey)
    expect(await authenticator()(`Bearer ${forged}`)).toMatchObject({ scode: 2001 })
  })

  test('is remembered, but not beyond its end', async () => {
    const token = await sign({ ...claims, exp: now - 30 })
    let seconds = now
    const authenticate = authenticator(published, () => seconds * 1_000)
    expect(authenticate(`Bearer ${token}`)).toBeInstanceOf(Promise)
    await authenticate(`Bearer ${token}`)
    seconds = now + 29
    expect(authenticate(`bearer ${token}`)).toMatchObject({ principal: { userUuid: 'ann' } })
    seconds = now + 30
    expect(await authenticate(`Bearer ${token}`)).toMatchObject({ scode: 2002 })
  })

  test('is not trusted longer than a minute after its key was withdrawn', async () => {
    const token = await sign({ ...claims, exp: now + 3_600 })
    let seconds = now
    let keys = published
    const authenticate = createAuthenticate({
      keys: (header, input) => createLocalJWKSet({ keys })(header, input),
      issuer,
      audience,
      claims: usualClaims,
      maxTtlSeconds: 86_400,
      now: () => seconds * 1_000,
    })
    expect(await authenticate(`Bearer ${token}`)).toHaveProperty('principal')
    keys = published.filter(({ kid }) => kid !== 'ed')
    seconds = now + 60
    expect(await authenticate(`Bearer ${token}`)).toMatchObject({ scode: 2001 })
  })

  test('cannot be judged while the key server is away', async () => {
    const keys = async () => {
      throw new TypeError('fetch failed')
    }
    const authenticate = createAuthenticate({
      keys,
      issuer,
      audience,
      claims: usualClaims,
      maxTtlSeconds: 0,
      now: () => now * 1_000,
    })
    expect(await authenticate(`Bearer ${good}`)).toMatchObject({ scode: 9002 })
  })
})
