import { randomBytes } from 'node:crypto'
import { ProcessRef } from '@gongdan/contracts'
import { parseSealKeys } from '@gongdan/service'
import { type AggregateDocument, connect, type RecordedEvent, record } from '@gongdan/store'
import type { Subject } from '../../../deploy/local/issuer.ts'
import type { Scale } from '../../../deploy/local/startArguments.ts'
import type { Caller } from '../../support/caller.ts'
import { openCallers, succeeded } from '../../support/openCallers.ts'

const acme = { tenant: 'acme', tenantName: 'Acme' }
const globex = { tenant: 'globex', tenantName: 'Globex' }
const role = (uuid: string) => ({ uuid, name: `the ${uuid}` })

/** Who takes part, by how they stand to the applicant's tickets: `lead` owns the first step, `keeper` the second. */
export const people = {
  applicant: { user: 'lin', name: '林', ...acme, roles: [role('developer')] },
  colleague: { user: 'wei', name: '韦', ...acme, roles: [role('developer')] },
  lead: { user: 'mei', name: '梅', ...acme, roles: [role('lead')] },
  /** Passed the first step when she had that role. */
  formerLead: { user: 'mei', name: '梅', ...acme, roles: [] },
  keeper: { user: 'kai', name: '凯', ...acme, roles: [role('keeper')] },
  administrator: { user: 'zhao', name: '赵', ...acme, roles: [role('acme')] },
  /** All the right roles, but in another tenant, where they grant nothing here. */
  foreignApprover: {
    user: 'gil',
    name: 'Gil',
    ...globex,
    roles: ['lead', 'keeper', 'acme', 'system'].map(role),
  },
  /** The applicant's user id, but in another tenant. */
  namesake: { user: 'lin', name: 'Lin', ...globex, roles: [role('developer')] },
  foreignAdministrator: { user: 'gus', name: 'Gus', ...globex, roles: [role('globex')] },
  /** A program that does what was approved, whatever of it is asked for here. */
  fulfiller: { user: 'worker', name: 'worker', tenant: 'system', tenantName: 'system', roles: [role('fulfiller')] },
  superAdministrator: { user: 'root', name: 'root', tenant: 'system', tenantName: 'system', roles: [role('system')] },
} as const satisfies Record<string, Subject>
export type Person = keyof typeof people
export type History = AggregateDocument['history']
export const personNames = Object.keys(people) as readonly Person[]

/** A step of a process as process/create takes it. */
export const step = (roleUuid: string, tenantUuid = 'acme') => ({ tenant_uuid: tenantUuid, role_uuid: roleUuid })

/** The smallest ticket there is, one that a fulfiller fulfils, and one of an image; `process` is the one that a harness makes. */
export const feedback = { ticket_name: '反馈', type: 'FEEDBACK', reason: 'slow' }
export const machineTicket = {
  ticket_name: '虚拟机',
  type: 'VM_SPECIFICATION',
  compute: {
    vm_specification: { specification_uuid: 's', specification_name: '4C8G', vm_name: 'web', apply_count: 1 },
  },
}
export const imageTicket = {
  ticket_name: '镜像',
  type: 'TENCENT_IMAGE_CREATE',
  tencent: { image: { region: 'ap-guangzhou', instance_id: 'ins-demo0001', image_name: 'nightly' } },
}

/** The whole system, a caller for each person, and a process of two steps; `scale` as startSystem takes it. */
export const openRightsHarness = async ({ scale = {} }: { readonly scale?: Scale } = {}) => {
  const sealKeys = `rights:${randomBytes(32).toString('base64')}`
  const env = { SEAL_KEYS: sealKeys, LOG_LEVEL: 'warn', FULFILLED_TYPES: 'TENCENT_IMAGE_CREATE,VM_SPECIFICATION' }
  const { system, callers, write, ...rest } = await openCallers(people, { scale, env })
  const stores = {
    tickets: await connect(system.mongodbUrl, 'ticket'),
    delegations: await connect(system.mongodbUrl, 'ticket'),
    comments: await connect(system.mongodbUrl, 'ticket'),
    processes: await connect(system.mongodbUrl, 'process'),
    webhooks: await connect(system.mongodbUrl, 'notification'),
  }

  const createProcess = async (who: Caller, tenantUuid: string, ...steps: readonly object[]): Promise<string> => {
    const body = { tenant_uuid: tenantUuid, process_name: 'rights', approval_list: steps }
    const reply = succeeded(await who.post('/v1/ticket/process/create', body))
    return ProcessRef.parse(reply.data).process_uuid
  }
  const process = await createProcess(callers.administrator, 'acme', step('lead'), step('keeper'))

  return {
    ...rest,
    system,
    peers: system.peers,
    sealKeys: parseSealKeys(sealKeys),
    callers,
    /** First the lead, then the keeper. */
    process,
    createProcess,
    /** As `openCallers` has it, on the process of this harness unless the body names another. */
    write: (who: Caller, action: 'save' | 'submit', body: object) =>
      write(who, action, { process_uuid: process, ...body }),
    /** What happened to each of these so far, as the database has it; nothing for those that do not exist. */
    histories: async (kind: keyof typeof stores, uuids: readonly string[]): Promise<ReadonlyMap<string, History>> => {
      const documents = stores[kind].db.collection<AggregateDocument>(kind)
      const found = await documents.find({ _id: { $in: [...uuids] } }).toArray()
      return new Map(uuids.map((uuid) => [uuid, found.find(({ _id }) => _id === uuid)?.history ?? []]))
    },
    /** Moves the requests for the images of these tickets so many milliseconds back in their histories. */
    requestedEarlier: async (uuids: readonly string[], ms: number): Promise<void> => {
      const documents = stores.tickets.db.collection<AggregateDocument>('tickets')
      for (const { _id, history } of await documents.find({ _id: { $in: [...uuids] } }).toArray()) {
        const moved: RecordedEvent[] = []
        for (const { type, data, at, by, commandId, correlationId } of history) {
          const then = type === 'ticket.image-requested' ? at - ms : at
          moved.push(...record(moved, [{ type, data }], { at: then, by, commandId, correlationId }))
        }
        await documents.updateOne({ _id }, { $set: { history: moved } })
      }
    },
    /** How many there are, tombstones of refused creations left out. */
    count: (kind: keyof typeof stores) => stores[kind].db.collection(kind).countDocuments({ version: { $gt: 0 } }),
    close: async () => {
      await stores.tickets.close()
      await stores.delegations.close()
      await stores.comments.close()
      await stores.processes.close()
      await stores.webhooks.close()
      await system.stop()
    },
  }
}
export type RightsHarness = Awaited<ReturnType<typeof openRightsHarness>>
