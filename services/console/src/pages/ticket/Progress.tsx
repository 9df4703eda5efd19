import type { TicketDetails } from '@gongdan/sdk'
import { Flow } from '../../flow/Flow.tsx'
import { toFlowSteps } from '../../flow/flowSteps.ts'
import { useHolders } from '../../people/useHolders.ts'
import { usePreferences } from '../../preferences/preferences.ts'
import { ticketPageWords } from '../../words/ticket.ts'
import { useWords } from '../../words/words.ts'
import { Section } from './Section.tsx'
import styles from './Ticket.module.css'

type Owner = TicketDetails['steps'][number]['seats'][number]['owners'][number]

/** The names of those who hold the roles that may act in a step now, as far as the reader may know them. */
const Holders = ({ owners }: { readonly owners: readonly Owner[] }) => {
  const say = useWords(ticketPageWords)
  const { language } = usePreferences()
  const roles = owners
    .filter(({ kind }) => kind === 'role')
    .map(({ tenant_uuid: tenantUuid, uuid }) => ({ tenantUuid, uuid }))
  const holdersOf = useHolders(roles)
  const names = [...new Set(roles.flatMap(holdersOf))]
  if (names.length === 0) return null
  return <p className={styles.holders}>{say.canAct(names.join(language === 'zh' ? '、' : ', '))}</p>
}

/** How far the approval is: every step, who acted, and who may act now. */
export const Progress = ({ ticket }: { readonly ticket: TicketDetails }) => {
  const say = useWords(ticketPageWords)
  const { language } = usePreferences()
  return (
    <Section title={say.flow}>
      {ticket.steps.length === 0 ? (
        <p className={styles.quiet}>{say.noFlow}</p>
      ) : (
        <Flow
          steps={toFlowSteps(ticket.steps, language)}
          startNote={say.submittedBy(ticket.applyer_name)}
          extra={({ id, state }) => {
            const step = ticket.steps.find(({ step_id }) => step_id === id)
            if (state !== 'open' || step === undefined) return null
            return (
              <Holders
                owners={step.seats.filter(({ filled_by }) => filled_by === null).flatMap(({ owners }) => owners)}
              />
            )
          }}
        />
      )}
    </Section>
  )
}
