/** Why a local run cannot go on. `message` is written for the person at the terminal. */
export type StartFaultCode =
  | 'no-part'
  | 'not-started'
  | 'not-ready'
  | 'already-running'
  | 'incompatible-data'
  | 'bad-arguments'

export class StartFault extends Error {
  readonly code: StartFaultCode

  constructor(code: StartFaultCode, message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'StartFault'
    this.code = code
  }
}
