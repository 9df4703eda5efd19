import type { ServiceName } from '@gongdan/contracts'
import { localDirectory } from './localDirectory.ts'
import { keyEnvironment, type ServiceKeys } from './serviceKeys.ts'

/** What the configuration of the services depends on. */
export interface SystemConfig {
  /** Its path is the virtual host. */
  readonly amqpUrl: string
  /** Its path is the prefix of the databases' names. */
  readonly mongodbUrl: string
  readonly serviceKeys: ServiceKeys
  readonly sealKeys: string
  readonly historyKey: string
  readonly jwksUrl: string
  readonly issuer: string
  readonly audience: string
  /** Where people sign in to the console. */
  readonly oidcIssuer: string
  /** The folder of the built console; without one there is no console. */
  readonly consoleDirectory?: string
  readonly emulatorPort: number
  /** Where gateways listen; on this machine alone if it is left out. */
  readonly gatewayHost?: string
  /** Where people reach the system with a browser. */
  readonly publicUrl: string
}

/** Where Node keeps what it has compiled: a service then starts with two thirds of the processor time. */
export const compiledEnvironment = (): Record<string, string> => ({ NODE_COMPILE_CACHE: localDirectory('compiled') })

/**
 * How Node keeps house in a service: with half of the usual space for young objects it takes a seventh less memory for the same
 * processor time. There is no limit for old ones, which many listeners may need. The images say the same (deploy/Dockerfile).
 */
export const heapOptions = '--max-semi-space-size=8'

/** Everything listens on this address, whatever the environment around it says, but a gateway that is told otherwise. */
const loopback = '127.0.0.1'

/** The emulator's account; it is not a secret. */
const emulatorAccount = {
  TENCENTCLOUD_SECRET_ID: 'AKIDemulator0001',
  TENCENTCLOUD_SECRET_KEY: 'emulator-secret-key-0001',
}

// A call whose answer was lost takes no effect after this time, since the emulator refuses older signatures by then.
const settleMs = 8000

/** Gives the environment of the emulator, which keeps its images in a file between runs. */
export const environmentOfEmulator = (port: number, stateFile: string): Record<string, string> => ({
  ...emulatorAccount,
  NODE_ENV: 'development',
  PORT: String(port),
  HOST: loopback,
  EMULATOR_STATE_FILE: stateFile,
  EMULATOR_SIGNATURE_WINDOW_SEC: String(settleMs / 1000 - 3),
})

/** Gives the part of an environment that says where the cloud is: the emulator of that port, in place of the real one. */
export const cloudEnvironment = (emulatorPort: number): Record<string, string> => ({
  ...emulatorAccount,
  // A host name that begins as the real one does, so that requests are signed as in production.
  CVM_ENDPOINT: `http://cvm.tencentcloudapi.test:${emulatorPort}`,
  CVM_CONNECT_TO: loopback,
})

/** Gives the environment of one process of a service; `port` is where a gateway listens. */
export const environmentOf = (service: ServiceName, system: SystemConfig, port: number): Record<string, string> => {
  const all = {
    NODE_ENV: 'development',
    AMQP_URL: system.amqpUrl,
    MONGODB_URL: system.mongodbUrl,
    ADMIN_HOST: loopback,
    ...keyEnvironment(system.serviceKeys, service),
  }
  switch (service) {
    case 'gateway':
      return {
        ...all,
        SEAL_KEYS: system.sealKeys,
        HOST: system.gatewayHost ?? loopback,
        PORT: String(port),
        AUTH_JWKS_URL: system.jwksUrl,
        AUTH_ISSUER: system.issuer,
        AUTH_AUDIENCE: system.audience,
        OIDC_ISSUER: system.oidcIssuer,
        CONSOLE_DIR: system.consoleDirectory ?? '',
      }
    case 'image':
      return {
        ...all,
        ...cloudEnvironment(system.emulatorPort),
        CVM_SETTLE_MS: String(settleMs),
        // An image of the emulator takes two seconds, not minutes.
        CVM_POLL_MS: '500',
      }
    case 'notification':
      return {
        ...all,
        SEAL_KEYS: system.sealKeys,
        // Local webhook receivers are allowed, to try the system out.
        NOTIFY_ALLOW: '127.0.0.0/8,::1/128',
        NOTIFY_PORTS: '1-65535',
        PUBLIC_URL: system.publicUrl,
      }
    case 'ticket':
      // The tag is that of the emulator's instances.
      return { ...all, HISTORY_KEY: system.historyKey, TENCENT_INSTANCE_TAG: 'tenant' }
    case 'process':
      return all
  }
}
