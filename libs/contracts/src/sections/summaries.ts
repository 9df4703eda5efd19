import { exactInteger, isJsonObject, parseExact } from '../exactJson.ts'
import type { TicketTypeCode } from '../ticketTypes.ts'

/** A part of a summary, in English and in Chinese. */
type Part = readonly [en: string, cn: string]
type Fields = Readonly<Record<string, unknown>>

/** Longer names are cut, so that the line stays one. */
const MAX_NAME = 60

const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'] as const

/** Exact: the largest unit of which the bytes are so many whole ones, halves or quarters. */
export const bytesText = (bytes: bigint): string => {
  const power = units.findLastIndex((_, at) => at === 0 || (bytes >= 1024n ** BigInt(at) && isExact(bytes, at)))
  const quarters = (bytes * 4n) / 1024n ** BigInt(power)
  return `${quarters / 4n}${['', '.25', '.5', '.75'][Number(quarters % 4n)]} ${units[power]}`
}

const isExact = (bytes: bigint, power: number): boolean => (bytes * 4n) % 1024n ** BigInt(power) === 0n

/** Null for what a draft lacks. */
const textOf = (value: unknown): string | null => {
  if (typeof value === 'number') return String(value)
  if (typeof value !== 'string') return null
  const text = value.replace(/\s+/g, ' ').trim()
  const characters = [...text]
  if (characters.length > MAX_NAME) return `${characters.slice(0, MAX_NAME - 1).join('')}…`
  return text === '' ? null : text
}

const bytesOf = (value: unknown): string | null => {
  const bytes = exactInteger(value)
  return bytes === null ? null : bytesText(bytes)
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** A part that shows a value in the place of `{}` in either language; none where there is no value. */
const part = (value: string | null, en = '{}', cn = en): readonly Part[] =>
  value === null ? [] : [[en.replace('{}', () => value), cn.replace('{}', () => value)]]

const name = (value: unknown, en?: string, cn?: string) => part(textOf(value), en, cn)
const bytes = (value: unknown, en: string, cn: string) => part(bytesOf(value), en, cn)
const pluralOf = (one: string): string => `${one}${one.endsWith('ch') ? 'es' : 's'}`
/** How many there are, in English with the plural unless it is one. */
const counted = (value: unknown, one: string, cn: string) => {
  const count = textOf(value)
  return part(count, `{} ${count === '1' ? one : pluralOf(one)}`, cn)
}
/** The same of what may be none, of which nothing is said. */
const some = (count: number, one: string, cn: string) => (count === 0 ? [] : counted(count, one, cn))

const disk = (volume: unknown) => (isJsonObject(volume) ? name(volume.volume_uuid, 'disk {}', '磁盘 {}') : [])

const trash = ({ object_list: given }: Fields): readonly Part[] => {
  const objects = listOf(given)
  return [
    ...some(objects.length, 'object', '对象 {} 个'),
    ...objects.slice(0, 3).flatMap((one) => (isJsonObject(one) ? name(one.name) : [])),
  ]
}

/** What of each type's section an approver wants to know first; of a draft, what is there of it. */
const summaries: Readonly<Record<TicketTypeCode, (section: Fields) => readonly Part[]>> = {
  FEEDBACK: () => [],
  VM_SPECIFICATION: (vm) => [
    ...name(vm.vm_name),
    ...name(vm.specification_name, 'specification {}', '规格 {}'),
    ...counted(vm.apply_count, 'VM', '{} 台'),
  ],
  VM_TEMPLATE: (vm) => [...name(vm.vm_name), ...name(vm.template_name, 'template {}', '模板 {}')],
  VM_UPDATE_CPU_COUNT: (vm) => [
    ...name(vm.vm_uuid),
    ...counted(vm.cpu_count, 'CPU', 'CPU {} 核'),
    ...name(vm.cpu_max_count, 'at most {}', '上限 {} 核'),
    ...counted(vm.cpu_sockets, 'socket', '{} 个插槽'),
  ],
  VM_UPDATE_MEM_SIEZE: (vm) => [...name(vm.vm_uuid), ...bytes(vm.vm_memory_size, 'memory {}', '内存 {}')],
  VM_DISK_EXIST_MOUNT: (mount) => [
    ...name(mount.vm_uuid),
    ...disk(mount.inner_volume),
    ...disk(mount.external_volume),
    ...name(mount.target_device),
    ...name(mount.target_bus),
  ],
  VM_DISK_NOT_EXIST_MOUNT: (mount) => [
    ...name(mount.vm_uuid),
    ...name(mount.volume_specification_uuid, 'disk specification {}', '磁盘规格 {}'),
    ...name(mount.target_device),
    ...name(mount.target_bus),
  ],
  VM_NETWORK_CARD_ADD: (card) => [
    ...name(card.vm_uuid),
    ...name(card.network_card_type, 'network card {}', '网卡 {}'),
    ...name(card.port_group_name, 'port group {}', '端口组 {}'),
  ],
  VM_SECURITY: (vm) => [
    ...name(vm.vm_security_type, 'kind {}', '类型 {}'),
    ...bytes(vm.image_size, 'image {}', '镜像 {}'),
    ...name(vm.security_vm_ip, 'IP {}'),
  ],
  VOLUME_SPECIFICATION: (volume) => [
    ...name(volume.volume_name),
    ...name(volume.specification_name, 'specification {}', '规格 {}'),
  ],
  VOLUME_EXPANSION: (volume) => [...name(volume.volume_uuid), ...bytes(volume.capacity, 'capacity {}', '容量 {}')],
  TENANT_QUOTA: (quota) => [
    ...counted(quota.cpu_count, 'CPU', 'CPU {} 核'),
    ...bytes(quota.memory_size, 'memory {}', '内存 {}'),
    ...bytes(quota.disk_size, 'disk {}', '磁盘 {}'),
    ...counted(quota.switch_count, 'switch', '交换机 {} 台'),
    ...counted(quota.router_count, 'router', '路由器 {} 台'),
    ...counted(quota.gateway_count, 'gateway', '网关 {} 个'),
  ],
  VIP: ({ vip_count: count }) => counted(count, 'virtual IP', '虚拟IP {} 个'),
  GATEWAY: (gateway) => [
    ...name(gateway.name),
    ...name(gateway.network_name, 'network {}', '网络 {}'),
    ...(gateway.enable_vlan === true ? listOf(gateway.vlan_label).slice(0, 3) : []).flatMap((label) =>
      name(label, 'VLAN {}'),
    ),
  ],
  AUTO_CONTAINER: ({ apply_count: count }) => counted(count, 'container', '容器 {} 个'),
  TRASH_DELETE: trash,
  TRASH_RESTORE: trash,
  TENCENT_IMAGE_CREATE: (image) => [
    ...name(image.image_name),
    ...name(image.region),
    ...name(image.instance_id),
    ...some(listOf(image.data_disk_ids).length, 'data disk', '数据盘 {} 块'),
    ...(image.force_poweroff === true ? part('', 'may be powered off', '可强制关机') : []),
  ],
}

/**
 * One line with the key figures of a ticket's section, in English and Chinese, sizes exact and with their units; `""` for a type without
 * a section. `details` as checkDetails gives them.
 */
export const summaryOf = (
  type: TicketTypeCode,
  details: string | null,
): { readonly summary: string; readonly summary_cn: string } => {
  const section = details === null ? null : parseExact(details)
  const parts = isJsonObject(section) ? summaries[type](section) : []
  return { summary: parts.map(([en]) => en).join(', '), summary_cn: parts.map(([, cn]) => cn).join('，') }
}
