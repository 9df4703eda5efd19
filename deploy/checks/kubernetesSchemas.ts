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

/** What the API's own schema says against a manifest; `null` if nothing. It says nothing against fields it does not know. */
export const faultOf = async (manifest: Manifest): Promise<string | null> => {
  const { [manifest.kind]: Model } = await import(moduleOf(manifest))
  try {
    new Model(manifest).validate()
    return null
  } catch (fault) {
    return String(Object(fault).message)
  }
}

/**
 * What the compiler says against manifests: it knows every field of every kind, so it finds those that are misspelt or in
 * the wrong place, which a server would drop without a word. Empty if nothing.
 */
export const misfits = (manifests: readonly Manifest[]): string => {
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
