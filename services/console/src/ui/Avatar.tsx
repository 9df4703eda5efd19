import styles from './Avatar.module.css'

/** One of six colours, always the same for a person. */
const colourOf = (name: string): number => {
  let sum = 0
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 997
  return sum % 6
}

/** A person by the surname of a Chinese name (赵主管, 钱主管), or the initials of another. Decoration: the name stands beside it. */
export const Avatar = ({ name, size = 28 }: { readonly name: string; readonly size?: number }) => {
  const letters = /[\u3400-\u9fff]/u.test(name)
    ? [...name][0]
    : name
        .split(/[\s._@-]+/)
        .map((part) => [...part][0] ?? '')
        .slice(0, 2)
        .join('')
        .toUpperCase()
  return (
    <span
      className={styles.avatar}
      data-colour={colourOf(name)}
      style={{ width: size, height: size, fontSize: size * 0.42 }}
      aria-hidden="true"
    >
      {letters}
    </span>
  )
}
