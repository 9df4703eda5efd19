import type { TicketTypeCode } from '@gongdan/contracts'
import { GongdanError } from '@gongdan/sdk'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { checkDesign } from '../../design/check.ts'
import { type Design, type DesignProblem, toBody, toDesignProblem } from '../../design/design.ts'
import type { ShownStep } from '../../flow/flowSteps.ts'
import { typeForm } from '../../forms/typeForm.ts'
import { emptyValues, type FormValues, sectionOf } from '../../forms/values.ts'
import { useGongdan } from '../../session/gongdan.ts'
import { untilAnswered } from '../../session/untilAnswered.ts'

/** The ticket that a design is tried with. */
export interface Sample {
  readonly type: TicketTypeCode
  readonly values: FormValues
}

export interface Trial {
  readonly sample: Sample
  readonly setSample: (sample: Sample) => void
  /** What the service refuses in the design, such as a condition that it cannot read. */
  readonly problem: DesignProblem | null
  /** Why it could not be tried, where that is no fault of the design. */
  readonly error: unknown
  readonly isAsking: boolean
  readonly result:
    | {
        readonly auto_pass: boolean
        readonly steps: readonly ShownStep[]
        readonly warnings: readonly {
          readonly step_key: string
          readonly code: string
          readonly message: string
          readonly message_cn: string
        }[]
      }
    | undefined
  /** What became of the step at a place; undefined where it was not tried, or is not what it was. */
  readonly of: (index: number) => ShownStep | undefined
}

/** A member of the tenant without any role. */
const somebody = { user_uuid: 'somebody', role_uuids: [] }
const SETTLED_MS = 500

/** Whether an error says what is wrong with the design, and not that it could not be tried. */
const isOfDesign = (error: unknown): error is GongdanError =>
  error instanceof GongdanError && (error.scode === 4005 || /^process\./.test(error.desc))

/**
 * Tries a design with a sample ticket whenever it has settled, by the service's own planning. What cannot be sent yet, such as a step
 * without approvers, is not tried.
 */
export const useTrial = (design: Design, tenantUuid: string): Trial => {
  const gd = useGongdan()
  const [sample, setSample] = useState<Sample>({
    type: 'VOLUME_EXPANSION',
    values: {
      ...emptyValues(typeForm('VOLUME_EXPANSION')),
      volume_uuid: 'data-1',
      capacity: { amount: '2', unit: 'TiB' },
    },
  })
  const form = typeForm(sample.type)
  const section = sectionOf(form, sample.values, 'draft')
  const named = { ...design, name: design.name.trim() === '' ? '-' : design.name }
  const canTry = checkDesign(named, tenantUuid) === null
  const question = JSON.stringify({
    process: toBody(named, tenantUuid),
    ticket: {
      type: sample.type,
      ticket_name: '-',
      ...(form.place === null ? {} : { [form.place.group]: { [form.place.section]: section } }),
    },
    applicant: somebody,
  })
  const [settled, setSettled] = useState(question)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(question), SETTLED_MS)
    return () => clearTimeout(timer)
  }, [question])
  const { data, error, isFetching } = useQuery({
    queryKey: ['simulate', 'design', settled],
    queryFn: ({ signal }) =>
      gd.processes.simulate(JSON.parse(settled) as Parameters<typeof gd.processes.simulate>[0], { signal }),
    enabled: canTry && settled === question,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    refetchInterval: untilAnswered,
  })
  const isCurrent = settled === question && canTry
  const strip = (text: string): string => text.replace(/^process\./, '')
  return {
    sample,
    setSample,
    problem: isOfDesign(error) && isCurrent ? toDesignProblem(strip(error.desc), strip(error.descCn)) : null,
    error: error !== null && !isOfDesign(error) && isCurrent ? error : null,
    isAsking: isFetching,
    result: isOfDesign(error) ? undefined : data,
    of: (index) => (isCurrent && !isOfDesign(error) ? data?.steps.find(({ step_id: id }) => id === index) : undefined),
  }
}
