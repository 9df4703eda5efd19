import { expect, test } from '@jest/globals'
import { scodes } from './scodes.ts'

/** The table as it stands in contract §1. */
const table = `
| 0 | 200 | success | 成功 |
| 10 | 200 | some items failed | 部分操作失败 |
| 11 | 200 | all items failed | 全部操作失败 |
| 12 | 202 | accepted, still being processed | 已受理，正在处理 |
| 1001 | 400 | the request is not valid JSON | 请求格式错误 |
| 1002 | 400 | a field is missing or not valid | 参数错误 |
| 1003 | 415 | this content type is not supported | 不支持的内容类型 |
| 1004 | 413 | the request is too large | 请求内容过大 |
| 1005 | 404 | no such endpoint | 接口不存在 |
| 1006 | 405 | this method is not allowed here | 不支持的请求方法 |
| 1007 | 429 | too many requests | 请求过于频繁 |
| 1008 | 422 | this idempotency key was used for another request | 幂等键已用于其他请求 |
| 1009 | 409 | a request with this idempotency key is in progress | 相同请求正在处理 |
| 2001 | 401 | please sign in | 请先登录 |
| 2002 | 401 | the session has expired | 登录已过期 |
| 2003 | 403 | you are not allowed to do this | 没有操作权限 |
| 3001 | 404 | no such ticket | 工单不存在 |
| 3002 | 409 | the ticket's state does not allow this | 工单当前状态不允许此操作 |
| 3003 | 403 | it is not your turn to approve this ticket | 当前审批步骤不属于您 |
| 3004 | 403 | you cannot approve your own ticket | 不能审批自己的工单 |
| 3005 | 422 | the approval process cannot be used | 审批流程不可用 |
| 3006 | 422 | the details do not fit the ticket type | 工单内容与类型不符 |
| 3007 | 409 | the ticket was changed in the meantime | 工单已变更，请刷新后重试 |
| 3008 | 422 | the approval configuration is not valid | 审批配置不正确 |
| 4001 | 404 | no such process | 流程不存在 |
| 4002 | 409 | the process is in use | 流程正在使用中 |
| 4003 | 403 | a built-in process cannot be changed | 内置流程不可修改 |
| 5001 | 422 | not an image ticket | 不是镜像工单 |
| 5002 | 409 | the image ticket is not approved | 镜像工单尚未通过审批 |
| 5003 | 409 | image creation needs an operator | 镜像创建需要人工处理 |
| 6001 | 404 | no such batch | 批次不存在 |
| 7001 | 404 | no such webhook | 通知地址不存在 |
| 7002 | 422 | this address is not allowed | 不允许使用此地址 |
| 7003 | 409 | the webhook does not allow this | 该通知地址不允许此操作 |
| 7004 | 404 | no such delivery | 投递记录不存在 |
| 9001 | 500 | internal error | 系统内部错误 |
| 9002 | 503 | the service is not available | 服务暂不可用 |
| 9003 | 503 | the service is overloaded | 服务繁忙 |
`

test('every scode has the status and the two sentences of the contract', () => {
  const rows = table
    .trim()
    .split('\n')
    .map((row) => row.split('|').map((cell) => cell.trim()))
  const wanted = rows.map(([, scode, http, message, messageCn]) => [scode, { http: Number(http), message, messageCn }])
  expect(Object.entries(scodes)).toEqual(wanted)
})
