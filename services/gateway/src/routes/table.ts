import type { Route } from '../route.ts'
import { archiveTickets } from './archiveTickets.ts'
import { confirmTickets } from './confirmTickets.ts'
import { createImages } from './createImages.ts'
import { createProcess } from './createProcess.ts'
import { deleteProcesses } from './deleteProcesses.ts'
import { deleteTickets } from './deleteTickets.ts'
import { inspectBatch } from './inspectBatch.ts'
import { inspectProcess } from './inspectProcess.ts'
import { inspectTicket } from './inspectTicket.ts'
import { listProcesses } from './listProcesses.ts'
import { listTickets } from './listTickets.ts'
import { overruleTickets } from './overruleTickets.ts'
import { overruleTicketsByGet } from './overruleTicketsByGet.ts'
import { passTickets } from './passTickets.ts'
import { saveTicket } from './saveTicket.ts'
import { submitOverruledTickets } from './submitOverruledTickets.ts'
import { submitSavedTickets } from './submitSavedTickets.ts'
import { submitTicket } from './submitTicket.ts'
import { updateProcess } from './updateProcess.ts'
import { withdrawTickets } from './withdrawTickets.ts'

/** Every address of the API (contract §3-§5). */
export const routes: readonly Route[] = [
  saveTicket,
  submitTicket,
  submitSavedTickets,
  submitOverruledTickets,
  listTickets,
  inspectTicket,
  passTickets,
  overruleTickets,
  overruleTicketsByGet,
  withdrawTickets,
  confirmTickets,
  archiveTickets,
  deleteTickets,
  createProcess,
  updateProcess,
  deleteProcesses,
  inspectProcess,
  listProcesses,
  createImages,
  inspectBatch,
]
