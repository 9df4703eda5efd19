import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { type ClaimedTicket, createGongdan } from '@gongdan/sdk'

const { GONGDAN_URL: baseUrl = 'http://127.0.0.1:9990', GONGDAN_TOKEN: token = '' } = process.env
const gd = createGongdan({ baseUrl, token })
let attempts = 0

/** Here a real fulfiller calls its platform. One machine in five finds no room. */
const createMachine = async (name: string): Promise<string> => {
  await sleep(1_000)
  if (++attempts % 5 === 0) throw new Error(`no host has room for ${name}`)
  return `i-${randomUUID().slice(0, 8)}`
}

const fulfil = async (ticket: ClaimedTicket): Promise<void> => {
  const { vm_name, apply_count } = Object(ticket.compute?.vm_specification)
  // Asked for again: what was made before stays, and only the rest is made.
  const shown = ticket.request > 1 ? await gd.tickets.inspect(ticket.ticket_uuid) : {}
  const vm_info: Record<string, string> = { ...Object(shown).compute?.vm_specification?.vm_info }
  const faild_info: string[] = []
  for (let next = Object.keys(vm_info).length + 1; next <= apply_count; next += 1) {
    const name = `${vm_name}-${next}`
    const add = (uuid: string) => Object.assign(vm_info, { [uuid]: name })
    await createMachine(name).then(add, (fault: Error) => faild_info.push(fault.message))
    await gd.fulfilment.extend(ticket, { lease: 60 }).one()
    const progress = Math.floor((100 * next) / apply_count)
    await gd.fulfilment.report(ticket, { state: 'working', progress, out: { vm_info } })
  }
  const counts = { success_count: Object.keys(vm_info).length, failed_count: faild_info.length }
  const state = counts.failed_count === 0 ? 'done' : counts.success_count === 0 ? 'failed' : 'partly'
  await gd.fulfilment.report(ticket, { state, ...counts, faild_info, out: { vm_info } })
}

for (;;) {
  const { list } = await gd.fulfilment.claim({ types: ['VM_SPECIFICATION'], limit: 5, lease: 60 })
  await Promise.all(list.map((one) => fulfil(one).catch((fault) => console.error(one.ticket_uuid, fault.message))))
  if (list.length === 0) await sleep(2_000)
}
