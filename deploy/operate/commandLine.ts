import { type ParseArgsConfig, parseArgs } from 'node:util'

/** Ends the process with 2 and how the command is given. */
export const refuse = (usage: string): never => {
  process.stderr.write(usage)
  process.exit(2)
}

/** The arguments of a command, which is refused with others than it takes. */
export const readArguments = <const C extends ParseArgsConfig>(usage: string, config: C) => {
  try {
    return parseArgs(config)
  } catch {
    return refuse(usage)
  }
}

/** Carries out a command. What keeps it from that, a server that does not answer for one, is said in a line: exit code 3. */
export const carryOut = async (command: () => Promise<void>): Promise<void> => {
  try {
    await command()
  } catch (fault) {
    process.stderr.write(`not done: ${fault instanceof Error ? fault.message : fault}\n`)
    process.exitCode = 3
  }
}
