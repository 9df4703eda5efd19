import { z } from 'zod'
import { missing } from '../parseInput.ts'
import { integer, outcomeCounts, platformInfo, type Section, text } from './fields.ts'

export const container: Record<string, Section> = {
  auto_container: {
    fields: {
      apply_container_info: z
        .unknown()
        .refine((value) => value !== undefined && value !== null && value !== '', missing),
      apply_count: integer(1),
    },
    empty: {
      apply_container_info: null,
      apply_count: 0,
      container_info: {},
      success_count: 0,
      failed_count: 0,
      faild_info: [],
    },
    out: { container_info: platformInfo, ...outcomeCounts },
  },
}

/**
 * What an approver of a container ticket may decide along with `pass` (contract §3, `config`). The right spelling of the
 * group is accepted beside the wire's own.
 */
export const ContainerConfig = z.looseObject({
  contianer: z.looseObject({
    auto_container: z.looseObject({
      host_uuid: text,
      labels: z
        .array(z.looseObject({ must: z.boolean(), selector: z.string(), key: z.string(), value: z.array(z.string()) }))
        .max(1000),
    }),
  }),
})
export type ContainerConfig = z.infer<typeof ContainerConfig>
