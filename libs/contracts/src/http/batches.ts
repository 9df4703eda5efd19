import { z } from 'zod'
import { orBlank, whole } from '../fields.ts'
import { Uuid } from '../ids.ts'
import { MAX_LIST } from './paging.ts'

export const BatchInspectQuery = z.object({ batch_uuid: Uuid, since: orBlank(whole(0, MAX_LIST).optional()) })
