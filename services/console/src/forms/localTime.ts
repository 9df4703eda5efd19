const twoDigits = (number: number): string => String(number).padStart(2, '0')

/** Unix seconds as an input of date and time has them, in the zone of the reader; seconds are kept where there are any. */
export const toLocalTime = (seconds: number): string => {
  const at = new Date(seconds * 1000)
  const date = [at.getFullYear(), twoDigits(at.getMonth() + 1), twoDigits(at.getDate())].join('-')
  const time = [at.getHours(), at.getMinutes(), ...(at.getSeconds() === 0 ? [] : [at.getSeconds()])]
  return `${date}T${time.map(twoDigits).join(':')}`
}

/** Unix seconds of what such an input has; null for what is no time. */
export const fromLocalTime = (text: string): number | null => {
  const milliseconds = Date.parse(text)
  return Number.isNaN(milliseconds) ? null : Math.floor(milliseconds / 1000)
}
