import { expect, test } from '@jest/globals'
import { readStartArguments } from './startArguments.ts'

test('npm start without arguments listens on 9990 and runs one of each service', () => {
  expect(readStartArguments([])).toEqual({ port: 9990, scale: {}, fresh: false, help: false })
})

test('PORT moves the gateway, and each service has its own number', () => {
  expect(readStartArguments(['--scale', 'ticket=3', '--scale', 'image=2'], '8080')).toEqual({
    port: 8080,
    scale: { ticket: 3, image: 2 },
    fresh: false,
    help: false,
  })
})

test('--fresh and --help are read', () => {
  expect(readStartArguments(['--fresh', '--help'])).toMatchObject({ fresh: true, help: true })
})

test.each([
  ['an unknown service', ['--scale', 'printer=2'], ''],
  ['no process at all', ['--scale', 'ticket=0'], ''],
  ['a number that is none', ['--scale', 'ticket=many'], ''],
  ['an unknown option', ['--colour=red'], ''],
  ['a port that is none', [], 'http'],
  ['a port beyond the last', [], '65536'],
])('npm start refuses %s', (_, args, port) => {
  expect(() => readStartArguments(args, port)).toThrow(expect.objectContaining({ code: 'bad-arguments' }))
})
