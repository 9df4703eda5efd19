import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { World } from './world.ts'

/** One gateway and one person. */
export interface Profile {
  readonly url?: string
  readonly issuer?: string
  readonly clientId?: string
  readonly accessToken?: string | undefined
  readonly refreshToken?: string | undefined
  readonly idToken?: string | undefined
  /** Unix seconds. */
  readonly expiresAt?: number | undefined
}

export interface Config {
  readonly current?: string
  readonly profiles: Readonly<Record<string, Profile>>
}

/** A list that was sent in part, so that it can be sent on. */
export interface Run {
  readonly action: string
  readonly items: readonly unknown[]
  readonly shared: object
  readonly pieces: number
}

const readJson = <T>(file: string): T | undefined => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    if (Object(error).code === 'ENOENT') return undefined
    throw error
  }
}

/** The person's own files: they hold tokens, so only their owner may read them. */
export const configStore = ({ env, home }: Pick<World, 'env' | 'home'>) => {
  const directory = join(env.XDG_CONFIG_HOME || join(home, '.config'), 'gongdan')
  const file = join(directory, 'config.json')
  const runFile = (key: string) => join(directory, 'runs', `${key.replace(/[^\w.-]/g, '_')}.json`)
  const write = (path: string, value: unknown) => {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    const fresh = `${path}.${process.pid}`
    writeFileSync(fresh, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 })
    chmodSync(fresh, 0o600)
    renameSync(fresh, path)
  }
  const read = (): Config => readJson<Config>(file) ?? { profiles: {} }
  return {
    file,
    read,
    /** Changes fields of a profile; undefined takes one out. */
    update: (name: string, changes: Profile) => {
      const config = read()
      write(file, { ...config, profiles: { ...config.profiles, [name]: { ...config.profiles[name], ...changes } } })
    },
    use: (name: string) => write(file, { ...read(), current: name }),
    readRun: (key: string) => readJson<Run>(runFile(key)),
    writeRun: (key: string, run: Run) => write(runFile(key), run),
    removeRun: (key: string) => rmSync(runFile(key), { force: true }),
  }
}
