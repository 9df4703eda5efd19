import { generateKeyPairSync } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { serviceNames } from '@gongdan/contracts'
import { publicKeysOf } from '@gongdan/messaging'
import { checkConfig } from '@gongdan/service'
import { describe, expect, test } from '@jest/globals'
import { Registry } from 'prom-client'
import { parse } from 'yaml'
import { topology } from '../../libs/contracts/src/topology.ts'
import { startAdmin } from '../../libs/service/src/admin.ts'
import { stopLimitMs } from '../../libs/service/src/lifecycle.ts'
import { root } from '../local/localDirectory.ts'
import { mismatches, schemaError } from './kubernetesSchemas.ts'
import { build } from './kustomization.ts'
import { serviceConfigs } from './serviceConfigs.fixture.ts'
import { networkPoliciesFor, ScaledObject, Workload } from './workloads.fixture.ts'

const candidates = ['/livez', '/readyz', '/startedz', '/metrics', '/healthz', '/']

/** The routes of a service's admin server, found by requests to a real one. */
const adminRoutes = async (): Promise<readonly string[]> => {
  const readiness = { ready: true, notReady: {}, warnings: {} }
  const admin = await startAdmin(
    { host: '127.0.0.1', port: 0 },
    new Registry(),
    async () => readiness,
    async () => true,
  )
  try {
    const statuses = await Promise.all(
      candidates.map(async (path) => ({ path, ok: (await fetch(`http://127.0.0.1:${admin.port}${path}`)).ok })),
    )
    return statuses.filter(({ ok }) => ok).map(({ path }) => path)
  } finally {
    await admin.close()
  }
}

const folder = (name: string) => join(root, 'deploy/k8s', name)
const overlays = readdirSync(folder('overlays'))
const production = build(folder('overlays/production'))
const ofKind = (kind: string) => production.filter((manifest) => manifest.kind === kind)
const workloads = [...ofKind('Deployment'), ...ofKind('Job')].map((manifest) => Workload.parse(manifest))
const workload = (name: string) => workloads.find(({ metadata }) => metadata.name === name)!
const dataOf = (configMap: string): Readonly<Record<string, string>> =>
  Object(ofKind('ConfigMap').find(({ metadata }) => metadata.name === configMap)).data
const settings = dataOf('settings')

const serviceKey = `today:${Buffer.alloc(32, 'own').toString('base64')}`

const { privateKey: historyKey } = generateKeyPairSync('ed25519')

/** A value for each secret, as a cluster would have it. */
const secrets: Readonly<Record<string, string>> = {
  'amqp-url': 'amqps://user:password@rabbitmq.rabbitmq/gongdan',
  'mongodb-url': 'mongodb://user:password@mongodb.mongodb:27017/gongdan?replicaSet=gongdan&authSource=admin&tls=true',
  'smtp-url': 'smtps://user:password@smtp.example.com',
  key: `own:0:${historyKey.export({ format: 'der', type: 'pkcs8' }).toString('base64')}`,
  'public-keys': '',
  'service-key': serviceKey,
  'peer-keys': publicKeysOf('gateway', serviceKey),
}

/** The image says these; an overlay allows plain text; a cluster has the real cloud, with its keys in a file. */
const isNotGiven: ReadonlySet<string> = new Set([
  ...['HOST', 'PORT', 'ADMIN_HOST', 'ADMIN_PORT', 'CONSOLE_DIR'],
  'ALLOW_PLAINTEXT',
  ...['CVM_ENDPOINT', 'CVM_CONNECT_TO', 'CVM_ALLOW_REAL'],
  ...['TENCENTCLOUD_SECRET_ID', 'TENCENTCLOUD_SECRET_KEY', 'TENCENTCLOUD_SESSION_TOKEN'],
])

describe.each(overlays)('the overlay %s', (overlay) => {
  const manifests = build(folder(`overlays/${overlay}`))

  test('is valid by the schemas of the API', async () => {
    const faults = await Promise.all(manifests.map(schemaError))
    expect(faults.filter((fault) => fault !== null)).toEqual([])
    expect(mismatches(manifests)).toBe('')
  })

  test('has no duplicates and no secrets', () => {
    const names = manifests.map(({ kind, metadata }) => `${kind} ${metadata.name}`)
    expect(new Set(names).size).toBe(names.length)
    expect(manifests.filter(({ kind }) => kind === 'Secret')).toEqual([])
  })
})

test('a field that does not exist is found', () => {
  const misspelt = structuredClone(ofKind('Deployment')[0]!)
  Object(misspelt).spec.template.spec.terminationGracePeriod = 40
  expect(mismatches([misspelt])).toContain('terminationGracePeriod')
})

test('every service is deployed, and nothing else', () => {
  expect(workloads.map(({ metadata }) => metadata.name).toSorted()).toEqual([...serviceNames, 'migrate'].toSorted())
})

describe.each(serviceNames)('%s', (name) => {
  const { spec } = workload(name)
  const pod = spec.template.spec
  const [container] = pod.containers

  test('gets every variable that it needs, all of which it reads, and its secrets by reference', () => {
    const variables = container.env.map(({ name: variable, value, valueFrom }) => {
      const secret = valueFrom?.secretKeyRef?.key
      const setting = valueFrom?.configMapKeyRef?.key
      if (/(URL|KEYS?|SECRET|PASSWORD|TOKEN)$/.test(variable) && !/^(AUTH_|PUBLIC_)/.test(variable)) {
        expect({ variable, secret }).toEqual({ variable, secret: expect.any(String) })
      }
      const key = `today:${Buffer.alloc(32, variable).toString('base64')}`
      if (secret === 'keys') return [variable, key]
      return [variable, secret === undefined ? (setting === undefined ? value : settings[setting]) : secrets[secret]]
    })
    const config = serviceConfigs[name]
    const own = container.envFrom.flatMap(({ configMapRef }) => Object.entries(dataOf(configMapRef.name)))
    const given = [...own, ...variables]
    const names = given.map(([variable]) => variable)
    expect(names.toSorted()).toEqual(
      Object.keys(config.shape)
        .filter((one) => !isNotGiven.has(one))
        .toSorted(),
    )
    const byImage = { ADMIN_HOST: '0.0.0.0', ADMIN_PORT: '9991' }
    const { reasons } = checkConfig(config, { ...byImage, ...Object.fromEntries(given) })
    expect(reasons).toBeUndefined()
  })

  test('has the settings that are its own as they are by default', () => {
    for (const [variable, text] of Object.entries(dataOf(name) ?? {})) {
      const field = serviceConfigs[name].shape[variable]
      expect({ variable, value: field?.parse(text === '' ? undefined : text) }).toEqual({
        variable,
        value: field?.parse(undefined),
      })
    }
  })

  test('is probed at routes that its admin server has', async () => {
    const routes = await adminRoutes()
    const probed = [container.startupProbe, container.livenessProbe, container.readinessProbe]
    for (const probe of probed) {
      expect(routes).toContain(probe?.httpGet.path)
      expect(probe?.httpGet.port).toBe('admin')
    }
    // A gateway answers without the broker and the database, too, with 202 or 503.
    expect(container.readinessProbe?.httpGet.path).toBe(name === 'gateway' ? '/startedz' : '/readyz')
    expect(container.livenessProbe?.httpGet.path).toBe('/livez')
    expect(container.ports).toContainEqual({ name: 'admin', containerPort: 9991 })
  })

  test('has enough time to finish its work in flight', () => {
    const early = container.lifecycle?.preStop.sleep.seconds ?? 0
    expect(pod.terminationGracePeriodSeconds).toBeGreaterThan(early + stopLimitMs / 1_000)
  })

  test('loses at most one pod at a time to an eviction, and is monitored', () => {
    const { matchLabels } = spec.selector!
    expect(pod.containers).toHaveLength(1)
    const budgets = ofKind('PodDisruptionBudget').map((budget) => Object(budget).spec)
    expect(budgets).toContainEqual({ maxUnavailable: 1, selector: { matchLabels } })
    const watched = ofKind('Service').map((service) => Object(service).spec)
    expect(watched.filter(({ selector }) => selector['app.kubernetes.io/name'] === name)).toHaveLength(1)
  })
})

test.each(workloads)('$metadata.name says that it is production', ({ spec }) => {
  expect(spec.template.spec.containers[0].env).toContainEqual({ name: 'NODE_ENV', value: 'production' })
})

test.each(workloads)('$metadata.name cannot gain privileges', ({ spec }) => {
  const pod = spec.template.spec
  const [container] = pod.containers
  expect(pod.automountServiceAccountToken).toBe(false)
  expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 1000 })
  expect(container.securityContext).toEqual({
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  })
  expect(Object.keys(container.resources.limits)).toEqual(['cpu', 'memory'])
})

test('every image is built from deploy/Dockerfile', () => {
  for (const { metadata, spec } of workloads) {
    const [, name] = /\/gongdan\/([a-z]+):\d/.exec(spec.template.spec.containers[0].image) ?? []
    expect(name).toBe(metadata.name === 'migrate' ? 'tools' : metadata.name)
  }
  expect(readFileSync(join(root, 'deploy/Dockerfile'), 'utf8')).toContain(
    'ENV NODE_ENV=production HOST=0.0.0.0 ADMIN_HOST=0.0.0.0 ADMIN_PORT=9991',
  )
})

test('the network policies deny by default, and allow each pod what it needs', () => {
  expect(networkPoliciesFor(production, {})).toContainEqual({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] })
  const portsOf = (name: string, way: 'ingress' | 'egress') =>
    networkPoliciesFor(production, workload(name).spec.template.metadata.labels)
      .flatMap((policy) => policy[way] ?? [])
      .flatMap(({ ports = [] }) => ports.map(({ port }) => port))
      .toSorted((a, b) => a - b)
  const everywhere = [53, 53, 5671, 5672, 27017]
  expect(portsOf('migrate', 'egress')).toEqual(everywhere)
  expect(portsOf('migrate', 'ingress')).toEqual([])
  expect(portsOf('ticket', 'egress')).toEqual([53, 53, 4318, 5671, 5672, 27017])
  expect(portsOf('process', 'egress')).toEqual([53, 53, 4318, 5671, 5672, 27017])
  expect(portsOf('gateway', 'egress')).toEqual([53, 53, 443, 4318, 5671, 5672, 27017])
  expect(portsOf('image', 'egress')).toEqual([53, 53, 443, 4318, 5671, 5672, 27017])
  expect(portsOf('notification', 'egress')).toEqual([53, 53, 443, 465, 587, 4318, 5671, 5672, 27017])
  expect(portsOf('gateway', 'ingress')).toEqual([9990, 9991])
  expect(portsOf('image', 'ingress')).toEqual([9991])
})

test('the alert rules are those of deploy/observability', () => {
  const { groups } = parse(readFileSync(join(root, 'deploy/observability/rules.yml'), 'utf8'))
  expect(ofKind('PrometheusRule').map((manifest) => manifest.spec)).toEqual([{ groups }])
})

describe('KEDA', () => {
  const scaled = ofKind('ScaledObject').map((manifest) => ScaledObject.parse(manifest).spec)

  test('scales every service that consumes queues by all of its queues', () => {
    // Quarantine queues are consumed one message at a time, so that more processes do not help.
    const queues = topology.queues.map(({ name }): string => name)
    for (const name of serviceNames.filter((service) => service !== 'gateway')) {
      const { triggers } = scaled.find(({ scaleTargetRef }) => scaleTargetRef.name === name)!
      const watched = triggers.map(({ metadata }) => metadata.queueName)
      expect(watched.toSorted()).toEqual(queues.filter((queue) => queue.startsWith(`${name}.`)).toSorted())
    }
  })

  test('keeps at least one process', () => {
    for (const { minReplicaCount, maxReplicaCount } of scaled) {
      expect(minReplicaCount).toBeGreaterThanOrEqual(1)
      expect(maxReplicaCount).toBeGreaterThan(minReplicaCount)
    }
  })

  test('alone sets the number of replicas', () => {
    for (const { scaleTargetRef } of scaled) expect(workload(scaleTargetRef.name).spec.replicas).toBeUndefined()
  })
})
