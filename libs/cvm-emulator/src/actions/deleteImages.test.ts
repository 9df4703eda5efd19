import { describe, expect, test } from '@jest/globals'
import { bench } from '../../test/bench.ts'

const create = { ImageName: 'one', InstanceId: 'ins-demo0001' }

describe('DeleteImages', () => {
  test('leaves the snapshots behind, as orphans', () => {
    const { made, codeOf, control } = bench()
    const id = made(create)
    control.advance(2000)
    expect(control.state().snapshots).toMatchObject([{ orphan: false }])
    expect(codeOf('DeleteImages', { ImageIds: [id] })).toBe('ok')
    expect(control.state().snapshots).toMatchObject([{ orphan: true }])
    expect(codeOf('DescribeImages', { ImageIds: [id] })).toBe('InvalidImageId.NotFound')
    expect(codeOf('DeleteImages', { ImageIds: [id] })).toBe('InvalidImageId.NotFound')
  })

  test('takes the snapshots along with DeleteBindedSnap, but for those another image is made of', () => {
    const { made, call, control } = bench()
    const first = made(create)
    const SnapshotIds = control.state().snapshots.map(({ id }) => id)
    const second = made({ ImageName: 'two', SnapshotIds })
    control.advance(2000)
    call('DeleteImages', { ImageIds: [first], DeleteBindedSnap: true })
    expect(control.state().snapshots).toMatchObject([{ orphan: false }])
    call('DeleteImages', { ImageIds: [second], DeleteBindedSnap: true })
    expect(control.state().snapshots).toEqual([])
  })

  test('refuses all when one is still being made or unknown; a dry run deletes nothing', () => {
    const { made, codeOf, control } = bench()
    const done = made(create)
    control.advance(2000)
    const making = made({ ImageName: 'two', InstanceId: 'ins-demo0002' })
    expect(codeOf('DeleteImages', { ImageIds: [done, making] })).toBe('InvalidImageId.IncorrectState')
    expect(codeOf('DeleteImages', { ImageIds: [done, 'img-00000000'] })).toBe('InvalidImageId.NotFound')
    expect(codeOf('DeleteImages', { ImageIds: [done], DryRun: true })).toBe('ok')
    expect(codeOf('DeleteImages', { ImageIds: [done] })).toBe('ok')
  })

  test('deletes a failed image and frees its name', () => {
    const { made, codeOf, control } = bench()
    control.addFault({ do: { kind: 'createFails' } })
    const id = made(create)
    control.advance(2000)
    expect(codeOf('DeleteImages', { ImageIds: [id] })).toBe('ok')
    expect(codeOf('CreateImage', create)).toBe('ok')
    expect(control.state().effectiveCreates.one).toHaveLength(2)
  })
})
