import { emitKeypressEvents } from 'node:readline'
import { GongdanError, type Outcomes, type Ticket } from '@gongdan/sdk'
import type { Context } from '../context.ts'
import { usage } from '../input.ts'
import { clipped, timeOf } from '../text.ts'
import { exitCodes } from '../world.ts'
import { ticketPage, ticketText } from './show.ts'

const MOST = 50
/** Many tickets may change at once: the list is read again once they have. */
const SETTLE_MS = 300

interface Key {
  readonly name?: string
  readonly ctrl?: boolean
}

/** gongdan inbox: what waits for the caller, to be decided by keys; it follows what happens. */
export const inbox = async (context: Context): Promise<number> => {
  const { world, t, colors, shown: onScreen } = context
  const { stdin, stdout } = world
  if (stdin.isTTY !== true || stdout.isTTY !== true) {
    throw usage(
      context,
      'inbox needs a terminal; gongdan ls --scope todo lists the same',
      'inbox 需要终端；gongdan ls --scope todo 列出同样内容',
    )
  }
  const gd = context.client()
  const terminal = stdin as typeof stdin & { setRawMode(raw: boolean): void }
  let tickets: readonly Ticket[] = []
  let current = 0
  const selected = new Set<string>()
  let shown: string | undefined
  let said = ''
  let isBusy = false
  /** What the reader has done so far. */
  let acts = 0
  const controller = new AbortController()

  const render = () => {
    const columns = stdout.columns ?? 80
    const help = t(
      '↑↓ move  space select  Enter show  a approve  r reject  o open  q quit',
      '↑↓ 移动  空格 选择  Enter 查看  a 通过  r 驳回  o 打开  q 退出',
    )
    const rows = tickets.map((ticket, index) => {
      const mark = selected.has(ticket.ticket_uuid) ? '◉' : '○'
      const what = t(ticket.summary, ticket.summary_cn) || ticket.reason
      const type = t(ticket.ticket_type_code, ticket.ticket_type)
      const text = clipped(
        `${mark} ${timeOf(ticket.ticket_create_time)}  ${ticket.ticket_name}  ${type}  ${ticket.applyer_name}  ${what}`.replace(
          /\s*\n\s*/g,
          ' ',
        ),
        columns - 2,
      )
      return index === current ? colors.cyan(`> ${text}`) : `  ${text}`
    })
    const head = colors.bold(t(`${tickets.length} wait for you`, `${tickets.length} 个工单待处理`))
    const body = shown ?? (rows.length === 0 ? t('nothing waits for you', '没有待处理的工单') : rows.join('\n'))
    const page = `${head}\n\n${body}\n\n${said === '' ? '' : `${said}\n`}${colors.dim(help)}\n`
    stdout.write(`\x1b[2J\x1b[H${onScreen(page)}`)
  }

  const read = async () => {
    const { signal } = controller
    return (await gd.tickets.list({ scope: 'todo', page_size: MOST }, { signal })).list
  }
  const put = (list: readonly Ticket[]) => {
    tickets = list
    current = Math.max(0, Math.min(current, tickets.length - 1))
    for (const uuid of selected) if (!tickets.some(({ ticket_uuid }) => ticket_uuid === uuid)) selected.delete(uuid)
  }

  const chosen = () => {
    const marked = tickets.filter(({ ticket_uuid }) => selected.has(ticket_uuid))
    const one = tickets[current]
    return marked.length > 0 ? marked : one === undefined ? [] : [one]
  }

  const carryOut = async (outcomes: Outcomes<unknown>) => {
    const failures: string[] = []
    let ok = 0
    for await (const outcome of outcomes) {
      if (outcome.ok) ok += 1
      else failures.push(colors.red(`${outcome.name || outcome.uuid}  ${outcome.scode} ${outcome.text}`))
    }
    selected.clear()
    said = [t(`ok ${ok}, failed ${failures.length}`, `成功 ${ok}，失败 ${failures.length}`), ...failures].join('\n')
    put(await read())
  }
  const items = (of: readonly Ticket[]) => of.map(({ ticket_uuid, version }) => ({ ticket_uuid, version }))

  const ended = new Promise<number>((resolve, reject) => {
    const end = (code: number) => resolve(code)
    /** Keeps a refusal for the next page; anything else ends the inbox. */
    const isSaid = (error: unknown): boolean => {
      if (error instanceof GongdanError) said = colors.red(`${error.scode} ${error.text}`)
      else reject(error)
      return error instanceof GongdanError
    }
    const busily = async (act: () => Promise<void>) => {
      if (isBusy) return
      isBusy = true
      acts += 1
      try {
        await act()
      } catch (error) {
        if (!isSaid(error)) return
      } finally {
        isBusy = false
      }
      render()
    }
    const askReason = async (): Promise<string | undefined> => {
      const { text, isCancel } = await import('@clack/prompts')
      stdin.off('keypress', onKey)
      const reason = await text({
        message: t('Why?', '驳回原因'),
        validate: (value) => ((value ?? '').trim() === '' ? t('a reason is needed', '请填写原因') : undefined),
        input: stdin,
        output: stdout,
      })
      terminal.setRawMode(true)
      stdin.resume()
      stdin.on('keypress', onKey)
      return isCancel(reason) ? undefined : reason
    }
    const onKey = (typed: string | undefined, { name = typed, ctrl }: Key) => {
      if (ctrl && name === 'c') return end(exitCodes.done)
      if (isBusy) return
      const one = tickets[current]
      said = ''
      if (name === 'q') end(exitCodes.done)
      else if (name === 'escape') shown = undefined
      else if (name === 'up' || name === 'k') current = Math.max(0, current - 1)
      else if (name === 'down' || name === 'j') current = Math.min(tickets.length - 1, current + 1)
      else if (name === 'space' && one !== undefined) {
        if (!selected.delete(one.ticket_uuid)) selected.add(one.ticket_uuid)
      } else if (name === 'return' && one !== undefined) {
        if (shown !== undefined) shown = undefined
        else
          void busily(async () => {
            shown = await ticketText(context, await gd.tickets.inspect(one.ticket_uuid))
          })
      } else if (name === 'o' && one !== undefined) {
        const page = ticketPage(context, one.ticket_uuid)
        said = page
        world.open(page)
      } else if (name === 'a' && chosen().length > 0) {
        void busily(() => carryOut(gd.tickets.pass(items(chosen()))))
      } else if (name === 'r' && chosen().length > 0) {
        void busily(async () => {
          const reason = await askReason()
          if (reason !== undefined) await carryOut(gd.tickets.overrule(items(chosen()), { reason }))
        })
      }
      return render()
    }
    const follow = async () => {
      let timer: ReturnType<typeof setTimeout> | undefined
      let isReading = false
      const readSoon = () => {
        clearTimeout(timer)
        timer = setTimeout(readAgain, SETTLE_MS)
      }
      /** Beside what the reader does, whose keys count meanwhile. What is under way may have read the list before this happened. */
      const readAgain = async () => {
        if (isBusy || isReading) return readSoon()
        isReading = true
        const before = acts
        try {
          const list = await read()
          if (acts !== before) return readSoon()
          put(list)
        } catch (error) {
          if (!isSaid(error) || isBusy) return
        } finally {
          isReading = false
        }
        render()
      }
      for await (const { type } of gd.events({ signal: controller.signal })) {
        // What happened before a stream began, it does not tell (contract §5).
        if (type === 'changed' || type === 'notice' || type === 'missed' || type === 'listening') readSoon()
      }
      clearTimeout(timer)
    }
    emitKeypressEvents(stdin)
    terminal.setRawMode(true)
    stdin.resume()
    stdin.on('keypress', onKey)
    void busily(async () => put(await read()))
    follow().catch(reject)
  })
  try {
    return await ended
  } finally {
    controller.abort()
    stdin.removeAllListeners('keypress')
    terminal.setRawMode(false)
    stdin.pause()
  }
}
