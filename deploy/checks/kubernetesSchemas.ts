import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { localDirectory, root } from '../local/localDirectory.ts'
import type { Manifest } from './kustomization.ts'

const packages: Readonly<Record<string, string>> = {
  'keda.sh': '@kubernetes-models/keda',
  'monitoring.coreos.com': '@kubernetes-models/prometheus-operator',
}

const moduleOf = ({ apiVersion, kind }: Manifest): string => {
  const [group = ''] = apiVersion.split('/')
  return `${packages[group] ?? 'kubernetes-models'}/${apiVersion}/${kind}`
}

/** The error of a manifest by the API's own schema, or null. That schema ignores unknown fields. */
export const schemaError = async (manifest: Manifest): Promise<string | null> => {
  const { [manifest.kind]: Model } = await import(moduleOf(manifest))
  try {
    new Model(manifest).validate()
    return null
  } catch (fault) {
    return String(Object(fault).message)
  }
}

/**
 * The compiler's errors for manifests, empty if there are none. The types know every field of every kind, so this finds
 * misspelt or misplaced fields, which a server would drop silently.
 */
export const mismatches = (manifests: readonly Manifest[]): string => {
  const file = join(localDirectory('checks'), 'manifests.ts')
  const lines = manifests.map((manifest, index) => {
    const type = `import('${moduleOf(manifest)}').I${manifest.kind}`
    return `export const manifest${index}: ${type} = ${JSON.stringify(manifest, null, 2)}\n`
  })
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, lines.join('\n'))
  const options = ['--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext', '--ignoreConfig', file]
  try {
    execFileSync(join(root, 'node_modules/.bin/tsc'), options, { cwd: root, encoding: 'utf8' })
    return ''
  } catch (fault) {
    return String(Object(fault).stdout)
  }
}
