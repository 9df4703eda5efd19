import { globSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { migrate } from '@gongdan/store'

const services = resolve(import.meta.dirname, '../../services')

/** Brings every service's database up to date. Safe to run twice, and two at a time. Gives the names of what ran. */
export const migrateAll = async (mongodbUrl: string): Promise<readonly string[]> => {
  const ran: string[] = []
  // One after the other: migrate-mongo keeps its configuration in one place a process.
  for (const folder of globSync('*/migrations', { cwd: services }).sort()) {
    const service = basename(dirname(folder))
    for (const name of await migrate(mongodbUrl, service, join(services, folder))) ran.push(`${service}/${name}`)
  }
  return ran
}
