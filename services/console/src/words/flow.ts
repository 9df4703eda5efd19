import { words } from './words.ts'

/** Texts of the picture of an approval, wherever it is shown. */
export const flowWords = words(
  {
    label: '审批流程图',
    start: '提交',
    end: '通过',
    together: '同时进行',
    all: (seats: number) => `${seats} 人全部通过`,
    some: (need: number, seats: number) => `${seats} 人中 ${need} 人通过`,
    any: (seats: number) => `${seats} 人中任一人通过`,
    progress: (done: number, need: number) => `已通过 ${done}/${need}`,
    state: {
      planned: '计划中',
      waiting: '未开始',
      open: '审批中',
      passed: '已通过',
      overruled: '已驳回',
      skipped: '已跳过',
    },
    skippedBy: { applicant: '申请人担任该角色', condition: '条件不成立' },
    seats: (filled: number, refused: number, open: number) =>
      `${filled} 个席位已通过，${refused} 个已驳回，${open} 个待审批`,
    overdue: (length: string) => `已超时 ${length}`,
    left: (length: string) => `剩余 ${length}`,
    within: (length: string) => `限时 ${length}`,
    pass: '通过',
    overrule: '驳回',
    behalf: (name: string) => `代 ${name}`,
    people: (names: string, count: number) =>
      count === 0 ? names : names === '' ? `${count} 人` : `${names} 等 ${count} 人`,
    nobodyKnown: '暂无已知成员',
    unnamed: (place: number) => `第 ${place} 步`,
  },
  {
    label: 'Approval flow',
    start: 'Submitted',
    end: 'Approved',
    together: 'In parallel',
    all: (seats) => `all ${seats} must approve`,
    some: (need, seats) => `${need} of ${seats} must approve`,
    any: (seats) => `any 1 of ${seats} must approve`,
    progress: (done, need) => `${done} of ${need} approved`,
    state: {
      planned: 'Planned',
      waiting: 'Not started',
      open: 'In progress',
      passed: 'Approved',
      overruled: 'Rejected',
      skipped: 'Skipped',
    },
    skippedBy: { applicant: 'the applicant holds this role', condition: 'condition not met' },
    seats: (filled, refused, open) => `${filled} approved, ${refused} rejected, ${open} pending`,
    overdue: (length) => `${length} overdue`,
    left: (length) => `${length} left`,
    within: (length) => `within ${length}`,
    pass: 'approved',
    overrule: 'rejected',
    behalf: (name) => `on behalf of ${name}`,
    people: (names, count) =>
      count === 0
        ? names
        : names === ''
          ? count === 1
            ? '1 person'
            : `${count} people`
          : `${names} and others (${count} in total)`,
    nobodyKnown: 'No known members yet',
    unnamed: (place) => `Step ${place}`,
  },
)
