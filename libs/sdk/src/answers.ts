/** The one shape of every answer (contract §1). */
export interface Envelope {
  readonly scode: number
  readonly desc: string
  readonly message: string
  readonly message_cn: string
  readonly data: unknown
  readonly desc_cn?: string
}

export type Language = 'zh' | 'en'

/** What an answer says: its fixed sentences, and what exactly is wrong (`''` where nothing is). */
export interface Said {
  /** What programs switch on (contract §1). */
  readonly scode: number
  readonly message: string
  readonly messageCn: string
  readonly desc: string
  readonly descCn: string
}

export const saidBy = (envelope: Envelope): Said => ({
  scode: envelope.scode,
  message: envelope.message,
  messageCn: envelope.message_cn,
  desc: envelope.desc,
  descCn: envelope.desc_cn ?? '',
})

/** One sentence for a person: what happened, and what exactly. */
export const sentence = ({ message, messageCn, desc, descCn }: Omit<Said, 'scode'>, language: Language): string => {
  if (language === 'en') return desc === '' ? message : `${message}: ${desc}`
  const exactly = descCn === '' ? desc : descCn
  return exactly === '' ? messageCn : `${messageCn}：${exactly}`
}

/** What a `GongdanError` tells beside its sentences. */
interface Circumstances {
  readonly requestId: string
  readonly retryAfter: number | null
  readonly data: unknown
  readonly language: Language
  readonly cause?: unknown
  readonly batchUuid?: string | undefined
  /** An attempt before this one was sent, and nothing was heard of it. */
  readonly isRepeat?: boolean
}

/** What the gateway does not store under a key (contract §5), and mostly says before it looks the key up. */
const isUnstored = (scode: number): boolean =>
  (scode >= 1001 && scode <= 1007) || scode === 2001 || scode === 2002 || scode >= 9000

/** Accepted, and nobody asks for the outcome any more (contract §5): an operator has to look. */
export const isUnanswered = (scode: number): boolean => scode === 6002

/**
 * Whether an answer tells what became of the request. 1009: the attempt before is still under way, or its gateway has died. What is
 * not stored says nothing of an attempt before.
 */
const tells = (scode: number, isRepeat: boolean): boolean =>
  scode < 9000 && scode !== 1009 && !isUnanswered(scode) && !(isRepeat && isUnstored(scode))

/** A request that was refused as a whole, or that no answer came to (then `scode` is 9002 and `answered` false). */
export class GongdanError extends Error implements Said {
  override readonly name = 'GongdanError'
  readonly scode: number
  readonly messageCn: string
  readonly desc: string
  readonly descCn: string
  /** `X-Request-Id` of the answer: for logs. */
  readonly requestId: string
  /** Seconds after which it is worth trying again, if the answer says so. */
  readonly retryAfter: number | null
  readonly data: unknown
  readonly answered: boolean
  /** False where the request was sent and no outcome came: it may have happened. The same key tells. */
  readonly known: boolean
  /** Where the outcome of what was accepted appears, if it is not known yet: `batches.inspect`. */
  readonly batchUuid: string | undefined
  /** One sentence for a person, in the language of the client. */
  readonly text: string

  constructor(said: Said, circumstances: Circumstances, answered = true) {
    const { requestId, retryAfter, data, language, cause, batchUuid, isRepeat = false } = circumstances
    super(said.message, cause === undefined ? {} : { cause })
    this.scode = said.scode
    this.messageCn = said.messageCn
    this.desc = said.desc
    this.descCn = said.descCn
    this.requestId = requestId
    this.retryAfter = retryAfter
    this.data = data
    this.answered = answered
    this.known = answered && tells(said.scode, isRepeat) && batchUuid === undefined
    this.batchUuid = batchUuid
    this.text = sentence(said, language)
  }
}

const away = {
  scode: 9002,
  message: 'the service is not available',
  messageCn: '服务暂不可用',
}

/** No answer came. */
export const noAnswer = (why: string, language: Language, cause?: unknown): GongdanError =>
  new GongdanError(
    { ...away, desc: why, descCn: why },
    { requestId: '', retryAfter: null, data: null, language, cause },
    false,
  )

/** Accepted is accepted: that its outcome could not be asked for does not undo it. */
export const unknownOutcome = (error: unknown, batchUuid: string, language: Language): GongdanError => {
  const why = error instanceof GongdanError ? error : noAnswer(String(Object(error).message ?? error), language)
  const { requestId, retryAfter, data, answered } = why
  return new GongdanError(
    why,
    { requestId, retryAfter, data, language, cause: why.cause ?? error, batchUuid },
    answered,
  )
}
