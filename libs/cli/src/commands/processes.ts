import { type Gongdan, GongdanError, type ProcessBody, type ProcessDetails } from '@gongdan/sdk'
import { personIn } from '../claims.ts'
import type { Context } from '../context.ts'
import { confirmed, readInput, usage } from '../input.ts'
import { documentsIn, table, timeOf, toJson, toYaml } from '../text.ts'
import { exitCodes } from '../world.ts'

interface OutputOptions {
  readonly output: 'table' | 'json' | 'yaml'
}

const PAGE = 100

type Listed = Awaited<ReturnType<Gongdan['processes']['list']>>['list'][number]

const all = async (
  gd: Gongdan,
  filter: { readonly tenant_uuid?: string; readonly name?: string },
): Promise<Listed[]> => {
  const found: Listed[] = []
  for (let page = 1; ; page += 1) {
    const { list, total_count } = await gd.processes.list({ ...filter, page_num: page, page_size: PAGE })
    found.push(...list)
    if (list.length === 0 || found.length >= total_count) return found
  }
}

/** gongdan process ls */
export const listProcesses = async (context: Context, { output, tenant }: OutputOptions & { tenant?: string }) => {
  const { out, t } = context
  const processes = await all(context.client(), tenant === undefined ? {} : { tenant_uuid: tenant })
  if (output === 'json') out(toJson(processes))
  else if (output === 'yaml') out(await toYaml(processes))
  else {
    out(
      table(
        [
          'UUID',
          t('NAME', '名称'),
          t('TENANT', '租户'),
          t('STEPS', '步骤'),
          t('IN USE', '使用中'),
          t('CHANGED', '更新时间'),
        ],
        processes.map((one) => [
          one.process_uuid,
          one.process_name,
          one.tenant_name || one.tenant_uuid,
          one.process_list.map((step) => step.step_name || step.role_name || step.role_uuid).join(' → '),
          one.is_in_using ? t('yes', '是') : t('no', '否'),
          timeOf(one.update_time),
        ]),
      ),
    )
  }
  return exitCodes.done
}

/** What of a process stands in its file: what a person decides, not what the system adds. */
const toFile = (process: ProcessDetails) => {
  const { tenant_uuid, process_name, description, process_list, auto_pass, cc, forbid } = process
  const approval_list = process_list.map((step) => {
    const { tenant_uuid, role_uuid, tenant_name: _, role_name: __, approvers, ...settings } = step
    const owners = approvers === undefined ? { tenant_uuid, role_uuid } : { approvers: approvers.map(withoutNames) }
    return { ...owners, ...settings }
  })
  const more = { auto_pass, cc: cc?.map(withoutNames), forbid }
  const given = Object.entries(more).filter(([, value]) => value !== undefined)
  return { tenant_uuid, process_name, description, approval_list, ...Object.fromEntries(given) }
}
const withoutNames = (owner: object): object => {
  const { tenant_name: _, role_name: __, user_name: ___, ...rest } = owner as Record<string, unknown>
  return rest
}

/** gongdan process show */
export const showProcess = async (context: Context, uuid: string, { output }: OutputOptions) => {
  const process = await context.client().processes.inspect({ process_uuid: uuid })
  context.out(output === 'json' ? toJson(process) : await toYaml(toFile(process)))
  return exitCodes.done
}

/** The fields of names are the system's to fill in: a file that has them wants nothing by it. */
const systemNames = new Set(['tenant_name', 'role_name', 'user_name'])

/** What a file wants that is not so: paths of fields. A field that the file leaves out stays as it is. */
export const differences = (wanted: unknown, there: unknown, path = ''): readonly string[] => {
  if (Array.isArray(wanted)) {
    if (!Array.isArray(there) || there.length !== wanted.length) return [path]
    return wanted.flatMap((one, index) => differences(one, there[index], `${path}[${index}]`))
  }
  if (typeof wanted === 'object' && wanted !== null) {
    return Object.entries(wanted).flatMap(([name, value]) =>
      systemNames.has(name) ? [] : differences(value, Object(there)[name], path === '' ? name : `${path}.${name}`),
    )
  }
  // A number of approvals comes back as text.
  return String(wanted) === String(there ?? '') ? [] : [path]
}

type Wanted = ProcessBody & { readonly process_uuid?: string }

interface Planned {
  readonly wanted: Wanted
  /** Undefined where there is none yet. */
  readonly there: ProcessDetails | undefined
  readonly differs: readonly string[]
}

const NEUTRAL: Readonly<Record<string, unknown>> = { step_key: undefined, need: 'any', veto: true, count: 1 }

/** A step of one owner is shown in two forms: as one role, or as a list of one approver. */
const comparable = (process: ReturnType<typeof toFile>, wanted: Wanted) => ({
  ...process,
  approval_list: process.approval_list.map((step, index) => {
    const given = Object(wanted.approval_list[index])
    const owners = 'approvers' in step && given.approvers === undefined ? Object(step.approvers[0]) : {}
    return { ...NEUTRAL, ...owners, ...step }
  }),
})

const plan = async (context: Context, gd: Gongdan, files: readonly string[]): Promise<readonly Planned[]> => {
  const planned: Planned[] = []
  for (const file of files) {
    for (const given of await documentsIn(await readInput(context, file))) {
      const { tenant_uuid = personIn(await context.token()).tenant_uuid ?? '', ...rest } = given as Wanted
      const wanted: Wanted = { ...rest, tenant_uuid }
      if (!wanted.process_name || !Array.isArray(wanted.approval_list)) {
        throw usage(
          context,
          `${file}: process_name and approval_list are needed`,
          `${file}：缺少 process_name 或 approval_list`,
        )
      }
      const same = (await all(gd, { tenant_uuid, name: wanted.process_name })).filter(
        (one) => one.process_name === wanted.process_name.trim() && one.tenant_uuid === tenant_uuid,
      )
      const [first] = same
      if (same.length > 1) {
        throw usage(
          context,
          `${file}: there are ${same.length} processes of the name ${wanted.process_name}`,
          `${file}：名为 ${wanted.process_name} 的流程有 ${same.length} 个`,
        )
      }
      const there =
        first === undefined ? undefined : await gd.processes.inspect({ tenant_uuid, process_uuid: first.process_uuid })
      const differs = there === undefined ? [] : differences(wanted, comparable(toFile(there), wanted))
      planned.push({ wanted, there, differs })
    }
  }
  return planned
}

const stateOf = ({ there, differs }: Planned): 'created' | 'updated' | 'unchanged' =>
  there === undefined ? 'created' : differs.length > 0 ? 'updated' : 'unchanged'
const stateNames = { created: '已创建', updated: '已更新', unchanged: '未变更' }

/** gongdan process diff: 1 where something differs. */
export const diffProcesses = async (context: Context, { file }: { readonly file: readonly string[] }) => {
  const { out, t } = context
  const planned = await plan(context, context.client(), file)
  for (const one of planned) {
    const state = stateOf(one)
    const said = {
      created: t('is not there', '不存在'),
      updated: t('differs', '有差异'),
      unchanged: t('is the same', '一致'),
    }
    out(`${one.wanted.process_name}: ${said[state]}`)
    for (const path of one.differs) out(`  ${path}`)
  }
  return planned.every((one) => stateOf(one) === 'unchanged') ? exitCodes.done : exitCodes.failed
}

/** gongdan process apply: name and tenant say which. */
export const applyProcesses = async (context: Context, { file }: { readonly file: readonly string[] }) => {
  const { out, t, talk } = context
  const gd = context.client()
  let failed = 0
  for (const one of await plan(context, gd, file)) {
    const { wanted, there } = one
    const state = stateOf(one)
    try {
      if (there === undefined) await gd.processes.create(wanted)
      // With the version that was compared: what another person changed meanwhile is not lost.
      else if (state === 'updated') {
        const { process_uuid, version } = there
        await gd.processes.update({ ...wanted, process_uuid, version })
      }
      out(`${wanted.process_name}: ${t(state, stateNames[state])}`)
    } catch (error) {
      if (!(error instanceof GongdanError) || !error.answered || error.scode >= 9000) throw error
      failed += 1
      talk(`${wanted.process_name}: ${error.scode} ${error.text}`)
    }
  }
  return failed === 0 ? exitCodes.done : exitCodes.failed
}

/** gongdan process delete */
export const deleteProcesses = async (
  context: Context,
  uuids: readonly string[],
  { yes }: { readonly yes?: boolean },
) => {
  const { out, talk, t } = context
  const question = t(`delete ${uuids.length} process(es)?`, `删除 ${uuids.length} 个流程？`)
  if (!(await confirmed(context, question, yes))) return exitCodes.done
  let failed = 0
  for await (const { uuid, name, ok, scode, text } of context.client().processes.delete(uuids)) {
    if (ok) out(`${uuid} ${name}: ${t('deleted', '已删除')}`)
    else {
      failed += 1
      talk(`${uuid} ${name}: ${scode} ${text}`)
    }
  }
  return failed === 0 ? exitCodes.done : exitCodes.failed
}
