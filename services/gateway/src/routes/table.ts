import type { Route } from '../route.ts'
import { archiveTickets } from './archiveTickets.ts'
import { changeSettings } from './changeSettings.ts'
import { confirmTickets } from './confirmTickets.ts'
import { createImages } from './createImages.ts'
import { createProcess } from './createProcess.ts'
import { createWebhook } from './createWebhook.ts'
import { deleteProcesses } from './deleteProcesses.ts'
import { deleteTickets } from './deleteTickets.ts'
import { deleteWebhooks } from './deleteWebhooks.ts'
import { inspectBatch } from './inspectBatch.ts'
import { inspectProcess } from './inspectProcess.ts'
import { inspectSettings } from './inspectSettings.ts'
import { inspectTicket } from './inspectTicket.ts'
import { inspectWebhook } from './inspectWebhook.ts'
import { listDeliveries } from './listDeliveries.ts'
import { listenToEvents } from './listenToEvents.ts'
import { listProcesses } from './listProcesses.ts'
import { listTickets } from './listTickets.ts'
import { listWebhooks } from './listWebhooks.ts'
import { overruleTickets } from './overruleTickets.ts'
import { overruleTicketsByGet } from './overruleTicketsByGet.ts'
import { passTickets } from './passTickets.ts'
import { replayDeliveries } from './replayDeliveries.ts'
import { rotateWebhook } from './rotateWebhook.ts'
import { saveTicket } from './saveTicket.ts'
import { submitOverruledTickets } from './submitOverruledTickets.ts'
import { submitSavedTickets } from './submitSavedTickets.ts'
import { submitTicket } from './submitTicket.ts'
import { updateProcess } from './updateProcess.ts'
import { updateWebhook } from './updateWebhook.ts'
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
  listenToEvents,
  inspectSettings,
  changeSettings,
  createWebhook,
  updateWebhook,
  rotateWebhook,
  deleteWebhooks,
  listWebhooks,
  inspectWebhook,
  listDeliveries,
  replayDeliveries,
  inspectBatch,
]
