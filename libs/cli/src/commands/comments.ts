import type { Context } from '../context.ts'
import { readInput, usage } from '../input.ts'
import { userNamed } from '../people.ts'
import { sendOne } from '../sending.ts'
import { timeOf, toJson } from '../text.ts'
import { exitCodes } from '../world.ts'

export interface CommentOptions {
  readonly mention?: readonly string[]
  readonly key?: string
}

/** gongdan comment */
export const comment = async (
  context: Context,
  uuid: string,
  words: readonly string[],
  { mention = [], key }: CommentOptions,
): Promise<number> => {
  const gd = context.client()
  const said = words.join(' ')
  const text = (said === '-' ? await readInput(context, '-') : said).trim()
  if (text === '') throw usage(context, 'nothing was said', '评论内容为空')
  const people = await Promise.all(mention.map((name) => userNamed(context, gd, name)))
  const body = { ticket_uuid: uuid, text, ...(people.length === 0 ? {} : { mention: people }) }
  const { comment_uuid } = await sendOne(context, key, (own) => gd.tickets.comment(body, { key: own }))
  context.out(comment_uuid)
  return exitCodes.done
}

export interface CommentsOptions {
  readonly output: 'text' | 'json'
}

const PAGE = 100

/** gongdan comments: all of them, the oldest first. */
export const comments = async (context: Context, uuid: string, { output }: CommentsOptions): Promise<number> => {
  const { out, talk, t, colors } = context
  const gd = context.client()
  const all = []
  for (let page_num = 1; ; page_num += 1) {
    const { list } = await gd.tickets.comments(uuid, { page_num, page_size: PAGE })
    all.push(...list)
    if (list.length < PAGE) break
  }
  if (output === 'json') out(toJson(all))
  else if (all.length === 0) talk(t('no comments', '没有评论'))
  else {
    const lines = all.map(({ time, user_name, text }) => {
      const indented = text.replaceAll('\n', '\n  ')
      return `${colors.dim(timeOf(time))}  ${user_name}\n  ${indented}`
    })
    out(lines.join('\n'))
  }
  return exitCodes.done
}
