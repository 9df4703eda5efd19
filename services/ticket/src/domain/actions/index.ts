import type { Action, TicketCommandType } from './action.ts'
import { addApprovers } from './addApprovers.ts'
import { archive } from './archive.ts'
import { cc } from './cc.ts'
import { confirm } from './confirm.ts'
import { deleteTicket } from './delete.ts'
import { overrule } from './overrule.ts'
import { pass } from './pass.ts'
import { requestImage } from './requestImage.ts'
import { submitOverruled, submitSaved } from './resubmit.ts'
import { retryFulfilment } from './retryFulfilment.ts'
import { returnTicket } from './return.ts'
import { save } from './save.ts'
import { submit } from './submit.ts'
import { terminate } from './terminate.ts'
import { transfer } from './transfer.ts'
import { urge } from './urge.ts'
import { withdraw } from './withdraw.ts'

export type { Action, DecisionContext, TicketCommandType } from './action.ts'

/** All actions on tickets, by the type of their command (contract §3, Actions). */
export const actions: { readonly [T in TicketCommandType]: Action<T> } = {
  'ticket.save': save,
  'ticket.submit': submit,
  'ticket.submit-saved': submitSaved,
  'ticket.submit-overruled': submitOverruled,
  'ticket.pass': pass,
  'ticket.overrule': overrule,
  'ticket.return': returnTicket,
  'ticket.transfer': transfer,
  'ticket.add-approvers': addApprovers,
  'ticket.withdraw': withdraw,
  'ticket.terminate': terminate,
  'ticket.urge': urge,
  'ticket.confirm': confirm,
  'ticket.archive': archive,
  'ticket.cc': cc,
  'ticket.delete': deleteTicket,
  'ticket.request-image': requestImage,
  'ticket.retry-fulfilment': retryFulfilment,
}
