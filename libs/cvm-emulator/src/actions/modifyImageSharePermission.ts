import { z } from 'zod'
import { action, done } from '../action.ts'
import { imageState } from '../image.ts'
import { imagesById } from '../imageIds.ts'
import { refused } from '../refusal.ts'
import { regionOf, replaced, withRegion } from '../world.ts'

const ModifyImageSharePermissionRequest = z.strictObject({
  ImageId: z.string(),
  AccountIds: z.array(z.string()).min(1),
  Permission: z.enum(['SHARE', 'CANCEL']),
})

const mostAccounts = 500

/** Shares a finished image with other accounts of the same region, or ends that. A shared image cannot be deleted. */
export const modifyImageSharePermission = action(ModifyImageSharePermissionRequest, (world, request, context) => {
  const { now } = context
  const region = regionOf(world, context.region)
  const found = imagesById(region, [request.ImageId], now)
  if (found.kind === 'refused') return found
  const image = found.images[0]!
  const state = imageState(image, now)
  if (state !== 'NORMAL') return refused('InvalidImageId.IncorrectState', `The image \`${image.id}\` is ${state}.`)
  const wrong = request.AccountIds.find((id) => !/^\d+$/.test(id))
  if (wrong !== undefined) return refused('InvalidAccountId.NotFound', `\`${wrong}\` is no account.`)

  const others = image.shares.filter(({ accountId }) => !request.AccountIds.includes(accountId))
  const kept = image.shares.filter((share) => !others.includes(share))
  const added = [...new Set(request.AccountIds)].map(
    (accountId) => kept.find((share) => share.accountId === accountId) ?? { accountId, since: now },
  )
  const shares = request.Permission === 'SHARE' ? [...others, ...added] : others
  if (shares.length > mostAccounts) return refused('OverQuota', `An image is shared with ${mostAccounts} at most.`)
  return done(withRegion(world, context.region, { images: replaced(region.images, { ...image, shares }) }))
})
