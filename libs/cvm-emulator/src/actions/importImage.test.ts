import { describe, expect, test } from '@jest/globals'
import { bench, benchWithImage } from '../../test/bench.ts'

describe('ImportImage', () => {
  const file = {
    Architecture: 'x86_64',
    OsType: 'Ubuntu',
    OsVersion: '24',
    ImageUrl: 'https://bucket.example/disk.qcow2',
    ImageName: 'imported',
  }
  test('makes an image that is IMPORTING, then NORMAL, or IMPORTFAILED', () => {
    const { call, control } = bench()
    call('ImportImage', file)
    control.addFault({ match: { action: 'ImportImage' }, do: { kind: 'createFails' } })
    call('ImportImage', { ...file, ImageName: 'broken' })
    const states = () => control.state().images.map(({ state }) => state)
    expect(states()).toEqual(['IMPORTING', 'IMPORTING'])
    control.advance(2000)
    expect(states()).toEqual(['NORMAL', 'IMPORTFAILED'])
  })

  test('refuses a name in use, an address that is none, and an unknown architecture', () => {
    const { codeOf } = benchWithImage()
    expect(codeOf('ImportImage', { ...file, ImageName: 'one' })).toBe('InvalidImageName.Duplicate')
    expect(codeOf('ImportImage', { ...file, ImageUrl: 'disk' })).toBe('InvalidParameterValue')
    expect(codeOf('ImportImage', { ...file, Architecture: 'vax' })).toBe('InvalidParameterValue')
  })
})
