import { words } from './words.ts'

/** Texts of the parts that every page uses. */
export const uiWords = words(
  {
    close: '关闭',
    cancel: '取消',
    retry: '重试',
    copy: '复制',
    copied: '已复制',
    clear: '清除',
    loading: '正在加载',
    optional: '选填',
    requestId: '请求 ID',
    nothingFound: '没有匹配项',
    failed: '操作失败',
    mayBeDone: '没有收到结果，可能已经生效',
    tryAgain: '不修改内容再试一次，不会重复提交。',
    notifications: '提示',
    more: '更多',
  },
  {
    close: 'Close',
    cancel: 'Cancel',
    retry: 'Retry',
    copy: 'Copy',
    copied: 'Copied',
    clear: 'Clear',
    loading: 'Loading',
    optional: 'optional',
    requestId: 'Request ID',
    nothingFound: 'No matches',
    failed: 'Something went wrong',
    mayBeDone: 'No response: it may have taken effect',
    tryAgain: 'Trying again without changes does not do it twice.',
    notifications: 'Notifications',
    more: 'More',
  },
)
