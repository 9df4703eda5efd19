import { describe, expect, test } from '@jest/globals'
import { z } from 'zod'
import { EventsQuery } from './http/events.ts'
import { NotificationSettingsBody } from './http/notifications.ts'
import { ProcessCreateBody, ProcessDeleteBody, ProcessInspectQuery } from './http/processes.ts'
import { PassBody, TicketInfoBody, TicketListQuery } from './http/tickets.ts'
import { WebhookCreateBody } from './http/webhooks.ts'
import { parseInput, unknownParameter } from './parseInput.ts'

const inWords = (en: string) => ({ en: en, cn: expect.stringMatching(/\p{Script=Han}/u) })
const uuid = '11111111-1111-4111-8111-111111111111'
const webhook = { tenant_uuid: 'acme', webhook_name: 'w' }
const role = { tenant_uuid: 'acme', role_uuid: 'lead' }
const definedBy = (step: object) => ({ tenant_uuid: 'acme', process_name: 'p', approval_list: [step] })

describe('what is wrong with a request is said in words', () => {
  test.each<readonly [z.ZodType, unknown, string]>([
    [TicketInfoBody, { type: 'FEEDBACK' }, 'ticket_name is missing'],
    [TicketInfoBody, { ticket_name: 5, type: 'FEEDBACK' }, 'ticket_name: must be text'],
    [TicketInfoBody, { ticket_name: '', type: 'FEEDBACK' }, 'ticket_name is missing'],
    [TicketInfoBody, { ticket_name: '  ', type: 'FEEDBACK' }, 'ticket_name: must be 1-128 characters, not only blanks'],
    [TicketInfoBody, { ticket_name: 'n' }, 'type is missing'],
    [TicketInfoBody, { ticket_name: 'n', type: 'VIP', version: 0 }, 'version: must be at least 1'],
    [TicketInfoBody, { ticket_name: 'n', type: 'VIP', version: 1.5 }, 'version: must be an integer'],
    [TicketInfoBody, { ticket_name: 'n', type: 'VIP', ticket_uuid: 'x' }, 'ticket_uuid: must be a UUID'],
    [TicketInfoBody, { ticket_name: 'n', type: 'VIP', network: 5 }, 'network: must be an object'],
    [TicketInfoBody, [], 'the request: must be an object'],
    [PassBody, {}, 'list is missing'],
    [PassBody, { list: [] }, 'list: must not be empty'],
    [PassBody, { list: Array(10_001).fill(uuid) }, 'list: must have at most 10000 entries'],
    [PassBody, { list: [uuid, 'x'] }, 'list.1: must be a UUID or an object'],
    [PassBody, { list: [{}] }, 'list.0.ticket_uuid is missing'],
    [PassBody, { list: [{ ticket_uuid: uuid, version: 0 }] }, 'list.0.version: must be at least 1'],
    [ProcessCreateBody, { tenant_uuid: 'a b' }, 'tenant_uuid: must be 1-64 of A-Z a-z 0-9 . _ : -'],
    [ProcessDeleteBody, { list: ['x'] }, 'list.0: must be a UUID or system or an object'],
    [ProcessInspectQuery, {}, 'process_uuid is missing'],
    [TicketListQuery, { page_num: '0' }, 'page_num: must be an integer from 1 to 10000'],
    [TicketListQuery, { page_num: 'x' }, 'page_num: must be an integer from 1 to 10000'],
    [ProcessCreateBody, definedBy({ ...role, veto: 'no' }), 'approval_list.0.veto: must be true or false'],
    [ProcessCreateBody, definedBy({ tenant_uuid: 'acme' }), 'approval_list.0.role_uuid is missing'],
    [ProcessCreateBody, definedBy({ approvers: [] }), 'approval_list.0.approvers: must be a list of 1-20 approvers'],
    [TicketListQuery, { filter_process_uuid: 'x' }, 'filter_process_uuid: must be a UUID or system'],
    [TicketListQuery, { scope: 'mine' }, 'scope: must be one of todo, applied, handled, cc, delegated, fulfil, all'],
    [WebhookCreateBody, { ...webhook, url: 'ftp://a/' }, 'url: must be an http or https URL'],
    [NotificationSettingsBody, { mail_address: 'x' }, 'mail_address: must be an e-mail address'],
    [TicketListQuery, { filter_start: 2, filter_end: 1 }, 'filter_start: must not be after filter_end'],
    [NotificationSettingsBody, { languge: 'en' }, 'languge: is not known, the nearest known one is language'],
    [NotificationSettingsBody, { channels: { sms: [] } }, 'channels.sms: is not known, known are live, mail'],
    [
      WebhookCreateBody,
      { ...webhook, url: 'https://a/', event_type: [] },
      'event_type: is not known, the nearest known one is event_types',
    ],
    [EventsQuery, { last_event_id: '-1' }, 'last_event_id: must be at most 15 digits'],
  ])('%#', (schema, input, problem) => {
    expect(parseInput(schema, input)).toEqual({ problem: inWords(problem) })
  })
})

test('a request that fits is given as the schema makes it', () => {
  expect(parseInput(TicketListQuery, { page_num: '2', tenant_uuid: '' })).toEqual({
    input: { tenant_uuid: undefined, page_num: 2, page_size: 20, scope: 'all', sort: 'newest' },
  })
})

test('a parameter that is not known is named, with the one that was probably meant', () => {
  expect(unknownParameter(TicketListQuery, ['page_num', 'scope'])).toBeNull()
  expect(unknownParameter(TicketListQuery, ['Page_Num'])).toEqual(
    inWords('Page_Num: is not known, the nearest known one is page_num'),
  )
  expect(unknownParameter(ProcessInspectQuery, ['order'])).toEqual(
    inWords('order: is not known, known are tenant_uuid, process_uuid'),
  )
})

test('the texts that answers have for states and types are taken as their codes', () => {
  expect(parseInput(TicketListQuery, { filter_state: '已保存,pending', filter_type: ['问题反馈'] })).toMatchObject({
    input: { filter_state: ['saved', 'pending'], filter_type: ['FEEDBACK'] },
  })
})

test('a problem names its field from where the schema is', () => {
  expect(parseInput(z.object({ name: z.string() }), {}, ['network', 'gateway'])).toEqual({
    problem: inWords('network.gateway.name is missing'),
  })
})
