import type { Group, TicketTypeCode } from '../ticketTypes.ts'

/** A ticket type as the tables of contract §3 describe it, written from them and not from the schemas. */
export interface TypeExample {
  readonly type: TicketTypeCode
  readonly group: Group
  readonly name: string
  /** Everything that a complete section must have. */
  readonly required: Readonly<Record<string, unknown>>
  readonly optional?: readonly string[]
  /** What the system fills in. */
  readonly out?: readonly string[]
  /** Values at the limits, which are valid. */
  readonly good?: readonly (readonly [field: string, value: unknown])[]
  /** Values beyond them. */
  readonly bad: readonly (readonly [field: string, value: unknown])[]
}

const counts = ['success_count', 'failed_count', 'faild_info']
const badCounts = (field: string, least: number) =>
  [least - 1, 1.5, '1', true, 2 ** 31].map((value) => [field, value] as const)
const MIB_512 = 536_870_912
const badUint64 = (field: string) =>
  [-1, 1.5, '-1', '1e3', '0x10', ' 1', '18446744073709551616', 1e20, true].map((value) => [field, value] as const)
const goodUint64 = (field: string) => [0, '0', '18446744073709551615'].map((value) => [field, value] as const)

const trash = {
  group: 'common',
  required: {
    filter_object_type: 1,
    filter_object_name: '',
    start: 1_569_226_722,
    end: 1_569_227_162,
    object_list: [{ uuid: 'o', name: 'old disk', type: 2 }],
  },
  good: [
    ['filter_object_type', -1],
    ['object_list', []],
  ],
  bad: [
    ['filter_object_type', '1'],
    ['start', 'yesterday'],
    ['end', -1],
    ['object_list', {}],
    ['object_list', [{ uuid: 'o', name: 'n' }]],
    ['object_list', [{ uuid: 'o', name: 'n', type: 'disk' }]],
  ],
} as const

/** All types that carry a section, each with its limits. */
export const typeExamples: readonly TypeExample[] = [
  {
    type: 'VM_SPECIFICATION',
    group: 'compute',
    name: 'vm_specification',
    required: { specification_uuid: 's', specification_name: '4C8G', vm_name: 'web', apply_count: 2 },
    out: ['specification_info', 'vm_info', ...counts],
    bad: [['specification_uuid', 5], ['vm_name', ['web']], ...badCounts('apply_count', 1)],
  },
  {
    type: 'VM_TEMPLATE',
    group: 'compute',
    name: 'vm_template',
    required: { template_uuid: 't', template_name: 'base', vm_uuid: 'v', vm_name: 'web' },
    out: ['teplate_info'],
    bad: [['template_uuid', {}]],
  },
  {
    type: 'VM_UPDATE_CPU_COUNT',
    group: 'compute',
    name: 'vm_cpu_update',
    required: { vm_uuid: 'v', cpu_count: 4, cpu_max_count: 96 },
    optional: ['cpu_sockets'],
    good: [
      ['cpu_count', 1],
      ['cpu_count', 96],
      ['cpu_max_count', 4],
      ['cpu_sockets', 1],
      ['cpu_sockets', 4],
    ],
    bad: [
      ['cpu_count', 97],
      ...badCounts('cpu_count', 1),
      ['cpu_max_count', 3],
      ['cpu_sockets', 0],
      ['cpu_sockets', 5],
    ],
  },
  {
    type: 'VM_UPDATE_MEM_SIEZE',
    group: 'compute',
    name: 'vm_memory_update',
    required: { vm_uuid: 'v', vm_memory_size: 8 * MIB_512 },
    good: [
      ['vm_memory_size', MIB_512],
      ['vm_memory_size', String(512 * MIB_512)],
    ],
    bad: [
      ['vm_memory_size', 0],
      ['vm_memory_size', MIB_512 + 1],
      ['vm_memory_size', 513 * MIB_512],
      ...badUint64('vm_memory_size'),
    ],
  },
  {
    type: 'VM_DISK_EXIST_MOUNT',
    group: 'compute',
    name: 'vm_disk_exist_mount',
    required: { vm_uuid: 'v', inner_volume: { volume_uuid: 'd' } },
    optional: ['target_device', 'target_bus', 'external_volume'],
    good: [
      ['target_device', 'hda'],
      ['target_device', 'hdc'],
      ['target_device', 'sda'],
      ['target_device', 'sdo'],
      ['target_bus', 'scsi'],
      ['target_bus', 'ide'],
    ],
    bad: [
      ['target_device', 'hdd'],
      ['target_device', 'sdp'],
      ['target_device', 'sda1'],
      ['target_bus', 'virtio'],
      ['inner_volume', {}],
      ['external_volume', { volume_uuid: 'd' }],
    ],
  },
  {
    type: 'VM_DISK_NOT_EXIST_MOUNT',
    group: 'compute',
    name: 'vm_disk_not_exist_mount',
    required: { vm_uuid: 'v', volume_specification_uuid: 's' },
    optional: ['target_device', 'target_bus'],
    bad: [
      ['target_device', 'vda'],
      ['target_bus', 'sata'],
    ],
  },
  {
    type: 'VM_NETWORK_CARD_ADD',
    group: 'compute',
    name: 'vm_network_card_add',
    required: {
      vm_uuid: 'v',
      switch_uuid: 's',
      network_card_type: 'virtio',
      interface_type: 'bridge',
      interface_name: 'eth1',
      port_group: 'p',
      port_group_name: 'blue',
    },
    good: [
      ['network_card_type', 'e1000'],
      ['network_card_type', 'rtl8139'],
    ],
    bad: [['network_card_type', 'ne2k']],
  },
  {
    type: 'VM_SECURITY',
    group: 'compute',
    name: 'vm_security',
    required: {
      vm_security_type: 1,
      image_path: '/images/s',
      image_size: 1,
      pool_uuid: 'p',
      security_vm_ip: '10.0.0.1',
    },
    good: [['vm_security_type', -1], ...goodUint64('image_size')],
    bad: [['vm_security_type', '1'], ...badUint64('image_size')],
  },
  {
    type: 'VOLUME_SPECIFICATION',
    group: 'storage',
    name: 'volume_specification',
    required: { specification_uuid: 's', specification_name: 'ssd', volume_name: 'data', volume_uuid: 'd' },
    out: ['specification_info'],
    bad: [['volume_name', 1]],
  },
  {
    type: 'VOLUME_EXPANSION',
    group: 'storage',
    name: 'volume_expantion',
    required: { volume_uuid: 'd', capacity: 1_099_511_627_776 },
    good: goodUint64('capacity'),
    bad: badUint64('capacity'),
  },
  {
    type: 'TENANT_QUOTA',
    group: 'storage',
    name: 'tenant_quota',
    required: { cpu_count: 64, memory_size: 1, disk_size: 2, switch_count: 0, router_count: 0, gateway_count: 0 },
    good: [...goodUint64('memory_size'), ...goodUint64('disk_size'), ['cpu_count', 0]],
    bad: [
      ...badUint64('memory_size'),
      ...badUint64('disk_size'),
      ...['cpu_count', 'switch_count', 'router_count', 'gateway_count'].flatMap((field) => badCounts(field, 0)),
    ],
  },
  {
    type: 'VIP',
    group: 'network',
    name: 'vip',
    required: { vip_count: 1 },
    out: ['vip_list'],
    bad: badCounts('vip_count', 1),
  },
  {
    type: 'GATEWAY',
    group: 'network',
    name: 'gateway',
    required: {
      name: 'g',
      out_ipv_4: '198.51.100.1',
      out_ipv_6: '',
      enable_vlan: true,
      vlan_label: ['blue'],
      ip_type: 4,
      network_name: 'n',
    },
    good: [
      ['ip_type', -1],
      ['vlan_label', []],
    ],
    bad: [
      ['enable_vlan', 'true'],
      ['vlan_label', 'blue'],
      ['vlan_label', [1]],
      ['ip_type', 1.5],
    ],
  },
  {
    type: 'AUTO_CONTAINER',
    group: 'container',
    name: 'auto_container',
    required: { apply_container_info: { image: 'nginx' }, apply_count: 1 },
    out: ['container_info', ...counts],
    good: [['apply_container_info', 'nginx']],
    bad: badCounts('apply_count', 1),
  },
  { ...trash, type: 'TRASH_DELETE', name: 'trash_delete' },
  { ...trash, type: 'TRASH_RESTORE', name: 'trash_restore' },
  {
    type: 'TENCENT_IMAGE_CREATE',
    group: 'tencent',
    name: 'image',
    required: { region: 'ap-guangzhou', instance_id: 'ins-demo0001', image_name: 'nightly' },
    optional: ['image_description', 'force_poweroff', 'data_disk_ids'],
    out: ['image_id', 'image_state', 'apply_count', ...counts, 'warning'],
    good: [
      ['region', 'ap-shanghai-fsi'],
      ['image_name', '镜'.repeat(60)],
      ['image_name', '💾'.repeat(60)],
      ['image_description', '述'.repeat(200)],
      ['force_poweroff', true],
      ['data_disk_ids', ['disk-demo0001']],
    ],
    bad: [
      ['region', 'Guangzhou'],
      ['region', 'ap_guangzhou'],
      ['instance_id', 'ins-1'],
      ['instance_id', 'i-demo00001'],
      ['image_name', '镜'.repeat(61)],
      ['image_description', '述'.repeat(201)],
      ['force_poweroff', 'yes'],
      ['data_disk_ids', 'disk-demo0001'],
      ['data_disk_ids', ['disk-1']],
    ],
  },
]
