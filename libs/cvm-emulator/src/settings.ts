import { z } from 'zod'

const ms = z.int().nonnegative()

/**
 * How the emulator behaves. What Tencent leaves undocumented is a setting, so that a client can be tested against both
 * behaviours.
 */
export const Settings = z.strictObject({
  /** How far a signature's timestamp may be from the server's clock. Tencent's is 300. */
  signatureWindowSec: z.int().positive(),
  /** Moves the server's own clock, the one signatures and the rate limit are measured by. */
  clockSkewSec: z.int(),
  /** The credential scope must name `cvm` or the first label of `Host`; else any service name is taken as signed. */
  strictService: z.boolean(),
  /** Calls a second for each secret id and region, by action; an action not named here has 10. */
  rate: z.record(z.string(), z.int().nonnegative()),
  /** Private images in a region. */
  quota: z.int().nonnegative(),
  /** How long an image takes: a whole number of milliseconds between the two. */
  createMs: z.tuple([ms, ms]),
  /** How long an instance takes to start or to stop. */
  powerMs: ms,
  /** How long DescribeImages does not yet show a new image or a new name. */
  listLagMs: ms,
  /** How long after its creation an image's name is not yet guarded against a second one. */
  duplicateRaceMs: ms,
  /** Answer of a dry run that passes. */
  dryRun: z.enum(['request-id', 'error']),
  /** Answer of DescribeImages for an id that does not exist. */
  unknownImageId: z.enum(['error', 'absent']),
  /** Answer to giving an image the name it already bears. */
  renameToOwnName: z.enum(['ok', 'duplicate']),
  /** Whether an instance stopped by ForcePoweroff is started again when the image is done. */
  startAfterPoweroff: z.boolean(),
  /** Tag keys the account knows; null takes any. */
  tagKeys: z.array(z.string()).nullable(),
})
export type Settings = z.infer<typeof Settings>

export const SettingsChange = Settings.partial()
export type SettingsChange = z.infer<typeof SettingsChange>

export const defaultSettings: Settings = {
  signatureWindowSec: 300,
  clockSkewSec: 0,
  strictService: false,
  rate: { CreateImage: 10, DescribeImages: 40 },
  quota: 500,
  createMs: [2000, 2000],
  powerMs: 1000,
  listLagMs: 0,
  duplicateRaceMs: 0,
  dryRun: 'request-id',
  unknownImageId: 'error',
  renameToOwnName: 'ok',
  startAfterPoweroff: false,
  tagKeys: null,
}

/**
 * Settings with some of them changed; those left out or undefined stay. Throws a ZodError for a value that cannot be.
 */
export const changedSettings = (settings: Settings, change: SettingsChange): Settings => {
  const defined = Object.entries(change).filter(([, value]) => value !== undefined)
  return Settings.parse({ ...settings, ...Object.fromEntries(defined) })
}
