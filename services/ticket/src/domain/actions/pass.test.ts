import { describe, expect, test } from '@jest/globals'
import { decide, feedback, firstApprover, lin, submit, ticketAfter } from '../tickets.fixture.ts'

const container = ticketAfter([
  submit({ ...feedback, type: 'AUTO_CONTAINER', details: '{"apply_container_info":{},"apply_count":1}' }),
  lin,
])
const pending = ticketAfter([submit(feedback), lin])
const pass = (ticket: typeof pending, config: object) =>
  decide(
    { type: 'ticket.pass', body: { stepId: null, config: JSON.stringify(config), reason: '' } },
    firstApprover,
    ticket,
  )

const placement = { auto_container: { host_uuid: 'h', labels: [] } }
const stored = (config: string | null) => [{ type: 'ticket.step-passed', data: { step: 0, config } }]

describe('what an approver decides along with a pass', () => {
  test.each(['container', 'contianer'])('is stored in the wire’s spelling when it comes as %s', (group) => {
    expect(pass(container, { [group]: placement, note: 1 })).toEqual(
      stored(JSON.stringify({ note: 1, contianer: placement })),
    )
  })

  test('is refused in two spellings that say different things', () => {
    const other = { auto_container: { host_uuid: 'other', labels: [] } }
    expect(pass(container, { container: placement, contianer: other })).toMatchObject({ scode: 3008 })
    expect(pass(container, { container: placement, contianer: placement })).toEqual(
      stored(JSON.stringify({ contianer: placement })),
    )
  })

  test.each([
    { container: null, contianer: placement },
    { contianer: null, container: placement },
  ])('is taken from the other spelling where one is null: %j', (config) => {
    expect(pass(container, config)).toEqual(stored(JSON.stringify({ contianer: placement })))
  })

  test('is ignored where the type has no such section', () => {
    expect(pass(pending, { contianer: placement })).toEqual(stored(null))
  })

  test.each([
    [{}, 'config.contianer is missing'],
    [{ contianer: null, container: null }, 'config.contianer is missing'],
    [{ contianer: {} }, 'config.contianer.auto_container is missing'],
    [{ contianer: { auto_container: { host_uuid: 'h' } } }, 'config.contianer.auto_container.labels is missing'],
  ])('is refused by the name of what is missing in %j', (config, desc) => {
    expect(pass(container, config)).toMatchObject({ scode: 3008, desc: { en: desc }, shows: true })
  })
})
