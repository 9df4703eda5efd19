import { describe, expect, test } from '@jest/globals'
import { bench } from '../test/bench.ts'

const create = (n = 1) => ({ ImageName: `image ${n}`, InstanceId: `ins-demo000${n}` })

describe('a fault', () => {
  test('meets only the calls it matches, from the nth on, as often as it says', () => {
    const { codeOf, control } = bench()
    control.addFault({
      match: { action: 'CreateImage', region: 'ap-guangzhou', imageNameRegex: '^image', nth: 2 },
      times: 2,
      do: { kind: 'error', code: 'InternalError' },
    })
    expect(codeOf('DescribeImages')).toBe('ok')
    expect(codeOf('CreateImage', create(1), { region: 'ap-shanghai' })).toBe('ok')
    expect(codeOf('CreateImage', { ...create(1), ImageName: 'another' })).toBe('ok')
    const codes = [2, 3, 4, 5].map((n) => codeOf('CreateImage', create(n)))
    expect(codes).toEqual(['ok', 'InternalError', 'InternalError', 'ok'])
  })

  test('of an answer may be told whether the call is carried out', () => {
    const { codeOf, control } = bench()
    control.addFault({ effect: true, do: { kind: 'error', code: 'InternalError' } })
    expect(codeOf('CreateImage', create())).toBe('InternalError')
    expect(control.state().effectiveCreates['image 1']).toHaveLength(1)
    control.addFault({ effect: false, do: { kind: 'dropAfter' } })
    codeOf('CreateImage', create(2))
    expect(control.state().effectiveCreates['image 2']).toBeUndefined()
  })

  test('of the world joins one of the answer, and is not used up by a look-up', () => {
    const { call, control } = bench()
    control.addFault({ do: { kind: 'createMs', ms: 60_000 } })
    control.addFault({ match: { action: 'CreateImage' }, do: { kind: 'dropAfter' } })
    call('DescribeImages')
    expect(call('CreateImage', create())).toBeUndefined()
    control.advance(59_999)
    expect(control.state().images[0]?.state).toBe('CREATING')
    control.advance(1)
    expect(control.state().images[0]?.state).toBe('NORMAL')
  })

  test('that is none is refused when it is armed', () => {
    const { control } = bench()
    expect(() => control.addFault({ match: { imageNameRegex: '(' }, do: { kind: 'dropAfter' } })).toThrow(/regular/)
  })
})

describe('the world', () => {
  test('can let a creation fail, hang for ever, or vanish', () => {
    const { made, codeOf, control } = bench()
    control.addFault({ do: { kind: 'createFails' } })
    control.addFault({ match: { nth: 2 }, do: { kind: 'createStuck' } })
    control.addFault({ match: { nth: 3 }, do: { kind: 'vanish', ms: 5000 } })
    const [, , third] = [made(create(1)), made(create(2)), made(create(3))]
    control.advance(4999)
    expect(control.state().images.map(({ state }) => state)).toEqual(['CREATEFAILED', 'CREATING', 'NORMAL'])
    expect(codeOf('DescribeImages', { ImageIds: [third] })).toBe('ok')
    control.advance(1)
    expect(codeOf('DescribeImages', { ImageIds: [third] })).toBe('InvalidImageId.NotFound')
    control.advance(10 ** 9)
    expect(control.state().images[1]?.state).toBe('CREATING')
    expect(control.state().snapshots.map(({ orphan }) => orphan)).toEqual([false, false, true])
  })

  test('can find an instance busy for a while', () => {
    const { codeOf, control } = bench()
    control.addFault({ do: { kind: 'instanceBusyMs', ms: 3000 } })
    expect(codeOf('CreateImage', create())).toBe('OperationDenied.InstanceOperationInProgress')
    control.advance(2999)
    expect(codeOf('CreateImage', create())).toBe('OperationDenied.InstanceOperationInProgress')
    control.advance(1)
    expect(codeOf('CreateImage', create())).toBe('ok')
  })

  test('can leave a young name unguarded', () => {
    const { codeOf, control } = bench({ settings: { duplicateRaceMs: 1000 } })
    const again = (n: number) => codeOf('CreateImage', { ...create(n), ImageName: 'same' })
    expect([again(1), again(2)]).toEqual(['ok', 'ok'])
    control.advance(1000)
    expect(again(3)).toBe('InvalidImageName.Duplicate')
    expect(control.state().effectiveCreates.same).toHaveLength(2)
  })

  test('runs the same with the same seed, and differently with another', () => {
    const run = (seed: number) => {
      const { made, control } = bench({ settings: { createMs: [1000, 9000] } })
      control.plant({ seed })
      return [1, 2, 3].map((n) => [made(create(n)), control.state().images[n - 1]?.readyAt])
    }
    expect(run(7)).toEqual(run(7))
    expect(run(7)).not.toEqual(run(8))
  })
})
