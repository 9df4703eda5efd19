import { type Refusal, refusal } from '@gongdan/contracts'

/** Memory for requests that wait for their outcome. */
export interface WaitingRoom {
  /** Takes a request of so many bytes in until it leaves; 1007 when the caller has too much here, 9003 when all have. */
  enter(caller: string, bytes: number): { leave(): void } | Refusal
}

export interface WaitingRoomLimits {
  readonly mostBytes: number
  readonly mostBytesOfCaller: number
}

/** The bytes of some 300,000 items, and for a caller of 30,000: two or three of the longest lists. */
export const usualRoom: WaitingRoomLimits = { mostBytes: 40 * 1_048_576, mostBytesOfCaller: 4 * 1_048_576 }

/** A caller who has nothing here is let in whatever the size, as long as there is room for all. */
export const createWaitingRoom = ({ mostBytes, mostBytesOfCaller }: WaitingRoomLimits): WaitingRoom => {
  const bytesOf = new Map<string, number>()
  let all = 0
  return {
    enter: (caller, bytes) => {
      const own = bytesOf.get(caller) ?? 0
      if (own > 0 && own + bytes > mostBytesOfCaller) {
        return {
          ...refusal(1007, 'too many of your requests wait for their outcome', '您等待结果的请求过多'),
          retryAfterS: 5,
        }
      }
      if (all + bytes > mostBytes)
        return refusal(9003, 'too many requests wait for their outcome', '等待结果的请求过多')
      bytesOf.set(caller, own + bytes)
      all += bytes
      let isHere = true
      return {
        leave: () => {
          if (!isHere) return
          isHere = false
          all -= bytes
          const left = (bytesOf.get(caller) ?? 0) - bytes
          if (left > 0) bytesOf.set(caller, left)
          else bytesOf.delete(caller)
        },
      }
    },
  }
}
