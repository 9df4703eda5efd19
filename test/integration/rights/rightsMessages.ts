import { randomUUID } from 'node:crypto'
import {
  commands,
  type commentCommands,
  type delegationCommands,
  type fulfilmentCommands,
  type notificationCommands,
  notificationQueries,
  processQueries,
  queues,
  type ticketCommands,
  ticketQueries,
} from '@gongdan/contracts'
import { sealedFor } from '@gongdan/service'
import type { Subject } from '../../../deploy/local/issuer.ts'
import { batchMessage } from '../../../services/gateway/src/public.ts'
import { principalOf, type Written } from './rightsBus.ts'
import { people, step } from './rightsHarness.ts'
import type { Situation } from './rightsSituations.ts'

/** Every type of message that carries a principal, and those in which services ask each other. */
export const messageTypes = [
  ...Object.keys(commands),
  ...Object.keys(ticketQueries),
  ...Object.keys(processQueries),
  ...Object.keys(notificationQueries),
  batchMessage,
] as const

/** In which situation a ticket is that this command changes, and who may: then only the signature stands in the way. */
const fits: Readonly<Record<keyof typeof ticketCommands, readonly [Situation, Subject]>> = {
  'ticket.save': ['saved', people.applicant],
  'ticket.submit': ['saved', people.applicant],
  'ticket.submit-saved': ['withdrawn', people.applicant],
  'ticket.submit-overruled': ['overruled', people.applicant],
  'ticket.pass': ['pending', people.lead],
  'ticket.overrule': ['second', people.keeper],
  'ticket.withdraw': ['imagePending', people.applicant],
  'ticket.return': ['givenBack', people.lead],
  'ticket.transfer': ['waiting', people.superAdministrator],
  'ticket.add-approvers': ['extended', people.lead],
  'ticket.terminate': ['waiting', people.superAdministrator],
  'ticket.urge': ['pending', people.administrator],
  'ticket.confirm': ['passed', people.applicant],
  'ticket.archive': ['created', people.superAdministrator],
  'ticket.cc': ['passed', people.applicant],
  'ticket.delete': ['archived', people.administrator],
  'ticket.request-image': ['failed', people.applicant],
  'ticket.retry-fulfilment': ['unfulfilled', people.applicant],
}

/** What a message is about. */
export interface Targets {
  readonly ticket: (situation: Situation) => string
  readonly process: string
  readonly webhook: string
  /** The lead's, to the colleague. */
  readonly delegation: string
  /** An address, or a secret, sealed for this use. */
  readonly sealed: (use: string) => string
}

const info = {
  name: 'changed',
  type: 'FEEDBACK',
  reason: '',
  processUuid: 'system',
  clusterUuid: '',
  details: null,
}
const more: Readonly<Record<string, object>> = {
  'ticket.save': { isNew: false, info },
  'ticket.submit': { isNew: false, info },
}
const shared: Readonly<Record<string, object>> = {
  'ticket.pass': { config: null },
  'ticket.overrule': { reason: 'no' },
  'ticket.return': { reason: 'no' },
  'ticket.transfer': { reason: 'no', to: { userUuid: people.keeper.user, userName: '' } },
  'ticket.add-approvers': {
    reason: 'no',
    where: 'after',
    need: 'all',
    approvers: [
      { owner: { kind: 'role', tenantUuid: 'acme', tenantName: '', roleUuid: 'auditor', roleName: '' }, count: 1 },
    ],
  },
  'ticket.terminate': { reason: 'no' },
  'ticket.urge': { reason: '' },
  'ticket.cc': { people: [{ kind: 'role', tenantUuid: 'acme', tenantName: '', roleUuid: 'auditor', roleName: '' }] },
}

const onTicket = (type: string, ticketUuid: string, by: Subject): Written => {
  const items = [{ commandId: randomUUID(), ticketUuid, ...more[type] }]
  return { queue: queues.ticketCommands, type, body: { principal: principalOf(by), items, ...shared[type] } }
}

/** What a fulfiller says; of a ticket that it has claimed once. */
const toFulfilment = (ticketUuid: string, principal: object): readonly Written[] => {
  const claimed = { ticketUuid, request: 1, fence: 1 }
  const counts = { progress: null, successCount: null, failedCount: null }
  const report = { state: 'done', ...counts, failures: [], out: null, message: '', messageCn: '' }
  const said: Readonly<Record<keyof typeof fulfilmentCommands, readonly [item: object, shared: object]>> = {
    'fulfilment.claim': [{ claimUuid: randomUUID(), types: null, limit: 1, leaseS: 10 }, {}],
    'fulfilment.extend': [claimed, { leaseS: 60 }],
    'fulfilment.report': [{ ...claimed, report }, {}],
  }
  return Object.entries(said).map(([type, [item, of]]) => ({
    queue: queues.ticketCommands,
    type,
    body: { principal, items: [{ commandId: randomUUID(), ...item }], ...of },
  }))
}

const definition = {
  tenantUuid: 'acme',
  name: 'changed',
  description: '',
  steps: [{ tenantUuid: 'acme', tenantName: '', roleUuid: step('lead').role_uuid, roleName: '' }],
}
const paging = { pageNum: 1, pageSize: 20 }
const described = { name: 'changed', eventTypes: ['ticket.passed'] }

/** What is said of comments. */
const onComments = (ticketUuid: string, principal: object): readonly Written[] => {
  const items: Readonly<Record<keyof typeof commentCommands, object>> = {
    'comment.create': { commentUuid: randomUUID(), ticketUuid, text: 'yes', mention: [] },
  }
  return [
    { queue: queues.ticketQueries, type: 'comment.list', body: { principal, ticketUuid, ...paging } },
    ...Object.entries(items).map(([type, item]) => ({
      queue: queues.ticketCommands,
      type,
      body: { principal, items: [{ commandId: randomUUID(), ...item }] },
    })),
  ]
}

/** What is said of delegations: a new one to the colleague, and the end of another. */
const onDelegations = (delegation: string, principal: object): readonly Written[] => {
  const start = Math.floor(Date.now() / 1_000)
  const terms = { to: { userUuid: people.colleague.user, userName: '' }, start, end: start + 3_600 }
  const items: Readonly<Record<keyof typeof delegationCommands, object>> = {
    'delegation.create': {
      ...terms,
      delegationUuid: randomUUID(),
      fromUserUuid: people.keeper.user,
      types: [],
      processUuids: [],
      reason: '',
    },
    'delegation.cancel': { delegationUuid: delegation },
  }
  return [
    { queue: queues.ticketQueries, type: 'delegation.list', body: { principal, scope: 'tenant', ...paging } },
    ...Object.entries(items).map(([type, item]) => ({
      queue: queues.ticketCommands,
      type,
      body: { principal, items: [{ commandId: randomUUID(), ...item }] },
    })),
  ]
}

/** What is said to the notification service; a replay finds no delivery. */
const toNotification = ({ webhook, sealed }: Targets, principal: object): readonly Written[] => {
  const questions: Readonly<Record<keyof typeof notificationQueries, object>> = {
    'webhook.list': { principal, tenantUuid: null, ...paging },
    'webhook.inspect': { principal, webhookUuid: webhook },
    'webhook.list-deliveries': { principal, webhookUuid: webhook, state: null, ticketUuid: null, ...paging },
    'webhook.inspect-delivery': { principal, webhookUuid: webhook, deliveryUuid: randomUUID() },
    'notification.settings': { principal },
    'notification.feed': { feeds: [{ user: 'acme lin', after: 0 }] },
  }
  const created = randomUUID()
  const items: Readonly<Record<keyof typeof notificationCommands, object>> = {
    'webhook.create': {
      ...described,
      webhookUuid: created,
      tenantUuid: 'acme',
      kind: 'standard',
      sealedUrl: sealed(sealedFor.webhookUrl(created)),
      sealedSecret: sealed(sealedFor.webhookSecret(created)),
    },
    'webhook.update': { ...described, webhookUuid: webhook },
    'webhook.rotate': { webhookUuid: webhook, sealedSecret: sealed(sealedFor.webhookSecret(webhook)), keepSeconds: 0 },
    'webhook.replay': { webhookUuid: webhook, deliveryUuid: randomUUID() },
    'webhook.test': { webhookUuid: webhook, deliveryUuid: randomUUID() },
    'webhook.delete': { webhookUuid: webhook },
    'notification.set': { language: 'en', mailAddress: null, live: null, mail: null },
    'notification.confirm-mail': { token: sealed(sealedFor.mail) },
  }
  return [
    ...Object.entries(questions).map(([type, body]) => ({ queue: queues.notificationQueries, type, body })),
    ...Object.entries(items).map(([type, item]) => ({
      queue: queues.notificationCommands,
      type,
      body: { principal, items: [{ commandId: randomUUID(), ...item }] },
    })),
  ]
}

const noFilters = {
  sort: 'newest',
  states: [],
  types: [],
  imageStates: [],
  overdue: false,
  owner: null,
  applicantUuid: null,
  name: null,
  processUuid: null,
  start: null,
  end: null,
  cursor: null,
}

/** A message of each type with every effect it can have, in the name of who may do that, or of `by`. */
export const messagesOf = (targets: Targets, by?: Subject): readonly Written[] => {
  const { ticket, process } = targets
  const principal = principalOf(by ?? people.administrator)
  const commandOn = (processUuid: string, defined: object) => ({
    principal,
    items: [{ commandId: randomUUID(), processUuid, ...defined }],
  })
  const batch = onTicket('ticket.pass', ticket('builtIn'), by ?? people.administrator)
  return [
    {
      queue: queues.ticketQueries,
      type: 'ticket.list',
      body: { principal, tenantUuid: null, scope: 'all', ...paging, ...noFilters },
    },
    { queue: queues.ticketQueries, type: 'ticket.count', body: { principal, scopes: ['todo', 'all'] } },
    { queue: queues.ticketQueries, type: 'ticket.inspect', body: { principal, ticketUuid: ticket('pending') } },
    { queue: queues.ticketQueries, type: 'ticket.history-keys', body: { principal } },
    { queue: queues.ticketQueries, type: 'role.list', body: { principal, tenantUuid: 'acme', ...paging } },
    {
      queue: queues.ticketQueries,
      type: 'user.list',
      body: { principal, tenantUuid: 'acme', roleUuid: null, ...paging },
    },
    {
      queue: queues.ticketQueries,
      type: 'process.simulate',
      body: {
        principal,
        processUuid: 'system',
        process: null,
        info: { name: 'n', type: 'FEEDBACK', reason: '', processUuid: 'system', clusterUuid: '', details: null },
        applicant: null,
      },
    },
    { queue: queues.ticketQueries, type: 'ticket.processes-in-use', body: { processUuids: [process] } },
    {
      queue: queues.processQueries,
      type: 'process.list',
      body: { principal, tenantUuid: null, processUuid: null, ...paging },
    },
    {
      queue: queues.processQueries,
      type: 'process.inspect',
      body: { principal, tenantUuid: null, processUuid: process },
    },
    { queue: queues.processQueries, type: 'process.plan', body: { processUuids: [process] } },
    ...Object.entries(fits).map(([type, [situation, whoMay]]) => onTicket(type, ticket(situation), by ?? whoMay)),
    ...toFulfilment(ticket('claimed'), principalOf(by ?? people.fulfiller)),
    { queue: queues.processCommands, type: 'process.create', body: commandOn(randomUUID(), definition) },
    { queue: queues.processCommands, type: 'process.update', body: commandOn(process, definition) },
    { queue: queues.processCommands, type: 'process.delete', body: commandOn(process, {}) },
    ...onComments(ticket('pending'), principal),
    ...onDelegations(targets.delegation, principal),
    ...toNotification(targets, principal),
    {
      queue: queues.gatewayBatches,
      type: batchMessage,
      body: {
        outcomes: [],
        work: {
          batchUuid: randomUUID(),
          correlationId: randomUUID(),
          caller: 'nobody',
          type: batch.type,
          shared: shared[batch.type],
          order: [0],
          single: false,
          acceptedAt: Date.now(),
          ...batch.body,
        },
      },
    },
  ]
}
