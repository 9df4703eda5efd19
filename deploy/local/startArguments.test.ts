import { expect, test } from '@jest/globals'
import { readStartArguments } from './startArguments.ts'

test('npm start without arguments listens on 9990 of this machine alone and runs one of each service', () => {
  expect(readStartArguments([])).toEqual({
    host: '127.0.0.1',
    port: 9990,
    scale: {},
    fresh: false,
    demo: false,
    help: false,
  })
})

test('HOST and PORT move the gateway, and each service has its own number', () => {
  expect(readStartArguments(['--scale', 'ticket=3', '--scale', 'image=2'], { PORT: '8080', HOST: '0.0.0.0' })).toEqual({
    host: '0.0.0.0',
    port: 8080,
    scale: { ticket: 3, image: 2 },
    fresh: false,
    demo: false,
    help: false,
  })
})

test('--fresh, --demo and --help are read', () => {
  expect(readStartArguments(['--fresh', '--demo', '--help'])).toMatchObject({ fresh: true, demo: true, help: true })
})

test.each([
  ['an unknown service', ['--scale', 'printer=2'], {}],
  ['no process at all', ['--scale', 'ticket=0'], {}],
  ['a number that is none', ['--scale', 'ticket=many'], {}],
  ['an unknown option', ['--colour=red'], {}],
  ['a port that is none', [], { PORT: 'http' }],
  ['a port beyond the last', [], { PORT: '65536' }],
  ['a name to listen on', [], { HOST: 'my-machine' }],
])('npm start refuses %s', (_, args, env) => {
  expect(() => readStartArguments(args, env)).toThrow(expect.objectContaining({ code: 'bad-arguments' }))
})
