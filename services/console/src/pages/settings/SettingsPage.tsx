import { Page } from '../../ui/Page.tsx'
import { frameWords } from '../../words/frame.ts'
import { useWords } from '../../words/words.ts'

export const SettingsPage = () => <Page title={useWords(frameWords).menu.settings}>{null}</Page>
