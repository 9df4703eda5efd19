import type { components } from '@gongdan/sdk'
import type { Context } from '../context.ts'
import { usage } from '../input.ts'
import { secondsIn, timeOf } from '../text.ts'
import { exitCodes } from '../world.ts'

export interface WatchOptions {
  readonly until?: string
  readonly timeout?: string
}

const states: Readonly<Record<components['schemas']['TicketStateCode'], true>> = {
  saved: true,
  pending: true,
  overruled: true,
  withdrawn: true,
  passed: true,
  archived: true,
}

/** gongdan watch: what happens, a line each; with `--until` it ends when the ticket is in that state. */
export const watch = async (context: Context, uuid: string | undefined, options: WatchOptions): Promise<number> => {
  const { out, talk, t, world } = context
  const { until, timeout } = options
  if (until !== undefined && uuid === undefined) throw usage(context, '--until needs a UUID', '--until 需要工单编号')
  if (until !== undefined && !Object.hasOwn(states, until)) {
    const known = Object.keys(states)
    throw usage(
      context,
      `--until ${until}: one of ${known.join(', ')}`,
      `--until ${until}：应为 ${known.join('、')} 之一`,
    )
  }
  const seconds = timeout === undefined ? undefined : secondsIn(timeout)
  if (timeout !== undefined && seconds === undefined) {
    throw usage(context, `--timeout ${timeout}: 30s, 10m or 2h`, `--timeout ${timeout}：请用 30s、10m 或 2h`)
  }
  const gd = context.client()
  const controller = new AbortController()
  let late = false
  const timer =
    seconds === undefined
      ? undefined
      : setTimeout(() => {
          late = true
          controller.abort()
        }, seconds * 1000)
  const stopListening = world.onInterrupt(() => controller.abort())
  let last: string | undefined
  /** Reads how the ticket stands: when a stream begins something may have happened before. */
  const look = async (): Promise<boolean> => {
    if (uuid === undefined) return false
    const { ticket_name, ticket_state, ticket_state_code } = await gd.tickets.inspect(uuid)
    if (ticket_state_code !== last) {
      out(`${timeOf(Date.now() / 1000)}  ${ticket_name}  ${t(ticket_state_code, ticket_state)}`)
      last = ticket_state_code
    }
    return ticket_state_code === until
  }
  try {
    for await (const event of gd.events({ signal: controller.signal })) {
      if (event.type === 'listening') {
        if (await look()) return exitCodes.done
        if (last === undefined) talk(t('listening; Ctrl-C ends', '正在监听，按 Ctrl-C 结束'))
      } else if (event.type === 'changed') {
        if (event.ticket.ticket_uuid === uuid && (await look())) return exitCodes.done
      } else if (event.type === 'notice') {
        const { ticket_uuid, time, type, ticket_name, ticket_state, actor_name, reason } = event.notice
        if (uuid !== undefined && ticket_uuid !== uuid) continue
        const said = [type, ticket_name, ticket_state, actor_name, reason].filter(Boolean).join('  ')
        if (uuid === undefined) out(`${timeOf(time)}  ${ticket_uuid}  ${said}`)
        else if (await look()) return exitCodes.done
      } else if (event.type === 'missed') talk(t('some events were missed', '有部分事件已错过'))
      else if (event.type === 'broken') talk(event.error.text)
    }
  } finally {
    clearTimeout(timer)
    stopListening()
    controller.abort()
  }
  // Stopped by Ctrl-C.
  if (!late) return until === undefined ? exitCodes.done : exitCodes.interrupted
  talk(t(`not reached in ${timeout}`, `${timeout} 内未达到`))
  return exitCodes.timeout
}
