import { describe, expect, test } from '@jest/globals'
import { faultOfUrl, isAllowed, networkOf, portsOf, shownUrl } from './address.ts'

test.each(['93.184.216.34', '8.8.8.8', '2606:4700::1111'])('%s is public', (address) => {
  expect(isAllowed(address, 'https:', [])).toBe(true)
})

test.each([
  '127.0.0.1',
  '10.0.0.1',
  '172.16.0.1',
  '192.168.1.1',
  '169.254.169.254',
  '169.254.0.23',
  '100.100.100.200',
  '168.63.129.16',
  '192.0.0.192',
  '0.0.0.0',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
  '198.18.0.1',
  '192.0.2.1',
  '::',
  '::1',
  '::7f00:1',
  '::ffff:127.0.0.1',
  '::ffff:0:127.0.0.1',
  '64:ff9b::7f00:1',
  '64:ff9b:1::1',
  '2002:7f00:1::',
  '2001:0:1::',
  '2001:db8::1',
  'fc00::1',
  'fd00:ec2::254',
  'fe80::1',
  'fec0::1',
  'ff02::1',
  '100::1',
  'example.com',
  '',
])('%s is not public', (address) => {
  expect(isAllowed(address, 'https:', [])).toBe(false)
})

test('plain http goes nowhere but where the operator allows it', () => {
  expect(isAllowed('93.184.216.34', 'http:', [])).toBe(false)
  expect(isAllowed('10.1.2.3', 'http:', [networkOf('10.1.0.0/16')])).toBe(true)
  expect(isAllowed('::ffff:10.1.2.3', 'http:', [networkOf('10.1.0.0/16')])).toBe(true)
  expect(isAllowed('10.2.0.1', 'http:', [networkOf('10.1.0.0/16'), networkOf('::1/128')])).toBe(false)
})

describe('a URL', () => {
  test.each([
    ['ftp://example.com/', 'url must begin with https://'],
    ['http://example.com/', 'url must begin with https://'],
    ['https://u:p@example.com/', 'url must not hold a user or a password'],
    ['https://2130706433/', 'url names an address that is not public'],
    ['https://[::1]/', 'url names an address that is not public'],
    ['https://example.com/hook', ''],
    ['https://example.com:443/hook', ''],
    ['https://example.com:6379/', 'url names a port that is not allowed'],
    ['https://example.com:80/', 'url names a port that is not allowed'],
    ['https://example.com:8443/', ''],
    ['https://example.com:9001/', ''],
    ['https://example.com:9003/', 'url names a port that is not allowed'],
  ])('%s: %s', (url, fault) => {
    expect(
      faultOfUrl(url, {
        networks: [],
        ports: [
          [8_443, 8_443],
          [9_000, 9_002],
        ],
      }),
    ).toEqual(fault === '' ? '' : { en: fault, cn: expect.stringContaining('url ') })
  })

  test.each([
    ['8443', [8_443, 8_443]],
    ['1-65535', [1, 65_535]],
    ['0', null],
    ['9-8', null],
    ['65536', null],
    ['a', null],
    ['', null],
  ])('ports %s', (text, ports) => {
    expect(portsOf(text)).toEqual(ports)
  })

  test('by plain http goes to port 80 where http is allowed', () => {
    const allowed = { networks: [networkOf('10.1.0.0/16')], ports: [] }
    expect(faultOfUrl('http://10.1.2.3/', allowed)).toBe('')
    expect(faultOfUrl('http://10.1.2.3:8080/', allowed)).toMatchObject({ en: 'url names a port that is not allowed' })
  })

  test('is shown without what may be secret in it', () => {
    expect(shownUrl('https://example.com/hook/a?token=x#y', false)).toBe('https://example.com/hook/a?…')
    expect(shownUrl('https://open.feishu.cn/open-apis/bot/v2/hook/KEY', true)).toBe('https://open.feishu.cn/…')
    expect(shownUrl('https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=KEY', true)).not.toContain('KEY')
  })
})
