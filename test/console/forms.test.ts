import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals'
import type { Locator, Page } from 'playwright-core'
import { firstRole, people } from '../../deploy/local/people.ts'
import { ticketUuid } from '../support/caller.ts'
import { type ConsoleHarness, hasFocus, hold, loseAnswer, openConsole, soon } from './harness.ts'

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
const submit = (page: Page) => page.getByRole('button', { name: '提交', exact: true }).click()
/** The uuid of the ticket whose page a submission leads to. */
const submitted = async (page: Page): Promise<string> => {
  await submit(page)
  await page.waitForURL(/\/ticket\/[0-9a-f-]{36}$/)
  return page.url().slice(-36)
}
const inspected = async (uuid: string) =>
  (await console.as('applicant').get(`ticket/inspect?ticket_uuid=${uuid}`)).data as Record<string, never>

describe('a new ticket', () => {
  test('is found by what it is about, and submitted: 2^63 + 1 bytes stay exact', async () => {
    const page = await console.open('applicant', { at: 'new' })
    await page.getByRole('searchbox').fill('扩容')
    await page.getByRole('link', { name: /磁盘扩容/ }).click()
    await field(page, '工单名称').fill('扩容数据盘')
    await field(page, '磁盘 ID').fill('data-7')
    await field(page, '磁盘容量').fill('9223372036854775809')
    await page.getByLabel('磁盘容量 单位').selectOption('B')
    const uuid = await submitted(page)
    const { text } = await console.as('applicant').get(`ticket/inspect?ticket_uuid=${uuid}`)
    expect(text).toContain('"capacity":9223372036854775809')
    await page.getByText('9223372036854775809').first().waitFor()
  })

  test('says what is missing at each field and in one list, and sends nothing', async () => {
    const page = await console.open('applicant', { at: 'new/TENCENT_IMAGE_CREATE' })
    await field(page, '实例 ID').fill('i-1')
    await submit(page)
    const list = page.getByRole('alert')
    await list.getByText('有 4 处需要修改').waitFor()
    await list.getByRole('link', { name: /实例 ID/ }).click()
    await hasFocus(page.locator('#field-tencent-image-instance_id'))
    await field(page, '工单名称').fill('镜像')
    await field(page, '地域').fill('ap-guangzhou')
    await field(page, '实例 ID').fill('ins-demo0001')
    await field(page, '镜像名称').fill('web')
    const uuid = await submitted(page)
    expect(await inspected(uuid)).toMatchObject({
      ticket_type_code: 'TENCENT_IMAGE_CREATE',
      ticket_state_code: 'pending',
    })
  })

  test('shows at its field what only the service knows to be wrong', async () => {
    const page = await console.open('applicant')
    // Where the cloud does not answer in time the ticket is taken: it is asked again then.
    await soon(async () => {
      await page.goto(`${console.url}new/TENCENT_IMAGE_CREATE`)
      await field(page, '工单名称').fill('镜像')
      await field(page, '地域').fill('ap-guangzhou')
      await field(page, '实例 ID').fill('ins-00000000')
      await field(page, '镜像名称').fill('web')
      await submit(page)
      await page
        .getByRole('alert')
        .getByRole('link', { name: /实例 ID/ })
        .waitFor({ timeout: 20_000 })
    })
    await expect(field(page, '实例 ID').getAttribute('aria-invalid')).resolves.toBe('true')
  })

  test('says who will approve on the process that is chosen', async () => {
    await console.known('firstApprover')
    const page = await console.open('applicant', { at: 'new/VM_UPDATE_CPU_COUNT' })
    await field(page, '审批流程').selectOption(processUuid)
    await page.getByRole('figure', { name: '审批流程图' }).getByText('赵主管').waitFor()
    await field(page, '工单名称').fill('加核')
    await field(page, '虚拟机 ID').fill('web-3')
    await field(page, 'CPU 核数').fill('16')
    await field(page, 'CPU 最大核数').fill('8')
    await submit(page)
    await page.getByRole('alert').getByText('cpu_max_count 不能小于 cpu_count').waitFor()
    await field(page, 'CPU 最大核数').fill('32')
    const uuid = await submitted(page)
    expect(await inspected(uuid)).toMatchObject({ process_uuid: processUuid, user_name: firstRole.name })
  })

  test('is begun with the process that one has looked at, which the choice of a type keeps', async () => {
    const page = await console.open('applicant', { at: `processes/${processUuid}` })
    const choose = async (type: RegExp) => {
      await page.getByRole('link', { name: type }).click()
      await field(page, '工单名称').waitFor()
    }
    const isChosen = (uuid: string) => expect(field(page, '审批流程').inputValue()).resolves.toBe(uuid)
    await page.getByRole('link', { name: '用此流程新建工单' }).click()
    await choose(/问题反馈/)
    await isChosen(processUuid)
    await page.getByRole('link', { name: '更换类型' }).click()
    await choose(/虚拟 IP/)
    await isChosen(processUuid)
    // What was begun before is on it, too, until another one is chosen.
    await field(page, '工单名称').fill('写到一半')
    await field(page, '审批流程').selectOption('system')
    await page.reload()
    await isChosen('system')
    await page.goto(`${console.url}processes/${processUuid}`)
    await page.getByRole('link', { name: '用此流程新建工单' }).click()
    await choose(/虚拟 IP/)
    await isChosen(processUuid)
    await expect(field(page, '工单名称').inputValue()).resolves.toBe('写到一半')
    await page.getByRole('button', { name: '清空' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '清空' }).click()
  })

  test('is kept through a reload, saved as a draft, and submitted later', async () => {
    const page = await console.open('applicant', { at: 'new/VIP' })
    await field(page, '工单名称').fill('两个地址')
    await field(page, '申请数量').fill('2')
    await page.getByText('填写内容自动保存在本标签页').waitFor()
    await page.reload()
    await expect(field(page, '工单名称').inputValue()).resolves.toBe('两个地址')
    await page.getByRole('button', { name: '存为草稿' }).click()
    await page.waitForURL(/\/edit\/[0-9a-f-]{36}$/)
    await page.getByRole('heading', { name: '编辑：两个地址' }).waitFor()
    await field(page, '申请数量').fill('3')
    const uuid = await submitted(page)
    expect(await inspected(uuid)).toMatchObject({ ticket_state_code: 'pending', network: { vip: { vip_count: 3 } } })
  })

  test('takes nothing more while it is being saved, and is no new one any more afterwards', async () => {
    const page = await console.open('applicant', { at: 'new/FEEDBACK' })
    const { letGo } = await hold(page, '**/v1/ticket/save')
    await field(page, '工单名称').fill('很慢')
    await page.getByRole('button', { name: '存为草稿' }).click()
    await field(page, '工单名称').focus()
    await page.keyboard.type('，而且')
    await expect(field(page, '工单名称').inputValue()).resolves.toBe('很慢')
    letGo()
    await page.getByRole('heading', { name: '编辑：很慢' }).waitFor()
    await page.goto(`${console.url}new`)
    await page.getByRole('link', { name: /问题反馈/ }).waitFor()
    expect(await page.getByText('继续填写').count()).toBe(0)
  })

  test('is not submitted to a process that nobody chose, while those that there are cannot be loaded', async () => {
    const page = await console.open('applicant')
    const failing = ['list', 'simulate'].map((what) => `**/v1/ticket/process/${what}*`)
    for (const path of failing) await page.route(path, (route) => route.abort('connectionreset'))
    await page.goto(`${console.url}new/FEEDBACK`)
    await page.getByRole('alert').getByText('审批流程加载失败').waitFor()
    await page.getByRole('button', { name: '重试' }).waitFor()
    await page.getByText('暂时无法预览审批人').waitFor()
    await field(page, '工单名称').fill('选流程')
    const press = page.getByRole('button', { name: '提交', exact: true })
    await expect(press.isDisabled()).resolves.toBe(true)
    for (const path of failing) await page.unroute(path)
    await page.getByRole('figure', { name: '审批流程图' }).waitFor()
    await field(page, '审批流程').selectOption(processUuid)
    const uuid = await submitted(page)
    expect(await inspected(uuid)).toMatchObject({ process_uuid: processUuid })
  })

  test('is kept for who wrote it, and offered to nobody else who signs in at the same tab', async () => {
    const page = await console.signIn('applicant', { at: 'new/FEEDBACK' })
    const change = async (from: 'applicant' | 'secondApplicant', to: 'applicant' | 'secondApplicant') => {
      await page.getByRole('button', { name: people[from].name }).click()
      await page.getByRole('menuitem', { name: '退出登录' }).click()
      await page.waitForURL(/signed-out/)
      await page.goto(`${console.url}new`)
      await console.choose(page, to)
      await page.getByRole('link', { name: /问题反馈/ }).waitFor()
    }
    await field(page, '工单名称').fill('薪资系统不准')
    await page.getByText('填写内容自动保存在本标签页').waitFor()
    await change('applicant', 'secondApplicant')
    expect(await page.getByText('薪资系统不准').count()).toBe(0)
    await page.goto(`${console.url}new/FEEDBACK`)
    await expect(field(page, '工单名称').inputValue()).resolves.toBe('')
    await change('secondApplicant', 'applicant')
    await page.getByRole('link', { name: '薪资系统不准' }).waitFor()
  })

  test('that was refused can be changed at once, and says why where the focus is', async () => {
    const page = await console.open('applicant', { at: 'new/FEEDBACK' })
    const refuse = (scode: number, desc: string) =>
      page.route('**/v1/ticket/submit', (route) => route.fulfill({ json: { scode, desc, desc_cn: desc } }))
    await field(page, '工单名称').fill('很慢')
    await refuse(2001, '没有权限')
    await page.getByRole('button', { name: '提交', exact: true, disabled: false }).waitFor()
    await field(page, '工单名称').press('Enter')
    await hasFocus(page.getByRole('alert').filter({ hasText: '没有权限' }))
    await refuse(1002, 'reason: 太短')
    await submit(page)
    await hasFocus(page.getByRole('alert').filter({ hasText: '有 1 处需要修改' }))
    await page
      .getByRole('alert')
      .getByRole('link', { name: /申请事由/ })
      .click()
    await hasFocus(field(page, '申请事由'))
    await page.keyboard.type('每天早上')
    await expect(field(page, '申请事由').inputValue()).resolves.toBe('每天早上')
  })

  test('whose answer was lost is said to be submitted perhaps, and is submitted once, also after a reload', async () => {
    const page = await console.open('applicant', { at: 'new/FEEDBACK' })
    const name = `可能已提交 ${randomUUID()}`
    await loseAnswer(page, '**/v1/ticket/submit')
    await field(page, '工单名称').fill(name)
    await submit(page)
    await page.getByRole('alert').getByText('没有收到结果，可能已经生效').waitFor()
    // Refused before it is looked at: that says nothing of the first time.
    const json = { scode: 2001, desc: '', message: 'please sign in', message_cn: '请先登录', data: null }
    await page.route('**/v1/ticket/submit', (route) => route.fulfill({ json }), { times: 1 })
    await submit(page)
    const alert = page.getByRole('alert').filter({ hasText: '请先登录' })
    await alert.getByText('没有收到结果，可能已经生效').waitFor()
    await page.reload()
    await expect(field(page, '工单名称').inputValue()).resolves.toBe(name)
    await submitted(page)
    const list = await console.as('applicant').get(`ticket/list?filter_name=${encodeURIComponent(name)}`)
    expect(list.data).toMatchObject({ total_count: 1 })
  })

  test('is submitted once, however often the button is pressed', async () => {
    const page = await console.open('applicant', { at: 'new/FEEDBACK' })
    const name = `只此一张 ${randomUUID()}`
    await field(page, '工单名称').fill(name)
    await page.getByRole('button', { name: '提交', exact: true }).dblclick()
    await page.waitForURL(/\/ticket\//)
    const list = await console.as('applicant').get(`ticket/list?filter_name=${encodeURIComponent(name)}`)
    expect(list.data).toMatchObject({ total_count: 1 })
  })
})

describe('a ticket that there is', () => {
  const machine = { specification_uuid: 's-1', specification_name: '4C8G', vm_name: 'web', apply_count: 2, zone: 'a' }
  const submitMachine = async (name: string) =>
    ticketUuid(
      await console.as('applicant').post('ticket/submit', {
        ticket_name: name,
        type: 'VM_SPECIFICATION',
        process_uuid: processUuid,
        compute: { vm_specification: machine },
      }),
    )

  test('is edited after a rejection, which says who and why, and submitted again', async () => {
    const uuid = await submitMachine('两台机器')
    await console.as('firstApprover').post('ticket/overrule', { list: [uuid], reason: '一台足够' })
    const page = await console.open('applicant', { at: `edit/${uuid}` })
    await page.getByText('赵主管 驳回了此工单').waitFor()
    await page.getByText('一台足够').waitFor()
    await field(page, '申请数量').fill('1')
    await submitted(page)
    // Who decides now sees what has changed, beside what it was.
    const theirs = await console.open('otherFirstApprover', { at: `ticket/${uuid}` })
    const changes = theirs.getByRole('definition').filter({ has: theirs.getByRole('deletion') })
    await changes.first().waitFor()
    expect((await changes.allInnerTexts()).map((text) => text.replace(/\s+/g, ' '))).toEqual(['2 → 1'])
    // What the form does not know is still there.
    expect(await inspected(uuid)).toMatchObject({
      ticket_state_code: 'pending',
      compute: { vm_specification: { apply_count: 1, zone: 'a' } },
    })
  })

  test('shows which objects of a list are others than in the round before', async () => {
    const [mail, wiki, logs] = ['mail', 'wiki', 'logs'].map((name) => ({ uuid: `vm-${name}`, name, type: 1 }))
    const trash = (objects: readonly unknown[]) => ({
      ticket_name: '永久删除',
      type: 'TRASH_DELETE',
      process_uuid: processUuid,
      common: {
        trash_delete: { filter_object_type: 1, filter_object_name: '', start: 0, end: 0, object_list: objects },
      },
    })
    const uuid = ticketUuid(await console.as('applicant').post('ticket/submit', trash([mail, wiki])))
    await console.as('firstApprover').post('ticket/overrule', { list: [uuid], reason: '邮件还要用' })
    await console.as('applicant').post('ticket/submit', { ...trash([wiki, logs]), ticket_uuid: uuid })
    const page = await console.open('otherFirstApprover', { at: `ticket/${uuid}` })
    const texts = (role: 'deletion' | 'insertion') => page.getByRole('cell').getByRole(role).allInnerTexts()
    await page.getByRole('cell').getByRole('deletion').first().waitFor()
    expect(await texts('deletion')).toEqual(expect.arrayContaining(['vm-mail', 'mail']))
    expect(await texts('insertion')).toEqual(expect.arrayContaining(['vm-logs', 'logs']))
    expect(await page.locator('del, ins').filter({ hasText: 'wiki' }).count()).toBe(0)
    const rows = (await page.getByRole('row').allInnerTexts()).map((text) => /mail|wiki|logs/.exec(text)?.[0])
    expect(rows).toEqual([undefined, 'mail', 'wiki', 'logs'])
  })

  test('says that its process is gone, and goes on another', async () => {
    const gone = await console.defineProcess('短命流程', ['first'])
    const draft = { ticket_name: '等流程', type: 'FEEDBACK', process_uuid: gone }
    const uuid = ticketUuid(await console.as('applicant').post('ticket/save', draft))
    await console.as('administrator').post('ticket/process/delete', { list: [gone] })
    const page = await console.open('applicant', { at: `edit/${uuid}` })
    await page.getByText('所选审批流程已被删除').waitFor()
    const shown = field(page, '审批流程').locator('option:checked')
    await expect(shown.textContent()).resolves.toBe('原流程已失效')
    await field(page, '审批流程').selectOption('system')
    await submitted(page)
    expect(await inspected(uuid)).toMatchObject({ ticket_state_code: 'pending', process_uuid: 'system' })
  })

  test('is copied as a new one', async () => {
    const uuid = await submitMachine('原来的')
    const page = await console.open('applicant', { at: `new?copy=${uuid}` })
    await page.getByText('内容复制自“原来的”').waitFor()
    await expect(field(page, '虚拟机名称').inputValue()).resolves.toBe('web')
    await field(page, '工单名称').fill('复制的')
    const copy = await submitted(page)
    expect(copy).not.toBe(uuid)
    expect(await inspected(copy)).toMatchObject({
      ticket_name: '复制的',
      compute: { vm_specification: { vm_name: 'web' } },
    })
  })

  test('says when it was submitted, and of a draft when it was created', async () => {
    const uuid = ticketUuid(
      await console.as('applicant').post('ticket/save', { ticket_name: '草稿', type: 'FEEDBACK' }),
    )
    const page = await console.open('applicant', { at: `ticket/${uuid}` })
    await page.getByText('创建时间', { exact: true }).waitFor()
    expect(await page.getByText('提交时间', { exact: true }).count()).toBe(0)
    await console.as('applicant').post('ticket/saved/submit', { list: [uuid] })
    await page.getByText('提交时间', { exact: true }).waitFor()
    expect(await page.getByText('创建时间', { exact: true }).count()).toBe(0)
  })

  test('cannot be edited while it is in approval, or by others', async () => {
    const uuid = await submitMachine('审批中')
    const page = await console.open('applicant', { at: `edit/${uuid}` })
    await page.getByRole('heading', { name: '此工单当前不能编辑' }).waitFor()
  })
})
