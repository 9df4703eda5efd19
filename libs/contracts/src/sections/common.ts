import { z } from 'zod'
import { seconds } from '../fields.ts'
import { anyText, kind, type Section, text } from './fields.ts'

const trash: Section = {
  fields: {
    filter_object_type: kind,
    filter_object_name: anyText,
    start: seconds,
    end: seconds,
    object_list: z.array(z.looseObject({ uuid: text, name: anyText, type: kind })).max(10_000),
  },
  empty: { filter_object_type: 0, filter_object_name: '', start: 0, end: 0, object_list: [] },
  out: {},
}

export const common: Record<string, Section> = { trash_delete: trash, trash_restore: trash }
