import type { Action } from './action.ts'
import { createImage } from './actions/createImage.ts'
import { deleteImages } from './actions/deleteImages.ts'
import { describeImageQuota } from './actions/describeImageQuota.ts'
import { describeImageSharePermission } from './actions/describeImageSharePermission.ts'
import { describeImages } from './actions/describeImages.ts'
import { describeInstances } from './actions/describeInstances.ts'
import { importImage } from './actions/importImage.ts'
import { modifyImageAttribute } from './actions/modifyImageAttribute.ts'
import { modifyImageSharePermission } from './actions/modifyImageSharePermission.ts'
import { startInstances } from './actions/startInstances.ts'
import { stopInstances } from './actions/stopInstances.ts'
import { syncImages } from './actions/syncImages.ts'

/** The API version these actions are of. */
export const apiVersion = '2017-03-12'

/** Every action of the API that is emulated, by its name. */
export const actions: ReadonlyMap<string, Action> = new Map([
  ['CreateImage', createImage],
  ['DeleteImages', deleteImages],
  ['DescribeImageQuota', describeImageQuota],
  ['DescribeImages', describeImages],
  ['DescribeImageSharePermission', describeImageSharePermission],
  ['DescribeInstances', describeInstances],
  ['ImportImage', importImage],
  ['ModifyImageAttribute', modifyImageAttribute],
  ['ModifyImageSharePermission', modifyImageSharePermission],
  ['StartInstances', startInstances],
  ['StopInstances', stopInstances],
  ['SyncImages', syncImages],
])
