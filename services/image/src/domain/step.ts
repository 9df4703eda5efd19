import type { Job } from './job.ts'

/** What is to be done for a job that is due. */
export const stepNames = ['SEND', 'LOOK_UP', 'POLL', 'NAME'] as const
export type StepName = (typeof stepNames)[number]

/** The step a job waits for; null: at rest. A job found SENDING lost its worker, so it is looked up. */
export const stepOf = ({ phase }: Job): StepName | null => {
  switch (phase.state) {
    case 'PENDING':
      return phase.lookFirst ? 'LOOK_UP' : 'SEND'
    case 'SENDING':
    case 'UNKNOWN':
      return 'LOOK_UP'
    case 'CREATING':
      return 'POLL'
    case 'NAMING':
      return 'NAME'
    case 'DONE':
    case 'FAILED':
    case 'NEEDS_OPERATOR':
      return null
  }
}

/** The states in which a job keeps its instance to itself: one image at a time is made of an instance. */
export const statesThatHoldInstance = [
  'SENDING',
  'UNKNOWN',
  'CREATING',
] as const satisfies readonly Job['phase']['state'][]

export const holdsInstance = ({ phase }: Job): boolean => statesThatHoldInstance.some((state) => state === phase.state)
