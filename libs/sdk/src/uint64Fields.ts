// Made by `npm run openapi` from the gateway's OpenAPI document.
/** The fields that hold a uint64, which a double does not. */
export const uint64Fields: ReadonlySet<string> = new Set([
  'capacity',
  'disk_size',
  'image_size',
  'memory_size',
  'vm_memory_size',
])
