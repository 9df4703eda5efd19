import { z } from 'zod'
import type { Scode } from './scodes.ts'

/** What `desc` and `desc_cn` of an answer say (contract §1): nothing, or the same in English and in Chinese. */
export const Desc = z.union([z.literal(''), z.object({ en: z.string(), cn: z.string() })])
export type Desc = Readonly<z.infer<typeof Desc>>

/** A sentence in both languages. */
export const said = (en: string, cn: string) => ({ en, cn })

/** Why a command was refused: a normal result, not a fault (decision 7). `desc` says what exactly. */
export interface Refusal {
  readonly scode: Scode
  readonly desc: Desc
  /**
   * The name that the answer carries, where it is not that of the thing as it stands: empty where the caller may not
   * see it.
   */
  readonly name?: string
  /** Set where the caller may see how the refused thing stands: the answer then says so. */
  readonly shows?: true
  /** After how many seconds trying again may do better, where that is known. */
  readonly retryAfterS?: number
}

/** A refusal, and what exactly is wrong: no sentence without its Chinese. */
export const refusal = (scode: Scode, ...words: [desc: Desc] | [en: string, cn: string]): Refusal => ({
  scode,
  desc: words.length === 1 ? words[0] : said(...words),
})

/** The English of it, for logs. */
export const inEnglish = (desc: Desc): string => (desc === '' ? '' : desc.en)

export const isRefusal = <T extends object>(value: T | Refusal): value is Refusal => 'scode' in value

/** The result of deciding a command: its events, possibly none, or the refusal. */
export type Decision<E> = readonly E[] | Refusal
