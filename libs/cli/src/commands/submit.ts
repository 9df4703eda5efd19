import { fieldKinds, type Gongdan, GongdanError, parseExact, stringifyExact, type TicketBody } from '@gongdan/sdk'
import type { Context } from '../context.ts'
import { readInput, usage } from '../input.ts'
import type { Outcome } from '../progress.ts'
import { newKey, runToResume, type SendingOptions, sendList, sendOne } from '../sending.ts'
import { documentsIn, parseCsv, table } from '../text.ts'
import { exitCodes } from '../world.ts'

export interface SubmitOptions extends SendingOptions {
  readonly file?: readonly string[]
  readonly map?: readonly string[]
  readonly set?: readonly string[]
  readonly dryRun?: boolean
  readonly inFlight?: number
}

const IN_FLIGHT = 8
/** What separates the values of a list within a cell. */
const SEPARATOR = /[;；]/

const valueIn = (path: string, text: string): unknown => {
  const kind = fieldKinds[path.split('.').at(-1) ?? '']
  if (kind === 'list') return text === '' ? [] : text.split(SEPARATOR).map((one) => one.trim())
  if (kind === 'boolean') return /^(true|yes|1|是)$/i.test(text.trim())
  if (kind !== 'integer' || !/^\s*-?\d+\s*$/.test(text)) return text
  const exact = BigInt(text.trim())
  return Number.isSafeInteger(Number(exact)) ? Number(exact) : exact
}

/** Puts a value at `network.vip.vip_count` of a body. */
const put = (body: Record<string, unknown>, path: string, text: string): void => {
  const names = path.split('.')
  const last = names.pop() ?? ''
  const parent = names.reduce((node, name) => {
    node[name] ??= {}
    return node[name] as Record<string, unknown>
  }, body)
  parent[last] = valueIn(path, text)
}

const pairsOf = (context: Context, option: string, given: readonly string[]) =>
  given.flatMap((text) =>
    text.split(',').map((pair) => {
      const at = pair.indexOf('=')
      if (at < 1) throw usage(context, `--${option} ${pair}: FIELD=… is expected`, `--${option} ${pair}：应为 字段=…`)
      return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()] as const
    }),
  )

/**
 * The tickets of a table, a row each. A column is the field of its name, or the one that `--map field=column` gives it; `--set` gives
 * every row a value. Empty cells are left out.
 */
export const ticketsInCsv = (
  context: Context,
  text: string,
  { map = [], set = [] }: SubmitOptions,
): readonly unknown[] => {
  const [head = [], ...rows] = parseCsv(text)
  const fieldOf = new Map(pairsOf(context, 'map', map).map(([field, column]) => [column, field]))
  for (const column of fieldOf.keys()) {
    if (!head.includes(column)) throw usage(context, `--map: there is no column ${column}`, `--map：没有列 ${column}`)
  }
  const constants = pairsOf(context, 'set', set)
  return rows.map((row) => {
    const body: Record<string, unknown> = {}
    for (const [field, value] of constants) put(body, field, value)
    head.forEach((column, index) => {
      const value = row[index] ?? ''
      // With a map only the columns that it names count.
      const field = fieldOf.get(column) ?? (map.length === 0 ? column.trim() : undefined)
      if (field !== undefined && value !== '') put(body, field, value)
    })
    return body
  })
}

const isTable = (file: string): boolean => /\.csv$/i.test(file)
/** A table on stdin has a first line of column names with commas, and is neither JSON nor YAML. */
const looksLikeTable = (text: string): boolean => /^[^{[:\n]*,[^:\n]*(\n|$)/.test(text)

const read = async (context: Context, options: SubmitOptions): Promise<readonly unknown[]> => {
  const bodies: unknown[] = []
  for (const file of options.file ?? []) {
    const text = await readInput(context, file)
    const rows =
      isTable(file) || options.map !== undefined || options.set !== undefined || (file === '-' && looksLikeTable(text))
    try {
      bodies.push(...(rows ? ticketsInCsv(context, text, options) : await documentsIn(text)))
    } catch (error) {
      if (Object(error).code !== undefined && typeof Object(error).code === 'number') throw error
      throw usage(context, `${file}: ${Object(error).message}`, `${file}：${Object(error).message}`)
    }
  }
  return bodies
}

type Submitted = Outcome & { readonly item: string }

/** Submits bodies, some at once, each under its own key; gives what became of each. */
async function* submitAll(
  gd: Gongdan,
  bodies: readonly unknown[],
  { key, inFlight, signal }: { readonly key: string; readonly inFlight: number; readonly signal: AbortSignal },
): AsyncGenerator<Submitted> {
  const ready: Submitted[] = []
  let next = 0
  let running = 0
  let broken: { readonly error: unknown } | undefined
  let wake = () => {}
  const one = async (index: number): Promise<void> => {
    const body = bodies[index] as TicketBody
    const item = String(index + 1)
    const name = String(body.ticket_name ?? '')
    try {
      const { ticket_uuid } = await gd.tickets.submit(body, { key: `${key}.${index}` })
      ready.push({
        item,
        uuid: ticket_uuid,
        name,
        ok: true,
        known: true,
        scode: 0,
        message: '',
        messageCn: '',
        desc: '',
        descCn: '',
        text: '',
      })
    } catch (error) {
      if (!(error instanceof GongdanError)) throw error
      const { scode, message, messageCn, desc, descCn, text, answered, known } = error
      ready.push({
        item,
        uuid: `#${item}`,
        name,
        ok: false,
        known,
        scode,
        message,
        messageCn,
        desc,
        descCn,
        text,
      })
      if (!answered || scode >= 9000 || scode === 1007 || scode === 2001 || scode === 2002) broken ??= { error }
    }
  }
  const work = async () => {
    while (next < bodies.length && broken === undefined && !signal.aborted) {
      next += 1
      await one(next - 1).catch((error) => {
        broken ??= { error }
      })
      wake()
    }
    running -= 1
    wake()
  }
  const count = Math.min(inFlight, bodies.length)
  running = count
  for (let index = 0; index < count; index += 1) void work()
  while (running > 0 || ready.length > 0) {
    const outcome = ready.shift()
    if (outcome !== undefined) yield outcome
    else {
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
  }
  if (broken !== undefined) throw broken.error
}

/** What submissions would lead to: who would approve. Nothing is submitted. */
const simulate = async (context: Context, gd: Gongdan, bodies: readonly unknown[]): Promise<number> => {
  const { t, out, talk } = context
  let failed = 0
  for (const body of bodies) {
    const { process_uuid = 'system', ...ticket } = body as TicketBody & { process_uuid?: string }
    try {
      const { steps, auto_pass, warnings } = await gd.processes.simulate({ process_uuid, ticket } as Parameters<
        typeof gd.processes.simulate
      >[0])
      const owners = steps
        .filter(({ state }) => state !== 'skipped')
        .map(({ seats }) => seats.map((seat) => seat.owners[0]?.name || seat.owners[0]?.uuid).join(t(' and ', '、')))
      out(`${ticket.ticket_name ?? ''}: ${auto_pass ? t('passes by itself', '自动通过') : owners.join(' → ')}`)
      for (const warning of warnings) talk(`  ${t(warning.message, warning.message_cn)}`)
    } catch (error) {
      if (!(error instanceof GongdanError) || !error.answered) throw error
      failed += 1
      talk(`${ticket.ticket_name ?? ''}: ${error.scode} ${error.text}`)
    }
  }
  talk(
    t(
      `nothing was submitted; ${failed} of ${bodies.length} would fail`,
      `未提交；${bodies.length} 个中有 ${failed} 个不能提交`,
    ),
  )
  return failed === 0 ? exitCodes.done : exitCodes.failed
}

/** gongdan submit */
export const submit = async (context: Context, options: SubmitOptions): Promise<number> => {
  const { out, t } = context
  const { resume, dryRun, failFile, inFlight = IN_FLIGHT } = options
  const gd = context.client()
  const run = resume === undefined ? undefined : runToResume(context, 'submit', resume)
  // What is kept is JSON: exact integers as they were.
  const bodies = run === undefined ? await read(context, options) : run.items.map((text) => parseExact(String(text)))
  if (bodies.length === 0) throw usage(context, 'nothing to submit: -f FILE', '没有可提交的内容：-f 文件')
  if (dryRun) return simulate(context, gd, bodies)
  const [only, ...others] = bodies
  if (others.length === 0) {
    const send = (key: string) => gd.tickets.submit(only as TicketBody, { key: `${key}.0` })
    out((await sendOne(context, options.key, send)).ticket_uuid)
    return exitCodes.done
  }
  const key = resume ?? options.key ?? newKey()
  const submitted: Submitted[] = []
  const items = bodies.map(stringifyExact)
  const nameOf = (_: unknown, index: number) => String(index + 1)
  async function* send(signal: AbortSignal) {
    for await (const outcome of submitAll(gd, bodies, { key, inFlight, signal })) {
      if (outcome.ok) submitted.push(outcome)
      yield outcome
    }
  }
  const list = { action: 'submit', items, shared: {}, pieces: 1, key, resume, failFile, nameOf, send }
  const code = await sendList(context, list)
  const rows = submitted.toSorted((a, b) => Number(a.item) - Number(b.item))
  if (rows.length > 0)
    out(
      table(
        ['UUID', t('NAME', '名称')],
        rows.map(({ uuid, name }) => [uuid, name]),
      ),
    )
  return code
}
