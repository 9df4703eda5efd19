import {
  FulfilmentClaimBody,
  FulfilmentClaimData,
  FulfilmentExtendBody,
  FulfilmentExtendData,
  FulfilmentReportBody,
  MAX_OUT_BYTES,
  refusal,
  TicketRef,
  toFulfilmentReport,
} from '@gongdan/contracts'
import { commandRequest, singleCommand } from '../batch/commandRequest.ts'
import { commandRoute, distinct } from './route.ts'

/** Items that say the same are one; of one ticket two that differ are two. */
const distinctItems = <T>(list: readonly T[]) => {
  const { items, order } = distinct(list.map((one) => JSON.stringify(one)))
  return { items: items.map((text) => list[order.indexOf(items.indexOf(text))] as T), order }
}

const claimFulfilments = commandRoute({
  url: '/v1/fulfilment/claim',
  operationId: 'claimFulfilments',
  tag: 'fulfilment',
  summary: 'Claim approved tickets to do what they ask for 领取待执行工单',
  description:
    'A fulfiller takes what waits, the oldest first, for as long as the lease. With the same Idempotency-Key it gets the same tickets again.',
  data: FulfilmentClaimData,
  refusals: [2003],
  single: true,
  body: FulfilmentClaimBody,
  toCommand: ({ types, limit, lease }, ids) =>
    singleCommand(
      'fulfilment.claim',
      {
        commandId: ids.command(0),
        claimUuid: ids.created(),
        types: types === undefined || types.length === 0 ? null : types,
        limit,
        leaseS: lease,
      },
      {},
    ),
})

const extendFulfilments = commandRoute({
  url: '/v1/fulfilment/extend',
  operationId: 'extendFulfilments',
  tag: 'fulfilment',
  summary: 'Keep claimed tickets for longer 续期',
  description: 'The lease of each ends so long from now.',
  data: FulfilmentExtendData,
  refusals: [2003, 3001, 5005, 5006],
  single: false,
  body: FulfilmentExtendBody,
  toCommand: ({ list, lease }, ids) => {
    const { items, order } = distinctItems(list)
    return commandRequest({
      type: 'fulfilment.extend',
      items: items.map(({ ticket_uuid: ticketUuid, request, fence }, index) => ({
        commandId: ids.command(index),
        ticketUuid,
        request,
        fence,
      })),
      shared: { leaseS: lease },
      order,
      single: false,
    })
  },
})

const reportFulfilments = commandRoute({
  url: '/v1/fulfilment/report',
  operationId: 'reportFulfilments',
  tag: 'fulfilment',
  summary: 'Report progress or the outcome of claimed tickets 上报执行进度与结果',
  description:
    'working says how far it is and leaves no history; done, failed and partly end the request. out fills in the (out) fields of the section. The same report once more changes nothing.',
  data: TicketRef,
  refusals: [2003, 3001, 3006, 5005, 5006],
  refusesWhole: [1004],
  single: false,
  body: FulfilmentReportBody,
  toCommand: ({ list }, ids) => {
    const { items, order } = distinctItems(list)
    const large = items.find(({ out }) => Buffer.byteLength(JSON.stringify(out ?? {})) > MAX_OUT_BYTES)
    if (large !== undefined) {
      return refusal(
        1004,
        `list: out of ${large.ticket_uuid} is larger than ${MAX_OUT_BYTES} bytes`,
        `list：${large.ticket_uuid} 的 out 超过 ${MAX_OUT_BYTES} 字节`,
      )
    }
    return commandRequest({
      type: 'fulfilment.report',
      items: items.map((item, index) => ({
        commandId: ids.command(index),
        ticketUuid: item.ticket_uuid,
        request: item.request,
        fence: item.fence,
        report: toFulfilmentReport(item),
      })),
      shared: {},
      order,
      single: false,
    })
  },
})

export const fulfilmentRoutes = [claimFulfilments, extendFulfilments, reportFulfilments]
