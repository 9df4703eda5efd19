import type { TicketTypeCode } from '@gongdan/contracts'

/** The types as people look for them, in six groups. */
export const typeGroups = [
  {
    key: 'compute',
    types: [
      'VM_SPECIFICATION',
      'VM_TEMPLATE',
      'VM_UPDATE_CPU_COUNT',
      'VM_UPDATE_MEM_SIEZE',
      'VM_DISK_EXIST_MOUNT',
      'VM_DISK_NOT_EXIST_MOUNT',
      'VM_NETWORK_CARD_ADD',
      'VM_SECURITY',
    ],
  },
  { key: 'storage', types: ['VOLUME_SPECIFICATION', 'VOLUME_EXPANSION', 'TENANT_QUOTA'] },
  { key: 'network', types: ['VIP', 'GATEWAY'] },
  { key: 'images', types: ['AUTO_CONTAINER', 'TENCENT_IMAGE_CREATE'] },
  { key: 'bin', types: ['TRASH_DELETE', 'TRASH_RESTORE'] },
  { key: 'other', types: ['FEEDBACK'] },
] as const satisfies readonly { readonly key: string; readonly types: readonly TicketTypeCode[] }[]
