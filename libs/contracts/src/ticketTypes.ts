/** The groups of sections in a ticket's body. */
export type Group = 'compute' | 'storage' | 'network' | 'container' | 'common' | 'tencent'

interface TicketTypeRow {
  readonly text: string
  /** Where the type's details stand in the body; FEEDBACK has none. */
  readonly group?: Group
  readonly section?: string
}

/** Every ticket type: code on input, text on output, and the section it must carry (contract §3). Misspellings are the wire's. */
export const ticketTypes = {
  FEEDBACK: { text: '问题反馈' },
  VM_SPECIFICATION: { text: '规格申请虚拟机', group: 'compute', section: 'vm_specification' },
  VM_TEMPLATE: { text: '模板申请虚拟机', group: 'compute', section: 'vm_template' },
  VM_UPDATE_CPU_COUNT: { text: '修改CPU数量', group: 'compute', section: 'vm_cpu_update' },
  VM_UPDATE_MEM_SIEZE: { text: '修改内存大小', group: 'compute', section: 'vm_memory_update' },
  VM_DISK_EXIST_MOUNT: { text: '挂载已有磁盘', group: 'compute', section: 'vm_disk_exist_mount' },
  VM_DISK_NOT_EXIST_MOUNT: { text: '挂载新磁盘', group: 'compute', section: 'vm_disk_not_exist_mount' },
  VM_NETWORK_CARD_ADD: { text: '添加网卡', group: 'compute', section: 'vm_network_card_add' },
  VM_SECURITY: { text: '安全虚拟机', group: 'compute', section: 'vm_security' },
  VOLUME_SPECIFICATION: { text: '规格申请磁盘', group: 'storage', section: 'volume_specification' },
  VOLUME_EXPANSION: { text: '磁盘扩容', group: 'storage', section: 'volume_expantion' },
  TENANT_QUOTA: { text: '租户配额', group: 'storage', section: 'tenant_quota' },
  VIP: { text: '虚拟IP申请', group: 'network', section: 'vip' },
  GATEWAY: { text: '网关申请', group: 'network', section: 'gateway' },
  AUTO_CONTAINER: { text: '容器申请', group: 'container', section: 'auto_container' },
  TRASH_DELETE: { text: '回收站删除', group: 'common', section: 'trash_delete' },
  TRASH_RESTORE: { text: '回收站还原', group: 'common', section: 'trash_restore' },
  TENCENT_IMAGE_CREATE: { text: '创建腾讯云镜像', group: 'tencent', section: 'image' },
} as const satisfies Record<string, TicketTypeRow>

export type TicketTypeCode = keyof typeof ticketTypes
export const ticketTypeCodes = Object.keys(ticketTypes) as [TicketTypeCode, ...TicketTypeCode[]]

/** Where the details of a type stand, or null for a type without any. */
export const placeOf = (type: TicketTypeCode): { readonly group: Group; readonly section: string } | null => {
  const row: TicketTypeRow = ticketTypes[type]
  return row.group === undefined || row.section === undefined ? null : { group: row.group, section: row.section }
}

/** Types that a fulfiller can fulfil: feedback asks for nothing, and images are made by the image service. */
export const fulfillableTypes: readonly TicketTypeCode[] = ticketTypeCodes.filter(
  (type) => type !== 'FEEDBACK' && type !== 'TENCENT_IMAGE_CREATE',
)

/** Types whose applicant confirms the result: `is_confirm` is 未确认, then 已确认; `""` for the others (contract §3). */
export const isConfirmable = (type: TicketTypeCode): boolean => type === 'FEEDBACK' || type === 'TENCENT_IMAGE_CREATE'
