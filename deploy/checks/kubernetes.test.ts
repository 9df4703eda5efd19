import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { topology } from '../../libs/contracts/src/topology.ts'
import { stopLimitMs } from '../../libs/service/src/lifecycle.ts'
import { root } from '../local/localDirectory.ts'
import { serviceNames } from '../local/services.ts'
import { adminRoutes } from './adminRoutes.fixture.ts'
import { faultOf, misfits } from './kubernetesSchemas.ts'
import { build } from './kustomization.ts'
import { serviceConfigs } from './serviceConfigs.fixture.ts'
import { networkPoliciesFor, ScaledObject, Workload } from './workloads.fixture.ts'

const folder = (name: string) => join(root, 'deploy/k8s', name)
const overlays = readdirSync(folder('overlays'))
const production = build(folder('overlays/production'))
const ofKind = (kind: string) => production.filter((manifest) => manifest.kind === kind)
const workloads = [...ofKind('Deployment'), ...ofKind('Job')].map((manifest) => Workload.parse(manifest))
const workload = (name: string) => workloads.find(({ metadata }) => metadata.name === name)!
const settings = Object(ofKind('ConfigMap')[0]).data

/** A value for each secret, as a cluster would have it. */
const secrets: Readonly<Record<string, string>> = {
  'amqp-url': 'amqps://somebody:something@rabbitmq.rabbitmq/gongdan',
  'mongodb-url': 'mongodb://somebody:something@mongodb.mongodb:27017/gongdan?replicaSet=gongdan&authSource=admin',
  'smtp-url': 'smtps://somebody:something@smtp.example.com',
  keys: `today:${Buffer.alloc(32, 'key').toString('base64')}`,
}

describe.each(overlays)('the overlay %s', (overlay) => {
  const manifests = build(folder(`overlays/${overlay}`))

  test('is what the API takes', async () => {
    const faults = await Promise.all(manifests.map(faultOf))
    expect(faults.filter((fault) => fault !== null)).toEqual([])
    expect(misfits(manifests)).toBe('')
  })

  test('holds nothing twice, and no secret', () => {
    const names = manifests.map(({ kind, metadata }) => `${kind} ${metadata.name}`)
    expect(new Set(names).size).toBe(names.length)
    expect(manifests.filter(({ kind }) => kind === 'Secret')).toEqual([])
  })
})

test('a field that does not exist is found', () => {
  const misspelt = structuredClone(ofKind('Deployment')[0]!)
  Object(misspelt).spec.template.spec.terminationGracePeriod = 40
  expect(misfits([misspelt])).toContain('terminationGracePeriod')
})

test('every service is deployed, and nothing else', () => {
  expect(workloads.map(({ metadata }) => metadata.name).toSorted()).toEqual([...serviceNames, 'migrate'].toSorted())
})

describe.each(serviceNames)('%s', (name) => {
  const { spec } = workload(name)
  const pod = spec.template.spec
  const [container] = pod.containers

  test('is told, in variables it reads, all that it must know, and its secrets by reference', () => {
    const told = container.env.map(({ name: variable, value, valueFrom }) => {
      const secret = valueFrom?.secretKeyRef?.key
      const setting = valueFrom?.configMapKeyRef?.key
      if (/(URL|KEYS?|SECRET|PASSWORD|TOKEN)$/.test(variable) && !variable.startsWith('AUTH_')) {
        expect({ variable, secret }).toEqual({ variable, secret: expect.any(String) })
      }
      return [variable, secret === undefined ? (setting === undefined ? value : settings[setting]) : secrets[secret]]
    })
    const config = serviceConfigs[name]
    expect(Object.keys(config.shape)).toEqual(expect.arrayContaining(told.map(([variable]) => variable)))
    const byImage = { NODE_ENV: 'production', ADMIN_PORT: '9991' }
    expect(config.safeParse({ ...byImage, ...Object.fromEntries(told) }).error).toBeUndefined()
  })

  test('is probed where it answers', async () => {
    const routes = await adminRoutes()
    const probed = [container.startupProbe, container.livenessProbe, container.readinessProbe]
    for (const probe of probed) {
      expect(routes).toContain(probe?.httpGet.path)
      expect(probe?.httpGet.port).toBe('admin')
    }
    expect(container.readinessProbe?.httpGet.path).toBe('/readyz')
    expect(container.livenessProbe?.httpGet.path).toBe('/livez')
    expect(container.ports).toContainEqual({ name: 'admin', containerPort: 9991 })
  })

  test('has the time it takes to finish what is in hand', () => {
    const early = container.lifecycle?.preStop.sleep.seconds ?? 0
    expect(pod.terminationGracePeriodSeconds).toBeGreaterThan(early + stopLimitMs / 1_000)
  })

  test('loses one pod at a time to an eviction, and is watched', () => {
    const { matchLabels } = spec.selector!
    expect(pod.containers).toHaveLength(1)
    const budgets = ofKind('PodDisruptionBudget').map((budget) => Object(budget).spec)
    expect(budgets).toContainEqual({ maxUnavailable: 1, selector: { matchLabels } })
    const watched = ofKind('Service').map((service) => Object(service).spec)
    expect(watched.filter(({ selector }) => selector['app.kubernetes.io/name'] === name)).toHaveLength(1)
  })
})

test.each(workloads)('$metadata.name cannot become more than it is', ({ spec }) => {
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

test('every image is one that our Dockerfile makes', () => {
  for (const { spec } of workloads) {
    const [, name] = /\/gongdan\/([a-z]+):\d/.exec(spec.template.spec.containers[0].image) ?? []
    expect(serviceNames).toContain(name)
  }
  expect(readFileSync(join(root, 'deploy/Dockerfile'), 'utf8')).toContain('ENV NODE_ENV=production ADMIN_PORT=9991')
})

test('nobody speaks with anybody without leave, and each has leave for what it needs', () => {
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

test('alarms on the same as everywhere', () => {
  const { groups } = parse(readFileSync(join(root, 'deploy/observability/rules.yml'), 'utf8'))
  expect(ofKind('PrometheusRule').map((manifest) => manifest.spec)).toEqual([{ groups }])
})

describe('KEDA', () => {
  const scaled = ofKind('ScaledObject').map((manifest) => ScaledObject.parse(manifest).spec)

  test('scales what works off queues, by every queue it consumes', () => {
    // Quarantine queues are consumed one message at a time: they are no reason for more processes.
    const queues = topology.queues.map(({ name }): string => name)
    for (const name of serviceNames.filter((service) => service !== 'gateway')) {
      const { triggers } = scaled.find(({ scaleTargetRef }) => scaleTargetRef.name === name)!
      const watched = triggers.map(({ metadata }) => metadata.queueName)
      expect(watched.toSorted()).toEqual(queues.filter((queue) => queue.startsWith(`${name}.`)).toSorted())
    }
  })

  test('never takes the last one away', () => {
    for (const { minReplicaCount, maxReplicaCount } of scaled) {
      expect(minReplicaCount).toBeGreaterThanOrEqual(1)
      expect(maxReplicaCount).toBeGreaterThan(minReplicaCount)
    }
  })

  test('alone says how many there are', () => {
    for (const { scaleTargetRef } of scaled) expect(workload(scaleTargetRef.name).spec.replicas).toBeUndefined()
  })
})
