import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { localDirectory, root } from '../../deploy/local/localDirectory.ts'
import { aptInstall } from '../../deploy/local/parts/aptInstall.ts'
import startParts from '../support/startParts.ts'
import { keepForStop } from '../support/stopParts.ts'
import { browsers } from './tenants.ts'

/** A browser, the font without which Chinese is boxes in pictures, and what makes a certificate for a proxy. */
const needed = [
  ...(process.env.CHROMIUM ? [] : [{ packages: ['chromium-headless-shell', 'chromium'], files: browsers }]),
  { packages: ['fonts-noto-cjk'], files: ['/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc'] },
  { packages: ['openssl'], files: ['/usr/bin/openssl'] },
]

/** Installs what is missing: the first package of each that can be had. */
const installMissing = async (): Promise<void> => {
  for (const { packages, files } of needed) {
    let refusal: string | undefined
    for (const name of files.some((file) => existsSync(file)) ? [] : packages) {
      refusal = await aptInstall(name, localDirectory('apt-get.log'))
      if (refusal === undefined) break
    }
    if (refusal !== undefined) throw new Error(`${refusal}; the tests of the console need it`)
  }
}

/**
 * Jest's globalSetup: one system with the console, on which every file of tests has a tenant of its own. Sets `CONSOLE_URL`
 * and `CONSOLE_SYSTEM`, the folder of the system. It is a process of its own, for Jest loads this file as CommonJS, which not all
 * of the system's packages can be loaded as.
 */
export default async () => {
  await Promise.all([installMissing(), startParts()])
  const child = spawn(process.execPath, [join(root, 'test/console/runSystem.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  keepForStop(async () => {
    child.stdin.end()
    await ended
  })
  const [line] = await Promise.race([once(createInterface({ input: child.stdout }), 'line'), ended])
  if (typeof line !== 'string') throw new Error('the system of the console did not start: see above')
  Object.assign(process.env, JSON.parse(line))
}
