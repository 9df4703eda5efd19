import type { Action } from './action.ts'
import { createImage } from './actions/createImage.ts'
import { deleteImages } from './actions/deleteImages.ts'
import { describeImageQuota } from './actions/describeImageQuota.ts'
import { describeImages } from './actions/describeImages.ts'
import { modifyImageAttribute } from './actions/modifyImageAttribute.ts'

/** The API version these actions are of. */
export const apiVersion = '2017-03-12'

/** Every action of the API that is emulated, by its name. */
export const actions: ReadonlyMap<string, Action> = new Map([
  ['CreateImage', createImage],
  ['DeleteImages', deleteImages],
  ['DescribeImageQuota', describeImageQuota],
  ['DescribeImages', describeImages],
  ['ModifyImageAttribute', modifyImageAttribute],
])
