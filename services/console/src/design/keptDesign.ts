import { keep, kept } from '../session/kept.ts'
import type { Design } from './design.ts'

/** NaN, as what was entered for a length of time and is none, in JSON, which has null for it. */
const none = 'none'
const toKept = (seconds: number | null) => (Number.isNaN(seconds) ? none : seconds)
const fromKept = (seconds: number | null | string) => (seconds === none ? Number.NaN : (seconds as number))

const written = (design: Design) => ({
  ...design,
  steps: design.steps.map(({ dueIn, remindIn, ...step }) => ({
    ...step,
    dueIn: toKept(dueIn),
    remindIn: remindIn.map(toKept),
  })),
})

/** Whether two designs say the same, so that what was changed and changed back is not changed. */
export const isSameDesign = (one: Design, other: Design): boolean =>
  one === other || JSON.stringify(written(one)) === JSON.stringify(written(other))

/** Keeps a design in this tab; null forgets it. */
export const keepDesign = (place: string, design: Design | null): void =>
  keep(place, design === null ? null : written(design))

/** The design as this tab has kept it; null where there is none, or what is there is of another version. */
export const keptDesign = (place: string): Design | null => {
  const read = Object(kept(place)) as Partial<Design>
  if (!Array.isArray(read.steps) || !Array.isArray(read.cc) || !Array.isArray(read.forbid)) return null
  const steps = (read.steps as Design['steps']).map((step) => ({
    ...step,
    dueIn: fromKept(step.dueIn),
    remindIn: step.remindIn.map(fromKept),
  }))
  return { ...(read as Design), steps }
}
