import { type Image, type ImageState, imageState, shownName } from './image.ts'
import type { Region } from './world.ts'

/** An image as DescribeImages answers it. */
export interface ImageRow {
  readonly ImageId: string
  readonly ImageName: string
  readonly ImageState: ImageState
  readonly ImageType: 'PRIVATE_IMAGE' | 'PUBLIC_IMAGE'
  readonly Platform: string
  readonly Tags: readonly { readonly Key: string; readonly Value: string }[]
  readonly [other: string]: unknown
}

/** Tencent writes times in UTC and without a fraction. */
const isoSeconds = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`

/** A private image as the API shows it at this time. It does not say which instance it was made of. */
export const imageRow = (image: Image, region: Region, now: number): ImageRow => ({
  ImageId: image.id,
  ImageName: shownName(image, now),
  ImageDescription: image.description,
  ImageState: imageState(image, now),
  ImageType: 'PRIVATE_IMAGE',
  ImageSource: 'CREATE_IMAGE',
  ImageSize: image.sizeGiB,
  CreatedTime: isoSeconds(image.createdAt),
  OsName: image.osName,
  Platform: image.platform,
  Architecture: image.architecture,
  ImageCreator: '100000000001',
  SyncPercent: null,
  IsSupportCloudinit: true,
  SnapshotSet: region.snapshots
    .filter(({ id }) => image.snapshotIds.includes(id))
    .map(({ id, usage, sizeGiB }) => ({ SnapshotId: id, DiskUsage: usage, DiskSize: sizeGiB })),
  Tags: image.tags,
  LicenseType: 'TencentCloud',
  ImageFamily: image.family,
  ImageDeprecated: image.deprecated,
  CdcCacheStatus: null,
})

/** The one public image there is, so that a client which forgets `image-type` notices. */
export const publicImage: ImageRow = {
  ImageId: 'img-487zeit5',
  ImageName: 'Ubuntu Server 24.04 LTS 64bit',
  ImageDescription: '',
  ImageState: 'NORMAL',
  ImageType: 'PUBLIC_IMAGE',
  ImageSource: 'OFFICIAL',
  ImageSize: 20,
  CreatedTime: '2024-05-20T08:00:00Z',
  OsName: 'Ubuntu Server 24.04 LTS 64bit',
  Platform: 'Ubuntu',
  Architecture: 'x86_64',
  ImageCreator: null,
  SyncPercent: null,
  IsSupportCloudinit: true,
  SnapshotSet: [],
  Tags: [],
  LicenseType: 'TencentCloud',
  ImageFamily: '',
  ImageDeprecated: false,
  CdcCacheStatus: null,
}
