import { z } from 'zod'
import { Uuid } from '../ids.ts'

export const BatchInspectQuery = z.object({ batch_uuid: Uuid })
