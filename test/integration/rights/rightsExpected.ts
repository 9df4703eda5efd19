import type { actions } from '../../../services/ticket/src/public.ts'
import type { Person } from './rightsHarness.ts'

/**
 * The answer to each person's call in every situation, written down from contract §2 and §3 and from nothing else: an scode;
 * `0` where the ticket changes, `=` a success that changes nothing. Rows are people, columns the situations of `columns`.
 */
export type Grid = Readonly<Record<Person | 'anonymous' | 'expired', string>>

export const columns = [
  ...['saved', 'pending', 'second', 'builtIn', 'overruled', 'withdrawn', 'passed', 'confirmed', 'archived'],
  ...['deleted', 'unknown', 'imagePending', 'queued', 'creating', 'created', 'failed', 'stuck'],
  // Passed tickets of a type that a fulfiller fulfils.
  ...['awaited', 'unfulfilled', 'fulfilled'],
] as const

const everywhere = (scode: number): string => columns.map(() => scode).join(' ')
const oneSpace = (row: string): string => row.trim().replaceAll(/ +/g, ' ')

/**
 * Who decided once and holds no role today still sees what she decided on, as the owner of step 1 does (contract §2), and has
 * no turn: the rest does not exist for her.
 */
const undecided: readonly string[] = ['pending', 'builtIn', 'withdrawn', 'imagePending']
const formerly = (lead: string): string =>
  oneSpace(lead)
    .split(' ')
    .map((cell, at) => (undecided.includes(columns[at] ?? '') ? 3001 : cell))
    .join(' ')

/**
 * A row with the cells of what a fulfiller waits for, could not do and did: as those of what was passed, but where said otherwise.
 * Who has something to say of no passed ticket has nothing to say there either.
 */
const withFulfilment = (row: string, own: string | null = null): string => {
  const cells = oneSpace(row).split(' ')
  if (cells.length === columns.length) return cells.join(' ')
  const passed = cells[columns.indexOf('passed')] ?? ''
  return oneSpace(`${row} ${own !== null && passed !== '2003' ? own : `${passed} ${passed} ${passed}`}`)
}

/** A fulfiller sees what is passed of its types, and nothing else; of that it can change nothing but by the routes for it. */
const ofFulfiller = (cell: string): string =>
  columns.map((column) => (/fulfilled|awaited/.test(column) ? cell : 3001)).join(' ')

/** The applicant, the owner of step 1, of step 2, the tenant's administrator, a super administrator. All others see nothing. */
const grid = (
  applicant: string,
  lead: string,
  keeper: string,
  administrator: string,
  root: string,
  { fulfilment = null, fulfiller = '2003' }: { readonly fulfilment?: string | null; readonly fulfiller?: string } = {},
): Grid => ({
  anonymous: everywhere(2001),
  expired: everywhere(2002),
  applicant: withFulfilment(applicant, fulfilment),
  colleague: everywhere(3001),
  lead: withFulfilment(lead, fulfilment),
  formerLead: formerly(withFulfilment(lead, fulfilment)),
  keeper: withFulfilment(keeper, fulfilment),
  administrator: withFulfilment(administrator, fulfilment),
  foreignApprover: everywhere(3001),
  namesake: everywhere(3001),
  foreignAdministrator: everywhere(3001),
  fulfiller: ofFulfiller(fulfiller),
  superAdministrator: withFulfilment(root, fulfilment),
})

//                saved pend second buIn overr withd passd confd archd delet unkn imgPd queue creatg created faild stuck
const owners___ = '3001 2003 2003 3001 2003 2003 2003 2003 2003 3001 3001 2003 2003 2003 2003 2003 2003'
const admins___ = '3001 2003 2003 2003 2003 2003 2003 2003 2003 3001 3001 2003 2003 2003 2003 2003 2003'
const seesAsOwn = '3001 =    =    3001 =    =    =    =    =    3001 3001 =    =    =    =    =    =   '
const seesAdmin = '3001 =    =    =    =    =    =    =    =    3001 3001 =    =    =    =    =    =   '

const sight = grid(
  /* applicant */ '=    =    =    =    =    =    =    =    =    3001 3001 =    =    =    =    =    =   ',
  seesAsOwn,
  seesAsOwn,
  seesAdmin,
  seesAdmin,
  { fulfiller: '=' },
)
const written = grid(
  /* applicant */ '0    3002 3002 3002 0    0    3002 3002 3002 3001 3001 3002 3002 3002 3002 3002 3002',
  owners___,
  owners___,
  admins___,
  admins___,
)
const decided = grid(
  /* applicant */ '3004 3004 3004 3004 3004 3004 3004 3004 3004 3001 3001 3004 3004 3004 3004 3004 3004',
  /* lead      */ '3001 0    3003 3001 3002 3002 3002 3002 3002 3001 3001 0    3002 3002 3002 3002 3002',
  /* keeper    */ '3001 3003 0    3001 3002 3002 3002 3002 3002 3001 3001 3003 3002 3002 3002 3002 3002',
  /* admin     */ '3001 3003 3003 0    3002 3002 3002 3002 3002 3001 3001 3003 3002 3002 3002 3002 3002',
  /* root      */ '3001 3003 3003 3003 3002 3002 3002 3002 3002 3001 3001 3003 3002 3002 3002 3002 3002',
  { fulfiller: '3002' },
)

/** As a decision; administrators may do it in place of the owner of a seat of their tenant, super administrators of any. */
const transferred = grid(
  decided.applicant,
  decided.lead,
  decided.keeper,
  /* admin     */ '3001 0    0    0    3002 3002 3002 3002 3002 3001 3001 0    3002 3002 3002 3002 3002',
  /* root      */ '3001 0    0    0    3002 3002 3002 3002 3002 3001 3001 0    3002 3002 3002 3002 3002',
  { fulfiller: '3002' },
)

/** The ticket routes, each with the message that it sends: a command on tickets or a query. */
type Message = keyof typeof actions | 'ticket.list' | 'ticket.inspect'
export const expected: Readonly<Record<string, { readonly action: Message; readonly grid: Grid }>> = {
  'GET /v1/ticket/list': { action: 'ticket.list', grid: sight },
  'GET /v1/ticket/inspect': { action: 'ticket.inspect', grid: sight },
  'POST /v1/ticket/save': { action: 'ticket.save', grid: written },
  'POST /v1/ticket/submit': { action: 'ticket.submit', grid: written },
  'POST /v1/ticket/saved/submit': {
    action: 'ticket.submit-saved',
    grid: grid(
      /* applicant */ '0    3002 3002 3002 3002 0    3002 3002 3002 3001 3001 3002 3002 3002 3002 3002 3002',
      owners___,
      owners___,
      admins___,
      admins___,
    ),
  },
  'POST /v1/ticket/overruled/submit': {
    action: 'ticket.submit-overruled',
    grid: grid(
      /* applicant */ '3002 3002 3002 3002 0    3002 3002 3002 3002 3001 3001 3002 3002 3002 3002 3002 3002',
      owners___,
      owners___,
      admins___,
      admins___,
    ),
  },
  'POST /v1/ticket/pass': { action: 'ticket.pass', grid: decided },
  'POST /v1/ticket/overrule': { action: 'ticket.overrule', grid: decided },
  'GET /v1/ticket/overrule': { action: 'ticket.overrule', grid: decided },
  'POST /v1/ticket/return': { action: 'ticket.return', grid: decided },
  'POST /v1/ticket/approver/add': { action: 'ticket.add-approvers', grid: decided },
  'POST /v1/ticket/transfer': { action: 'ticket.transfer', grid: transferred },
  'POST /v1/ticket/withdraw': {
    action: 'ticket.withdraw',
    grid: grid(
      /* applicant */ '3002 0    0    0    3002 3002 3002 3002 3002 3001 3001 0    3002 3002 3002 3002 3002',
      owners___,
      owners___,
      admins___,
      admins___,
    ),
  },
  'POST /v1/ticket/terminate': {
    action: 'ticket.terminate',
    grid: grid(
      /* applicant */ '2003 2003 2003 2003 2003 2003 2003 2003 2003 3001 3001 2003 2003 2003 2003 2003 2003',
      owners___,
      owners___,
      /* admin     */ '3001 0    0    0    3002 3002 3002 3002 3002 3001 3001 0    3002 3002 3002 3002 3002',
      /* root      */ '3001 0    0    0    3002 3002 3002 3002 3002 3001 3001 0    3002 3002 3002 3002 3002',
    ),
  },
  'POST /v1/ticket/urge': {
    action: 'ticket.urge',
    grid: grid(
      /* applicant */ '3002 0    0    0    3002 3002 3002 3002 3002 3001 3001 0    3002 3002 3002 3002 3002',
      owners___,
      owners___,
      /* admin     */ '3001 0    0    0    3002 3002 3002 3002 3002 3001 3001 0    3002 3002 3002 3002 3002',
      /* root      */ '3001 0    0    0    3002 3002 3002 3002 3002 3001 3001 0    3002 3002 3002 3002 3002',
    ),
  },
  'POST /v1/ticket/confirm': {
    action: 'ticket.confirm',
    grid: grid(
      /* applicant */ '3002 3002 3002 3002 3002 3002 0    3002 3002 3001 3001 3002 0    0    0    0    0   ',
      owners___,
      owners___,
      admins___,
      admins___,
      { fulfilment: '3002 3002 0' },
    ),
  },
  'POST /v1/ticket/archive': {
    action: 'ticket.archive',
    grid: grid(
      /* applicant */ '3002 3002 3002 3002 0    0    0    0    3002 3001 3001 3002 3002 3002 0    0    3002',
      owners___,
      owners___,
      /* admin     */ '3001 3002 3002 3002 0    0    0    0    3002 3001 3001 3002 3002 3002 0    0    3002',
      /* root      */ '3001 3002 3002 3002 0    0    0    0    3002 3001 3001 3002 3002 3002 0    0    3002',
      { fulfilment: '3002 0 0' },
    ),
  },
  'POST /v1/ticket/cc': {
    action: 'ticket.cc',
    grid: grid(
      /* applicant */ '3002 0    0    0    0    0    0    0    3002 3001 3001 0    0    0    0    0    0   ',
      /* lead      */ '3001 0    0    3001 0    0    0    0    3002 3001 3001 0    0    0    0    0    0   ',
      /* keeper    */ '3001 0    0    3001 0    0    0    0    3002 3001 3001 0    0    0    0    0    0   ',
      /* admin     */ '3001 0    0    0    0    0    0    0    3002 3001 3001 0    0    0    0    0    0   ',
      /* root      */ '3001 0    0    0    0    0    0    0    3002 3001 3001 0    0    0    0    0    0   ',
    ),
  },
  'POST /v1/ticket/delete': {
    action: 'ticket.delete',
    grid: grid(
      /* applicant */ '0    3002 3002 3002 0    0    3002 3002 0    3001 3001 3002 3002 3002 3002 3002 3002',
      owners___,
      owners___,
      /* admin     */ '3001 3002 3002 3002 0    0    3002 3002 0    3001 3001 3002 3002 3002 3002 3002 3002',
      /* root      */ '3001 3002 3002 3002 0    0    3002 3002 0    3001 3001 3002 3002 3002 3002 3002 3002',
    ),
  },
  'POST /v1/tencent/image/create': {
    action: 'ticket.request-image',
    grid: grid(
      /* applicant */ '5001 5001 5001 5001 5001 5001 5001 5001 5001 3001 3001 5002 =    =    =    0    5003',
      /* lead      */ '3001 5001 5001 3001 5001 5001 5001 5001 5001 3001 3001 2003 2003 2003 2003 2003 2003',
      /* keeper    */ '3001 5001 5001 3001 5001 5001 5001 5001 5001 3001 3001 2003 2003 2003 2003 2003 2003',
      /* admin     */ '3001 5001 5001 5001 5001 5001 5001 5001 5001 3001 3001 5002 =    =    =    0    5003',
      /* root      */ '3001 5001 5001 5001 5001 5001 5001 5001 5001 3001 3001 5002 =    =    =    0    5003',
      { fulfiller: '5001' },
    ),
  },
  'POST /v1/ticket/fulfilment/retry': {
    action: 'ticket.retry-fulfilment',
    grid: grid(
      /* applicant */ '3002 3002 3002 3002 3002 3002 5005 5005 3002 3001 3001 3002 5005 5005 5005 5005 5005',
      owners___,
      owners___,
      /* admin     */ '3001 3002 3002 3002 3002 3002 5005 5005 3002 3001 3001 3002 5005 5005 5005 5005 5005',
      /* root      */ '3001 3002 3002 3002 3002 3002 5005 5005 3002 3001 3001 3002 5005 5005 5005 5005 5005',
      { fulfilment: '= 0 5005' },
    ),
  },
}
