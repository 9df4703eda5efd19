import { DelegationRef } from '@gongdan/contracts'
import { eventually } from '../../support/eventually.ts'
import { succeeded } from '../../support/openCallers.ts'
import { people, type RightsHarness } from './rightsHarness.ts'

/** The body of a new delegation to a user, from now on for an hour. */
export const delegationTo = (user: string, more: object = {}) => {
  const start = Math.floor(Date.now() / 1_000)
  return { to: { user_uuid: user }, start, end: start + 3_600, ...more }
}

/** Has everybody be seen: it is known of tokens only who there is. */
export const showEverybody = async ({ callers }: Pick<RightsHarness, 'callers'>): Promise<void> => {
  const users = Object.values(callers)
  await Promise.all(users.map((who) => who.get('/v1/ticket/count?scopes=cc')))
  const known = async (): Promise<void> => {
    const { data } = await callers.administrator.get('/v1/user/list?page_size=100')
    const seen: readonly { readonly user_uuid: string }[] = Object(data).list
    const wanted = [...new Set(Object.values(people).flatMap(({ tenant, user }) => (tenant === 'acme' ? [user] : [])))]
    const missing = wanted.filter((user) => !seen.some(({ user_uuid }) => user_uuid === user))
    if (missing.length > 0) throw new Error(`not seen yet: ${missing}`)
  }
  await eventually(known, { withinMs: 20_000 })
}

/** The lead lets the colleague decide; gives the delegation. */
export const makeDelegation = async (harness: Pick<RightsHarness, 'callers'>): Promise<string> => {
  await showEverybody(harness)
  const reply = await harness.callers.lead.post('/v1/delegation/create', delegationTo(people.colleague.user))
  return DelegationRef.parse(succeeded(reply).data).delegation_uuid
}
