import type { Grid } from './rightsExpected.ts'

/** As rightsExpected, for webhooks: acme's, globex's, one of acme that is deleted, one that never was. */
export const webhookColumns = ['own', 'foreign', 'removed', 'unknown'] as const
/** What a new webhook may be: of acme, of globex. */
export const webhookCreationColumns = ['acme', 'globex'] as const

const oneSpace = (row: string): string => row.trim().replaceAll(/ +/g, ' ')
const everywhere = (row: string, scode: number): string => oneSpace(row).replaceAll(/\S+/g, String(scode))

/** Acme's administrator, globex's administrator, a super administrator; for all others there are no webhooks. */
const grid = (administrator: string, foreignAdmin: string, root: string, others: number): Grid => {
  const none = everywhere(administrator, others)
  return {
    anonymous: everywhere(administrator, 2001),
    expired: everywhere(administrator, 2002),
    applicant: none,
    colleague: none,
    lead: none,
    formerLead: none,
    keeper: none,
    administrator: oneSpace(administrator),
    foreignApprover: none,
    namesake: none,
    foreignAdministrator: oneSpace(foreignAdmin),
    fulfiller: none,
    superAdministrator: oneSpace(root),
  }
}

const sight = grid(
  /*                own  forgn remvd unknown */
  /* admin       */ '=    7001 7001 7001',
  /* their admin */ '7001 =    7001 7001',
  /* root        */ '=    =    7001 7001',
  7001,
)
const changed = grid(
  /* admin       */ '0    7001 7001 7001',
  /* their admin */ '7001 0    7001 7001',
  /* root        */ '0    0    7001 7001',
  7001,
)

// Of a delivery that never was, which only those are told who may know of the webhook.
const ofNoDelivery = grid(
  /* admin       */ '7004 7001 7001 7001',
  /* their admin */ '7001 7004 7001 7001',
  /* root        */ '7004 7004 7001 7001',
  7001,
)

export const expectedOfWebhooks: Readonly<Record<string, Grid>> = {
  'GET /v1/webhook/list': sight,
  'GET /v1/webhook/inspect': sight,
  'GET /v1/webhook/delivery/list': sight,
  'POST /v1/webhook/update': changed,
  'POST /v1/webhook/rotate': changed,
  // What is sent by it changes nothing of the webhook.
  'POST /v1/webhook/test': sight,
  'POST /v1/webhook/delete': changed,
  'POST /v1/webhook/delivery/replay': ofNoDelivery,
  'GET /v1/webhook/delivery/inspect': ofNoDelivery,
  'POST /v1/webhook/create': grid(
    /*                acme globex */
    /* admin       */ '0    2003',
    /* their admin */ '2003 0   ',
    /* root        */ '0    0   ',
    2003,
  ),
}
