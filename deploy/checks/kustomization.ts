import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { parse, parseAllDocuments } from 'yaml'
import { z } from 'zod'

/** An object of Kubernetes, of any kind. */
export const Manifest = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string(), namespace: z.string().optional() }),
})
export type Manifest = z.infer<typeof Manifest>

const Target = z.strictObject({ kind: z.string(), name: z.string().optional() })
const Patch = z.array(
  z.discriminatedUnion('op', [
    z.strictObject({ op: z.enum(['add', 'replace']), path: z.string(), value: z.unknown() }),
    z.strictObject({ op: z.literal('remove'), path: z.string() }),
  ]),
)
type Operation = z.infer<typeof Patch>[number]

/** The part of kustomize that our kustomizations use. Anything else is rejected, since it would go unchecked. */
const Kustomization = z.strictObject({
  apiVersion: z.string(),
  kind: z.enum(['Kustomization', 'Component']),
  namespace: z.string().optional(),
  resources: z.array(z.string()).default([]),
  components: z.array(z.string()).default([]),
  images: z.array(z.strictObject({ name: z.string(), newName: z.string(), newTag: z.string() })).default([]),
  patches: z.array(z.strictObject({ path: z.string(), target: Target })).default([]),
})

const read = (file: string): string => readFileSync(file, 'utf8')

const manifestsIn = (path: string): readonly Manifest[] =>
  existsSync(join(path, 'kustomization.yaml'))
    ? build(path)
    : parseAllDocuments(read(path)).map((document) => Manifest.parse(document.toJS()))

/** One operation of RFC 6902, in place; throws when its path does not exist. */
const apply = (manifest: Manifest, operation: Operation): void => {
  const steps = operation.path.split('/').slice(1)
  const last = steps.pop()?.replaceAll('~1', '/').replaceAll('~0', '~') ?? ''
  let parent: unknown = manifest
  for (const step of steps) parent = Object(parent)[step]
  if (typeof parent !== 'object' || parent === null) {
    throw new Error(`${manifest.kind} ${manifest.metadata.name} has no ${dirname(operation.path)}`)
  }
  const there = Object.hasOwn(parent, last)
  if (operation.op !== 'add' && !there)
    throw new Error(`${manifest.kind} ${manifest.metadata.name} has no ${operation.path}`)
  if (operation.op === 'remove') Reflect.deleteProperty(parent, last)
  else if (Array.isArray(parent) && last === '-') parent.push(structuredClone(operation.value))
  else Reflect.set(parent, last, structuredClone(operation.value))
}

const isTargeted = ({ kind, metadata }: Manifest, target: z.infer<typeof Target>): boolean =>
  kind === target.kind && new RegExp(`^(${target.name ?? '.*'})$`).test(metadata.name)

/** The manifests that `kubectl apply -k` would send for a folder. */
export const build = (folder: string, onTopOf: readonly Manifest[] = []): readonly Manifest[] => {
  const kustomization = Kustomization.parse(parse(read(join(folder, 'kustomization.yaml'))))
  const own = kustomization.resources.flatMap((resource) => manifestsIn(join(folder, resource)))
  const manifests = kustomization.components.reduce<readonly Manifest[]>(
    (all, component) => build(join(folder, component), all),
    [...onTopOf, ...own],
  )
  for (const { path, target } of kustomization.patches) {
    const targeted = manifests.filter((manifest) => isTargeted(manifest, target))
    if (targeted.length === 0) throw new Error(`${basename(folder)}/${path} has no target`)
    for (const operation of Patch.parse(parse(read(join(folder, path))))) {
      for (const manifest of targeted) apply(manifest, operation)
    }
  }
  for (const manifest of manifests) {
    if (kustomization.namespace !== undefined && manifest.kind !== 'Namespace')
      manifest.metadata.namespace = kustomization.namespace
    for (const container of containersOf(manifest)) {
      const image = kustomization.images.find(({ name }) => name === container.image)
      if (image !== undefined) container.image = `${image.newName}:${image.newTag}`
    }
  }
  return manifests
}

const Container = z.looseObject({ name: z.string(), image: z.string() })
const WithPods = z.looseObject({
  spec: z.looseObject({ template: z.looseObject({ spec: z.looseObject({ containers: z.array(Container) }) }) }),
})

/** The containers of a workload, to be changed in place; none for anything else. */
const containersOf = (manifest: Manifest): { image: string }[] =>
  WithPods.safeParse(manifest).success ? Object(manifest).spec.template.spec.containers : []
