import { expect, test } from '@jest/globals'
import type { Claim, SaveOptions } from '../adapters/jobStore.ts'
import type { Answer } from '../domain/cloud.ts'
import type { JobFact } from '../domain/facts.ts'
import { job as given, START } from '../domain/given.fixture.ts'
import { evolve, type Job } from '../domain/job.ts'
import { defaultLimits } from '../domain/limits.ts'
import type { Decision } from '../domain/step.ts'
import { TICKET } from '../domain/tencent.fixture.ts'
import { type SendNeeds, sendImage } from './sendImage.ts'

/** One job in memory, and everything around a send as a test wants it. */
const scene = (
  wanted: { readonly clock?: () => number; readonly credential?: boolean; readonly busy?: boolean } = {},
) => {
  let job: Job = given()
  const said: string[] = []
  const claim: Claim = { job, fence: 1, tries: 0, now: () => START, heldMs: () => 0 }
  const save = async (_: Claim, decide: (job: Job, now: number) => Decision, options?: SaveOptions) => {
    const decision = decide(job, START)
    const place = (fact: JobFact) => ({ ...fact, at: START, commandId: 'e', correlationId: 'c' })
    job = decision.facts.reduce((now, fact) => evolve(now, place(fact), TICKET), job)
    said.push(...decision.facts.map(({ type }) => type), ...(options?.evenIfLost ? ['even if lost'] : []))
    return job
  }
  const answer: Answer<string> = { kind: 'ok', value: 'img-00000001', requestId: 'r' }
  const needs: SendNeeds = {
    store: { save, release: async ([first]) => void said.push(`released for ${first?.inMs}`) },
    cloud: {
      createImage: async () => {
        said.push('CreateImage')
        return answer
      },
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
    alarm: (alarm) => said.push(alarm),
  }
  return { said, send: () => sendImage(needs)(claim, { comes: async () => void said.push('turn') }) }
}

test('the intent is written before the call, and the answer after it whoever has the job', async () => {
  const { said, send } = scene()
  await send()
  expect(said).toEqual(['job.sending', 'turn', 'CreateImage', 'job.accepted', 'even if lost'])
})

test('a machine whose clock is off by more than 30 s sends nothing', async () => {
  const { said, send } = scene({ clock: () => START - 30_001 })
  await send()
  expect(said).toEqual(['clock-differs', 'released for 30000'])
})

test('without a key nothing is written', async () => {
  const { said, send } = scene({ credential: false })
  await send()
  expect(said).toEqual(['credentials-or-rights', 'released for 30000'])
})

test('of a busy instance no second image is made', async () => {
  const { said, send } = scene({ busy: true })
  await send()
  expect(said).toEqual(['released for 10000'])
})

test('a worker that slept between the intent and the call does not call', async () => {
  let readings = 0
  const { said, send } = scene({ clock: () => START + (readings++ < 2 ? 0 : 10_001) })
  await send()
  expect(said).toEqual(['job.sending', 'turn', 'job.not-sent'])
})
