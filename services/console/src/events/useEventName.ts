import type { NotifiedEventType, webhookEventTypes } from '@gongdan/contracts'
import { eventWords } from '../words/events.ts'
import { useWords } from '../words/words.ts'

/** Every type of event that can be chosen has a name. */
type Named = Readonly<Record<NotifiedEventType | (typeof webhookEventTypes)[number], string>>

/** What a type of event is called; one that this console does not know yet by its own name. */
export const useEventName = () => {
  const names: Named = useWords(eventWords).names
  return (type: string): string => (names as Readonly<Record<string, string>>)[type] ?? type
}
