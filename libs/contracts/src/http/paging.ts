import { orBlank, whole } from '../fields.ts'

/** The most items of a batch (contract §1). */
export const MAX_LIST = 10_000

/** Which page of a list. */
export const paging = { page_num: orBlank(whole(1, 10_000).default(1)), page_size: orBlank(whole(1, 100).default(20)) }
