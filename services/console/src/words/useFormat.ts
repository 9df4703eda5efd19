import { usePreferences } from '../preferences/preferences.ts'
import { duration, exactTime, number, relativeTime } from './format.ts'

/** The formats of times and numbers in the reader's language. */
export const useFormat = () => {
  const { language } = usePreferences()
  return {
    language,
    relativeTime: (time: number, now: number) => relativeTime(time, now, language),
    duration: (seconds: number) => duration(seconds, language),
    exactTime: (time: number) => exactTime(time, language),
    number: (value: number | bigint) => number(value, language),
  }
}
