import { z } from 'zod'
import { lines, orNull } from '../fields.ts'
import { Uuid } from '../ids.ts'
import { Person, UserOwner } from './owners.ts'
import { paging } from './paging.ts'

/** So many people one comment mentions. */
const MAX_MENTIONED = 10

/** Body of comment. Those who are mentioned are told of it; they must be able to see the ticket. */
export const CommentBody = z.object({
  ticket_uuid: Uuid,
  text: lines(1, 4_000),
  mention: orNull(z.array(UserOwner).max(MAX_MENTIONED).optional()),
})

export const CommentListQuery = z.object({ ticket_uuid: Uuid, ...paging })

/** `data` of a comment that was made. */
export const CommentRef = z.object({ comment_uuid: z.string() })

export const MentionedPerson = Person.extend({ tenant_uuid: z.string() })

/** A comment; `time` is unix seconds. */
export const CommentItem = z.strictObject({
  comment_uuid: z.string(),
  user_uuid: z.string(),
  user_name: z.string(),
  tenant_uuid: z.string(),
  tenant_name: z.string(),
  text: z.string(),
  mention: z.array(MentionedPerson),
  time: z.int(),
})
export type CommentItem = z.infer<typeof CommentItem>

export const CommentListData = z.strictObject({ total_count: z.int(), list: z.array(CommentItem) })
export type CommentListData = z.infer<typeof CommentListData>
