import { useQuery } from '@tanstack/react-query'
import { peopleQueries } from '../../people/peopleQueries.ts'
import { queries } from '../../session/queries.ts'
import { useSession } from '../../session/session.ts'
import { Combobox } from '../../ui/Combobox.tsx'
import { Select } from '../../ui/Select.tsx'
import { inboxWords } from '../../words/inbox.ts'
import { useWords } from '../../words/words.ts'
import styles from './FilterRow.module.css'

/** Filters whose choices are asked for: the process, and who applied. */
export const MoreFilters = ({
  process,
  onChange,
}: {
  readonly process: string
  readonly onChange: (change: { readonly process: string } | { readonly applicant: string }) => void
}) => {
  const say = useWords(inboxWords)
  const { tenantUuid } = useSession()
  const processes = useQuery(queries.processes(tenantUuid))
  const users = useQuery(peopleQueries.users(tenantUuid))
  const options = (processes.data?.list ?? []).map((one) => ({ value: one.process_uuid, label: one.process_name }))
  const isUnknown = process !== '' && options.every(({ value }) => value !== process)
  return (
    <>
      <Select
        label={say.process}
        className={styles.select ?? ''}
        value={process}
        onChange={(next) => onChange({ process: next })}
        options={[
          { value: '', label: say.anyProcess },
          ...options,
          ...(isUnknown ? [{ value: process, label: process }] : []),
        ]}
      />
      <span className={styles.person}>
        <Combobox
          label={say.byApplicant}
          placeholder={say.byApplicant}
          value=""
          isLoading={users.isLoading}
          onChange={(applicant) => applicant !== '' && onChange({ applicant })}
          options={(users.data?.list ?? []).map(({ user_uuid, user_name }) => ({
            value: user_uuid,
            label: user_name || user_uuid,
          }))}
        />
      </span>
    </>
  )
}
