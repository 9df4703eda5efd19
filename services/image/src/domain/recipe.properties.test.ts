import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { imageOf } from './job.ts'
import { defaultLimits } from './limits.ts'
import { stepOf } from './step.ts'
import { type Action, type Fate, recipe, simulate } from './tencent.fixture.ts'

// A call is made within 10 s of SENDING and its signature lives for 300 s; what is made is listed within 50 s.
const fate: fc.Arbitrary<Fate> = fc.record({
  effect: fc.constantFrom('now', 'late', 'none'),
  lateMs: fc.integer({ min: 0, max: 310_000 }),
  lagMs: fc.integer({ min: 0, max: 50_000 }),
  reply: fc.constantFrom(
    'ok',
    'lost',
    'lost',
    'InternalError',
    'Odd.Code',
    'InvalidImageName.Duplicate',
    'ResourceInUse',
  ),
  fails: fc.boolean(),
  heard: fc.constantFrom('now', 'later', 'never'),
})
const action: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('pass'), ms: fc.constantFrom(1_000, 30_000, 200_000, 400_000) }),
  },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('step'), fate }) },
  { weight: 1, arbitrary: fc.constant<Action>({ kind: 'hear' }) },
  { weight: 1, arbitrary: fc.constant<Action>({ kind: 'ask' }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('order'), order: fc.constantFrom('retry', 'give-up', 'adopt') }),
  },
)
const story = fc.array(action, { minLength: 4, maxLength: 40 })

const atMostOne = (actions: readonly Action[], variant = recipe): boolean => {
  const world = simulate(variant)
  for (const one of actions) {
    world.act(one)
    if (world.live().length > 1) return false
  }
  world.finish()
  return world.live().length <= 1
}

describe('whatever is lost, late, doubled or killed', () => {
  test('a ticket never has two live images', () => {
    fc.assert(
      fc.property(story, (actions) => atMostOne(actions)),
      { numRuns: 3_000 },
    )
  })

  test('every job comes to rest, and one that is done has the only live image', () => {
    fc.assert(
      fc.property(story, (actions) => {
        const world = simulate()
        for (const one of actions) world.act(one)
        const job = world.finish()
        expect(job && stepOf(job)).toBeNull()
        if (job?.phase.state === 'DONE') expect(world.live()).toEqual([imageOf(job)])
      }),
    )
  })
})

/** A check that cannot fail proves nothing: each of these lets a second image through. */
describe('it is missed at once', () => {
  const failsWith = (variant: typeof recipe) =>
    fc.check(
      fc.property(story, (actions) => atMostOne(actions, variant)),
      { numRuns: 2_000 },
    ).failed

  test('when nothing is looked for before a second send', () => {
    const afterLookUp: typeof recipe.afterLookUp = (job, _listed, context) => recipe.afterLookUp(job, [], context)
    expect(failsWith({ ...recipe, afterLookUp })).toBe(true)
  })

  test('when a send is repeated before it is settled', () => {
    const beforeSend: typeof recipe.beforeSend = (job, input, context) =>
      recipe.beforeSend(job, input, { ...context, limits: { ...defaultLimits, settleMs: 0, sendWithinMs: 0 } })
    expect(failsWith({ ...recipe, beforeSend })).toBe(true)
  })

  test('when a worker that died while sending is taken to have sent nothing', () => {
    const abandoned: typeof recipe.abandoned = () => ({
      events: [{ type: 'job.cleared', data: {} }],
      inMs: 0,
      alarms: [],
    })
    expect(failsWith({ ...recipe, abandoned })).toBe(true)
  })

  test('when an unclear answer is taken for a no', () => {
    const afterSend: typeof recipe.afterSend = (job, traceId, answer, context) => {
      const error = { code: 'ResourceInUse', message: '', requestId: 'r' }
      return recipe.afterSend(job, traceId, answer.kind === 'unknown' ? { kind: 'error', error } : answer, context)
    }
    expect(failsWith({ ...recipe, afterSend })).toBe(true)
  })
})
