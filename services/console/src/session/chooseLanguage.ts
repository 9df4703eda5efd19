import { type Preferences, setPreferences } from '../preferences/preferences.ts'
import { gongdan } from './gongdan.ts'

/** Shows the console in a language, and has mails come in it, too; the page does, whatever becomes of that. */
export const chooseLanguage = (language: Preferences['language']): void => {
  setPreferences({ language })
  gongdan()
    .notifications.change({ language })
    .catch(() => undefined)
}
