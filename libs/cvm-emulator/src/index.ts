export type { Fault } from './faults.ts'
export { defaultCredential, type RunningEmulator, startEmulator } from './server.ts'
export type { SettingsChange } from './settings.ts'
