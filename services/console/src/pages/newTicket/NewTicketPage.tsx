import { Page } from '../../ui/Page.tsx'
import { frameWords } from '../../words/frame.ts'
import { useWords } from '../../words/words.ts'

export const NewTicketPage = () => <Page title={useWords(frameWords).menu.new}>{null}</Page>
