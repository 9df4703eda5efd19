import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useGongdan } from '../../session/gongdan.ts'
import { queries } from '../../session/queries.ts'
import { useSession } from '../../session/session.ts'
import { isPassing, untilAnswered } from '../../session/untilAnswered.ts'

/** Why there is no answer: kept until there is one, also while it is asked for again. */
export const useFailure = (data: unknown, error: unknown): unknown => {
  const [failure, setFailure] = useState<unknown>(null)
  const now = data === undefined ? (error ?? failure) : null
  if (now !== failure) setFailure(now)
  return now
}

/** The processes to choose from. */
export const useProcesses = () => {
  const { tenantUuid } = useSession()
  return useQuery({ ...queries.processes(tenantUuid), refetchInterval: untilAnswered })
}

/** A process that is not among those: one of another tenant, or one that is gone since it was chosen. */
export const useOtherProcess = (uuid: string, isWanted: boolean) => {
  const gd = useGongdan()
  const { data, error } = useQuery({
    queryKey: ['processes', 'one', uuid],
    queryFn: ({ signal }) => gd.processes.inspect({ process_uuid: uuid }, { signal }),
    enabled: isWanted,
    staleTime: 60_000,
    refetchInterval: untilAnswered,
  })
  return { process: data, isGone: error !== null && !isPassing(error), hasFailed: error !== null }
}
