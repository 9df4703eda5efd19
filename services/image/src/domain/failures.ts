import type { CloudError } from './cloud.ts'

/** Why a job failed or waits for an operator: Tencent's code and message (or our own), and a text for people. */
export interface Failure {
  readonly code: string
  readonly message: string
  readonly text: string
  readonly textCn: string
}

/** Texts of our own codes, which share no family with Tencent's. */
const own = {
  'gongdan.SectionChanged': ['The approved details were changed afterwards.', '工单内容在审批之后被改动。'],
  'gongdan.ForeignInstance': [
    'The instance does not carry the tag of the tenant that asks for its image.',
    '该实例未带有申请租户的标签，不能为其创建镜像。',
  ],
  'gongdan.NameOccupied': ['Somebody else has an image of our technical name.', '系统内部镜像名称已被他人占用。'],
  'gongdan.DuplicateNotFound': [
    'Tencent says the image exists, but it cannot be found.',
    '腾讯云提示镜像已存在，但无法找到该镜像。',
  ],
  'gongdan.OutcomeUnknown': [
    'Tencent answered with an unknown code and no image was found.',
    '腾讯云返回未知错误码，且未找到镜像。',
  ],
  'gongdan.RefusedTooLong': ['Tencent has refused the image for too long.', '腾讯云长时间拒绝创建镜像，需要人工处理。'],
  'gongdan.ImageMissing': ['The image that was being made is gone.', '正在创建的镜像已不存在。'],
  'gongdan.DeadlinePassed': ['The image has been in the making for too long.', '镜像创建时间过长，需要人工处理。'],
  'gongdan.CreateFailed': ['Tencent could not make the image, several times.', '腾讯云多次创建镜像失败。'],
  'gongdan.GivenUp': ['An operator gave the image up.', '管理员已放弃创建该镜像。'],
} as const
export type OwnCode = keyof typeof own

/** A failure with a code of ours; `message` says what exactly. */
export const ownFailure = (code: OwnCode, message: string): Failure => ({
  code,
  message,
  text: own[code][0],
  textCn: own[code][1],
})

/** Texts for Tencent's codes by prefix; the first that fits is taken. */
const tencentTexts: readonly (readonly [prefix: string, text: string, textCn: string])[] = [
  ['InvalidInstanceId.NotFound', 'The instance does not exist.', '云服务器实例不存在。'],
  ['InvalidInstance.NotSupported', 'This instance cannot be made into an image.', '该实例不支持创建镜像。'],
  ['InvalidParameter.DataDisk', 'The data disks do not fit the instance.', '数据盘与实例不匹配。'],
  ['InvalidParameter.LocalDataDisk', 'Local data disks cannot be imaged.', '本地数据盘不支持创建镜像。'],
  ['InvalidParameter.SwapDisk', 'Swap disks cannot be imaged.', '交换盘不支持创建镜像。'],
  ['InvalidParameter', 'Tencent does not accept the request.', '腾讯云不接受该请求参数。'],
  ['MissingParameter', 'Tencent does not accept the request.', '腾讯云不接受该请求参数。'],
  ['UnknownParameter', 'Tencent does not accept the request.', '腾讯云不接受该请求参数。'],
  ['UnsupportedRegion', 'The region is not supported.', '不支持该地域。'],
  ['UnsupportedOperation.InstanceStateTerminating', 'The instance is being destroyed.', '实例正在销毁。'],
  ['UnsupportedOperation', 'The instance does not allow this.', '该实例不支持此操作。'],
  ['ImageQuotaLimitExceeded', 'The image quota is used up.', '镜像配额已用完。'],
  ['LimitExceeded', 'A quota is used up.', '配额已用完。'],
  ['InvalidAccount.InsufficientBalance', 'The account has no money left.', '账户余额不足。'],
  ['AuthFailure', 'Tencent does not accept our credentials.', '腾讯云鉴权失败。'],
  ['UnauthorizedOperation', 'Our account may not do this.', '账号没有操作权限。'],
]

/** A failure with Tencent's code and message, and a text of ours beside them. */
export const tencentFailure = ({ code, message }: CloudError): Failure => {
  const [, text, textCn] = tencentTexts.find(([prefix]) => code.startsWith(prefix)) ?? [
    '',
    'Tencent refused to make the image.',
    '腾讯云拒绝创建镜像。',
  ]
  return { code, message, text, textCn }
}
