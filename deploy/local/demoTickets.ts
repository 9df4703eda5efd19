import type { ProcessBody, TicketBody } from '@gongdan/sdk'
import { firstRole, people, secondRole } from './people.ts'

const { tenant, tenantName } = people.administrator
const roleOwner = ({ uuid, name }: typeof firstRole) => ({
  tenant_uuid: tenant,
  tenant_name: tenantName,
  role_uuid: uuid,
  role_name: name,
})
const first = roleOwner(firstRole)
const second = roleOwner(secondRole)
const person = ({ user, name }: { user: string; name: string }) => ({
  tenant_uuid: tenant,
  user_uuid: user,
  user_name: name,
})
const day = 86_400
const gib = 1_073_741_824n
const tib = 1024n * gib

/** The processes of the demo, by what tickets call them here. */
export const demoProcesses = {
  usual: {
    tenant_uuid: tenant,
    process_name: '常规审批',
    description: '部门审批后由资源组审批。',
    approval_list: [
      { ...first, step_key: 'department', step_name: '部门审批', due_in: 2 * day, remind_in: [day] },
      { ...second, step_key: 'resources', step_name: '资源审批', due_in: 3 * day },
    ],
  },
  machines: {
    tenant_uuid: tenant,
    process_name: '云主机申请',
    description: '两位主管会签；资源与安全并行审批，5 台以上才需要安全审批。',
    approval_list: [
      {
        approvers: [{ ...first, count: 2 }],
        step_key: 'department',
        step_name: '主管会签',
        need: 'all',
        due_in: 2 * day,
      },
      { approvers: [second], step_key: 'resources', step_name: '资源审批', after: ['department'], due_in: 3 * day },
      {
        approvers: [person(people.administrator)],
        step_key: 'security',
        step_name: '安全审批',
        after: ['department'],
        when: 'ticket.type == "VM_SPECIFICATION" && details.apply_count > 5',
        due_in: 3 * day,
      },
    ],
    cc: [person(people.secondApplicant)],
  },
  storage: {
    tenant_uuid: tenant,
    process_name: '存储扩容',
    description: '1 TiB 以内只需资源审批，更大的先由一位主管审批。',
    approval_list: [
      {
        approvers: [person(people.firstApprover), person(people.otherFirstApprover)],
        step_key: 'manager',
        step_name: '主管审批',
        need: 1,
        when: `ticket.type == "VOLUME_EXPANSION" && details.capacity > ${tib}`,
      },
      { approvers: [second], step_key: 'resources', step_name: '资源审批', due_in: day, remind_in: [day / 2] },
    ],
  },
  urgent: {
    tenant_uuid: tenant,
    process_name: '紧急变更',
    description: '一分钟内需要处理，超时后提醒。',
    approval_list: [{ approvers: [first], step_key: 'duty', step_name: '值班主管', due_in: 60, on_due: 'tell' }],
  },
} as const satisfies Readonly<Record<string, ProcessBody>>

/** What happens to a ticket after it was submitted. */
export type Deed =
  | { readonly do: 'pass'; readonly by: keyof typeof people; readonly reason?: string }
  | { readonly do: 'overrule' | 'return'; readonly by: keyof typeof people; readonly reason: string }
  | { readonly do: 'withdraw' | 'archive' | 'urge' | 'confirm' }

export interface DemoTicket {
  readonly by: 'applicant' | 'secondApplicant'
  readonly process: keyof typeof demoProcesses
  readonly body: TicketBody
  /** Saved and not submitted. */
  readonly isDraft?: true
  readonly deeds: readonly Deed[]
}

const zhao = (reason?: string): Deed => ({ do: 'pass', by: 'firstApprover', ...(reason && { reason }) })
const qian = (reason?: string): Deed => ({ do: 'pass', by: 'otherFirstApprover', ...(reason && { reason }) })
const sun = (reason?: string): Deed => ({ do: 'pass', by: 'secondApprover', ...(reason && { reason }) })

const machines = (name: string, vm: string, count: number, specification = '8C16G'): TicketBody => ({
  ticket_name: name,
  type: 'VM_SPECIFICATION',
  reason: `用于 ${vm}`,
  compute: {
    vm_specification: {
      specification_uuid: 'spec-8c16g',
      specification_name: specification,
      vm_name: vm,
      apply_count: count,
    },
  },
})
const expansion = (name: string, capacity: bigint, reason: string): TicketBody => ({
  ticket_name: name,
  type: 'VOLUME_EXPANSION',
  reason,
  storage: { volume_expantion: { volume_uuid: 'vol-7f31c2', capacity } },
})
const feedback = (name: string, reason: string): TicketBody => ({ ticket_name: name, type: 'FEEDBACK', reason })
const cpu = (name: string, vm: string, count: number): TicketBody => ({
  ticket_name: name,
  type: 'VM_UPDATE_CPU_COUNT',
  reason: '压测时 CPU 持续高于 90%',
  compute: { vm_cpu_update: { vm_uuid: vm, cpu_count: count, cpu_max_count: 64 } },
})
const memory = (name: string, vm: string, size: bigint): TicketBody => ({
  ticket_name: name,
  type: 'VM_UPDATE_MEM_SIEZE',
  reason: '缓存命中率偏低',
  compute: { vm_memory_update: { vm_uuid: vm, vm_memory_size: size * gib } },
})
const image = (name: string, instance: string, imageName: string): TicketBody => ({
  ticket_name: name,
  type: 'TENCENT_IMAGE_CREATE',
  reason: '发布前留存镜像',
  tencent: { image: { region: 'ap-guangzhou', instance_id: instance, image_name: imageName } },
})
const vip = (name: string, count: number): TicketBody => ({
  ticket_name: name,
  type: 'VIP',
  reason: '双活入口',
  network: { vip: { vip_count: count } },
})
const container = (name: string, imageOf: string, count: number): TicketBody => ({
  ticket_name: name,
  type: 'AUTO_CONTAINER',
  reason: '灰度环境',
  container: {
    auto_container: { apply_container_info: { image: imageOf, cpu: 2, memory: '4Gi' }, apply_count: count },
  },
})
const trash = (name: string, type: 'TRASH_DELETE' | 'TRASH_RESTORE', object: string): TicketBody => {
  const section = {
    filter_object_type: 2,
    filter_object_name: '',
    start: 1_793_500_000,
    end: 1_794_000_000,
    object_list: [{ uuid: 'vol-1d20aa', name: object, type: 2 }],
  }
  const common = { ticket_name: name, reason: '与业务方确认过' }
  return type === 'TRASH_DELETE'
    ? { ...common, type, common: { trash_delete: section } }
    : { ...common, type, common: { trash_restore: section } }
}

/** A few dozen tickets of a tenant at work, in every state, the oldest first. */
export const demoTickets: readonly DemoTicket[] = [
  // Done long ago.
  {
    by: 'applicant',
    process: 'usual',
    body: vip('支付网关虚拟 IP', 2),
    deeds: [zhao(), sun('地址段充足')],
  },
  {
    by: 'secondApplicant',
    process: 'usual',
    body: feedback('控制台登录缓慢', '早高峰时登录需要十几秒'),
    deeds: [zhao('已转给平台组'), sun(), { do: 'confirm' }],
  },
  {
    by: 'applicant',
    process: 'storage',
    body: expansion('日志盘扩容到 500 GiB', 500n * gib, '保留天数从 7 天改为 30 天'),
    deeds: [sun()],
  },
  {
    by: 'secondApplicant',
    process: 'storage',
    body: expansion('Expand data volume to 2 TiB', 2n * tib, 'The warehouse grows by 60 GiB a week'),
    deeds: [zhao(), sun('OK for this quarter')],
  },
  {
    by: 'applicant',
    process: 'usual',
    body: image('订单服务镜像 v2.14', 'ins-demo0001', 'orders-2.14'),
    deeds: [zhao(), sun()],
  },
  {
    by: 'applicant',
    process: 'machines',
    body: machines('促销活动压测机', 'load', 4),
    deeds: [zhao(), qian('压测后请及时释放'), sun()],
  },
  {
    by: 'secondApplicant',
    process: 'usual',
    body: trash('清理 2025 年测试盘', 'TRASH_DELETE', 'test-data-2025'),
    deeds: [zhao(), sun()],
  },
  // Sent back, refused, taken back. Only such are archived: an approved ticket may wait for a fulfiller, as FULFILLED_TYPES says.
  {
    by: 'applicant',
    process: 'usual',
    body: memory('报表库内存升到 256 GiB', 'vm-report-01', 256n),
    deeds: [{ do: 'overrule', by: 'firstApprover', reason: '先优化慢查询，再评估内存' }],
  },
  {
    by: 'secondApplicant',
    process: 'machines',
    body: machines('GPU training nodes', 'gpu-train', 12, '32C256G'),
    deeds: [{ do: 'overrule', by: 'otherFirstApprover', reason: 'Not in this quarter’s budget' }, { do: 'archive' }],
  },
  {
    by: 'applicant',
    process: 'usual',
    body: cpu('搜索节点升到 32 核', 'vm-search-02', 32),
    deeds: [zhao(), { do: 'return', by: 'secondApprover', reason: '请补充压测报告' }],
  },
  {
    by: 'secondApplicant',
    process: 'usual',
    body: container('灰度环境容器', 'registry.local/orders:2.15-rc1', 3),
    deeds: [{ do: 'withdraw' }, { do: 'archive' }],
  },
  {
    by: 'applicant',
    process: 'storage',
    body: expansion('归档盘扩容到 8 TiB', 8n * tib, '归档策略尚未确定'),
    deeds: [{ do: 'withdraw' }],
  },
  // Under way.
  {
    by: 'applicant',
    process: 'machines',
    body: machines('双十一扩容 web 节点', 'web', 16),
    deeds: [zhao('人手已安排'), qian()],
  },
  {
    by: 'secondApplicant',
    process: 'machines',
    body: machines('推荐服务离线集群', 'rec-batch', 8, '16C64G'),
    deeds: [zhao(), qian(), sun('宿主机余量够')],
  },
  { by: 'applicant', process: 'machines', body: machines('Build runners for mobile', 'ci-mobile', 6), deeds: [zhao()] },
  { by: 'secondApplicant', process: 'machines', body: machines('数据中台测试环境', 'dp-test', 3), deeds: [qian()] },
  { by: 'applicant', process: 'machines', body: machines('客服系统灾备', 'cs-dr', 2), deeds: [] },
  {
    by: 'applicant',
    process: 'storage',
    body: expansion('MySQL 主库扩容到 4 TiB', 4n * tib, '磁盘使用率 87%，预计两周后写满'),
    deeds: [qian('同意，注意备份窗口')],
  },
  {
    by: 'secondApplicant',
    process: 'storage',
    body: expansion('Kafka 日志盘扩容到 6 TiB', 6n * tib, '消息保留时间延长到 7 天'),
    deeds: [],
  },
  {
    by: 'applicant',
    process: 'storage',
    body: expansion('Artifact store to 800 GiB', 800n * gib, 'Builds are kept for 90 days'),
    deeds: [],
  },
  {
    by: 'applicant',
    process: 'usual',
    body: image('风控模型镜像', 'ins-demo0001', 'risk-model-20261127'),
    deeds: [zhao()],
  },
  {
    by: 'secondApplicant',
    process: 'usual',
    body: cpu('网关节点升到 16 核', 'vm-gw-01', 16),
    deeds: [zhao(), { do: 'urge' }],
  },
  { by: 'applicant', process: 'usual', body: memory('Redis 内存升到 64 GiB', 'vm-redis-03', 64n), deeds: [qian()] },
  { by: 'secondApplicant', process: 'usual', body: vip('Blue-green entry addresses', 4), deeds: [zhao()] },
  {
    by: 'applicant',
    process: 'usual',
    body: {
      ticket_name: '财务专网网关',
      type: 'GATEWAY',
      reason: '与财务系统隔离',
      network: {
        gateway: {
          name: 'gw-finance',
          out_ipv_4: '198.51.100.20',
          out_ipv_6: '',
          enable_vlan: true,
          vlan_label: ['finance'],
          ip_type: 4,
          network_name: 'finance-net',
        },
      },
    },
    deeds: [],
  },
  {
    by: 'secondApplicant',
    process: 'usual',
    body: {
      ticket_name: '算法组下季度配额',
      type: 'TENANT_QUOTA',
      reason: '新增两个训练项目',
      storage: {
        tenant_quota: {
          cpu_count: 512,
          memory_size: 2n * tib,
          disk_size: 100n * tib,
          switch_count: 4,
          router_count: 2,
          gateway_count: 1,
        },
      },
    },
    deeds: [],
  },
  {
    by: 'applicant',
    process: 'usual',
    body: {
      ticket_name: '从标准模板创建跳板机',
      type: 'VM_TEMPLATE',
      reason: '替换即将到期的跳板机',
      compute: {
        vm_template: {
          template_uuid: 'tpl-base-2026',
          template_name: 'base-2026',
          vm_uuid: 'vm-jump-02',
          vm_name: 'jump',
        },
      },
    },
    deeds: [],
  },
  {
    by: 'secondApplicant',
    process: 'usual',
    body: {
      ticket_name: '给数据库挂载新磁盘',
      type: 'VM_DISK_NOT_EXIST_MOUNT',
      reason: '慢日志单独存放',
      compute: {
        vm_disk_not_exist_mount: {
          vm_uuid: 'vm-db-01',
          target_device: 'sdc',
          target_bus: 'scsi',
          volume_specification_uuid: 'ssd-200',
        },
      },
    },
    deeds: [],
  },
  {
    by: 'applicant',
    process: 'usual',
    body: {
      ticket_name: 'Second network card for the proxy',
      type: 'VM_NETWORK_CARD_ADD',
      reason: 'Separates management traffic',
      compute: {
        vm_network_card_add: {
          vm_uuid: 'vm-proxy-01',
          switch_uuid: 'sw-mgmt',
          network_card_type: 'virtio',
          interface_type: 'bridge',
          interface_name: 'eth1',
          port_group: 'pg-mgmt',
          port_group_name: '管理网',
        },
      },
    },
    deeds: [],
  },
  {
    by: 'secondApplicant',
    process: 'usual',
    body: container('秒杀服务容器', 'registry.local/flash-sale:1.8', 10),
    deeds: [],
  },
  { by: 'applicant', process: 'usual', body: trash('还原误删的配置盘', 'TRASH_RESTORE', 'config-prod'), deeds: [] },
  {
    by: 'secondApplicant',
    process: 'usual',
    body: feedback('工单通知重复推送', '同一张工单在群里提醒了两次'),
    deeds: [],
  },
  { by: 'applicant', process: 'urgent', body: cpu('紧急：支付节点扩到 48 核', 'vm-pay-01', 48), deeds: [] },
  {
    by: 'secondApplicant',
    process: 'urgent',
    body: expansion('Urgent: log disk is full', 300n * gib, 'Writes fail since 14:05'),
    deeds: [],
  },
  {
    by: 'applicant',
    process: 'urgent',
    body: memory('紧急：会话缓存扩到 32 GiB', 'vm-session-01', 32n),
    deeds: [zhao('先扩，事后复盘')],
  },
  // Not yet submitted.
  {
    by: 'applicant',
    process: 'machines',
    body: machines('明年一季度预留节点', 'reserve-q1', 20),
    isDraft: true,
    deeds: [],
  },
  {
    by: 'secondApplicant',
    process: 'usual',
    body: vip('Draft: addresses for the new region', 8),
    isDraft: true,
    deeds: [],
  },
]
