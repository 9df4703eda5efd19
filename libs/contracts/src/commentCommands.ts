import { z } from 'zod'
import { command } from './command.ts'
import { SeatOwner } from './flow.ts'
import { Uuid } from './ids.ts'
import { Principal } from './principal.ts'

/** `mention`: people, each once. */
const CreateComment = command({ commentUuid: Uuid, ticketUuid: Uuid, text: z.string(), mention: z.array(SeatOwner) })

/** The commands on comments, by message type; queue `ticket.commands`. */
export const commentCommands = { 'comment.create': CreateComment } as const

/** The comments on a ticket, oldest first. */
export const ListComments = z.object({
  principal: Principal,
  ticketUuid: Uuid,
  pageNum: z.int().min(1),
  pageSize: z.int().min(1).max(100),
})
export type ListComments = z.infer<typeof ListComments>
