import { usePreferences } from '../preferences/preferences.ts'

/** The texts of one language: a text, a text with gaps to fill, or a group of both. */
type Texts = { readonly [key: string]: string | ((...given: never[]) => string) | Texts }

/** The same keys, and gaps of the same kind, in whatever words. */
type Likewise<T> = {
  readonly [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends (...given: infer Given) => string
      ? (...given: Given) => string
      : Likewise<T[K]>
}

export type Words<T> = { readonly zh: Likewise<T>; readonly en: Likewise<T> }

/** Texts in Chinese and English. A key that one of them lacks, or has in addition, is a type error. */
export const words = <const T extends Texts>(zh: T, en: Likewise<NoInfer<T>>): Words<T> => ({
  zh: zh as unknown as Likewise<T>,
  en,
})

/** The texts in the reader's language. */
export const useWords = <T>(texts: Words<T>): Likewise<T> => texts[usePreferences().language]
