import { words } from './words.ts'

/** Texts of the list of image tickets. */
export const imageWords = words(
  {
    title: '镜像',
    sub: '镜像工单的制作进度',
    states: {
      all: '全部',
      queued: '排队中',
      creating: '创建中',
      created: '已创建',
      failed: '创建失败',
      needs_operator: '等待人工处理',
    },
    filter: '镜像状态',
    emptyTitle: '没有镜像工单',
    emptyText: '镜像工单通过审批后，会在这里显示制作进度。',
    forAdministrators: '只有管理员可以查看镜像列表',
    since: '更新于',
    running: (length: string) => `已进行 ${length}`,
    retry: '重试',
    retried: (name: string) => `“${name}”已重新排队`,
    inApproval: '审批中',
  },
  {
    title: 'Images',
    sub: 'Progress of image tickets',
    states: {
      all: 'All',
      queued: 'Queued',
      creating: 'Creating',
      created: 'Created',
      failed: 'Failed',
      needs_operator: 'Needs an operator',
    },
    filter: 'Image state',
    emptyTitle: 'No image tickets',
    emptyText: 'Approved image tickets appear here with their progress.',
    forAdministrators: 'Only administrators can see the list of images',
    since: 'Updated',
    running: (length) => `running for ${length}`,
    retry: 'Retry',
    retried: (name) => `“${name}” is queued again`,
    inApproval: 'In approval',
  },
)
