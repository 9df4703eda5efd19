/** One row of the scode table: the number that clients switch on, its HTTP status and its two fixed sentences (contract §1). */
interface ScodeRow {
  readonly http: number
  readonly message: string
  readonly messageCn: string
}

/** Every scode there is (contract §1). The sentences are part of the contract: good enough to show to a person. */
export const scodes = {
  0: { http: 200, message: 'success', messageCn: '成功' },
  10: { http: 200, message: 'some items failed', messageCn: '部分操作失败' },
  11: { http: 200, message: 'all items failed', messageCn: '全部操作失败' },
  12: { http: 202, message: 'accepted, still being processed', messageCn: '已受理，正在处理' },
  1001: { http: 400, message: 'the request is not valid JSON', messageCn: '请求格式错误' },
  1002: { http: 400, message: 'a field is missing or not valid', messageCn: '参数错误' },
  1003: { http: 415, message: 'this content type is not supported', messageCn: '不支持的内容类型' },
  1004: { http: 413, message: 'the request is too large', messageCn: '请求内容过大' },
  1005: { http: 404, message: 'no such endpoint', messageCn: '接口不存在' },
  1006: { http: 405, message: 'this method is not allowed here', messageCn: '不支持的请求方法' },
  1007: { http: 429, message: 'too many requests', messageCn: '请求过于频繁' },
  1008: { http: 422, message: 'this idempotency key was used for another request', messageCn: '幂等键已用于其他请求' },
  1009: { http: 409, message: 'a request with this idempotency key is in progress', messageCn: '相同请求正在处理' },
  2001: { http: 401, message: 'please sign in', messageCn: '请先登录' },
  2002: { http: 401, message: 'the session has expired', messageCn: '登录已过期' },
  2003: { http: 403, message: 'you are not allowed to do this', messageCn: '没有操作权限' },
  3001: { http: 404, message: 'no such ticket', messageCn: '工单不存在' },
  3002: { http: 409, message: "the ticket's state does not allow this", messageCn: '工单当前状态不允许此操作' },
  3003: { http: 403, message: 'it is not your turn to approve this ticket', messageCn: '当前审批步骤不属于您' },
  3004: { http: 403, message: 'you cannot approve your own ticket', messageCn: '不能审批自己的工单' },
  3005: { http: 422, message: 'the approval process cannot be used', messageCn: '审批流程不可用' },
  3006: { http: 422, message: 'the details do not fit the ticket type', messageCn: '工单内容与类型不符' },
  3007: { http: 409, message: 'the ticket was changed in the meantime', messageCn: '工单已变更，请刷新后重试' },
  3008: { http: 422, message: 'the approval configuration is not valid', messageCn: '审批配置不正确' },
  3009: { http: 409, message: 'you have already voted in this step', messageCn: '您已参与过此审批步骤' },
  3010: { http: 422, message: 'this person cannot take part here', messageCn: '该人员不能参与此工单' },
  3012: { http: 409, message: 'the ticket has reached a limit', messageCn: '工单已达到上限' },
  3013: { http: 409, message: 'the approvers were urged a short while ago', messageCn: '催办过于频繁，请稍后再试' },
  3014: { http: 403, message: 'the process does not allow this', messageCn: '流程不允许此操作' },
  3016: { http: 422, message: 'the ticket cannot go back to this step', messageCn: '无法退回到该步骤' },
  3017: { http: 409, message: "the ticket's history is full", messageCn: '工单历史记录已满' },
  4001: { http: 404, message: 'no such process', messageCn: '流程不存在' },
  4002: { http: 409, message: 'the process is in use', messageCn: '流程正在使用中' },
  4003: { http: 403, message: 'a built-in process cannot be changed', messageCn: '内置流程不可修改' },
  4004: { http: 409, message: 'the request leaves out settings of the process', messageCn: '请求缺少流程已有的设置' },
  4005: { http: 422, message: 'the process is not valid', messageCn: '流程配置不正确' },
  4007: { http: 409, message: 'the process was changed in the meantime', messageCn: '流程已被他人修改' },
  4101: { http: 404, message: 'no such delegation', messageCn: '委托不存在' },
  4102: { http: 422, message: 'this delegation is not possible', messageCn: '委托设置不正确' },
  5001: { http: 422, message: 'not an image ticket', messageCn: '不是镜像工单' },
  5002: { http: 409, message: 'the image ticket is not approved', messageCn: '镜像工单尚未通过审批' },
  5003: { http: 409, message: 'image creation needs an operator', messageCn: '镜像创建需要人工处理' },
  5004: { http: 409, message: 'retried too early', messageCn: '重试过于频繁，请稍后再试' },
  5005: { http: 409, message: 'not waiting for fulfilment', messageCn: '工单不在待执行状态' },
  5006: { http: 409, message: 'claimed by somebody else', messageCn: '已被其他执行方领取' },
  6001: { http: 404, message: 'no such batch', messageCn: '批次不存在' },
  6002: { http: 409, message: 'the batch needs an operator', messageCn: '批次需要人工处理' },
  7001: { http: 404, message: 'no such webhook', messageCn: '通知地址不存在' },
  7002: { http: 422, message: 'this address is not allowed', messageCn: '不允许使用此地址' },
  7003: { http: 409, message: 'the webhook does not allow this', messageCn: '该通知地址不允许此操作' },
  7004: { http: 404, message: 'no such delivery', messageCn: '投递记录不存在' },
  9001: { http: 500, message: 'internal error', messageCn: '系统内部错误' },
  9002: { http: 503, message: 'the service is not available', messageCn: '服务暂不可用' },
  9003: { http: 503, message: 'the service is overloaded', messageCn: '服务繁忙' },
} as const satisfies Record<number, ScodeRow>

export type Scode = keyof typeof scodes

/** True for a number that is in the table; narrows what comes off the bus or out of the database. */
export const isScode = (value: number): value is Scode => Object.hasOwn(scodes, value)
