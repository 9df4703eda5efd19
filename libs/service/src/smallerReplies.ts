import { CommandReply, QueryReply, refusal } from '@gongdan/contracts'

const tooLarge = refusal(
  1004,
  'it asks for more than an answer can hold: ask for fewer at a time',
  '请求的内容超出单次应答的上限：请减少每次请求的数量',
)

/** In place of a reply to a query that is too large: a refusal, of which there is nothing smaller. */
export const refuseTooLarge = (reply: unknown): readonly QueryReply[] =>
  QueryReply.safeParse(reply).data?.data === null ? [] : [{ ...tooLarge, data: null }]

/**
 * In place of a reply to a command that is too large: two with half of the outcomes each. An outcome that is too large by itself goes
 * without its data: what became of the command has to be known.
 */
export const halveOutcomes = (reply: unknown): readonly CommandReply[] => {
  const outcomes = CommandReply.safeParse(reply).data?.outcomes ?? []
  const half = Math.ceil(outcomes.length / 2)
  if (half < outcomes.length) return [{ outcomes: outcomes.slice(0, half) }, { outcomes: outcomes.slice(half) }]
  return outcomes.flatMap(({ data, current, ...bare }) =>
    data === undefined && current === undefined ? [] : [{ outcomes: [bare] }],
  )
}
