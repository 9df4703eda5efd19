import type { Caller, Reply } from '../../support/caller.ts'
import { feedback, step } from './rightsHarness.ts'

/** A call about one uuid: of a ticket, of a process or of a batch. */
type CallAbout = (who: Caller, uuid: string) => Promise<Reply>

const list =
  (route: string): CallAbout =>
  (who, uuid) =>
    who.post(`/v1/${route}`, { list: [uuid], reason: 'no' })
const write =
  (action: string): CallAbout =>
  (who, uuid) =>
    who.post(`/v1/ticket/${action}`, { ...feedback, ticket_uuid: uuid })

/** Every route that takes a ticket's uuid, with the forms in which it does. */
export const aboutTickets: Readonly<Record<string, CallAbout>> = {
  'POST /v1/ticket/save': write('save'),
  'POST /v1/ticket/submit': write('submit'),
  'POST /v1/ticket/saved/submit': list('ticket/saved/submit'),
  'POST /v1/ticket/overruled/submit': list('ticket/overruled/submit'),
  'GET /v1/ticket/inspect': (who, uuid) => who.get(`/v1/ticket/inspect?ticket_uuid=${uuid}`),
  'POST /v1/ticket/comment': (who, uuid) => who.post('/v1/ticket/comment', { ticket_uuid: uuid, text: 'yes' }),
  'GET /v1/ticket/comment/list': (who, uuid) => who.get(`/v1/ticket/comment/list?ticket_uuid=${uuid}`),
  'POST /v1/ticket/pass': list('ticket/pass'),
  'POST /v1/ticket/pass with a version': (who, uuid) =>
    who.post('/v1/ticket/pass', { list: [{ ticket_uuid: uuid, version: 1 }] }),
  'POST /v1/ticket/overrule': list('ticket/overrule'),
  'GET /v1/ticket/overrule': (who, uuid) => who.get('/v1/ticket/overrule', { body: { list: [uuid], reason: 'no' } }),
  'POST /v1/ticket/return': list('ticket/return'),
  'POST /v1/ticket/approver/add': (who, uuid) =>
    who.post('/v1/ticket/approver/add', {
      list: [uuid],
      reason: 'no',
      where: 'after',
      approvers: [{ tenant_uuid: 'acme', role_uuid: 'lead' }],
    }),
  'POST /v1/ticket/transfer': (who, uuid) =>
    who.post('/v1/ticket/transfer', { list: [uuid], reason: 'no', to: { user_uuid: 'kai' } }),
  'POST /v1/ticket/withdraw': list('ticket/withdraw'),
  'POST /v1/ticket/terminate': list('ticket/terminate'),
  'POST /v1/ticket/confirm': list('ticket/confirm'),
  'POST /v1/ticket/archive': list('ticket/archive'),
  'POST /v1/ticket/urge': list('ticket/urge'),
  'POST /v1/ticket/cc': (who, uuid) =>
    who.post('/v1/ticket/cc', { list: [uuid], people: [{ tenant_uuid: 'acme', role_uuid: 'lead' }] }),
  'POST /v1/ticket/delete': list('ticket/delete'),
  'POST /v1/tencent/image/create': list('tencent/image/create'),
  'POST /v1/ticket/fulfilment/retry': list('ticket/fulfilment/retry'),
}

const definition = { process_name: 'mine', approval_list: [step('globex', 'globex')] }

/** Every route that takes a process's uuid. */
export const aboutProcesses: Readonly<Record<string, CallAbout>> = {
  'GET /v1/ticket/process/inspect': (who, uuid) => who.get(`/v1/ticket/process/inspect?process_uuid=${uuid}`),
  'GET /v1/ticket/process/list': (who, uuid) => who.get(`/v1/ticket/process/list?process_uuid=${uuid}`),
  'GET /v1/ticket/list': (who, uuid) => who.get(`/v1/ticket/list?filter_process_uuid=${uuid}`),
  'POST /v1/ticket/process/update': (who, uuid) =>
    who.post('/v1/ticket/process/update', { ...definition, process_uuid: uuid, tenant_uuid: 'globex' }),
  'POST /v1/ticket/process/delete': (who, uuid) =>
    who.post('/v1/ticket/process/delete', { list: [{ process_uuid: uuid }] }),
  'POST /v1/ticket/submit': (who, uuid) => who.post('/v1/ticket/submit', { ...feedback, process_uuid: uuid }),
  'POST /v1/ticket/save': (who, uuid) => who.post('/v1/ticket/save', { ...feedback, process_uuid: uuid }),
}

/** Every route that takes a tenant. */
export const aboutTenants: Readonly<Record<string, CallAbout>> = {
  'GET /v1/ticket/list': (who, tenant) => who.get(`/v1/ticket/list?tenant_uuid=${tenant}`),
  'GET /v1/ticket/process/list': (who, tenant) => who.get(`/v1/ticket/process/list?tenant_uuid=${tenant}`),
  'GET /v1/role/list': (who, tenant) => who.get(`/v1/role/list?tenant_uuid=${tenant}`),
  'GET /v1/user/list': (who, tenant) => who.get(`/v1/user/list?tenant_uuid=${tenant}`),
  'GET /v1/ticket/process/inspect': (who, tenant) =>
    who.get(`/v1/ticket/process/inspect?process_uuid=system&tenant_uuid=${tenant}`),
  'POST /v1/ticket/process/create': (who, tenant) =>
    who.post('/v1/ticket/process/create', { ...definition, tenant_uuid: tenant }),
}

const ownOfEachAnswer = ['date', 'x-request-id', 'x-ratelimit-remaining', 'x-ratelimit-reset']

/** An answer without what may differ between any two: ids and times. */
export const comparable = ({ status, headers, text }: Reply) => ({
  status,
  headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !ownOfEachAnswer.includes(name))),
  text: text.replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi, 'a uuid'),
})
