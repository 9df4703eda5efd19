/** What can go wrong with the emulator itself, as opposed to what it is asked to play. */
export type EmulatorFaultCode = 'production' | 'state-file-unreadable'

export class EmulatorFault extends Error {
  readonly code: EmulatorFaultCode

  constructor(code: EmulatorFaultCode, message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'EmulatorFault'
    this.code = code
  }
}
