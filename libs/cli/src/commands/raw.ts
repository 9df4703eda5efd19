import { GongdanError, parseExact } from '@gongdan/sdk'
import type { Context } from '../context.ts'
import { readInput, usage } from '../input.ts'
import { documentsIn, table, toJson } from '../text.ts'
import { exitCodes } from '../world.ts'

export interface ApiOptions {
  readonly file?: string
  readonly query?: readonly string[]
  readonly key?: string
}

const codeOf = (scode: number): number => {
  if (scode === 0 || scode === 12) return exitCodes.done
  if (scode === 2001 || scode === 2002) return exitCodes.signIn
  return scode >= 9000 ? exitCodes.away : exitCodes.failed
}

/** gongdan api: one request as it is; the envelope on stdout. */
export const api = async (context: Context, method: string, path: string, options: ApiOptions): Promise<number> => {
  const { world, url, token, out, t } = context
  const verb = method.toUpperCase()
  if (verb !== 'GET' && verb !== 'POST') throw usage(context, `${method}: GET or POST`, `${method}：应为 GET 或 POST`)
  const address = new URL(`${url().replace(/\/+$/, '')}/${path.replace(/^\/+/, '')}`)
  for (const pair of options.query ?? []) {
    const at = pair.indexOf('=')
    if (at < 1) throw usage(context, `-q ${pair}: NAME=VALUE`, `-q ${pair}：应为 名称=值`)
    address.searchParams.append(pair.slice(0, at), pair.slice(at + 1))
  }
  const given = options.file ?? (verb === 'POST' && world.stdin.isTTY !== true ? '-' : undefined)
  const text = given === undefined ? '{}' : await readInput(context, given)
  const isJson = text.trim() === '' || /^\s*[{[]/.test(text)
  // As it is, so that the gateway says what is wrong with it.
  const body = isJson ? text || '{}' : toJson((await documentsIn(text))[0])
  const init = {
    method: verb,
    headers: {
      Authorization: `Bearer ${await token()}`,
      'Content-Type': 'application/json',
      ...(options.key === undefined ? {} : { 'Idempotency-Key': options.key }),
    },
    ...(verb === 'POST' ? { body } : {}),
  }
  const response = await fetch(address, init).catch((error) => {
    const why = String(Object(error.cause).message ?? error)
    const said = {
      scode: 9002,
      message: 'the service is not available',
      messageCn: '服务暂不可用',
      desc: why,
      descCn: why,
    }
    const about = { requestId: '', retryAfter: null, data: null, language: context.language, cause: error }
    throw new GongdanError(said, about, false)
  })
  const answer = await response.text()
  try {
    const envelope = parseExact(answer)
    out(toJson(envelope))
    return codeOf(Object(envelope).scode)
  } catch {
    out(answer)
    context.talk(t(`HTTP ${response.status}, no answer of gongdan`, `HTTP ${response.status}，不是 gongdan 的响应`))
    return exitCodes.failed
  }
}

/** gongdan batch: what became of a request that was answered with 202. */
export const batch = async (context: Context, uuid: string, { output }: { readonly output: 'table' | 'json' }) => {
  const { out, talk, t } = context
  const data = await context.client().batches.inspect(uuid)
  if (output === 'json') {
    out(toJson(data))
    return exitCodes.done
  }
  const { settled, total, success, fail, results } = data as {
    settled?: number
    total?: number
    success?: number
    fail?: number
    results?: readonly {
      scode: number
      desc: string
      desc_cn?: string
      message: string
      message_cn: string
      data: object | null
    }[]
  }
  talk(t(`${settled} of ${total} settled`, `已完成 ${settled}/${total}`))
  if (results === undefined) {
    out(toJson(data))
    return settled === total ? exitCodes.done : exitCodes.failed
  }
  const cells = results.map(({ scode, message, message_cn, desc, desc_cn, data: about }) => {
    const [uuid = '', name = ''] = Object.values(about ?? {}).filter((value) => typeof value === 'string')
    return [
      uuid,
      name,
      String(scode),
      t([message, desc].filter(Boolean).join(': '), [message_cn, desc_cn].filter(Boolean).join('：')),
    ]
  })
  out(table(['UUID', t('NAME', '名称'), 'SCODE', t('OUTCOME', '结果')], cells, 60))
  talk(t(`ok ${success}, failed ${fail}`, `成功 ${success}，失败 ${fail}`))
  return fail === 0 && settled === total ? exitCodes.done : exitCodes.failed
}
