import { type Scode, scodes, ticketStateTexts } from '@gongdan/contracts'

const meanings: Readonly<Record<keyof typeof ticketStateTexts, string>> = {
  saved: 'a draft, which only its applicant sees',
  pending: 'waits for approval, one step after the other',
  overruled: 'rejected or returned; the applicant may change and submit it again',
  withdrawn: 'taken back by the applicant, or terminated; it may be submitted again',
  passed: 'approved by all; what was approved happens now',
  archived: 'closed for good',
}

const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')

/** The introduction of the document, in Markdown: answers, tokens, states and scodes. */
export const introduction = `Approval tickets that act 工单审批.

Every answer is an envelope: \`scode\` tells what became of the request, \`message\` and \`message_cn\` say so to people, \`desc\` and \`desc_cn\` say what exactly is wrong, \`data\` has what was asked for. A list is answered with an envelope for each item. What takes longer than \`Prefer\` waits is answered with 202 and goes on; \`GET /v1/batch/inspect\` shows its outcome. A POST with an \`Idempotency-Key\` may be repeated. \`X-Request-Id\` comes with every answer and stands in the logs: the caller's own (1-128 of A-Z a-z 0-9 . _ -), or a new one.

All times are unix seconds. Ids of tickets, processes and the like are UUIDs; ids of tenants, roles and users are texts of the identity provider. Text of people is UTF-8. A field that is left out, null or (ids, numbers, enums) \`""\` keeps its default. Names are one line, without control characters.

Any request may be answered with 503 (9002, 9003) as well: try it again after \`Retry-After\` seconds, a POST under the same \`Idempotency-Key\`.

Every operation has an example. Sent in the order of this document, by the people of a local run that \`x-caller\` names, each succeeds on a fresh system; ids like \`00000000-0000-4000-8000-000000000001\` stand for what an earlier answer has brought (\`x-answer\`).

## Token

\`Authorization: Bearer <JWT>\`, signed by the issuer, for this audience, not expired. Where the claims stand is a matter of configuration; by default:

${table(
  ['claim', 'what it is'],
  [
    ['`sub`', 'the id of the user'],
    ['`name`', 'the name of the user'],
    ['`tenant_uuid`, `tenant_name`', 'the tenant of the user; `system` is the tenant of super administrators'],
    ['`roles`', 'the roles that the user holds there: objects of `uuid` and `name`, the first one is shown'],
  ],
)}

The role whose id is that of its tenant makes a tenant administrator; the role \`system\` in the tenant \`system\` a super administrator.

## States

${table(
  ['ticket_state_code', 'ticket_state', 'meaning'],
  Object.entries(ticketStateTexts).map(([code, cn]) => [`\`${code}\``, cn, meanings[code as keyof typeof meanings]]),
)}

## Status codes

${table(
  ['scode', 'HTTP', 'message', 'message_cn'],
  Object.entries(scodes).map(([scode, { http, message, messageCn }]) => [
    scode as unknown as Scode,
    http,
    message,
    messageCn,
  ]),
)}
`
