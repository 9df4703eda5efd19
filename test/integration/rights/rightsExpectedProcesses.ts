import type { Grid } from './rightsExpected.ts'

/** As rightsExpected, for processes, from contract §4: `0` where the process changes, `=` a success that changes nothing. */
export const processColumns = ['free', 'used', 'removed', 'builtIn', 'foreign', 'unknown'] as const
/** What a new process may be: of acme, of globex, of acme with a step of globex or of `system`. */
export const creationColumns = ['acme', 'globex', 'stepOfGlobex', 'stepOfSystem'] as const

const oneSpace = (row: string): string => row.trim().replaceAll(/ +/g, ' ')
const everywhere = (row: string, scode: number): string => oneSpace(row).replaceAll(/\S+/g, String(scode))

/** To a user of neither tenant, that of globex is as unknown as any. */
const ofThirdTenant = (foreigner: string): string => {
  const cells = oneSpace(foreigner).split(' ')
  return cells.with(processColumns.indexOf('foreign') % cells.length, cells.at(-1) ?? '').join(' ')
}

/** A user of acme, acme's administrator, a user of globex, globex's administrator, a super administrator. */
const grid = (user: string, administrator: string, foreigner: string, foreignAdmin: string, root: string): Grid => ({
  anonymous: everywhere(user, 2001),
  expired: everywhere(user, 2002),
  applicant: oneSpace(user),
  colleague: oneSpace(user),
  lead: oneSpace(user),
  formerLead: oneSpace(user),
  keeper: oneSpace(user),
  administrator: oneSpace(administrator),
  foreignApprover: oneSpace(foreigner),
  namesake: oneSpace(foreigner),
  foreignAdministrator: oneSpace(foreignAdmin),
  fulfiller: ofThirdTenant(foreigner),
  superAdministrator: oneSpace(root),
})

const sight = grid(
  /*                free used remvd buIn forgn unknown */
  /* user        */ '=    =    4001 =    4001 4001',
  /* admin       */ '=    =    4001 =    4001 4001',
  /* foreigner   */ '4001 4001 4001 =    =    4001',
  /* their admin */ '4001 4001 4001 =    =    4001',
  /* root        */ '=    =    4001 =    =    4001',
)

export const expectedOfProcesses: Readonly<Record<string, Grid>> = {
  'GET /v1/ticket/process/list': sight,
  'GET /v1/ticket/process/inspect': sight,
  'POST /v1/ticket/process/update': grid(
    /* user        */ '2003 2003 4001 4003 4001 4001',
    /* admin       */ '0    0    4001 4003 4001 4001',
    /* foreigner   */ '4001 4001 4001 4003 2003 4001',
    /* their admin */ '4001 4001 4001 4003 0    4001',
    /* root        */ '0    0    4001 4003 0    4001',
  ),
  'POST /v1/ticket/process/delete': grid(
    /* user        */ '2003 2003 4001 4003 4001 4001',
    /* admin       */ '0    4002 4001 4003 4001 4001',
    /* foreigner   */ '4001 4001 4001 4003 2003 4001',
    /* their admin */ '4001 4001 4001 4003 0    4001',
    /* root        */ '0    4002 4001 4003 0    4001',
  ),
  'POST /v1/ticket/process/create': grid(
    /*                acme globex stepOfGlobex stepOfSystem */
    /* user        */ '2003 2003 2003 2003',
    /* admin       */ '0    2003 2003 0   ',
    /* foreigner   */ '2003 2003 2003 2003',
    /* their admin */ '2003 0    2003 2003',
    /* root        */ '0    0    0    0   ',
  ),
}
