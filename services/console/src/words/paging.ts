import { words } from './words.ts'

/** Texts of what turns the pages of a list. */
export const pagingWords = words(
  {
    page: (page: number, pages: number) => `第 ${page} 页，共 ${pages} 页`,
    previous: '上一页',
    next: '下一页',
  },
  {
    page: (page, pages) => `Page ${page} of ${pages}`,
    previous: 'Previous page',
    next: 'Next page',
  },
)
