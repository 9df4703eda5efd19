import type { Command } from 'commander'

/** What can follow: commands by the words before them, and the options of each. */
const wordsOf = (
  command: Command,
  path: readonly string[] = [],
): readonly (readonly [path: string, words: string])[] => {
  const options = command.options.flatMap(({ long, hidden }) => (long == null || hidden ? [] : [long]))
  const commands = command.commands.map((one) => one.name())
  const own = [path.join(' '), [...commands, ...options, '--help'].join(' ')] as const
  return [own, ...command.commands.flatMap((one) => wordsOf(one, [...path, one.name()]))]
}

const bash = (words: ReturnType<typeof wordsOf>): string => `_gongdan() {
  local path="" word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    [[ $word == -* ]] || path="\${path:+$path }$word"
  done
  local found=""
  while :; do
    case "$path" in
${words.map(([path, said]) => `      "${path}") found="${said}" ;;`).join('\n')}
    esac
    [[ -n $found || -z $path ]] && break
    [[ $path == *" "* ]] && path="\${path% *}" || path=""
  done
  COMPREPLY=($(compgen -W "$found" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -F _gongdan gongdan`

const fish = (words: ReturnType<typeof wordsOf>): string =>
  words
    .flatMap(([path, said]) => {
      const condition = path === '' ? '__fish_use_subcommand' : `__fish_seen_subcommand_from ${path.split(' ').at(-1)}`
      return said.split(' ').map((word) => {
        const given = word.startsWith('--') ? `-l ${word.slice(2)}` : `-a ${word}`
        return `complete -c gongdan -n '${condition}' -f ${given}`
      })
    })
    .join('\n')

/** gongdan completion: a script for a shell, of the commands as they are. */
export const completion = (program: Command, shell: string): string => {
  const words = wordsOf(program)
  if (shell === 'fish') return fish(words)
  // zsh takes what is written for bash.
  return shell === 'zsh' ? `autoload -U +X bashcompinit && bashcompinit\n${bash(words)}` : bash(words)
}
