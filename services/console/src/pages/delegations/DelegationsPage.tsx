import { Page } from '../../ui/Page.tsx'
import { frameWords } from '../../words/frame.ts'
import { useWords } from '../../words/words.ts'

export const DelegationsPage = () => <Page title={useWords(frameWords).menu.delegations}>{null}</Page>
