import { type ServiceName, serviceNames, speakers } from '@gongdan/contracts'
import type { OutMessage } from '@gongdan/messaging'
import { createPeers, type Peers } from '@gongdan/service'
import { keyEnvironment, type ServiceKeys } from '../../deploy/local/serviceKeys.ts'

/** What each service is able to say and to believe with its key. */
export const peersIn = (keys: ServiceKeys): Readonly<Record<ServiceName, Peers>> =>
  Object.fromEntries(
    serviceNames.map((service) => {
      const { SERVICE_KEY: serviceKey, PEER_KEYS: peerKeys } = keyEnvironment(keys, service)
      return [service, createPeers({ service, serviceKey, peerKeys })]
    }),
  ) as unknown as Readonly<Record<ServiceName, Peers>>

/** An event as it is before it is signed and bundled. */
export const eventMessage = (
  event: Pick<OutMessage, 'id' | 'type'> & { readonly correlationId: string },
): OutMessage => {
  const { id, type, correlationId } = event
  return { id, type, correlationId, body: Buffer.from(JSON.stringify(event)) }
}

/** The service that may say messages of this type. */
export const speakerOf = (type: string): ServiceName => {
  const found = speakers.get(type)
  if (found === undefined) throw new Error(`no service may say ${type}`)
  return found
}
