import { readFileSync } from 'node:fs'
import { Argument, Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import type { Action } from './commands/decide.ts'
import { type CommonOptions, type Context, createContext, report } from './context.ts'
import { exitCodes, type World } from './world.ts'

const versionOf = (): string => JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version

const many = (value: string, before: readonly string[] = []): readonly string[] => [...before, value]

/** The words of commander, where they are read by people. */
const inChinese: readonly (readonly [RegExp, string])[] = [
  [/^error: unknown option '(.*?)'/, '错误：未知选项 $1'],
  [/^error: unknown command '(.*?)'/, '错误：未知命令 $1'],
  [/^error: missing required argument '(.*?)'/, '错误：缺少参数 $1'],
  [/^error: required option '(.*?)' not specified/, '错误：缺少选项 $1'],
  [/^error: option '(.*?)' argument missing/, '错误：选项 $1 缺少值'],
  [/^error: option '(.*?)' argument '(.*?)' is invalid\. ?/, '错误：选项 $1 的值 $2 无效。'],
  [/^error: command-argument value '(.*?)' is invalid for argument '(.*?)'\. ?/, '错误：参数 $2 的值 $1 无效。'],
  [/^error: too many arguments.*/, '错误：参数过多'],
  [/Allowed choices are (.*)\./, '可选：$1'],
  [/\(Did you mean (.*)\?\)/, '（是否指 $1？）'],
]
const titles: Readonly<Record<string, string>> = {
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Commands:': '命令：',
  'Global Options:': '全局选项：',
}

/** The program: what it takes. What its commands do is loaded when it is asked for. */
export const createProgram = (
  world: World,
  setCode: (code: number) => void,
): { program: Command; context: Context } => {
  const program = new Command('gongdan')
  const context = createContext(world, () => program.opts<CommonOptions>())
  const { t, language } = context

  const whole = (text: string): number => {
    if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidArgumentError(t('A number from 1.', '应为正整数。'))
    return Number(text)
  }
  const numeral = (text: string): number => {
    if (!/^\d{1,4}$/.test(text)) throw new InvalidArgumentError(t('A number from 0.', '应为非负整数。'))
    return Number(text)
  }
  /** Runs what a command does, and keeps its exit code. */
  const doing =
    <A extends readonly unknown[]>(act: (...args: A) => Promise<number>) =>
    async (...args: A) => {
      try {
        setCode(await act(...args))
      } catch (error) {
        setCode(report(context, error))
      }
    }

  const dress = (command: Command): Command =>
    command
      .helpOption('-h, --help', t('show this', '显示帮助'))
      .helpCommand(false)
      .exitOverride()
      .configureHelp({
        styleTitle: (title) => (language === 'zh' ? (titles[title] ?? title) : title),
        optionDescription: ({ description, argChoices, defaultValue }) => {
          const choices = argChoices === undefined ? '' : ` (${argChoices.join(', ')})`
          const otherwise = defaultValue === undefined ? '' : t(` [${defaultValue}]`, ` [默认 ${defaultValue}]`)
          return `${description}${choices}${otherwise}`
        },
      })
      .configureOutput({
        // A full-width colon has its space within.
        writeOut: (text) => void world.stdout.write(text.replace('： ', '：')),
        writeErr: (text) => void world.stderr.write(text),
        getOutHelpWidth: () => 100,
        getErrHelpWidth: () => 100,
        getOutHasColors: () => false,
        getErrHasColors: () => false,
        outputError: (text, write) =>
          write(language === 'zh' ? inChinese.reduce((said, [from, to]) => said.replace(from, to), text) : text),
      })
  const add = (parent: Command, usage: string, description: string): Command => {
    const command = dress(new Command(usage.split(' ')[0])).description(description)
    for (const argument of usage.split(' ').slice(1)) command.addArgument(new Argument(argument))
    parent.addCommand(command)
    return command
  }
  const output = (...choices: readonly [string, ...string[]]) =>
    new Option('-o, --output <form>', t('how to write it', '输出格式')).choices(choices).default(choices[0])
  const selecting = (command: Command): Command =>
    command
      .option('--state <codes>', t('only these states: pending,passed', '仅这些状态：pending,passed'))
      .option('--type <codes>', t('only these types: VIP,GATEWAY', '仅这些类型：VIP,GATEWAY'))
      .option('--name <part>', t('a part of the name', '名称包含'))
      .option('--process <uuid>', t('only on this process', '仅此流程'))
      .option('--tenant <uuid>', t('only of applicants of this tenant', '仅此租户的申请'))
      .option('--since <time>', t('created since: 7d, 12h or a date', '创建时间不早于：7d、12h 或日期'))
      .option('--until <time>', t('created until', '创建时间不晚于'))
  const scope = (otherwise: string) =>
    new Option('--scope <which>', t('which tickets', '范围'))
      .choices(['todo', 'applied', 'handled', 'cc', 'delegated', 'fulfil', 'all'])
      .default(otherwise)
  const yes = ['-y, --yes', t('do not ask', '不再确认')] as const
  const ownKey = [
    '--key <key>',
    t('Idempotency-Key: with the same one it is done once', '幂等键，相同的键只执行一次'),
  ] as const
  const sending = (command: Command): Command =>
    command
      .option('--fail-file <file>', t('write what failed there, for a second run', '失败项写入此文件，便于再次执行'))
      .option('--key <key>', t('Idempotency-Key of the whole', '整体的幂等键'))
      .option('--resume <key>', t('go on with a list that was interrupted', '继续被中断的列表'))

  dress(program)
    .description(t('Approval tickets on the command line.', '命令行审批工单。'))
    .version(versionOf(), '-V, --version', t('show the version', '显示版本'))
    .option('--profile <name>', t('another profile than the current one', '使用其他配置'))
    .option('--url <url>', t('the gateway (GONGDAN_URL)', '网关地址（GONGDAN_URL）'))
    .addOption(new Option('--lang <language>', t('of what it says', '界面语言')).choices(['zh', 'en']))
    .showSuggestionAfterError(true)

  add(program, 'login', t('sign in', '登录'))
    .option('--issuer <url>', t('where people sign in; the gateway says it by itself', '登录地址，默认由网关提供'))
    .option('--client-id <id>', t('as which client', '客户端标识'))
    .option('--device', t('with a code, on another device', '在其他设备上用验证码登录'))
    .option('--as <name>', t('as one of the people of a local run', '以本地运行的某个人员登录'))
    .action(
      doing(async (options) => {
        await (await import('./signIn.ts')).login(context, options)
        return exitCodes.done
      }),
    )
  add(program, 'logout', t('sign out', '退出登录')).action(
    doing(async () => {
      await (await import('./signIn.ts')).logout(context)
      return exitCodes.done
    }),
  )
  add(program, 'whoami', t('who is signed in', '当前登录人'))
    .addOption(output('text', 'json'))
    .action(doing(async (options) => (await import('./commands/account.ts')).whoami(context, options)))
  const config = add(program, 'config', t('profiles: gateways and who is signed in there', '配置：网关及其登录人'))
  add(config, 'ls', t('list profiles', '列出配置')).action(
    doing(async () => (await import('./commands/account.ts')).listProfiles(context)),
  )
  add(
    config,
    'set <key> <value>',
    t('set url, issuer or clientId of the profile', '设置 url、issuer 或 clientId'),
  ).action(
    doing(async (key: string, value: string) => (await import('./commands/account.ts')).setConfig(context, key, value)),
  )
  add(config, 'use <profile>', t('make a profile the current one', '切换当前配置')).action(
    doing(async (name: string) => (await import('./commands/account.ts')).useProfile(context, name)),
  )

  selecting(add(program, 'ls', t('list tickets', '列出工单')).addOption(scope('all')))
    .addOption(output('table', 'json', 'csv', 'yaml'))
    .option('-L, --limit <number>', t('at most so many', '最多条数'), whole, 50)
    .option('--all', t('all of them', '全部'))
    .action(doing(async (options) => (await import('./commands/list.ts')).list(context, options)))
  add(program, 'inbox', t('decide what waits for you, by keys', '逐个处理待办工单')).action(
    doing(async () => (await import('./commands/inbox.ts')).inbox(context)),
  )
  add(program, 'show <uuid>', t('show a ticket', '查看工单'))
    .addOption(output('text', 'json', 'yaml'))
    .option('--history', t('with everything that happened', '包括全部历史'))
    .option('--verify', t('check the chain of its history; 1 if it is broken', '校验历史链，损坏时退出码为 1'))
    .option('--web', t('in the browser', '在浏览器中打开'))
    .action(doing(async (uuid: string, options) => (await import('./commands/show.ts')).show(context, uuid, options)))
  sending(
    add(program, 'submit', t('submit tickets of YAML, JSON or CSV', '提交 YAML、JSON 或 CSV 中的工单'))
      .option('-f, --file <file>', t('a file, or - for stdin; may be repeated', '文件，- 为标准输入，可重复'), many)
      .option('--map <field=column>', t('which column is which field; may be repeated', '列与字段的对应，可重复'), many)
      .option('--set <field=value>', t('a value of every row; may be repeated', '每行相同的值，可重复'), many)
      .option('--dry-run', t('only show who would approve', '仅显示由谁审批，不提交')),
  ).action(doing(async (options) => (await import('./commands/submit.ts')).submit(context, options)))

  const why = (text = t('why', '原因')) => new Option('-r, --reason <text>', text)
  const inStep = new Option(
    '--step <id>',
    t('which step, by the id that inspect shows; by default the first of yours', '步骤编号，默认为轮到您的第一个'),
  ).argParser(numeral)
  const people = (command: Command): Command =>
    command
      .option('--role <name>', t('a role, by name or id; may be repeated', '角色名称或编号，可重复'), many)
      .option('--user <name>', t('a person, by name or id; may be repeated', '人员姓名或编号，可重复'), many)
      .option('--tenant <uuid>', t('of this tenant; by default yours', '所属租户，默认为您的租户'))
  /** A command on a list of tickets. `words` are what it is called. */
  const onTickets = (
    parent: Command,
    action: Action,
    description: string,
    dressed: (command: Command) => Command = (command) => command,
  ): Command =>
    sending(dressed(add(parent, `${action.split(' ').at(-1)} [uuid...]`, description)))
      .option(
        '--filter <key=value,...>',
        t('those that ls finds with these options: type=VIP,since=1d', '按 ls 的选项查找：type=VIP,since=1d'),
      )
      .option(...yes)
      .option('--pieces <number>', t('how many go in one request', '每个请求的条数'), whole, 100)
      .option('--in-flight <number>', t('how many requests are under way at once', '同时进行的请求数'), whole, 4)
      .action(
        doing(async (uuids: string[], options) =>
          (await import('./commands/decide.ts')).decide(context, action, uuids, options),
        ),
      )
  const withReason = (command: Command) => command.addOption(why())
  onTickets(program, 'pass', t('approve tickets', '通过工单'), (command) =>
    command.addOption(why(t('a comment', '审批意见'))).addOption(inStep),
  )
  onTickets(program, 'overrule', t('reject tickets', '驳回工单'), (command) => withReason(command).addOption(inStep))
  onTickets(
    program,
    'return',
    t('return tickets to their applicants, or to a step', '将工单退回给申请人或某一步骤'),
    (command) =>
      withReason(command)
        .addOption(new Option('--to <step>', t('to the step of this id', '退回到此编号的步骤')).argParser(numeral))
        .addOption(inStep),
  )
  onTickets(program, 'transfer', t('let another person approve in your place', '将审批转交给他人'), (command) =>
    withReason(command.option('--to <name>', t('to whom, by name or id', '转交给谁，姓名或编号'))).addOption(inStep),
  )
  const approver = add(program, 'approver', t('approvers of the current step', '当前步骤的审批人'))
  onTickets(approver, 'approver add', t('let others approve as well', '加签：请他人一同审批'), (command) =>
    withReason(
      people(
        command.addOption(
          new Option('--where <place>', t('before you, beside you or after you', '在您之前、与您一起或在您之后审批'))
            .choices(['before', 'beside', 'after'])
            .default('after'),
        ),
      ).option('--need <rule>', t('any, all, a number or a percentage of them', '通过条件：any、all、人数或百分比')),
    ).addOption(inStep),
  )
  onTickets(program, 'withdraw', t('withdraw tickets', '撤回工单'))
  onTickets(program, 'terminate', t('end approvals, as an administrator', '终止工单（管理员）'), withReason)
  onTickets(program, 'urge', t('ask approvers to hurry', '催办工单'), (command) =>
    command.addOption(why(t('a sentence to them', '催办说明'))),
  )
  onTickets(program, 'cc', t('send tickets in copy', '抄送工单'), people)
  onTickets(program, 'confirm', t('confirm the result of tickets', '确认工单'))
  onTickets(program, 'archive', t('archive tickets', '归档工单'))
  onTickets(program, 'delete', t('delete tickets', '删除工单'))
  const fulfilment = add(program, 'fulfilment', t('what becomes of approved tickets', '已通过工单的执行'))
  onTickets(fulfilment, 'fulfilment retry', t('ask once more for what failed', '重新执行失败的工单'))

  add(program, 'comment <uuid> <text...>', t('comment on a ticket; - reads stdin', '评论工单，- 为标准输入'))
    .option(
      '--mention <name>',
      t('tell this person of it, by name or id; may be repeated', '提及此人，姓名或编号，可重复'),
      many,
    )
    .option(...ownKey)
    .action(
      doing(async (uuid: string, words: string[], options) =>
        (await import('./commands/comments.ts')).comment(context, uuid, words, options),
      ),
    )
  add(program, 'comments <uuid>', t('show the comments on a ticket', '查看工单的评论'))
    .addOption(output('text', 'json'))
    .action(
      doing(async (uuid: string, options) => (await import('./commands/comments.ts')).comments(context, uuid, options)),
    )

  const delegation = add(program, 'delegation', t('who approves while somebody is absent', '审批委托'))
  add(delegation, 'ls', t('list delegations', '列出委托'))
    .addOption(
      new Option('--scope <which>', t('which delegations', '范围'))
        .choices(['given', 'received', 'tenant'])
        .default('given'),
    )
    .addOption(output('table', 'json', 'yaml'))
    .action(doing(async (options) => (await import('./commands/delegations.ts')).listDelegations(context, options)))
  add(delegation, 'create', t('let another person approve while you are absent', '委托他人代为审批'))
    .requiredOption('--to <name>', t('to whom, by name or id', '受托人，姓名或编号'))
    .requiredOption('--end <time>', t('until when: 7d from now, or a date', '结束时间：7d（从现在起）或日期'))
    .option('--start <time>', t('from when; by default now', '开始时间，默认为现在'))
    .option('--type <codes>', t('only these types: VIP,GATEWAY', '仅这些类型：VIP,GATEWAY'))
    .option('--process <uuid>', t('only on this process; may be repeated', '仅此流程，可重复'), many)
    .option('--from <name>', t('in whose place, as an administrator', '代谁委托（管理员）'))
    .addOption(why())
    .option(...ownKey)
    .action(doing(async (options) => (await import('./commands/delegations.ts')).createDelegation(context, options)))
  sending(add(delegation, 'cancel [uuid...]', t('end delegations', '取消委托')))
    .option(...yes)
    .action(
      doing(async (uuids: string[], options) =>
        (await import('./commands/delegations.ts')).cancelDelegations(context, uuids, options),
      ),
    )

  add(program, 'watch [uuid]', t('say what happens, as it happens', '实时显示发生的事件'))
    .option('--until <state>', t('end when the ticket is in this state', '工单到达此状态后结束'))
    .option('--timeout <time>', t('end after 30s, 10m, 2h; then 4', '超过 30s、10m、2h 后结束，退出码为 4'))
    .action(
      doing(async (uuid: string | undefined, options) =>
        (await import('./commands/watch.ts')).watch(context, uuid, options),
      ),
    )
  selecting(add(program, 'export', t('write all tickets', '导出全部工单')).addOption(scope('all')))
    .addOption(output('csv', 'jsonl'))
    .option('--cursor <cursor>', t('go on where an export ended', '从上次结束处继续'))
    .action(doing(async (options) => (await import('./commands/list.ts')).exportAll(context, options)))

  const process = add(program, 'process', t('approval processes', '审批流程'))
  add(process, 'ls', t('list processes', '列出流程'))
    .option('--tenant <uuid>', t('of this tenant', '仅此租户'))
    .addOption(output('table', 'json', 'yaml'))
    .action(doing(async (options) => (await import('./commands/processes.ts')).listProcesses(context, options)))
  add(process, 'show <uuid>', t('show a process, as apply takes it', '按 apply 的格式查看流程'))
    .addOption(output('yaml', 'json'))
    .action(
      doing(async (uuid: string, options) =>
        (await import('./commands/processes.ts')).showProcess(context, uuid, options),
      ),
    )
  const file = [
    '-f, --file <file>',
    t('YAML or JSON, or - for stdin; may be repeated', 'YAML 或 JSON，- 为标准输入，可重复'),
    many,
  ] as const
  add(
    process,
    'apply',
    t('create or change processes as files say; name and tenant tell which', '按文件创建或更新流程，由名称和租户确定'),
  )
    .requiredOption(...file)
    .action(doing(async (options) => (await import('./commands/processes.ts')).applyProcesses(context, options)))
  add(process, 'diff', t('what apply would change; 1 if anything', '显示 apply 会更改的内容，有差异时退出码为 1'))
    .requiredOption(...file)
    .action(doing(async (options) => (await import('./commands/processes.ts')).diffProcesses(context, options)))
  add(process, 'delete <uuid...>', t('delete processes', '删除流程'))
    .option(...yes)
    .action(
      doing(async (uuids: string[], options) =>
        (await import('./commands/processes.ts')).deleteProcesses(context, uuids, options),
      ),
    )

  add(program, 'batch <uuid>', t('what became of a request that was answered with 202', '查看已受理请求的结果'))
    .addOption(output('table', 'json'))
    .action(doing(async (uuid: string, options) => (await import('./commands/raw.ts')).batch(context, uuid, options)))
  add(
    program,
    'api <method> <path>',
    t('one request as it is: GET /v1/ticket/list', '直接调用接口：GET /v1/ticket/list'),
  )
    .option('-f, --file <file>', t('the body, or - for stdin', '请求内容，- 为标准输入'))
    .option('-q, --query <name=value>', t('of the query string; may be repeated', '查询参数，可重复'), many)
    .option('--key <key>', 'Idempotency-Key')
    .action(
      doing(async (method: string, path: string, options) =>
        (await import('./commands/raw.ts')).api(context, method, path, options),
      ),
    )
  const completion = add(program, 'completion', t('a script that completes commands in a shell', '生成命令补全脚本'))
  completion.addArgument(new Argument('<shell>').choices(['bash', 'zsh', 'fish'])).action(
    doing(async (shell: string) => {
      context.out((await import('./commands/completion.ts')).completion(program, shell))
      return exitCodes.done
    }),
  )
  return { program, context }
}

/** Runs the program; gives its exit code. */
export const run = async (world: World): Promise<number> => {
  let code: number = exitCodes.done
  const { program } = createProgram(world, (given) => {
    code = given
  })
  if (world.argv.length === 0) {
    program.outputHelp()
    return exitCodes.done
  }
  try {
    await program.parseAsync([...world.argv], { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    return error.exitCode === 0 ? exitCodes.done : exitCodes.usage
  }
  return code
}
