import { z } from 'zod'
import { line, lines } from '../fields.ts'
import { inBoth } from '../parseInput.ts'
import { anyText, integer, outcomeCounts, type Section } from './fields.ts'

const fields = {
  region: z
    .string()
    .regex(/^[a-z]{2}-[a-z]{2,20}(-[a-z0-9]{1,10})?$/, inBoth('must look like ap-guangzhou', '必须形如 ap-guangzhou')),
  instance_id: z
    .string()
    .regex(/^ins-[0-9a-z]{8}$/, inBoth('must be ins- and 8 letters or digits', '必须是 ins- 加 8 位小写字母或数字')),
  image_name: line(1, 60),
  image_description: lines(0, 200).optional(),
  force_poweroff: z.boolean().optional(),
  data_disk_ids: z
    .array(
      z
        .string()
        .regex(
          /^disk-[0-9a-z]{8}$/,
          inBoth('must be disk- and 8 letters or digits', '必须是 disk- 加 8 位小写字母或数字'),
        ),
    )
    .max(20)
    .optional(),
}

/** The section of an image ticket, complete, as the image worker reads it from an event (contract §3, tencent.image). */
export const ImageSection = z.looseObject(fields)
export type ImageSection = z.infer<typeof ImageSection>

export const tencent: Record<string, Section> = {
  image: {
    fields,
    empty: {
      region: '',
      instance_id: '',
      image_name: '',
      image_description: '',
      force_poweroff: false,
      data_disk_ids: [],
      image_id: '',
      image_state: '',
      apply_count: 0,
      success_count: 0,
      failed_count: 0,
      faild_info: [],
      warning: '',
    },
    out: { image_id: anyText, image_state: anyText, apply_count: integer(1, 1), ...outcomeCounts, warning: anyText },
  },
}
