import { createHash } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import signModule from 'tencentcloud-sdk-nodejs-common/tencentcloud/common/sign.js'
import { canonicalRequests, parseAuthorization, type SignedRequest, sign, signedCanonical } from './signature.ts'

const secretKey = 'emulator-secret-key-0001'
const body = Buffer.from(
  '{"ImageName":"tkt-镜像-1","InstanceId":"ins-2v3sqe2t","ForcePoweroff":"FALSE","DryRun":false,"TagSpecification":[{"ResourceType":"image","Tags":[{"Key":"k","Value":"v"}]}]}',
)
const sha256 = (text: string | Buffer) => createHash('sha256').update(text).digest('hex')

const requestTo = (host: string, bytes = body): SignedRequest => ({
  method: 'POST',
  query: '',
  headers: { host, 'content-type': 'application/json', 'x-tc-timestamp': '1795433117' },
  body: bytes,
})

const authorizationOf = (service: string, signature: string) =>
  `TC3-HMAC-SHA256 Credential=AKIDemulator0001/2026-11-23/${service}/tc3_request, SignedHeaders=content-type;host, Signature=${signature}`

describe('the verifier', () => {
  const vectors = [
    {
      client: 'the Node SDK, which signs the host without its port',
      host: 'cvm.localhost:46421',
      service: 'cvm',
      canonical: 'c283cd7091c278ff88910a0e07fa887799cac67423cdd453c980ec01b91f3d3a',
      signature: 'f8450af90f53bdfee562dae30a15b01c92a9515467b3d2915ea77aa57536b397',
    },
    {
      client: 'the Node SDK, asked to call an address',
      host: '127.0.0.1:46421',
      service: '127',
      canonical: '9fbac574411b496011d6aaa9185bea77f2d648dd8a5c0b4335eb85b334eb31dd',
      signature: '0a39906ab30fb8df77ca6a226465289e5908a7c162768a5a71ea22fa0316a4e3',
    },
    {
      client: 'a client that signs the host with its port, as the Go SDK does',
      host: 'cvm.localhost:46421',
      service: 'cvm',
      canonical: 'cfd38d00959904296224a46907b09dbf6119fb867e1376756d50150c6ae506b0',
      signature: '4fb811dade223d4fa3b660e71e3d00742ee7b0acfbf6cd75395f87e061f6140b',
    },
  ]

  test.each(vectors)('accepts $client', ({ host, service, canonical, signature }) => {
    const authorization = parseAuthorization(authorizationOf(service, signature))!
    const signed = signedCanonical(requestTo(host), authorization, secretKey)
    expect(sha256(signed ?? '')).toBe(canonical)
  })

  test('hashes the bytes of the body', () => {
    expect(sha256(body)).toBe('3a452061c09c6275305b4bc8809484143a982ca4dc839e10909817086751c9dd')
    expect(canonicalRequests(requestTo('cvm.localhost'), ['content-type', 'host'])[0]).toContain(sha256(body))
  })

  test('agrees with the SDK on any body, Chinese and emoji included', () => {
    // As bytes: the SDK's own JSON escapes some characters that JSON.stringify leaves as they are.
    const json = fc.string({ unit: 'grapheme' }).map((random) => Buffer.from(JSON.stringify(`镜像🖼️${random}`)))
    const bytes = fc.uint8Array({ minLength: 1 }).map((random) => Buffer.from(random))
    const { sign3 } = signModule.default
    fc.assert(
      fc.property(fc.oneof(json, bytes), fc.integer({ min: 1, max: 4e9 }), (payload, timestamp) => {
        const header = sign3({
          url: 'http://cvm.localhost:9000/',
          payload,
          timestamp,
          service: 'cvm',
          secretId: 'AKIDemulator0001',
          secretKey,
          multipart: false,
          boundary: '',
          headers: { 'Content-Type': 'application/json' },
        })
        const request = requestTo('cvm.localhost:9000', payload)
        const headers = { ...request.headers, 'x-tc-timestamp': String(timestamp) }
        expect(signedCanonical({ ...request, headers }, parseAuthorization(header)!, secretKey)).toBeDefined()
      }),
    )
  })

  test('accepts values that were lower-cased for signing, further signed headers, and an unsigned payload', () => {
    const names = ['content-type', 'host', 'x-tc-action']
    const request: SignedRequest = {
      ...requestTo('CVM.example'),
      headers: {
        ...requestTo('CVM.example').headers,
        'x-tc-action': 'CreateImage',
        'x-tc-content-sha256': 'UNSIGNED-PAYLOAD',
      },
    }
    const canonical = [
      'POST\n/\n\ncontent-type:application/json\nhost:cvm.example\nx-tc-action:createimage\n',
      'content-type;host;x-tc-action',
      sha256('UNSIGNED-PAYLOAD'),
    ].join('\n')
    const scope = { timestamp: '1795433117', date: '2026-11-23', service: 'cvm' }
    const signature = sign(secretKey, scope, canonical)
    const authorization = { secretId: 'AKIDemulator0001', ...scope, signedHeaders: names, signature }
    expect(signedCanonical(request, authorization, secretKey)).toBe(canonical)
  })
})
