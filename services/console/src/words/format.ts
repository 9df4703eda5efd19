type Language = 'zh' | 'en'
const locale = { zh: 'zh-CN', en: 'en' } as const

/** What is less than a minute away. */
const nearly = {
  ago: { zh: '刚刚', en: 'just now' },
  ahead: { zh: '1 分钟内', en: 'within a minute' },
} as const
const minute = 60
const hour = 60 * minute
const day = 24 * hour

/** How long ago or how far ahead, in the largest unit that fits: "3 小时前", "in 2 days". Both in unix seconds. */
export const relativeTime = (time: number, now: number, language: Language): string => {
  const away = time - now
  const size = Math.abs(away)
  if (size < minute) return nearly[away > 0 ? 'ahead' : 'ago'][language]
  const format = new Intl.RelativeTimeFormat(locale[language], { numeric: 'always' })
  const say = (unit: 'minute' | 'hour' | 'day', length: number): string =>
    // A number stands apart from Chinese, as everywhere else on a page.
    format.format(Math.trunc(away / length), unit).replace(/(\d)(?=[\u4e00-\u9fff])/, '$1 ')
  if (size < hour) return say('minute', minute)
  return size < day ? say('hour', hour) : say('day', day)
}

/** Seconds say nothing beside so many minutes. */
const exact = 10 * minute

/** A length of time in at most two units: "2 天 3 小时", "5 min". In seconds. */
export const duration = (seconds: number, language: Language): string => {
  const units: readonly (readonly [number, string])[] =
    language === 'zh'
      ? [
          [day, ' 天'],
          [hour, ' 小时'],
          [minute, ' 分钟'],
          [1, ' 秒'],
        ]
      : [
          [day, ' d'],
          [hour, ' h'],
          [minute, ' min'],
          [1, ' s'],
        ]
  const given = Math.max(0, Math.floor(seconds))
  const whole = given < exact ? given : given - (given % minute)
  const first = units.findIndex(([size]) => whole >= size)
  if (first === -1) return `0${units.at(-1)?.[1]}`
  let left = whole
  return units
    .slice(first, first + 2)
    .map(([size, name]) => {
      const count = Math.floor(left / size)
      left -= count * size
      return count === 0 ? '' : `${count}${name}`
    })
    .filter((part) => part !== '')
    .join(' ')
}

/** Unix seconds as date and time of the reader's clock, to the second. */
export const exactTime = (time: number, language: Language): string =>
  new Intl.DateTimeFormat(locale[language], { dateStyle: 'medium', timeStyle: 'medium' }).format(time * 1000)

export const number = (value: number | bigint, language: Language): string =>
  new Intl.NumberFormat(locale[language]).format(value)
