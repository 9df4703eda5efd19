import type { Ticket } from '@gongdan/sdk'
import { Badge, type Tone } from '../ui/Badge.tsx'
import { ticketWords } from '../words/tickets.ts'
import { useWords } from '../words/words.ts'

const tones: Readonly<Record<Ticket['ticket_state_code'], Tone>> = {
  saved: 'plain',
  pending: 'accent',
  overruled: 'bad',
  withdrawn: 'plain',
  passed: 'good',
  archived: 'plain',
}

const imageTones: Readonly<Record<NonNullable<Ticket['image_state']>, Tone>> = {
  queued: 'accent',
  creating: 'accent',
  created: 'good',
  failed: 'bad',
  needs_operator: 'warn',
}

const fulfilmentTones: Readonly<Record<NonNullable<Ticket['fulfilment_state']>, Tone>> = {
  none: 'plain',
  waiting: 'accent',
  working: 'accent',
  done: 'good',
  failed: 'bad',
  partly: 'warn',
  needs_operator: 'warn',
}

/** The state of a ticket in a word; of one that is being fulfilled how far that is, of an approved image ticket what became of the image. */
export const StateBadge = ({
  ticket,
}: {
  readonly ticket: Pick<Ticket, 'ticket_state_code' | 'image_state' | 'fulfilment_state' | 'returned'>
}) => {
  const say = useWords(ticketWords)
  const { ticket_state_code: state, image_state: image } = ticket
  if (state === 'passed' && image !== null) return <Badge tone={imageTones[image]}>{say.imageStates[image]}</Badge>
  const { fulfilment_state: fulfilment } = ticket
  if (state === 'passed' && fulfilment !== null && fulfilment !== 'none') {
    return <Badge tone={fulfilmentTones[fulfilment]}>{say.fulfilmentStates[fulfilment]}</Badge>
  }
  if (ticket.returned === true) return <Badge tone="warn">{say.returned}</Badge>
  return <Badge tone={tones[state]}>{say.states[state]}</Badge>
}
