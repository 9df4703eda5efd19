import { words } from './words.ts'

/** Texts of the parts in which roles and people are chosen. */
export const peopleWords = words(
  {
    role: '角色',
    person: '人员',
    system: '超级管理员',
    systemTenant: '平台',
    byId: '按角色 ID 添加',
    add: '添加角色或人员',
    addPerson: '选择人员',
    remove: (name: string) => `移除 ${name}`,
    holders: (count: number) => (count === 0 ? '暂无成员' : `${count} 人`),
    nobody: '还没有人',
  },
  {
    role: 'Role',
    person: 'Person',
    system: 'Super administrator',
    systemTenant: 'Platform',
    byId: 'Add by role ID',
    add: 'Add a role or a person',
    addPerson: 'Choose a person',
    remove: (name) => `Remove ${name}`,
    holders: (count) => (count === 0 ? 'no members yet' : count === 1 ? '1 person' : `${count} people`),
    nobody: 'Nobody yet',
  },
)
