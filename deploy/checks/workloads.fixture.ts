import { z } from 'zod'
import type { Manifest } from './kustomization.ts'

const KeyRef = z.object({ name: z.string(), key: z.string() })
const Probe = z.object({ httpGet: z.object({ path: z.string(), port: z.string() }) })
const Container = z.object({
  image: z.string(),
  ports: z.array(z.object({ name: z.string(), containerPort: z.int() })).optional(),
  envFrom: z.array(z.object({ configMapRef: z.object({ name: z.string() }) })).default([]),
  env: z.array(
    z.object({
      name: z.string(),
      value: z.string().optional(),
      valueFrom: z.object({ secretKeyRef: KeyRef.optional(), configMapKeyRef: KeyRef.optional() }).optional(),
    }),
  ),
  securityContext: z.unknown(),
  resources: z.object({ limits: z.record(z.string(), z.string()) }),
  startupProbe: Probe.optional(),
  livenessProbe: Probe.optional(),
  readinessProbe: Probe.optional(),
  lifecycle: z.object({ preStop: z.object({ sleep: z.object({ seconds: z.int() }) }) }).optional(),
})
const Labels = z.record(z.string(), z.string())

/** The checked fields of a Deployment or a Job. */
export const Workload = z.object({
  metadata: z.object({ name: z.string() }),
  spec: z.object({
    replicas: z.int().optional(),
    selector: z.object({ matchLabels: Labels }).optional(),
    template: z.object({
      metadata: z.object({ labels: Labels }),
      spec: z.object({
        automountServiceAccountToken: z.boolean(),
        securityContext: z.unknown(),
        terminationGracePeriodSeconds: z.int().optional(),
        containers: z.tuple([Container]),
      }),
    }),
  }),
})

const Rules = z.array(z.object({ ports: z.array(z.object({ port: z.int() })).optional() })).optional()
const NetworkPolicy = z.object({
  podSelector: z.object({ matchLabels: Labels.optional() }),
  policyTypes: z.array(z.string()),
  ingress: Rules,
  egress: Rules,
})

/** The network policies that select pods of these labels. */
export const networkPoliciesFor = (
  manifests: readonly Manifest[],
  labels: Readonly<Record<string, string>>,
): readonly z.infer<typeof NetworkPolicy>[] =>
  manifests
    .filter(({ kind }) => kind === 'NetworkPolicy')
    .map((manifest) => NetworkPolicy.parse(manifest.spec))
    .filter(({ podSelector: { matchLabels = {} } }) =>
      Object.entries(matchLabels).every(([name, value]) => labels[name] === value),
    )

export const ScaledObject = z.object({
  spec: z.object({
    scaleTargetRef: z.object({ name: z.string() }),
    minReplicaCount: z.int(),
    maxReplicaCount: z.int(),
    triggers: z.array(z.object({ type: z.literal('rabbitmq'), metadata: z.object({ queueName: z.string() }) })),
  }),
})
