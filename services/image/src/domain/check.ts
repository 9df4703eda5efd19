import type { CheckImages, ImageVerdict } from '@gongdan/contracts'
import type { CloudAnswer, CloudImage, InstanceTag } from './cloud.ts'

/** An image that a ticket would ask for. */
export type WantedImage = CheckImages['images'][number]

const isNoRegion = (answer: CloudAnswer<unknown>): boolean =>
  answer.kind === 'error' && /^(UnsupportedRegion|InvalidRegion\.NotFound)$/.test(answer.error.code)

/**
 * Whether an image could be made, by the tags of its instance (null: there is no such instance) and the images whose names
 * resemble the wanted one. Only what Tencent clearly said counts against it (tencent §4.7).
 */
export const verdictOn = (
  { imageName, tag }: WantedImage,
  instance: CloudAnswer<readonly InstanceTag[] | null>,
  named: CloudAnswer<readonly CloudImage[]>,
): ImageVerdict => {
  if (isNoRegion(instance) || isNoRegion(named)) return 'region'
  if (instance.kind === 'error' && instance.error.code.startsWith('InvalidInstanceId.')) return 'instance'
  if (instance.kind === 'ok') {
    if (instance.value === null) return 'instance'
    const isTagged = tag === null || instance.value.some(({ key, value }) => key === tag.key && value === tag.value)
    if (!isTagged) return 'instance'
  }
  if (named.kind === 'ok' && named.value.some(({ name }) => name === imageName)) return 'name'
  return instance.kind === 'ok' && named.kind === 'ok' ? 'fits' : 'unknown'
}
