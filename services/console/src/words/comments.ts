import { words } from './words.ts'

/** Texts of the comments on a ticket. */
export const commentWords = words(
  { title: '评论', write: '写评论…', mention: '提及同事', send: '发表' },
  { title: 'Comments', write: 'Write a comment…', mention: 'Mention a colleague', send: 'Comment' },
)
