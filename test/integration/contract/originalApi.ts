/**
 * The answers of the original API as its document shows them: each object a list of its fields in their order, each with
 * its type. What CONTRACT.md adds (marked + there) is named apart, and may stand anywhere.
 */
export type Shape = 'text' | 'integer' | 'flag' | 'null' | 'anything' | readonly [Shape] | Fields
export interface Fields {
  readonly documented: Readonly<Record<string, Shape>>
  readonly added?: Readonly<Record<string, Shape>>
}

const envelope = (data: Shape): Fields => ({
  documented: {
    scode: 'integer',
    desc: 'text',
    message: 'text',
    message_cn: 'text',
    stack: 'null',
    data,
  },
})
const batch = (ref: Fields): Fields =>
  envelope({ documented: { success: 'integer', fail: 'integer', results: [envelope(ref)] } })

const ticketRef: Fields = { documented: { ticket_uuid: 'text', ticket_name: 'text' } }
const processRef: Fields = { documented: { process_uuid: 'text', process_name: 'text' } }

const processer: Fields = {
  documented: {
    processer_tenant_uuid: 'text',
    processer_tenant_name: 'text',
    owner_uuid: 'text',
    owner_name: 'text',
    processer_uuid: 'text',
    processer_name: 'text',
    processer_role: 'text',
    processer_action: 'text',
    processer_approval_time: 'integer',
    reason: 'text',
  },
}

const ticket: Fields = {
  documented: {
    ticket_uuid: 'text',
    ticket_name: 'text',
    ticket_type: 'text',
    ticket_state: 'text',
    ticket_is_over: 'flag',
    is_confirm: 'text',
    ticket_create_time: 'integer',
    applyer_name: 'text',
    applyer_uuid: 'text',
    applyer_role: 'text',
    applyer_tenant_uuid: 'text',
    applyer_tenant_name: 'text',
    reason: 'text',
    user_name: 'text',
    user_uuid: 'text',
    user_tenant_uuid: 'text',
    detail_uuid: 'text',
    process_uuid: 'text',
    process_name: 'text',
    processers: [processer],
  },
  added: {
    ticket_type_code: 'text',
    ticket_state_code: 'text',
    version: 'integer',
    updated_time: 'integer',
    step_since: 'anything',
    image_state: 'anything',
    fulfilment_state: 'anything',
    summary: 'text',
    summary_cn: 'text',
    can: ['text'],
  },
}

const storage: Fields = {
  documented: {
    volume_specification: {
      documented: {
        specification_uuid: 'text',
        specification_name: 'text',
        volume_name: 'text',
        volume_uuid: 'text',
        specification_info: 'null',
      },
    },
    tenant_quota: {
      documented: {
        cpu_count: 'integer',
        memory_size: 'integer',
        disk_size: 'integer',
        switch_count: 'integer',
        router_count: 'integer',
        gateway_count: 'integer',
      },
    },
    volume_expantion: { documented: { volume_uuid: 'text', capacity: 'integer' } },
  },
}

const event: Fields = {
  documented: {
    seq: 'integer',
    type: 'text',
    time: 'integer',
    actor: 'anything',
    reason: 'text',
    config: 'anything',
    hash: 'text',
  },
  added: {
    time_ms: 'integer',
    round: 'integer',
    step: 'anything',
    step_id: 'anything',
    owner_name: 'text',
    on_behalf_of: 'anything',
    detail: 'anything',
  },
}

const step: Fields = {
  documented: { tenant_uuid: 'text', tenant_name: 'text', role_uuid: 'text', role_name: 'text' },
}
const processHead = {
  process_uuid: 'text',
  process_name: 'text',
  tenant_uuid: 'text',
  tenant_name: 'text',
  description: 'text',
  create_time: 'integer',
  creator_uuid: 'text',
  creator_name: 'text',
  creator_role: 'text',
  creator_tenant_uuid: 'text',
  creator_tenant_name: 'text',
} as const

/** The answer to each kind of call. */
export const shapes = {
  ticketRef: envelope(ticketRef),
  processRef: envelope(processRef),
  ticketBatch: batch(ticketRef),
  processBatch: batch(processRef),
  ticketList: envelope({
    documented: { total_count: 'integer', list: [ticket] },
    added: { total_capped: 'flag', next_cursor: 'text' },
  }),
  ticketInspect: envelope({
    documented: { ...ticket.documented, storage },
    added: {
      ...ticket.added,
      steps: 'anything',
      warnings: 'anything',
      cc: 'anything',
      history: [event],
      fulfilment: 'anything',
      whole: 'flag',
      broken_at: 'anything',
    },
  }),
  processInspect: envelope({
    documented: { ...processHead, process_list: [step] },
    added: { update_time: 'integer', version: 'integer' },
  }),
  processList: envelope({
    documented: {
      total_count: 'integer',
      list: [
        {
          documented: { ...processHead, is_in_using: 'flag', process_list: [step] },
          added: { update_time: 'integer' },
        },
      ],
    },
  }),
} as const satisfies Record<string, Fields>
