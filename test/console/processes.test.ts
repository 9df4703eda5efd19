import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals'
import type { Locator, Page } from 'playwright-core'
import { people } from '../../deploy/local/people.ts'
import { type ConsoleHarness, hold, openConsole, soon } from './harness.ts'

jest.setTimeout(240_000)

let console: ConsoleHarness
let processUuid: string
beforeAll(async () => {
  console = await openConsole(randomUUID())
  processUuid = await console.defineProcess('两步审批', ['first', 'second'])
})
afterEach(() => console.leave())
afterAll(async () => {
  expect(await console.complaints()).toEqual([])
  await console.close()
})

/** By its whole label, which says of some that they may be left out. */
const field = (page: Page, label: string): Locator => page.getByLabel(new RegExp(`^${label}(选填)?$`))

/** Presses until somebody is chosen, as a person would, and tells of a press without effect. */
const chooseApprover = async (page: Page, name: string): Promise<void> =>
  soon(async () => {
    await page.getByRole('combobox', { name: '审批人' }).click()
    await page.getByRole('option', { name }).first().click()
    const chosen = page.getByRole('button', { name: `移除 ${name}` }).last()
    await chosen.waitFor({ timeout: 10_000 }).catch((fault) => {
      process.stderr.write(`a press on ${name} chose nobody\n`)
      throw fault
    })
  })

test('a process is designed by keyboard, tried, and its condition refused at its place', async () => {
  const page = await console.open('administrator', { at: 'processes/new' })
  await field(page, '流程名称').fill('扩容审批')
  await chooseApprover(page, '部门审批')
  await page.getByRole('button', { name: '添加步骤' }).click()
  await field(page, '步骤名称').fill('复核')
  await chooseApprover(page, '资源审批')
  await field(page, '执行条件').fill('detail.capacity > 1')
  await page.getByText(/Unknown variable/).waitFor()
  await field(page, '执行条件').fill('details.capacity > 1')
  await page.getByText('以示例工单计算：条件成立，执行此步骤').waitFor()
  const second = page.getByRole('button', { name: '复核', exact: true })
  await second.focus()
  await page.keyboard.press('Alt+ArrowUp')
  await page.getByText('“复核”已移到第 1 步').waitFor()
  await page.getByRole('button', { name: '创建流程' }).click()
  await page.waitForURL(/\/processes\/[0-9a-f-]{36}$/)
  const uuid = page.url().slice(-36)
  const { data } = await console.as('administrator').get(`ticket/process/inspect?process_uuid=${uuid}`)
  expect(data).toMatchObject({
    process_name: '扩容审批',
    process_list: [{ step_name: '复核', when: 'details.capacity > 1' }, { role_name: '部门审批' }],
  })
})

test('a step of a process can wait for steps that are selected, whichever they are', async () => {
  const page = await console.open('administrator', { at: 'processes/new' })
  await field(page, '流程名称').fill('并行审批')
  await chooseApprover(page, '部门审批')
  for (const name of ['复核', '归口']) {
    await page.getByRole('button', { name: '添加步骤' }).click()
    await field(page, '步骤名称').fill(name)
    await chooseApprover(page, '资源审批')
  }
  await field(page, '开始时间').selectOption('指定步骤完成后')
  const earlier = page.getByRole('group', { name: '等待这些步骤完成' })
  await expect(earlier.getByRole('checkbox', { name: '复核' }).isChecked()).resolves.toBe(true)
  await earlier.getByRole('checkbox', { name: '部门审批' }).click()
  await earlier.getByRole('checkbox', { name: '复核' }).click()
  await expect(earlier.getByRole('checkbox', { name: '部门审批' }).isChecked()).resolves.toBe(true)
  await expect(field(page, '开始时间').inputValue()).resolves.toBe('chosen')
  await page.getByRole('button', { name: '创建流程' }).click()
  await page.waitForURL(/\/processes\/[0-9a-f-]{36}$/)
  const { data } = await console.as('administrator').get(`ticket/process/inspect?process_uuid=${page.url().slice(-36)}`)
  expect(data).toMatchObject({ process_list: [{}, {}, { after: ['s1'] }] })
})

test('time limits and reminders are typed as numbers are, and what is none is said at its place', async () => {
  const page = await console.open('administrator', { at: 'processes/new' })
  await field(page, '流程名称').fill('限时审批')
  await chooseApprover(page, '部门审批')
  const due = field(page, '处理时限')
  await due.pressSequentially('1.5')
  await expect(due.inputValue()).resolves.toBe('1.5')
  await page.getByRole('button', { name: '添加提醒' }).click()
  const reminder = page.getByRole('group', { name: '提醒' }).getByRole('textbox')
  await reminder.press('End')
  await reminder.press('Backspace')
  await expect(reminder.inputValue()).resolves.toBe('')
  await page.getByText('请输入大于 0 的数字').waitFor()
  await page.getByRole('button', { name: '创建流程' }).click()
  await page.getByText('有一处需要修改').waitFor()
  await reminder.pressSequentially('0.5')
  await page.getByRole('button', { name: '创建流程' }).click()
  await page.waitForURL(/\/processes\/[0-9a-f-]{36}$/)
  const { data } = await console.as('administrator').get(`ticket/process/inspect?process_uuid=${page.url().slice(-36)}`)
  expect(data).toMatchObject({ process_list: [{ due_in: 5400, remind_in: [1800] }] })
})

test('a process that nobody has changed is called unsaved by nothing', async () => {
  const uuid = await console.defineProcess('没改过', ['first', 'second'])
  const page = await console.open('administrator', { at: `processes/${uuid}` })
  await field(page, '流程名称').waitFor()
  // The page is shown again, in another language: it is the same process.
  await page.getByRole('button', { name: people.administrator.name }).click()
  await page.getByRole('menuitem', { name: 'English' }).click()
  await page.getByText('Version 1').waitFor()
  expect(await page.getByText('Unsaved changes').count()).toBe(0)
  await expect(page.getByRole('button', { name: 'Save', exact: true }).isDisabled()).resolves.toBe(true)
})

test('a design that is left is there again, until it is saved or discarded', async () => {
  const page = await console.open('administrator', { at: 'processes/new' })
  const menu = (name: string) => page.getByRole('navigation').getByRole('link', { name, exact: true }).first().click()
  const backTo = async (heading: string) => {
    await menu('设置')
    await page.getByRole('heading', { level: 1, name: '设置' }).waitFor()
    await page.goBack()
    await page.getByRole('heading', { level: 1, name: heading }).waitFor()
  }
  await field(page, '流程名称').fill('写到一半')
  await chooseApprover(page, '部门审批')
  await field(page, '处理时限').fill('两天')
  await backTo('新建审批流程')
  await expect(field(page, '流程名称').inputValue()).resolves.toBe('写到一半')
  await page.getByText('请输入大于 0 的数字').waitFor()
  await field(page, '处理时限').fill('2')
  await page.getByRole('button', { name: '创建流程' }).click()
  // The address changes first.
  await page.getByRole('heading', { level: 1, name: '写到一半' }).waitFor()
  await field(page, '说明').fill('两步')
  await page.getByText('有未保存的修改').waitFor()
  await backTo('写到一半')
  await expect(field(page, '说明').inputValue()).resolves.toBe('两步')
  await page.getByRole('button', { name: '放弃修改' }).click()
  await backTo('写到一半')
  await expect(field(page, '说明').inputValue()).resolves.toBe('')
  await page.goto(`${console.url}processes/new`)
  await expect(field(page, '流程名称').inputValue()).resolves.toBe('')
})

test('a design takes nothing more while it is being saved', async () => {
  const uuid = await console.defineProcess('正在保存', ['first'])
  const page = await console.open('administrator', { at: `processes/${uuid}` })
  const { asked, letGo } = await hold(page, '**/v1/ticket/process/update')
  await field(page, '说明').fill('一步')
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await asked
  for (const locked of [field(page, '说明'), page.getByRole('button', { name: '添加步骤' })])
    await expect(locked.isDisabled()).resolves.toBe(true)
  letGo()
  await page.getByText('版本 2').waitFor()
  await field(page, '说明').fill('还是一步')
  await page.getByText('有未保存的修改').waitFor()
})

test('a design that could not be tried is tried again by itself', async () => {
  const page = await console.open('administrator', { at: 'processes/new' })
  await page.route('**/v1/ticket/process/simulate', (route) => route.abort('connectionreset'))
  await chooseApprover(page, '部门审批')
  await field(page, '执行条件').fill('details.capacity > 1')
  await page.getByText('暂时无法计算').waitFor()
  await page.unroute('**/v1/ticket/process/simulate')
  await page.getByText('以示例工单计算：条件成立，执行此步骤').waitFor()
})

test.each(['role', 'user'])(
  'whom to choose is shown at once: a late list of %ss moves nothing under the hand',
  async (late) => {
    const page = await console.open('administrator')
    const asked = Promise.withResolvers<void>()
    await page.route(`**/v1/${late}/list*`, async (route) => {
      await asked.promise
      await route.continue()
    })
    await page.goto(`${console.url}processes/new`)
    await page.getByRole('combobox', { name: '审批人' }).click()
    await page.getByText('正在加载').waitFor()
    expect(await page.getByRole('option').count()).toBe(0)
    asked.resolve()
    await page.getByRole('option', { name: /部门审批/ }).click()
    await page.getByRole('button', { name: '移除 部门审批' }).waitFor()
  },
)

test('20 steps are possible, and no more', async () => {
  const page = await console.open('administrator', { at: 'processes/new' })
  const add = page.getByRole('button', { name: '添加步骤' })
  for (let count = 1; count < 20; count += 1) await add.click()
  await expect(add.isDisabled()).resolves.toBe(true)
  await page.getByText('最多 20 个步骤').waitFor()
})

test('a process that a pending ticket is on is not deleted, and it says why', async () => {
  await console.submit('在审批', processUuid)
  const page = await console.open('administrator', { at: 'processes' })
  await page.getByText('使用中').first().waitFor()
  await page.getByRole('checkbox', { name: '选择 两步审批' }).click()
  await page.getByRole('button', { name: '删除' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '删除' }).click()
  await page
    .getByRole('dialog')
    .getByText(/流程正在使用中/)
    .waitFor()
})
