import {
  type CheckImages,
  ImageSection,
  type ImageVerdict,
  type Principal,
  type Refusal,
  refusal,
  type TicketInfo,
} from '@gongdan/contracts'
import type { ImageGuard } from './imageGuard.ts'

/** What an image ticket asks the cloud for. */
export type WantedImage = CheckImages['images'][number]

/** What is known of the images that tickets ask for. */
export interface ImageChecks {
  /** Undefined for an image that was not asked about, or too long ago. */
  verdictOn(image: WantedImage): ImageVerdict | undefined
  /** Asks the image service; every one of these images has a verdict afterwards, for some seconds. Never rejects. */
  ask(images: readonly WantedImage[]): Promise<void>
}

/** The image that a ticket of this tenant asks for; null for other tickets, and for details that are not complete. */
export const wantedImage = (
  { type, details }: TicketInfo,
  tenantUuid: string,
  { tagKey }: ImageGuard,
): WantedImage | null => {
  if (type !== 'TENCENT_IMAGE_CREATE') return null
  const section = ImageSection.safeParse(parsed(details ?? ''))
  if (!section.success) return null
  const { region, instance_id: instanceId, image_name: imageName } = section.data
  return { region, instanceId, imageName, tag: tagKey === null ? null : { key: tagKey, value: tenantUuid } }
}

const parsed = (details: string): unknown => {
  try {
    return JSON.parse(details)
  } catch {
    return undefined
  }
}

/** Refuses to submit a ticket whose image the cloud would refuse (3006); null also when the cloud did not tell (tencent §4.7). */
export const refuseMisfit = (
  info: TicketInfo,
  { tenantUuid }: Principal,
  { imageGuard, imageVerdict }: { readonly imageGuard: ImageGuard; imageVerdict: ImageChecks['verdictOn'] },
): Refusal | null => {
  const image = wantedImage(info, tenantUuid, imageGuard)
  if (image === null) return null
  const { region, instanceId, imageName, tag } = image
  switch (imageVerdict(image)) {
    case 'region':
      return refusal(
        3006,
        `tencent.image.region: the cloud has no region ${region}`,
        `tencent.image.region：云上没有地域 ${region}`,
      )
    case 'instance': {
      const [whose, whoseCn] = tag === null ? ['', ''] : [' of your tenant', '属于您租户的']
      return refusal(
        3006,
        `tencent.image.instance_id: there is no instance ${instanceId}${whose} in ${region}`,
        `tencent.image.instance_id：${region} 没有${whoseCn}实例 ${instanceId}`,
      )
    }
    case 'name':
      return refusal(
        3006,
        `tencent.image.image_name: there is an image named ${imageName} in ${region} already`,
        `tencent.image.image_name：${region} 已有名为 ${imageName} 的镜像`,
      )
    default:
      return null
  }
}
