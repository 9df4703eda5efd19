import { expect, test } from '@jest/globals'
import type { CloudAnswer, InstanceTag } from '../domain/cloud.ts'
import type { JobDecision } from '../domain/decision.ts'
import type { JobEvent } from '../domain/events.ts'
import { job as newJob, START } from '../domain/job.fixture.ts'
import { evolve, type Job } from '../domain/job.ts'
import { defaultLimits } from '../domain/limits.ts'
import type { Claim, SaveOptions } from '../domain/ports.ts'
import { TICKET } from '../domain/tencent.fixture.ts'
import { type SendDeps, sendImage } from './sendImage.ts'

/** A send of one job in memory, and the calls that it made. */
const harness = (
  wanted: {
    readonly clock?: () => number
    readonly credential?: boolean
    readonly busy?: boolean
    readonly tags?: CloudAnswer<readonly InstanceTag[] | null>
  } = {},
) => {
  let job: Job = wanted.tags === undefined ? newJob() : { ...newJob(), tag: { key: 'tenant', value: 'acme' } }
  const calls: string[] = []
  const claim: Claim = { job, fence: 1, failedReads: 0, now: () => START, heldMs: () => 0 }
  const save = async (_: Claim, decide: (job: Job, now: number) => JobDecision, options?: SaveOptions) => {
    const decision = decide(job, START)
    const recorded = (event: JobEvent) => ({ ...event, at: START, commandId: 'e', correlationId: 'c' })
    job = decision.events.reduce((now, event) => evolve(now, recorded(event), TICKET), job)
    calls.push(...decision.events.map(({ type }) => type), ...(options?.evenIfLost ? ['even if lost'] : []))
    calls.push(...decision.alarms)
    return job
  }
  const answer: CloudAnswer<string> = { kind: 'ok', value: 'img-00000001', requestId: 'r' }
  const deps: SendDeps = {
    store: { save, release: async ([first]) => void calls.push(`released for ${first?.inMs}`) },
    cloud: {
      createImage: async () => {
        calls.push('CreateImage')
        return answer
      },
      instanceTags: async () => wanted.tags ?? Promise.reject(new Error('not asked')),
      imagesById: () => Promise.reject(new Error('not asked')),
      privateImages: () => Promise.reject(new Error('not asked')),
      renameImage: () => Promise.reject(new Error('not asked')),
      deleteImage: () => Promise.reject(new Error('not asked')),
    },
    locks: { take: async () => !wanted.busy, begun: async () => {} },
    getCredential: () =>
      wanted.credential === false
        ? Promise.reject(new Error('no key'))
        : Promise.resolve({ secretId: 'i', secretKey: 'k' }),
    hashOf: () => 'hash',
    newTraceId: () => 'trace-1',
    clock: wanted.clock ?? (() => START),
    random: () => 0.5,
    limits: defaultLimits,
    alarm: (alarm) => calls.push(alarm),
  }
  return { calls, send: () => sendImage(deps)(claim, { wait: async () => void calls.push('slot') }) }
}

test('the intent is written before the call, and the answer after it even if another worker has the job', async () => {
  const { calls, send } = harness()
  await send()
  expect(calls).toEqual(['job.sending', 'slot', 'CreateImage', 'job.accepted', 'even if lost'])
})

test('a machine whose clock is off by more than 30 s sends nothing', async () => {
  const { calls, send } = harness({ clock: () => START - 30_001 })
  await send()
  expect(calls).toEqual(['clock-differs', 'released for 30000'])
})

test('without a key nothing is written', async () => {
  const { calls, send } = harness({ credential: false })
  await send()
  expect(calls).toEqual(['credentials-or-rights', 'released for 30000'])
})

test('of a busy instance no second image is made', async () => {
  const { calls, send } = harness({ busy: true })
  await send()
  expect(calls).toEqual(['released for 10000'])
})

const shown = (...tags: readonly string[]): CloudAnswer<readonly InstanceTag[]> => ({
  kind: 'ok',
  value: tags.map((value) => ({ key: 'tenant', value })),
  requestId: 'r',
})
const refused = (code: string): CloudAnswer<never> => ({ kind: 'error', error: { code, message: '', requestId: 'r' } })

test.each([
  [
    'shows the tag of the tenant',
    shown('acme'),
    ['job.sending', 'slot', 'CreateImage', 'job.accepted', 'even if lost'],
  ],
  ['shows the tag of another tenant', shown('globex'), ['job.failed']],
  ['shows no tag', shown(), ['job.failed']],
  ['does not show the instance', { kind: 'ok', value: null, requestId: 'r' }, ['job.failed']],
  ['says that there is no instance', refused('InvalidInstanceId.NotFound'), ['job.failed']],
  ['does not believe our key', refused('AuthFailure.SecretIdNotFound'), ['job.failed', 'credentials-or-rights']],
  ['gives us no right', refused('UnauthorizedOperation'), ['job.failed', 'credentials-or-rights']],
  ['gives a code of no list', refused('InvalidRegion.NotFound'), ['job.stuck', 'unlisted-code', 'needs-operator']],
  ['has a fault of its own', refused('InternalError'), ['released for 10000']],
  ['refuses for its rate', refused('RequestLimitExceeded'), ['released for 10000']],
  ['does not answer', { kind: 'unknown', reason: 'hang up' }, ['released for 10000']],
] as const)('a cloud that %s', async (_what, tags, expected) => {
  const { calls, send } = harness({ tags })
  await send()
  expect(calls).toEqual(expected)
})

test('a worker that slept between the intent and the call does not call', async () => {
  let readings = 0
  const { calls, send } = harness({ clock: () => START + (readings++ < 2 ? 0 : 10_001) })
  await send()
  expect(calls).toEqual(['job.sending', 'slot', 'job.not-sent'])
})
