// Made by `npm run -w libs/sdk types` from the gateway's OpenAPI document.
export interface paths {
    readonly "/v1/ticket/save": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Save a ticket as a draft, or change one 保存或者修改工单
         * @description Without ticket_uuid a new draft is made. Saved, overruled and withdrawn tickets can be changed by their applicant; what is absent stays as it is.
         */
        readonly post: operations["saveTicket"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/ticket/submit": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Submit a ticket for approval 提交
         * @description Without ticket_uuid a new ticket is made; else what is absent stays as it is. The section that the type calls for must be complete.
         */
        readonly post: operations["submitTicket"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/ticket/saved/submit": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Submit saved tickets 提交保存的工单
         * @description The applicant submits drafts, or tickets that were withdrawn, as they are.
         */
        readonly post: operations["submitSavedTickets"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/ticket/overruled/submit": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Submit rejected tickets again 重新提交被驳回的工单
         * @description The applicant opens a new round of approval, from the first step.
         */
        readonly post: operations["submitOverruledTickets"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/ticket/list": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List tickets 获取工单列表
         * @description The tickets that the caller may see, newest first. By query string, JSON body or both.
         */
        readonly get: operations["listTickets"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/ticket/count": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Count tickets 获取工单数量
         * @description How many tickets are in the scopes that are named, up to 1,000 each. Counted once a second at most.
         */
        readonly get: operations["countTickets"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/ticket/inspect": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Inspect a ticket 获取工单详情
         * @description A ticket with its details, its history and what became of it. By query string, JSON body or both.
         */
        readonly get: operations["inspectTicket"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/ticket/history-keys": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List the keys of histories 获取工单历史签名公钥
         * @description The public keys that the signatures of histories verify with (inspect with chain=true).
         */
        readonly get: operations["listHistoryKeys"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/ticket/pass": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Approve tickets 通过工单
         * @description The owner of the current step passes the tickets on to the next step, or for good after the last one; reason is their comment.
         */
        readonly post: operations["passTickets"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/ticket/overrule": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Reject tickets, for old clients 驳回工单
         * @deprecated
         * @description As POST; takes its parameters from the JSON body only.
         */
        readonly get: operations["overruleTicketsByGet"];
        readonly put?: never;
        /**
         * Reject tickets 驳回工单
         * @description The owner of the current step turns the tickets down and says why.
         */
        readonly post: operations["overruleTickets"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/ticket/return": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Return tickets 退回工单
         * @description The owner of the current step sends the tickets back to a step that was done before, or without one to their applicants, and says why.
         */
        readonly post: operations["returnTickets"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/ticket/transfer": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Transfer the approval of tickets 转交工单
         * @description The owner of an open seat, the administrator of its tenant or a super administrator gives it to one person of that tenant, and says why. Not on the caller's own ticket.
         */
        readonly post: operations["transferTickets"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/ticket/approver/add": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Add approvers to tickets 加签
         * @description The owner of an open seat adds a step of further approvers before, beside or after the current one, and says why.
         */
        readonly post: operations["addApprovers"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/ticket/withdraw": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Withdraw tickets 撤回工单
         * @description The applicant takes pending tickets back.
         */
        readonly post: operations["withdrawTickets"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/ticket/terminate": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Terminate the approval of tickets 终止工单
         * @description The tenant's administrator or a super administrator ends pending tickets that are not their own, and says why. The applicant may submit them again.
         */
        readonly post: operations["terminateTickets"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/ticket/urge": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Urge the approvers of tickets 催办工单
         * @description Reminds everybody whose turn it is: once an hour, and 20 times in a round of approval.
         */
        readonly post: operations["urgeTickets"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/ticket/confirm": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Confirm the result of tickets 确认工单
         * @description The applicant confirms that what was approved has been done. The state stays as it is.
         */
        readonly post: operations["confirmTickets"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/ticket/archive": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Archive tickets 工单归档
         * @description Of passed, overruled and withdrawn tickets, by the applicant or an administrator.
         */
        readonly post: operations["archiveTickets"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/ticket/cc": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Put people and roles in copy 抄送工单
         * @description They see the tickets from then on, and hear what becomes of them.
         */
        readonly post: operations["copyTickets"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/ticket/delete": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Delete tickets 工单删除
         * @description Deleted tickets are gone from every answer, and kept for audit.
         */
        readonly post: operations["deleteTickets"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/ticket/process/simulate": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Preview the approval of a ticket 流程预览
         * @description Which steps and people a ticket would go through on a process, and why, without submitting it. Callers ask for themselves, administrators of the tenant for its other users too.
         */
        readonly post: operations["simulateProcess"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/ticket/process/create": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Create an approval process 创建流程
         * @description A tenant administrator creates processes for the tenant, a super administrator for any.
         */
        readonly post: operations["createProcess"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/ticket/process/update": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Change an approval process 流程修改
         * @description What is not given stays as it is; what changes makes a new version. With `version`, the one that was read, a process that was changed since is refused. Tickets that are pending keep the plan with which they were submitted.
         */
        readonly post: operations["updateProcess"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/ticket/process/delete": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Delete approval processes 流程删除
         * @description Those that no pending ticket uses.
         */
        readonly post: operations["deleteProcesses"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/ticket/process/inspect": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Inspect an approval process 获取流程详情
         * @description A process with its steps. By query string, JSON body or both.
         */
        readonly get: operations["inspectProcess"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/ticket/process/list": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List approval processes 获取流程列表
         * @description The processes of a tenant; the built-in one is in every list. By query string, JSON body or both.
         */
        readonly get: operations["listProcesses"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/tencent/image/create": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Create the images of approved tickets 创建镜像
         * @description Starts the creation, or starts it again when it failed. Nothing new happens when it runs or is done.
         */
        readonly post: operations["createImages"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/role/list": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List the roles that may approve 获取角色列表
         * @description The roles of a tenant: those that tokens have shown within 90 days, and those that its processes name. By query string, JSON body or both.
         */
        readonly get: operations["listRoles"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/user/list": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List the people of a tenant 获取人员列表
         * @description The people of a tenant whose tokens were seen within 90 days, all or the holders of a role, by name. By query string, JSON body or both.
         */
        readonly get: operations["listUsers"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/delegation/create": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Let another person decide in your absence 设置审批委托
         * @description From start on, and no longer at end, the delegate may approve, reject, return and comment on what waits for the absent person. By that person, or for one of the tenant by its administrator.
         */
        readonly post: operations["createDelegation"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/delegation/cancel": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Cancel delegations 取消审批委托
         * @description They end at once. By either of the two people, or by an administrator of the tenant.
         */
        readonly post: operations["cancelDelegations"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/delegation/list": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List delegations 获取审批委托列表
         * @description Those that the caller gave or received, or all of the tenant for its administrators, newest first. By query string, JSON body or both.
         */
        readonly get: operations["listDelegations"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/events": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Listen to what concerns the caller 实时通知
         * @description Server-sent events about tickets that wait for the caller or are his own, as they happen, until the token expires. Each has an id; whoever comes back with the last one, in the header Last-Event-ID or as last_event_id, to this gateway or another, gets what he missed within 24 hours. Further events: `listening` first, with the id to come back with; `ticket.changed` (a ChangedTicket, without an id) when a ticket in the lists of the caller has changed; `missed` instead of what is kept no longer; `end` with an envelope, before the gateway closes the stream.
         */
        readonly get: operations["listenToEvents"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/notification/settings": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * See how the caller wants to be told 获取通知设置
         * @description The caller's own settings: which channel tells of which events, the mail address and whether it is confirmed, the language.
         */
        readonly get: operations["inspectSettings"];
        readonly put?: never;
        /**
         * Say how the caller wants to be told 修改通知设置
         * @description What is not given stays as it is; a channel with an empty list tells of nothing. A new mail address gets a mail with a token, and nothing else before that has confirmed it.
         */
        readonly post: operations["changeSettings"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/notification/mail/confirm": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Confirm the mail address 确认邮箱地址
         * @description By the token that was sent there, for 24 hours, by the user who has set the address.
         */
        readonly post: operations["confirmMail"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/webhook/create": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Create a webhook or a chat robot 创建通知地址
         * @description A tenant administrator has the events of the tenant sent to an address, a super administrator those of any tenant. The secret of a standard webhook stands in this answer and nowhere else.
         */
        readonly post: operations["createWebhook"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/webhook/update": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Update a webhook or a chat robot 修改通知地址
         * @description What is not given stays as it is. Only `enabled` enables one that was disabled.
         */
        readonly post: operations["updateWebhook"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/webhook/rotate": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Give a webhook a new secret 更换密钥
         * @description The new secret stands in this answer and nowhere else. Those before it go on signing beside it for a day, or as long as said.
         */
        readonly post: operations["rotateWebhook"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/webhook/delete": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Delete webhooks and chat robots 删除通知地址
         * @description Nothing is sent to them any more, not even what waits.
         */
        readonly post: operations["deleteWebhooks"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/webhook/list": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List webhooks and chat robots 获取通知地址列表
         * @description Those of the tenants that the caller administrates, newest first. By query string, JSON body or both.
         */
        readonly get: operations["listWebhooks"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/webhook/inspect": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Inspect a webhook or a chat robot 获取通知地址详情
         * @description With the times of the secrets that sign now, never with a secret. By query string, JSON body or both.
         */
        readonly get: operations["inspectWebhook"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/webhook/delivery/list": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List the deliveries of a webhook 获取投递记录
         * @description Of the last 7 days, newest first, each with its last attempts, and how many there are in each state. By query string, JSON body or both.
         */
        readonly get: operations["listDeliveries"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/webhook/delivery/inspect": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Inspect a delivery of a webhook 获取投递详情
         * @description With the body that is sent and the last answer of the receiver, of which the first 4 KiB are kept, without the keys and secrets of the webhook. By query string, JSON body or both.
         */
        readonly get: operations["inspectDelivery"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/webhook/delivery/replay": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Send deliveries once more 重新投递
         * @description Under the ids that they had, so that a receiver which has them already can tell.
         */
        readonly post: operations["replayDeliveries"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/webhook/test": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Send a test delivery 发送测试通知
         * @description Queues one delivery of type `webhook.test`, which is sent as any other is; `GET /v1/webhook/delivery/inspect` says what became of it.
         */
        readonly post: operations["testWebhook"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/batch/inspect": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * See what became of a request that was answered with 202
         * @description The answer to that request as it now stands, for the caller who made it, for 7 days, and how far it is: `settled` of `total` items. With `since`, the `settled` of the answer before, `results` holds only what has come since.
         */
        readonly get: operations["inspectBatch"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        readonly Refusal: {
            readonly scode: components["schemas"]["Scode"];
            readonly desc: components["schemas"]["Desc"];
            readonly message: components["schemas"]["Message"];
            readonly message_cn: components["schemas"]["MessageCn"];
            /**
             * Stack
             * @description Always null.
             */
            readonly stack: null;
            readonly data: components["schemas"]["Data"];
            readonly desc_cn?: components["schemas"]["DescCn"];
        };
        readonly SaveTicketBody: ({
            readonly type: components["schemas"]["Type"];
            readonly ticket_uuid?: components["schemas"]["TicketUuid"];
            readonly ticket_name?: components["schemas"]["TicketName"];
            readonly reason?: components["schemas"]["Reason"];
            readonly process_uuid?: components["schemas"]["ProcessUuid"];
            readonly cluster_uuid?: components["schemas"]["ClusterUuid"];
            readonly version?: components["schemas"]["Version"];
            readonly compute?: components["schemas"]["Compute"];
            readonly storage?: components["schemas"]["Storage"];
            readonly network?: components["schemas"]["Network"];
            readonly container?: components["schemas"]["Container"];
            readonly contianer?: components["schemas"]["Contianer"];
            readonly common?: components["schemas"]["Common"];
            readonly tencent?: components["schemas"]["Tencent"];
        } | {
            readonly ticket_name: string;
        } | {
            /** Format: uuid */
            readonly ticket_uuid: string;
        }) & (components["schemas"]["SaveTicketBodyForm1"] | ({
            /** @constant */
            readonly type: "VM_SPECIFICATION";
            readonly compute?: ({
                /**
                 * VM by specification
                 * @description Virtual machines of a specification.
                 */
                readonly vm_specification?: ({
                    readonly specification_uuid?: components["schemas"]["SpecificationUuid"];
                    readonly specification_name?: components["schemas"]["SpecificationName"];
                    readonly vm_name?: components["schemas"]["VmName"];
                    readonly apply_count?: components["schemas"]["ApplyCount"];
                } & {
                    readonly [key: string]: unknown;
                }) | null;
            } & {
                readonly [key: string]: unknown;
            }) | null;
        } & {
            readonly [key: string]: unknown;
        }) | ({
            /** @constant */
            readonly type: "VM_TEMPLATE";
            readonly compute?: ({
                /**
                 * VM by template
                 * @description A virtual machine made of a template.
                 */
                readonly vm_template?: ({
                    /**
                     * Template ID
                     * @description The template.
                     */
                    readonly template_uuid?: string | null;
                    /**
                     * Template
                     * @description The name of the template.
                     */
                    readonly template_name?: string | null;
                    /**
                     * VM ID
                     * @description The virtual machine.
                     */
                    readonly vm_uuid?: string | null;
                    readonly vm_name?: components["schemas"]["VmName"];
                } & {
                    readonly [key: string]: unknown;
                }) | null;
            } & {
                readonly [key: string]: unknown;
            }) | null;
        } & {
            readonly [key: string]: unknown;
        }) | ({
            /** @constant */
            readonly type: "VM_UPDATE_CPU_COUNT";
            readonly compute?: ({
                /**
                 * Change CPU
                 * @description Another number of CPU cores.
                 */
                readonly vm_cpu_update?: ({
                    readonly vm_uuid?: components["schemas"]["VmUuid"];
                    /**
                     * CPU cores
                     * @description How many CPU cores.
                     */
                    readonly cpu_count?: number | null;
                    /**
                     * Maximum CPU cores
                     * @description How many cores it may grow to, not below cpu_count.
                     */
                    readonly cpu_max_count?: number | null;
                    readonly cpu_sockets?: components["schemas"]["CpuSockets"];
                } & {
                    readonly [key: string]: unknown;
                }) | null;
            } & {
                readonly [key: string]: unknown;
            }) | null;
        } & {
            readonly [key: string]: unknown;
        }) | ({
            /** @constant */
            readonly type: "VM_UPDATE_MEM_SIEZE";
            readonly compute?: ({
                /**
                 * Change memory
                 * @description Another size of memory.
                 */
                readonly vm_memory_update?: ({
                    readonly vm_uuid?: components["schemas"]["VmUuid"];
                    /**
                     * Memory size
                     * @description In bytes: a multiple of 512 MiB up to 256 GiB.
                     */
                    readonly vm_memory_size?: (bigint | string) | null;
                } & {
                    readonly [key: string]: unknown;
                }) | null;
            } & {
                readonly [key: string]: unknown;
            }) | null;
        } & {
            readonly [key: string]: unknown;
        }) | ({
            /** @constant */
            readonly type: "VM_DISK_EXIST_MOUNT";
            readonly compute?: ({
                /**
                 * Attach existing disk
                 * @description A disk that is there; inner_volume or external_volume, not both.
                 */
                readonly vm_disk_exist_mount?: ({
                    readonly vm_uuid?: components["schemas"]["VmUuid"];
                    readonly target_device?: components["schemas"]["TargetDevice"];
                    readonly target_bus?: components["schemas"]["TargetBus"];
                    readonly inner_volume?: components["schemas"]["InnerVolume"];
                    readonly external_volume?: components["schemas"]["ExternalVolume"];
                } & {
                    readonly [key: string]: unknown;
                }) | null;
            } & {
                readonly [key: string]: unknown;
            }) | null;
        } & {
            readonly [key: string]: unknown;
        }) | ({
            /** @constant */
            readonly type: "VM_DISK_NOT_EXIST_MOUNT";
            readonly compute?: ({
                /**
                 * Attach new disk
                 * @description A new disk of a specification.
                 */
                readonly vm_disk_not_exist_mount?: ({
                    readonly vm_uuid?: components["schemas"]["VmUuid"];
                    readonly target_device?: components["schemas"]["TargetDevice"];
                    readonly target_bus?: components["schemas"]["TargetBus"];
                    /**
                     * Disk specification ID
                     * @description The specification of the new disk.
                     */
                    readonly volume_specification_uuid?: string | null;
                } & {
                    readonly [key: string]: unknown;
                }) | null;
            } & {
                readonly [key: string]: unknown;
            }) | null;
        } & {
            readonly [key: string]: unknown;
        }) | ({
            /** @constant */
            readonly type: "VM_NETWORK_CARD_ADD";
            readonly compute?: ({
                /**
                 * Add network card
                 * @description A further network card of a virtual machine.
                 */
                readonly vm_network_card_add?: ({
                    readonly vm_uuid?: components["schemas"]["VmUuid"];
                    /**
                     * Switch ID
                     * @description The switch that the card is connected to.
                     */
                    readonly switch_uuid?: string | null;
                    /**
                     * Network card model
                     * @description Which hardware the card presents.
                     */
                    readonly network_card_type?: ("virtio" | "e1000" | "rtl8139") | null;
                    /**
                     * Interface type
                     * @description The type of the interface; may be empty.
                     */
                    readonly interface_type?: string | null;
                    /**
                     * Interface name
                     * @description The name of the interface; may be empty.
                     */
                    readonly interface_name?: string | null;
                    /**
                     * Port group ID
                     * @description The port group; may be empty.
                     */
                    readonly port_group?: string | null;
                    /**
                     * Port group
                     * @description The name of the port group; may be empty.
                     */
                    readonly port_group_name?: string | null;
                } & {
                    readonly [key: string]: unknown;
                }) | null;
            } & {
                readonly [key: string]: unknown;
            }) | null;
        } & {
            readonly [key: string]: unknown;
        }) | ({
            /** @constant */
            readonly type: "VM_SECURITY";
            readonly compute?: ({
                /**
                 * Security VM
                 * @description A virtual machine that runs a security appliance.
                 */
                readonly vm_security?: ({
                    /**
                     * Security VM kind
                     * @description A number that the platform defines.
                     */
                    readonly vm_security_type?: number | null;
                    /**
                     * Image path
                     * @description Where the image of the machine lies.
                     */
                    readonly image_path?: string | null;
                    /**
                     * Image size
                     * @description How large the image is, in bytes.
                     */
                    readonly image_size?: (bigint | string) | null;
                    /**
                     * Storage pool ID
                     * @description The storage pool.
                     */
                    readonly pool_uuid?: string | null;
                    /**
                     * Security VM IP
                     * @description The address of the machine; may be empty.
                     */
                    readonly security_vm_ip?: string | null;
                } & {
                    readonly [key: string]: unknown;
                }) | null;
            } & {
                readonly [key: string]: unknown;
            }) | null;
        } & {
            readonly [key: string]: unknown;
        }) | ({
            /** @constant */
            readonly type: "VOLUME_SPECIFICATION";
            readonly storage?: ({
                /**
                 * Disk by specification
                 * @description A disk of a specification.
                 */
                readonly volume_specification?: ({
                    readonly specification_uuid?: components["schemas"]["SpecificationUuid"];
                    readonly specification_name?: components["schemas"]["SpecificationName"];
                    /**
                     * Disk name
                     * @description What the disk is called.
                     */
                    readonly volume_name?: string | null;
                    /**
                     * Disk ID
                     * @description The disk.
                     */
                    readonly volume_uuid?: string | null;
                } & {
                    readonly [key: string]: unknown;
                }) | null;
            } & {
                readonly [key: string]: unknown;
            }) | null;
        } & {
            readonly [key: string]: unknown;
        }) | ({
            /** @constant */
            readonly type: "VOLUME_EXPANSION";
            readonly storage?: ({
                /**
                 * Expand disk
                 * @description A larger capacity of a disk; volume_expansion is taken too.
                 */
                readonly volume_expantion?: ({
                    /**
                     * Disk ID
                     * @description The disk.
                     */
                    readonly volume_uuid?: string | null;
                    /**
                     * Capacity
                     * @description The capacity that is asked for, in bytes.
                     */
                    readonly capacity?: (bigint | string) | null;
                } & {
                    readonly [key: string]: unknown;
                }) | null;
            } & {
                readonly [key: string]: unknown;
            }) | null;
        } & {
            readonly [key: string]: unknown;
        }) | ({
            /** @constant */
            readonly type: "TENANT_QUOTA";
            readonly storage?: ({
                /**
                 * Tenant quota
                 * @description How much the tenant may use.
                 */
                readonly tenant_quota?: ({
                    /**
                     * CPU cores
                     * @description How many CPU cores.
                     */
                    readonly cpu_count?: number | null;
                    /**
                     * Memory size
                     * @description How much memory, in bytes.
                     */
                    readonly memory_size?: (bigint | string) | null;
                    /**
                     * Disk size
                     * @description How much disk space, in bytes.
                     */
                    readonly disk_size?: (bigint | string) | null;
                    /**
                     * Switches
                     * @description How many switches.
                     */
                    readonly switch_count?: number | null;
                    /**
                     * Routers
                     * @description How many routers.
                     */
                    readonly router_count?: number | null;
                    /**
                     * Gateways
                     * @description How many gateways.
                     */
                    readonly gateway_count?: number | null;
                } & {
                    readonly [key: string]: unknown;
                }) | null;
            } & {
                readonly [key: string]: unknown;
            }) | null;
        } & {
            readonly [key: string]: unknown;
        }) | ({
            /** @constant */
            readonly type: "VIP";
            readonly network?: ({
                /**
                 * Virtual IP
                 * @description Virtual IP addresses.
                 */
                readonly vip?: ({
                    /**
                     * Quantity
                     * @description How many virtual IP addresses, at least 1.
                     */
                    readonly vip_count?: number | null;
                } & {
                    readonly [key: string]: unknown;
                }) | null;
            } & {
                readonly [key: string]: unknown;
            }) | null;
        } & {
            readonly [key: string]: unknown;
        }) | ({
            /** @constant */
            readonly type: "GATEWAY";
            readonly network?: ({
                /**
                 * Gateway
                 * @description A gateway of a network.
                 */
                readonly gateway?: ({
                    /**
                     * Gateway name
                     * @description What the gateway is called.
                     */
                    readonly name?: string | null;
                    /**
                     * External IPv4
                     * @description The external IPv4 address; may be empty.
                     */
                    readonly out_ipv_4?: string | null;
                    /**
                     * External IPv6
                     * @description The external IPv6 address; may be empty.
                     */
                    readonly out_ipv_6?: string | null;
                    /**
                     * Use VLAN
                     * @description Whether the gateway uses VLANs.
                     */
                    readonly enable_vlan?: boolean | null;
                    /**
                     * VLAN tags
                     * @description The tags of the VLANs.
                     */
                    readonly vlan_label?: readonly components["schemas"]["VlanLabelItem"][] | null;
                    /**
                     * IP type
                     * @description A number that the platform defines.
                     */
                    readonly ip_type?: number | null;
                    /**
                     * Network
                     * @description The name of the network; may be empty.
                     */
                    readonly network_name?: string | null;
                } & {
                    readonly [key: string]: unknown;
                }) | null;
            } & {
                readonly [key: string]: unknown;
            }) | null;
        } & {
            readonly [key: string]: unknown;
        }) | ({
            /** @constant */
            readonly type: "AUTO_CONTAINER";
            readonly container?: ({
                /**
                 * Containers
                 * @description Containers of one description.
                 */
                readonly auto_container?: ({
                    /**
                     * Container description
                     * @description How the containers are to be, in the form of the container platform.
                     */
                    readonly apply_container_info?: unknown | null;
                    readonly apply_count?: components["schemas"]["ApplyCount"];
                } & {
                    readonly [key: string]: unknown;
                }) | null;
            } & {
                readonly [key: string]: unknown;
            }) | null;
        } & {
            readonly [key: string]: unknown;
        }) | ({
            /** @constant */
            readonly type: "TRASH_DELETE";
            readonly common?: ({
                /**
                 * Delete for good
                 * @description What is to be deleted from the recycle bin.
                 */
                readonly trash_delete?: components["schemas"]["TrashDelete"] | null;
            } & {
                readonly [key: string]: unknown;
            }) | null;
        } & {
            readonly [key: string]: unknown;
        }) | ({
            /** @constant */
            readonly type: "TRASH_RESTORE";
            readonly common?: ({
                /**
                 * Restore
                 * @description What is to be restored from the recycle bin.
                 */
                readonly trash_restore?: components["schemas"]["TrashDelete"] | null;
            } & {
                readonly [key: string]: unknown;
            }) | null;
        } & {
            readonly [key: string]: unknown;
        }) | ({
            /** @constant */
            readonly type: "TENCENT_IMAGE_CREATE";
            readonly tencent?: ({
                /**
                 * Image
                 * @description An image of an instance in Tencent Cloud.
                 */
                readonly image?: ({
                    /**
                     * Region
                     * @description The region of the instance, such as ap-guangzhou.
                     */
                    readonly region?: string | null;
                    /**
                     * Instance ID
                     * @description The instance that the image is made of: ins- and 8 characters.
                     */
                    readonly instance_id?: string | null;
                    /**
                     * Image name
                     * @description What the image is called, 1-60 characters.
                     */
                    readonly image_name?: string | null;
                    readonly image_description?: components["schemas"]["ImageDescription"];
                    readonly force_poweroff?: components["schemas"]["ForcePoweroff"];
                    readonly data_disk_ids?: components["schemas"]["DataDiskIds"];
                } & {
                    readonly [key: string]: unknown;
                }) | null;
            } & {
                readonly [key: string]: unknown;
            }) | null;
        } & {
            readonly [key: string]: unknown;
        }));
        readonly SaveTicketAnswer: {
            readonly scode: components["schemas"]["Scode"];
            readonly desc: components["schemas"]["Desc"];
            readonly message: components["schemas"]["Message"];
            readonly message_cn: components["schemas"]["MessageCn"];
            /**
             * Stack
             * @description Always null.
             */
            readonly stack: null;
            readonly data: components["schemas"]["SaveTicketAnswerData"];
            readonly desc_cn?: components["schemas"]["DescCn"];
        };
        readonly SubmitTicketBody: ({
            readonly type: components["schemas"]["Type"];
            readonly ticket_uuid?: components["schemas"]["TicketUuid"];
            readonly ticket_name?: components["schemas"]["TicketName"];
            readonly reason?: components["schemas"]["Reason"];
            readonly process_uuid?: components["schemas"]["ProcessUuid"];
            readonly cluster_uuid?: components["schemas"]["ClusterUuid"];
            readonly version?: components["schemas"]["Version"];
            readonly compute?: components["schemas"]["Compute"];
            readonly storage?: components["schemas"]["Storage"];
            readonly network?: components["schemas"]["Network"];
            readonly container?: components["schemas"]["Container"];
            readonly contianer?: components["schemas"]["Contianer"];
            readonly common?: components["schemas"]["Common"];
            readonly tencent?: components["schemas"]["Tencent"];
            readonly cc?: components["schemas"]["Cc"];
        } | {
            readonly ticket_name: string;
        } | {
            /** Format: uuid */
            readonly ticket_uuid: string;
        }) & (components["schemas"]["SaveTicketBodyForm1"] | ({
            /** @constant */
            readonly type: "VM_SPECIFICATION";
            readonly compute?: ({
                /**
                 * VM by specification
                 * @description Virtual machines of a specification.
                 */
                readonly vm_specification?: ({
                    readonly specification_uuid: components["schemas"]["VmSpecificationSpecificationUuid"];
                    readonly specification_name: components["schemas"]["VmSpecificationSpecificationName"];
                    readonly vm_name: components["schemas"]["VmSpecificationVmName"];
                    readonly apply_count: components["schemas"]["VmSpecificationApplyCount"];
                } & {
                    readonly [key: string]: unknown;
                }) | null;
            } & {
                readonly [key: string]: unknown;
            }) | null;
        } & {
            readonly [key: string]: unknown;
        }) | ({
            /** @constant */
            readonly type: "VM_TEMPLATE";
            readonly compute?: ({
                /**
                 * VM by template
                 * @description A virtual machine made of a template.
                 */
                readonly vm_template?: ({
                    /**
                     * Template ID
                     * @description The template.
                     */
                    readonly template_uuid: string;
                    /**
                     * Template
                     * @description The name of the template.
                     */
                    readonly template_name: string;
                    /**
                     * VM ID
                     * @description The virtual machine.
                     */
                    readonly vm_uuid: string;
                    readonly vm_name: components["schemas"]["VmSpecificationVmName"];
                } & {
                    readonly [key: string]: unknown;
                }) | null;
            } & {
                readonly [key: string]: unknown;
            }) | null;
        } & {
            readonly [key: string]: unknown;
        }) | ({
            /** @constant */
            readonly type: "VM_UPDATE_CPU_COUNT";
            readonly compute?: ({
                /**
                 * Change CPU
                 * @description Another number of CPU cores.
                 */
                readonly vm_cpu_update?: ({
                    readonly vm_uuid: components["schemas"]["VmCpuUpdateVmUuid"];
                    /**
                     * CPU cores
                     * Format: int64
                     * @description How many CPU cores.
                     */
                    readonly cpu_count: number;
                    /**
                     * Maximum CPU cores
                     * Format: int64
                     * @description How many cores it may grow to, not below cpu_count.
                     */
                    readonly cpu_max_count: number;
                    readonly cpu_sockets?: components["schemas"]["CpuSockets"];
                } & {
                    readonly [key: string]: unknown;
                }) | null;
            } & {
                readonly [key: string]: unknown;
            }) | null;
        } & {
            readonly [key: string]: unknown;
        }) | ({
            /** @constant */
            readonly type: "VM_UPDATE_MEM_SIEZE";
            readonly compute?: ({
                /**
                 * Change memory
                 * @description Another size of memory.
                 */
                readonly vm_memory_update?: ({
                    readonly vm_uuid: components["schemas"]["VmCpuUpdateVmUuid"];
                    /**
                     * Memory size
                     * @description In bytes: a multiple of 512 MiB up to 256 GiB.
                     */
                    readonly vm_memory_size: bigint | string;
                } & {
                    readonly [key: string]: unknown;
                }) | null;
            } & {
                readonly [key: string]: unknown;
            }) | null;
        } & {
            readonly [key: string]: unknown;
        }) | ({
            /** @constant */
            readonly type: "VM_DISK_EXIST_MOUNT";
            readonly compute?: ({
                /**
                 * Attach existing disk
                 * @description A disk that is there; inner_volume or external_volume, not both.
                 */
                readonly vm_disk_exist_mount?: ({
                    readonly vm_uuid: components["schemas"]["VmCpuUpdateVmUuid"];
                    readonly target_device?: components["schemas"]["TargetDevice"];
                    readonly target_bus?: components["schemas"]["TargetBus"];
                    readonly inner_volume?: components["schemas"]["InnerVolume"];
                    readonly external_volume?: components["schemas"]["ExternalVolume"];
                } & {
                    readonly [key: string]: unknown;
                }) | null;
            } & {
                readonly [key: string]: unknown;
            }) | null;
        } & {
            readonly [key: string]: unknown;
        }) | ({
            /** @constant */
            readonly type: "VM_DISK_NOT_EXIST_MOUNT";
            readonly compute?: ({
                /**
                 * Attach new disk
                 * @description A new disk of a specification.
                 */
                readonly vm_disk_not_exist_mount?: ({
                    readonly vm_uuid: components["schemas"]["VmCpuUpdateVmUuid"];
                    readonly target_device?: components["schemas"]["TargetDevice"];
                    readonly target_bus?: components["schemas"]["TargetBus"];
                    /**
                     * Disk specification ID
                     * @description The specification of the new disk.
                     */
                    readonly volume_specification_uuid: string;
                } & {
                    readonly [key: string]: unknown;
                }) | null;
            } & {
                readonly [key: string]: unknown;
            }) | null;
        } & {
            readonly [key: string]: unknown;
        }) | ({
            /** @constant */
            readonly type: "VM_NETWORK_CARD_ADD";
            readonly compute?: ({
                /**
                 * Add network card
                 * @description A further network card of a virtual machine.
                 */
                readonly vm_network_card_add?: ({
                    readonly vm_uuid: components["schemas"]["VmCpuUpdateVmUuid"];
                    /**
                     * Switch ID
                     * @description The switch that the card is connected to.
                     */
                    readonly switch_uuid: string;
                    /**
                     * Network card model
                     * @description Which hardware the card presents.
                     * @enum {string}
                     */
                    readonly network_card_type: "virtio" | "e1000" | "rtl8139";
                    /**
                     * Interface type
                     * @description The type of the interface; may be empty.
                     */
                    readonly interface_type: string;
                    /**
                     * Interface name
                     * @description The name of the interface; may be empty.
                     */
                    readonly interface_name: string;
                    /**
                     * Port group ID
                     * @description The port group; may be empty.
                     */
                    readonly port_group: string;
                    /**
                     * Port group
                     * @description The name of the port group; may be empty.
                     */
                    readonly port_group_name: string;
                } & {
                    readonly [key: string]: unknown;
                }) | null;
            } & {
                readonly [key: string]: unknown;
            }) | null;
        } & {
            readonly [key: string]: unknown;
        }) | ({
            /** @constant */
            readonly type: "VM_SECURITY";
            readonly compute?: ({
                /**
                 * Security VM
                 * @description A virtual machine that runs a security appliance.
                 */
                readonly vm_security?: ({
                    /**
                     * Security VM kind
                     * Format: int64
                     * @description A number that the platform defines.
                     */
                    readonly vm_security_type: number;
                    /**
                     * Image path
                     * @description Where the image of the machine lies.
                     */
                    readonly image_path: string;
                    /**
                     * Image size
                     * @description How large the image is, in bytes.
                     */
                    readonly image_size: bigint | string;
                    readonly pool_uuid: components["schemas"]["PoolUuid"];
                    /**
                     * Security VM IP
                     * @description The address of the machine; may be empty.
                     */
                    readonly security_vm_ip: string;
                } & {
                    readonly [key: string]: unknown;
                }) | null;
            } & {
                readonly [key: string]: unknown;
            }) | null;
        } & {
            readonly [key: string]: unknown;
        }) | ({
            /** @constant */
            readonly type: "VOLUME_SPECIFICATION";
            readonly storage?: ({
                /**
                 * Disk by specification
                 * @description A disk of a specification.
                 */
                readonly volume_specification?: ({
                    readonly specification_uuid: components["schemas"]["VmSpecificationSpecificationUuid"];
                    readonly specification_name: components["schemas"]["VmSpecificationSpecificationName"];
                    /**
                     * Disk name
                     * @description What the disk is called.
                     */
                    readonly volume_name: string;
                    /**
                     * Disk ID
                     * @description The disk.
                     */
                    readonly volume_uuid: string;
                } & {
                    readonly [key: string]: unknown;
                }) | null;
            } & {
                readonly [key: string]: unknown;
            }) | null;
        } & {
            readonly [key: string]: unknown;
        }) | ({
            /** @constant */
            readonly type: "VOLUME_EXPANSION";
            readonly storage?: ({
                /**
                 * Expand disk
                 * @description A larger capacity of a disk; volume_expansion is taken too.
                 */
                readonly volume_expantion?: ({
                    readonly volume_uuid: components["schemas"]["VolumeUuid"];
                    /**
                     * Capacity
                     * @description The capacity that is asked for, in bytes.
                     */
                    readonly capacity: bigint | string;
                } & {
                    readonly [key: string]: unknown;
                }) | null;
            } & {
                readonly [key: string]: unknown;
            }) | null;
        } & {
            readonly [key: string]: unknown;
        }) | ({
            /** @constant */
            readonly type: "TENANT_QUOTA";
            readonly storage?: ({
                /**
                 * Tenant quota
                 * @description How much the tenant may use.
                 */
                readonly tenant_quota?: ({
                    /**
                     * CPU cores
                     * Format: int64
                     * @description How many CPU cores.
                     */
                    readonly cpu_count: number;
                    /**
                     * Memory size
                     * @description How much memory, in bytes.
                     */
                    readonly memory_size: bigint | string;
                    /**
                     * Disk size
                     * @description How much disk space, in bytes.
                     */
                    readonly disk_size: bigint | string;
                    /**
                     * Switches
                     * Format: int64
                     * @description How many switches.
                     */
                    readonly switch_count: number;
                    /**
                     * Routers
                     * Format: int64
                     * @description How many routers.
                     */
                    readonly router_count: number;
                    /**
                     * Gateways
                     * Format: int64
                     * @description How many gateways.
                     */
                    readonly gateway_count: number;
                } & {
                    readonly [key: string]: unknown;
                }) | null;
            } & {
                readonly [key: string]: unknown;
            }) | null;
        } & {
            readonly [key: string]: unknown;
        }) | ({
            /** @constant */
            readonly type: "VIP";
            readonly network?: ({
                /**
                 * Virtual IP
                 * @description Virtual IP addresses.
                 */
                readonly vip?: ({
                    /**
                     * Quantity
                     * Format: int64
                     * @description How many virtual IP addresses, at least 1.
                     */
                    readonly vip_count: number;
                } & {
                    readonly [key: string]: unknown;
                }) | null;
            } & {
                readonly [key: string]: unknown;
            }) | null;
        } & {
            readonly [key: string]: unknown;
        }) | ({
            /** @constant */
            readonly type: "GATEWAY";
            readonly network?: ({
                /**
                 * Gateway
                 * @description A gateway of a network.
                 */
                readonly gateway?: ({
                    /**
                     * Gateway name
                     * @description What the gateway is called.
                     */
                    readonly name: string;
                    /**
                     * External IPv4
                     * @description The external IPv4 address; may be empty.
                     */
                    readonly out_ipv_4: string;
                    /**
                     * External IPv6
                     * @description The external IPv6 address; may be empty.
                     */
                    readonly out_ipv_6: string;
                    /**
                     * Use VLAN
                     * @description Whether the gateway uses VLANs.
                     */
                    readonly enable_vlan: boolean;
                    /**
                     * VLAN tags
                     * @description The tags of the VLANs.
                     */
                    readonly vlan_label: readonly components["schemas"]["VlanLabelItem"][];
                    /**
                     * IP type
                     * Format: int64
                     * @description A number that the platform defines.
                     */
                    readonly ip_type: number;
                    /**
                     * Network
                     * @description The name of the network; may be empty.
                     */
                    readonly network_name: string;
                } & {
                    readonly [key: string]: unknown;
                }) | null;
            } & {
                readonly [key: string]: unknown;
            }) | null;
        } & {
            readonly [key: string]: unknown;
        }) | ({
            /** @constant */
            readonly type: "AUTO_CONTAINER";
            readonly container?: ({
                /**
                 * Containers
                 * @description Containers of one description.
                 */
                readonly auto_container?: ({
                    /**
                     * Container description
                     * @description How the containers are to be, in the form of the container platform.
                     */
                    readonly apply_container_info: unknown;
                    readonly apply_count: components["schemas"]["VmSpecificationApplyCount"];
                } & {
                    readonly [key: string]: unknown;
                }) | null;
            } & {
                readonly [key: string]: unknown;
            }) | null;
        } & {
            readonly [key: string]: unknown;
        }) | ({
            /** @constant */
            readonly type: "TRASH_DELETE";
            readonly common?: ({
                /**
                 * Delete for good
                 * @description What is to be deleted from the recycle bin.
                 */
                readonly trash_delete?: components["schemas"]["CommonTrashDelete"] | null;
            } & {
                readonly [key: string]: unknown;
            }) | null;
        } & {
            readonly [key: string]: unknown;
        }) | ({
            /** @constant */
            readonly type: "TRASH_RESTORE";
            readonly common?: ({
                /**
                 * Restore
                 * @description What is to be restored from the recycle bin.
                 */
                readonly trash_restore?: components["schemas"]["CommonTrashDelete"] | null;
            } & {
                readonly [key: string]: unknown;
            }) | null;
        } & {
            readonly [key: string]: unknown;
        }) | ({
            /** @constant */
            readonly type: "TENCENT_IMAGE_CREATE";
            readonly tencent?: ({
                /**
                 * Image
                 * @description An image of an instance in Tencent Cloud.
                 */
                readonly image?: ({
                    /**
                     * Region
                     * @description The region of the instance, such as ap-guangzhou.
                     */
                    readonly region: string;
                    /**
                     * Instance ID
                     * @description The instance that the image is made of: ins- and 8 characters.
                     */
                    readonly instance_id: string;
                    /**
                     * Image name
                     * @description What the image is called, 1-60 characters.
                     */
                    readonly image_name: string;
                    readonly image_description?: components["schemas"]["ImageDescription"];
                    readonly force_poweroff?: components["schemas"]["ForcePoweroff"];
                    readonly data_disk_ids?: components["schemas"]["DataDiskIds"];
                } & {
                    readonly [key: string]: unknown;
                }) | null;
            } & {
                readonly [key: string]: unknown;
            }) | null;
        } & {
            readonly [key: string]: unknown;
        }));
        readonly SubmitTicketAnswer: {
            readonly scode: components["schemas"]["Scode"];
            readonly desc: components["schemas"]["Desc"];
            readonly message: components["schemas"]["Message"];
            readonly message_cn: components["schemas"]["MessageCn"];
            /**
             * Stack
             * @description Always null.
             */
            readonly stack: null;
            readonly data: components["schemas"]["SaveTicketAnswerData"];
            readonly desc_cn?: components["schemas"]["DescCn"];
        };
        readonly SubmitSavedTicketsBody: {
            readonly list: components["schemas"]["List"];
        };
        readonly SubmitSavedTicketsAnswer: {
            readonly scode: components["schemas"]["Scode"];
            readonly desc: components["schemas"]["Desc"];
            readonly message: components["schemas"]["Message"];
            readonly message_cn: components["schemas"]["MessageCn"];
            /**
             * Stack
             * @description Always null.
             */
            readonly stack: null;
            readonly data: components["schemas"]["SubmitSavedTicketsAnswerData"];
            readonly desc_cn?: components["schemas"]["DescCn"];
        };
        readonly SubmitOverruledTicketsBody: {
            readonly list: components["schemas"]["List"];
        };
        readonly SubmitOverruledTicketsAnswer: {
            readonly scode: components["schemas"]["Scode"];
            readonly desc: components["schemas"]["Desc"];
            readonly message: components["schemas"]["Message"];
            readonly message_cn: components["schemas"]["MessageCn"];
            /**
             * Stack
             * @description Always null.
             */
            readonly stack: null;
            readonly data: components["schemas"]["SubmitSavedTicketsAnswerData"];
            readonly desc_cn?: components["schemas"]["DescCn"];
        };
        readonly ListTicketsBody: {
            /**
             * Applicant tenant ID
             * @description Only tickets of applicants of this tenant.
             */
            readonly tenant_uuid?: string | null;
            readonly page_num?: components["schemas"]["PageNum"];
            readonly page_size?: components["schemas"]["PageSize"];
            /**
             * State
             * @description Only these states; several separated by commas.
             */
            readonly filter_state?: readonly ("saved" | "pending" | "overruled" | "withdrawn" | "passed" | "archived")[] | null;
            /**
             * Ticket type
             * @description Only these types; several separated by commas.
             */
            readonly filter_type?: readonly components["schemas"]["FilterTypeItem"][] | null;
            /**
             * Image state
             * @description Only these states of the image; several separated by commas.
             */
            readonly filter_image_state?: readonly ("queued" | "creating" | "created" | "failed" | "needs_operator")[] | null;
            /**
             * Overdue
             * @description Only tickets with a step that is overdue. Default: false.
             */
            readonly filter_overdue?: ("true" | "false") | boolean | null;
            /**
             * Owner ID
             * @description Only tickets that wait for this person or role; for administrators.
             */
            readonly filter_owner_uuid?: string | null;
            /**
             * Owner tenant ID
             * @description The owner's tenant. Default: the caller's.
             */
            readonly filter_owner_tenant_uuid?: string | null;
            /**
             * Applicant ID
             * @description Only tickets of this applicant.
             */
            readonly filter_applyer_uuid?: string | null;
            readonly filter_name?: components["schemas"]["FilterName"];
            /**
             * Process ID
             * @description Only tickets on this process.
             */
            readonly filter_process_uuid?: "system" | string | null;
            /**
             * Created from
             * @description Created at this time or later, in unix seconds.
             */
            readonly filter_start?: number | string | null;
            /**
             * Created until
             * @description Created at this time or earlier, in unix seconds.
             */
            readonly filter_end?: number | string | null;
            /**
             * Scope
             * @description Which tickets: todo, applied, handled, cc or all.
             * @default all
             */
            readonly scope?: ("todo" | "applied" | "handled" | "cc" | "delegated" | "all") | null;
            /**
             * Order
             * @description newest or oldest first, by creation.
             * @default newest
             */
            readonly sort?: ("newest" | "oldest") | null;
            /**
             * Cursor
             * @description The next_cursor of the page before, in place of a page number.
             */
            readonly cursor?: string | null;
        };
        readonly ListTicketsAnswer: {
            readonly scode: components["schemas"]["Scode"];
            readonly desc: components["schemas"]["Desc"];
            readonly message: components["schemas"]["Message"];
            readonly message_cn: components["schemas"]["MessageCn"];
            /**
             * Stack
             * @description Always null.
             */
            readonly stack: null;
            /**
             * Data
             * @description What was asked for; null where there is nothing.
             */
            readonly data: {
                readonly total_count: components["schemas"]["TotalCount"];
                /**
                 * Rows
                 * @description The rows of this page.
                 */
                readonly list: readonly {
                    readonly ticket_uuid: components["schemas"]["DataTicketUuid"];
                    readonly ticket_name: components["schemas"]["DataTicketName"];
                    readonly ticket_type: components["schemas"]["TicketType"];
                    readonly ticket_state: components["schemas"]["TicketState"];
                    /**
                     * Is over
                     * @description Whether the ticket is passed or archived.
                     */
                    readonly ticket_is_over: boolean;
                    readonly is_confirm: components["schemas"]["IsConfirm"];
                    readonly ticket_create_time: components["schemas"]["TicketCreateTime"];
                    readonly applyer_name: components["schemas"]["ApplyerName"];
                    /**
                     * Applicant ID
                     * @description The user who asks.
                     */
                    readonly applyer_uuid: string;
                    readonly applyer_role: components["schemas"]["ApplyerRole"];
                    readonly applyer_tenant_uuid: components["schemas"]["ApplyerTenantUuid"];
                    readonly applyer_tenant_name: components["schemas"]["ApplyerTenantName"];
                    readonly reason: components["schemas"]["ListItemReason"];
                    readonly user_name: components["schemas"]["ListItemUserName"];
                    readonly user_uuid: components["schemas"]["ListItemUserUuid"];
                    readonly user_tenant_uuid: components["schemas"]["UserTenantUuid"];
                    readonly detail_uuid: components["schemas"]["DetailUuid"];
                    readonly process_uuid: components["schemas"]["ListItemProcessUuid"];
                    readonly process_name: components["schemas"]["ProcessName"];
                    readonly processers: components["schemas"]["Processers"];
                    readonly ticket_type_code: components["schemas"]["TicketTypeCode"];
                    readonly ticket_state_code: components["schemas"]["TicketStateCode"];
                    readonly version: components["schemas"]["ListItemVersion"];
                    readonly updated_time: components["schemas"]["UpdatedTime"];
                    readonly step_since: components["schemas"]["StepSince"];
                    readonly due_time?: components["schemas"]["DueTime"];
                    readonly image_state: components["schemas"]["ImageState"];
                    readonly summary: components["schemas"]["Summary"];
                    readonly summary_cn: components["schemas"]["SummaryCn"];
                    readonly can: components["schemas"]["Can"];
                    readonly returned?: components["schemas"]["Returned"];
                }[];
                /**
                 * Total is capped
                 * @description Whether there may be more than total_count says.
                 */
                readonly total_capped: boolean;
                /**
                 * Next cursor
                 * @description Leads to the next page; empty on the last one.
                 */
                readonly next_cursor: string;
            } | null;
            readonly desc_cn?: components["schemas"]["DescCn"];
        };
        readonly CountTicketsBody: {
            /**
             * Scopes
             * @description Which scopes are counted; all of them by default.
             */
            readonly scopes?: readonly ("todo" | "applied" | "handled" | "cc" | "delegated" | "all")[] | null;
        };
        readonly CountTicketsAnswer: {
            readonly scode: components["schemas"]["Scode"];
            readonly desc: components["schemas"]["Desc"];
            readonly message: components["schemas"]["Message"];
            readonly message_cn: components["schemas"]["MessageCn"];
            /**
             * Stack
             * @description Always null.
             */
            readonly stack: null;
            /**
             * Data
             * @description What was asked for; null where there is nothing.
             */
            readonly data: {
                /**
                 * To do
                 * @description Tickets whose turn is the caller.
                 */
                readonly todo?: {
                    readonly count: components["schemas"]["Count"];
                    /**
                     * Is capped
                     * @description Whether there are more than count says.
                     */
                    readonly capped: boolean;
                    readonly by_type: components["schemas"]["ByType"];
                };
                /**
                 * Applied
                 * @description Tickets that the caller applied for.
                 */
                readonly applied?: {
                    readonly count: components["schemas"]["Count"];
                    /**
                     * Is capped
                     * @description Whether there are more than count says.
                     */
                    readonly capped: boolean;
                    readonly by_type: components["schemas"]["ByType"];
                };
                /**
                 * Handled
                 * @description Tickets that the caller decided on.
                 */
                readonly handled?: {
                    readonly count: components["schemas"]["Count"];
                    /**
                     * Is capped
                     * @description Whether there are more than count says.
                     */
                    readonly capped: boolean;
                    readonly by_type: components["schemas"]["ByType"];
                };
                /**
                 * In copy
                 * @description Tickets that the caller got in copy.
                 */
                readonly cc?: {
                    readonly count: components["schemas"]["Count"];
                    /**
                     * Is capped
                     * @description Whether there are more than count says.
                     */
                    readonly capped: boolean;
                    readonly by_type: components["schemas"]["ByType"];
                };
                /**
                 * Delegated
                 * @description Tickets that wait for people whose delegate the caller is.
                 */
                readonly delegated?: {
                    readonly count: components["schemas"]["Count"];
                    /**
                     * Is capped
                     * @description Whether there are more than count says.
                     */
                    readonly capped: boolean;
                    readonly by_type: components["schemas"]["ByType"];
                };
                /**
                 * All
                 * @description All tickets that the caller may see.
                 */
                readonly all?: {
                    readonly count: components["schemas"]["Count"];
                    /**
                     * Is capped
                     * @description Whether there are more than count says.
                     */
                    readonly capped: boolean;
                    readonly by_type: components["schemas"]["ByType"];
                };
            } | null;
            readonly desc_cn?: components["schemas"]["DescCn"];
        };
        readonly InspectTicketBody: {
            readonly ticket_uuid?: components["schemas"]["ListItemTicketUuid"];
            /**
             * With chain
             * @description Whether history shows what its hashes are made of. Default: false.
             */
            readonly chain?: ("true" | "false") | boolean | null;
        };
        readonly InspectTicketAnswer: {
            readonly scode: components["schemas"]["Scode"];
            readonly desc: components["schemas"]["Desc"];
            readonly message: components["schemas"]["Message"];
            readonly message_cn: components["schemas"]["MessageCn"];
            /**
             * Stack
             * @description Always null.
             */
            readonly stack: null;
            /**
             * Data
             * @description What was asked for; null where there is nothing.
             */
            readonly data: {
                readonly ticket_uuid: components["schemas"]["DataTicketUuid"];
                readonly ticket_name: components["schemas"]["DataTicketName"];
                readonly ticket_type: components["schemas"]["TicketType"];
                readonly ticket_state: components["schemas"]["TicketState"];
                /**
                 * Is over
                 * @description Whether the ticket is passed or archived.
                 */
                readonly ticket_is_over: boolean;
                readonly is_confirm: components["schemas"]["IsConfirm"];
                readonly ticket_create_time: components["schemas"]["TicketCreateTime"];
                readonly applyer_name: components["schemas"]["ApplyerName"];
                /**
                 * Applicant ID
                 * @description The user who asks.
                 */
                readonly applyer_uuid: string;
                readonly applyer_role: components["schemas"]["ApplyerRole"];
                readonly applyer_tenant_uuid: components["schemas"]["ApplyerTenantUuid"];
                readonly applyer_tenant_name: components["schemas"]["ApplyerTenantName"];
                readonly reason: components["schemas"]["ListItemReason"];
                readonly user_name: components["schemas"]["ListItemUserName"];
                readonly user_uuid: components["schemas"]["ListItemUserUuid"];
                readonly user_tenant_uuid: components["schemas"]["UserTenantUuid"];
                readonly detail_uuid: components["schemas"]["DetailUuid"];
                readonly process_uuid: components["schemas"]["ListItemProcessUuid"];
                readonly process_name: components["schemas"]["ProcessName"];
                readonly processers: components["schemas"]["Processers"];
                readonly ticket_type_code: components["schemas"]["TicketTypeCode"];
                readonly ticket_state_code: components["schemas"]["TicketStateCode"];
                readonly version: components["schemas"]["ListItemVersion"];
                readonly updated_time: components["schemas"]["UpdatedTime"];
                readonly step_since: components["schemas"]["StepSince"];
                readonly due_time?: components["schemas"]["DueTime"];
                readonly image_state: components["schemas"]["ImageState"];
                readonly summary: components["schemas"]["Summary"];
                readonly summary_cn: components["schemas"]["SummaryCn"];
                readonly can: components["schemas"]["Can"];
                readonly returned?: components["schemas"]["Returned"];
                /**
                 * Compute
                 * @description The details of a ticket about virtual machines.
                 */
                readonly compute?: {
                    readonly [key: string]: unknown;
                };
                /**
                 * Storage
                 * @description The details of a ticket about disks and quotas.
                 */
                readonly storage?: {
                    readonly [key: string]: unknown;
                };
                /**
                 * Network
                 * @description The details of a ticket about networks.
                 */
                readonly network?: {
                    readonly [key: string]: unknown;
                };
                /**
                 * Container
                 * @description The details of a ticket about containers.
                 */
                readonly container?: {
                    readonly [key: string]: unknown;
                };
                /**
                 * Recycle bin
                 * @description The details of a ticket about the recycle bin.
                 */
                readonly common?: {
                    readonly [key: string]: unknown;
                };
                /**
                 * Tencent Cloud
                 * @description The details of a ticket about Tencent Cloud.
                 */
                readonly tencent?: {
                    readonly [key: string]: unknown;
                };
                /**
                 * Steps
                 * @description The steps of the current round.
                 */
                readonly steps: readonly {
                    readonly step_id: components["schemas"]["StepId"];
                    readonly step_key: components["schemas"]["StepKey"];
                    readonly step_name: components["schemas"]["StepName"];
                    readonly after: components["schemas"]["After"];
                    readonly need: components["schemas"]["Need"];
                    readonly veto: components["schemas"]["Veto"];
                    readonly state: components["schemas"]["State"];
                    readonly skipped_by: components["schemas"]["SkippedBy"];
                    readonly due_time: components["schemas"]["StepsItemDueTime"];
                    readonly return_to: components["schemas"]["ReturnTo"];
                    /**
                     * Seats
                     * @description A seat for each approver of the step.
                     */
                    readonly seats: readonly {
                        readonly seat_id: components["schemas"]["SeatId"];
                        readonly owners: components["schemas"]["Owners"];
                        readonly filled_by: components["schemas"]["FilledBy"];
                    }[];
                    readonly votes: components["schemas"]["Votes"];
                }[];
                /**
                 * In copy
                 * @description Roles and people who get the ticket in copy.
                 */
                readonly cc: readonly {
                    /**
                     * Kind
                     * @description Whether it is a role or a person.
                     * @enum {string}
                     */
                    readonly kind: "role" | "user";
                    readonly tenant_uuid: components["schemas"]["OwnersItemTenantUuid"];
                    readonly tenant_name: components["schemas"]["OwnersItemTenantName"];
                    /**
                     * ID
                     * @description The role or the person.
                     */
                    readonly uuid: string;
                    /**
                     * Name
                     * @description The name of the role or the person.
                     */
                    readonly name: string;
                }[];
                /**
                 * History
                 * @description Every event of the ticket, in order.
                 */
                readonly history: readonly {
                    /**
                     * Event type
                     * @description What happened.
                     */
                    readonly type: string;
                    readonly seq: components["schemas"]["Seq"];
                    readonly time: components["schemas"]["Time"];
                    /**
                     * Exact time
                     * Format: int64
                     * @description When it happened, in unix milliseconds.
                     */
                    readonly time_ms: number;
                    /**
                     * Round
                     * Format: int64
                     * @description How often the ticket had been submitted; 0 in a draft.
                     */
                    readonly round: number;
                    /**
                     * Step
                     * @description The place in processers of what was decided, from 1; else null.
                     */
                    readonly step: number | null;
                    /**
                     * Step owner
                     * @description The role that was decided for or waited for; else empty.
                     */
                    readonly owner_name: string;
                    /**
                     * Actor
                     * @description The user who acted; null for the system.
                     */
                    readonly actor: {
                        /**
                         * User ID
                         * @description The user.
                         */
                        readonly user_uuid: string;
                        readonly user_name: components["schemas"]["FilledByUserName"];
                        readonly tenant_uuid: components["schemas"]["OwnersItemTenantUuid"];
                    } | null;
                    /**
                     * On behalf of
                     * @description For whom a delegate acted; null where nobody else.
                     */
                    readonly on_behalf_of: {
                        /**
                         * User ID
                         * @description The user.
                         */
                        readonly user_uuid: string;
                        readonly user_name: components["schemas"]["FilledByUserName"];
                        /**
                         * Delegation ID
                         * @description Names the delegation.
                         */
                        readonly delegation_uuid: string;
                    } | null;
                    readonly reason: components["schemas"]["HistoryItemReason"];
                    /**
                     * Approval configuration
                     * @description What the approver decided along; null where nothing was.
                     */
                    readonly config: unknown;
                    /**
                     * Hash
                     * @description SHA-256 over the hash before it and this entry, in hex.
                     */
                    readonly hash: string;
                    /**
                     * Hashed text
                     * @description The exact text that was hashed; null where only the applicant may see it.
                     */
                    readonly canonical?: string | null;
                    /**
                     * Signature
                     * @description Key id and Ed25519 signature of the hash; null but on the last entry of a write.
                     */
                    readonly signature?: string | null;
                }[];
                /**
                 * Chain is whole
                 * @description Whether the chain of the history is intact.
                 */
                readonly whole: boolean;
                /**
                 * Broken at
                 * @description The seq of the first entry that does not follow; null where all do.
                 */
                readonly broken_at: number | null;
                /**
                 * Fulfilment
                 * @description What became of it after the approval; null where nothing is done here.
                 */
                readonly fulfilment: {
                    readonly [key: string]: unknown;
                } | null;
            } | null;
            readonly desc_cn?: components["schemas"]["DescCn"];
        };
        readonly ListHistoryKeysBody: Record<string, never>;
        readonly ListHistoryKeysAnswer: {
            readonly scode: components["schemas"]["Scode"];
            readonly desc: components["schemas"]["Desc"];
            readonly message: components["schemas"]["Message"];
            readonly message_cn: components["schemas"]["MessageCn"];
            /**
             * Stack
             * @description Always null.
             */
            readonly stack: null;
            /**
             * Data
             * @description What was asked for; null where there is nothing.
             */
            readonly data: {
                /**
                 * Keys
                 * @description The keys that signatures of histories verify with.
                 */
                readonly keys: readonly {
                    /**
                     * Key ID
                     * @description Stands before the signatures made with the key.
                     */
                    readonly key_id: string;
                    /**
                     * Algorithm
                     * @description The algorithm of the signatures.
                     * @constant
                     */
                    readonly algorithm: "Ed25519";
                    /**
                     * Valid since
                     * Format: int64
                     * @description From when on writes are signed with it, in unix seconds.
                     */
                    readonly since: number;
                    /**
                     * Public key
                     * @description The key as SPKI in base64.
                     */
                    readonly public_key: string;
                }[];
            } | null;
            readonly desc_cn?: components["schemas"]["DescCn"];
        };
        readonly PassTicketsBody: {
            readonly list: components["schemas"]["List"];
            readonly step_id?: components["schemas"]["PassTicketsBodyStepId"];
            /**
             * Approval configuration
             * @description What the approver of a container ticket decides along; ignored for others.
             */
            readonly config?: {
                readonly [key: string]: unknown;
            } | null;
            /**
             * Comment
             * @description What the approver says to it, up to 1,000 characters.
             */
            readonly reason?: string | null;
        };
        readonly PassTicketsAnswer: {
            readonly scode: components["schemas"]["Scode"];
            readonly desc: components["schemas"]["Desc"];
            readonly message: components["schemas"]["Message"];
            readonly message_cn: components["schemas"]["MessageCn"];
            /**
             * Stack
             * @description Always null.
             */
            readonly stack: null;
            readonly data: components["schemas"]["SubmitSavedTicketsAnswerData"];
            readonly desc_cn?: components["schemas"]["DescCn"];
        };
        readonly OverruleTicketsBody: {
            readonly list: components["schemas"]["List"];
            readonly reason: components["schemas"]["OverruleTicketsBodyReason"];
            readonly step_id?: components["schemas"]["PassTicketsBodyStepId"];
        };
        readonly OverruleTicketsAnswer: {
            readonly scode: components["schemas"]["Scode"];
            readonly desc: components["schemas"]["Desc"];
            readonly message: components["schemas"]["Message"];
            readonly message_cn: components["schemas"]["MessageCn"];
            /**
             * Stack
             * @description Always null.
             */
            readonly stack: null;
            readonly data: components["schemas"]["SubmitSavedTicketsAnswerData"];
            readonly desc_cn?: components["schemas"]["DescCn"];
        };
        readonly OverruleTicketsByGetBody: {
            readonly list: components["schemas"]["List"];
            readonly reason: components["schemas"]["OverruleTicketsBodyReason"];
            readonly step_id?: components["schemas"]["PassTicketsBodyStepId"];
        };
        readonly OverruleTicketsByGetAnswer: {
            readonly scode: components["schemas"]["Scode"];
            readonly desc: components["schemas"]["Desc"];
            readonly message: components["schemas"]["Message"];
            readonly message_cn: components["schemas"]["MessageCn"];
            /**
             * Stack
             * @description Always null.
             */
            readonly stack: null;
            readonly data: components["schemas"]["SubmitSavedTicketsAnswerData"];
            readonly desc_cn?: components["schemas"]["DescCn"];
        };
        readonly ReturnTicketsBody: {
            readonly list: components["schemas"]["List"];
            /**
             * Return reason
             * @description Why it is returned, 1-1,000 characters.
             */
            readonly reason: string;
            readonly step_id?: components["schemas"]["PassTicketsBodyStepId"];
            /**
             * Return to step
             * @description Which step it goes back to; absent: to the applicant.
             */
            readonly to_step_id?: number | null;
        };
        readonly ReturnTicketsAnswer: {
            readonly scode: components["schemas"]["Scode"];
            readonly desc: components["schemas"]["Desc"];
            readonly message: components["schemas"]["Message"];
            readonly message_cn: components["schemas"]["MessageCn"];
            /**
             * Stack
             * @description Always null.
             */
            readonly stack: null;
            readonly data: components["schemas"]["SubmitSavedTicketsAnswerData"];
            readonly desc_cn?: components["schemas"]["DescCn"];
        };
        readonly TransferTicketsBody: {
            readonly list: components["schemas"]["List"];
            /**
             * Transfer reason
             * @description Why it is transferred, 1-1,000 characters.
             */
            readonly reason: string;
            readonly step_id?: components["schemas"]["PassTicketsBodyStepId"];
            /**
             * Seat
             * @description Which seat of the step; in a transfer, by default the first open one.
             */
            readonly seat_id?: number | null;
            /**
             * Transfer to
             * @description The person who is to approve instead.
             */
            readonly to: {
                readonly user_uuid: components["schemas"]["UserUuid"];
                readonly user_name?: components["schemas"]["UserName"];
            };
        };
        readonly TransferTicketsAnswer: {
            readonly scode: components["schemas"]["Scode"];
            readonly desc: components["schemas"]["Desc"];
            readonly message: components["schemas"]["Message"];
            readonly message_cn: components["schemas"]["MessageCn"];
            /**
             * Stack
             * @description Always null.
             */
            readonly stack: null;
            readonly data: components["schemas"]["SubmitSavedTicketsAnswerData"];
            readonly desc_cn?: components["schemas"]["DescCn"];
        };
        readonly AddApproversBody: {
            readonly list: components["schemas"]["List"];
            /**
             * Reason for adding
             * @description Why they are added, 1-1,000 characters.
             */
            readonly reason: string;
            readonly step_id?: components["schemas"]["PassTicketsBodyStepId"];
            /**
             * Place
             * @description Where the step is added, seen from the current one: before, beside or after.
             * @enum {string}
             */
            readonly where: "before" | "beside" | "after";
            /**
             * Added approvers
             * @description Who approves in the added step: roles and people, 1-5.
             */
            readonly approvers: readonly components["schemas"]["ApproversItem"][];
            /**
             * Needed approvals
             * @description any, all, a number of approvers or a percentage. Default: all.
             */
            readonly need?: string | number | null;
        };
        readonly AddApproversAnswer: {
            readonly scode: components["schemas"]["Scode"];
            readonly desc: components["schemas"]["Desc"];
            readonly message: components["schemas"]["Message"];
            readonly message_cn: components["schemas"]["MessageCn"];
            /**
             * Stack
             * @description Always null.
             */
            readonly stack: null;
            readonly data: components["schemas"]["SubmitSavedTicketsAnswerData"];
            readonly desc_cn?: components["schemas"]["DescCn"];
        };
        readonly WithdrawTicketsBody: {
            readonly list: components["schemas"]["List"];
        };
        readonly WithdrawTicketsAnswer: {
            readonly scode: components["schemas"]["Scode"];
            readonly desc: components["schemas"]["Desc"];
            readonly message: components["schemas"]["Message"];
            readonly message_cn: components["schemas"]["MessageCn"];
            /**
             * Stack
             * @description Always null.
             */
            readonly stack: null;
            readonly data: components["schemas"]["SubmitSavedTicketsAnswerData"];
            readonly desc_cn?: components["schemas"]["DescCn"];
        };
        readonly TerminateTicketsBody: {
            readonly list: components["schemas"]["List"];
            /**
             * Termination reason
             * @description Why it is terminated, 1-1,000 characters.
             */
            readonly reason: string;
        };
        readonly TerminateTicketsAnswer: {
            readonly scode: components["schemas"]["Scode"];
            readonly desc: components["schemas"]["Desc"];
            readonly message: components["schemas"]["Message"];
            readonly message_cn: components["schemas"]["MessageCn"];
            /**
             * Stack
             * @description Always null.
             */
            readonly stack: null;
            readonly data: components["schemas"]["SubmitSavedTicketsAnswerData"];
            readonly desc_cn?: components["schemas"]["DescCn"];
        };
        readonly UrgeTicketsBody: {
            readonly list: components["schemas"]["List"];
            /**
             * Message
             * @description What the approvers are told, up to 200 characters.
             */
            readonly reason?: string | null;
        };
        readonly UrgeTicketsAnswer: {
            readonly scode: components["schemas"]["Scode"];
            readonly desc: components["schemas"]["Desc"];
            readonly message: components["schemas"]["Message"];
            readonly message_cn: components["schemas"]["MessageCn"];
            /**
             * Stack
             * @description Always null.
             */
            readonly stack: null;
            readonly data: components["schemas"]["SubmitSavedTicketsAnswerData"];
            readonly desc_cn?: components["schemas"]["DescCn"];
        };
        readonly ConfirmTicketsBody: {
            readonly list: components["schemas"]["List"];
        };
        readonly ConfirmTicketsAnswer: {
            readonly scode: components["schemas"]["Scode"];
            readonly desc: components["schemas"]["Desc"];
            readonly message: components["schemas"]["Message"];
            readonly message_cn: components["schemas"]["MessageCn"];
            /**
             * Stack
             * @description Always null.
             */
            readonly stack: null;
            readonly data: components["schemas"]["SubmitSavedTicketsAnswerData"];
            readonly desc_cn?: components["schemas"]["DescCn"];
        };
        readonly ArchiveTicketsBody: {
            readonly list: components["schemas"]["List"];
        };
        readonly ArchiveTicketsAnswer: {
            readonly scode: components["schemas"]["Scode"];
            readonly desc: components["schemas"]["Desc"];
            readonly message: components["schemas"]["Message"];
            readonly message_cn: components["schemas"]["MessageCn"];
            /**
             * Stack
             * @description Always null.
             */
            readonly stack: null;
            readonly data: components["schemas"]["SubmitSavedTicketsAnswerData"];
            readonly desc_cn?: components["schemas"]["DescCn"];
        };
        readonly CopyTicketsBody: {
            readonly list: components["schemas"]["List"];
            /**
             * In copy
             * @description Roles and people who get the tickets in copy, 1-20.
             */
            readonly people: readonly components["schemas"]["CcItem"][];
        };
        readonly CopyTicketsAnswer: {
            readonly scode: components["schemas"]["Scode"];
            readonly desc: components["schemas"]["Desc"];
            readonly message: components["schemas"]["Message"];
            readonly message_cn: components["schemas"]["MessageCn"];
            /**
             * Stack
             * @description Always null.
             */
            readonly stack: null;
            readonly data: components["schemas"]["SubmitSavedTicketsAnswerData"];
            readonly desc_cn?: components["schemas"]["DescCn"];
        };
        readonly DeleteTicketsBody: {
            readonly list: components["schemas"]["List"];
        };
        readonly DeleteTicketsAnswer: {
            readonly scode: components["schemas"]["Scode"];
            readonly desc: components["schemas"]["Desc"];
            readonly message: components["schemas"]["Message"];
            readonly message_cn: components["schemas"]["MessageCn"];
            /**
             * Stack
             * @description Always null.
             */
            readonly stack: null;
            readonly data: components["schemas"]["SubmitSavedTicketsAnswerData"];
            readonly desc_cn?: components["schemas"]["DescCn"];
        };
        readonly SimulateProcessBody: {
            readonly process_uuid?: components["schemas"]["ProcessUuid"];
            /**
             * Process
             * @description A process as it would be created, in place of process_uuid.
             */
            readonly process?: {
                readonly tenant_uuid: components["schemas"]["TenantUuid"];
                readonly process_name: components["schemas"]["ProcessProcessName"];
                readonly description?: components["schemas"]["Description"];
                readonly approval_list: components["schemas"]["ApprovalList"];
                readonly auto_pass?: components["schemas"]["AutoPass"];
                readonly cc?: components["schemas"]["Cc"];
                readonly forbid?: components["schemas"]["Forbid"];
            } | null;
            /**
             * Ticket
             * @description The ticket as it would be submitted.
             */
            readonly ticket: {
                readonly type: components["schemas"]["Type"];
                readonly ticket_uuid?: components["schemas"]["TicketUuid"];
                readonly ticket_name?: components["schemas"]["TicketName"];
                readonly reason?: components["schemas"]["Reason"];
                readonly process_uuid?: components["schemas"]["ProcessUuid"];
                readonly cluster_uuid?: components["schemas"]["ClusterUuid"];
                readonly version?: components["schemas"]["Version"];
                readonly compute?: components["schemas"]["Compute"];
                readonly storage?: components["schemas"]["Storage"];
                readonly network?: components["schemas"]["Network"];
                readonly container?: components["schemas"]["Container"];
                readonly contianer?: components["schemas"]["Contianer"];
                readonly common?: components["schemas"]["Common"];
                readonly tencent?: components["schemas"]["Tencent"];
            } | {
                readonly ticket_name: string;
            } | {
                /** Format: uuid */
                readonly ticket_uuid: string;
            };
            /**
             * Applicant
             * @description For whom it is tried. Default: the caller.
             */
            readonly applicant?: {
                readonly user_uuid: components["schemas"]["UserUuid"];
                /**
                 * Role IDs
                 * @description The roles that the user holds in the tenant.
                 */
                readonly role_uuids: readonly string[];
            } | null;
        } | {
            readonly process_uuid: string;
        } | {
            readonly process: Record<string, never>;
        };
        readonly SimulateProcessAnswer: {
            readonly scode: components["schemas"]["Scode"];
            readonly desc: components["schemas"]["Desc"];
            readonly message: components["schemas"]["Message"];
            readonly message_cn: components["schemas"]["MessageCn"];
            /**
             * Stack
             * @description Always null.
             */
            readonly stack: null;
            /**
             * Data
             * @description What was asked for; null where there is nothing.
             */
            readonly data: {
                /**
                 * Passes automatically
                 * @description Whether the ticket would pass without being asked for.
                 */
                readonly auto_pass: boolean;
                /**
                 * Why
                 * @description Why it would be so.
                 */
                readonly why: string;
                /**
                 * Steps
                 * @description The steps of the current round.
                 */
                readonly steps: readonly {
                    readonly step_id: components["schemas"]["StepId"];
                    readonly step_key: components["schemas"]["StepKey"];
                    readonly step_name: components["schemas"]["StepName"];
                    readonly after: components["schemas"]["After"];
                    readonly need: components["schemas"]["Need"];
                    readonly veto: components["schemas"]["Veto"];
                    readonly state: components["schemas"]["State"];
                    readonly skipped_by: components["schemas"]["SkippedBy"];
                    readonly due_time: components["schemas"]["StepsItemDueTime"];
                    readonly return_to: components["schemas"]["ReturnTo"];
                    /**
                     * Seats
                     * @description A seat for each approver of the step.
                     */
                    readonly seats: readonly {
                        readonly seat_id: components["schemas"]["SeatId"];
                        readonly owners: components["schemas"]["Owners"];
                        readonly filled_by: components["schemas"]["FilledBy"];
                        /**
                         * Known people
                         * Format: int64
                         * @description How many people are known who may take the seat.
                         */
                        readonly known: number;
                        /**
                         * People
                         * @description Names of some of them, up to five.
                         */
                        readonly people: readonly string[];
                    }[];
                    readonly votes: components["schemas"]["Votes"];
                    /**
                     * Why
                     * @description Why it would be so.
                     */
                    readonly why: string;
                    /**
                     * Why, in Chinese
                     * @description Why it would be so, in Chinese.
                     */
                    readonly why_cn: string;
                }[];
                /**
                 * Warnings
                 * @description What could keep the approval from ending.
                 */
                readonly warnings: readonly {
                    readonly step_key: components["schemas"]["StepKey"];
                    /**
                     * Warning code
                     * @description Which warning it is.
                     * @enum {string}
                     */
                    readonly code: "nobody_known" | "only_applicant" | "person_unknown" | "condition_failed" | "nobody_needed";
                    /**
                     * Warning
                     * @description The warning in words.
                     */
                    readonly message: string;
                    /**
                     * Warning in Chinese
                     * @description The warning in words, in Chinese.
                     */
                    readonly message_cn: string;
                }[];
            } | null;
            readonly desc_cn?: components["schemas"]["DescCn"];
        };
        readonly CreateProcessBody: {
            readonly tenant_uuid: components["schemas"]["TenantUuid"];
            readonly process_name: components["schemas"]["ProcessProcessName"];
            readonly description?: components["schemas"]["Description"];
            readonly approval_list: components["schemas"]["ApprovalList"];
            readonly auto_pass?: components["schemas"]["AutoPass"];
            readonly cc?: components["schemas"]["Cc"];
            readonly forbid?: components["schemas"]["Forbid"];
        };
        readonly CreateProcessAnswer: {
            readonly scode: components["schemas"]["Scode"];
            readonly desc: components["schemas"]["Desc"];
            readonly message: components["schemas"]["Message"];
            readonly message_cn: components["schemas"]["MessageCn"];
            /**
             * Stack
             * @description Always null.
             */
            readonly stack: null;
            readonly data: components["schemas"]["CreateProcessAnswerData"];
            readonly desc_cn?: components["schemas"]["DescCn"];
        };
        readonly UpdateProcessBody: {
            readonly process_uuid: components["schemas"]["UpdateProcessBodyProcessUuid"];
            readonly version?: components["schemas"]["Version"];
            readonly tenant_uuid?: components["schemas"]["UpdateProcessBodyTenantUuid"];
            /**
             * Process name
             * @description What the process is called, 1-128 characters.
             */
            readonly process_name?: string | null;
            /**
             * Description
             * @description What the process is for, up to 2,000 characters.
             */
            readonly description?: string | null;
            /**
             * Steps
             * @description The steps of the process, 1-20. In an update it replaces them all.
             */
            readonly approval_list?: readonly components["schemas"]["ApprovalListItem"][] | null;
            readonly auto_pass?: components["schemas"]["AutoPass"];
            readonly cc?: components["schemas"]["Cc"];
            readonly forbid?: components["schemas"]["Forbid"];
        };
        readonly UpdateProcessAnswer: {
            readonly scode: components["schemas"]["Scode"];
            readonly desc: components["schemas"]["Desc"];
            readonly message: components["schemas"]["Message"];
            readonly message_cn: components["schemas"]["MessageCn"];
            /**
             * Stack
             * @description Always null.
             */
            readonly stack: null;
            readonly data: components["schemas"]["CreateProcessAnswerData"];
            readonly desc_cn?: components["schemas"]["DescCn"];
        };
        readonly DeleteProcessesBody: {
            readonly tenant_uuid?: components["schemas"]["UpdateProcessBodyTenantUuid"];
            /**
             * Items
             * @description What is to be acted on: ids, or objects with an id. 1-10,000.
             */
            readonly list: readonly (("system" | string) | {
                readonly process_uuid: components["schemas"]["UpdateProcessBodyProcessUuid"];
            })[];
        };
        readonly DeleteProcessesAnswer: {
            readonly scode: components["schemas"]["Scode"];
            readonly desc: components["schemas"]["Desc"];
            readonly message: components["schemas"]["Message"];
            readonly message_cn: components["schemas"]["MessageCn"];
            /**
             * Stack
             * @description Always null.
             */
            readonly stack: null;
            /**
             * Data
             * @description What was asked for; null where there is nothing.
             */
            readonly data: {
                readonly success: components["schemas"]["Success"];
                readonly fail: components["schemas"]["Fail"];
                /**
                 * Results
                 * @description An answer for each item, in the order given.
                 */
                readonly results: readonly {
                    readonly scode: components["schemas"]["Scode"];
                    readonly desc: components["schemas"]["Desc"];
                    readonly message: components["schemas"]["Message"];
                    readonly message_cn: components["schemas"]["MessageCn"];
                    /**
                     * Stack
                     * @description Always null.
                     */
                    readonly stack: null;
                    /**
                     * Data
                     * @description What was asked for; null where there is nothing.
                     */
                    readonly data: {
                        readonly process_uuid: components["schemas"]["ListItemProcessUuid"];
                        readonly process_name: components["schemas"]["ProcessName"];
                    } | null;
                    readonly desc_cn?: components["schemas"]["DescCn"];
                }[];
                readonly batch_uuid?: components["schemas"]["BatchUuid"];
            } | null;
            readonly desc_cn?: components["schemas"]["DescCn"];
        };
        readonly InspectProcessBody: {
            readonly tenant_uuid?: components["schemas"]["UpdateProcessBodyTenantUuid"];
            readonly process_uuid?: components["schemas"]["UpdateProcessBodyProcessUuid"];
        };
        readonly InspectProcessAnswer: {
            readonly scode: components["schemas"]["Scode"];
            readonly desc: components["schemas"]["Desc"];
            readonly message: components["schemas"]["Message"];
            readonly message_cn: components["schemas"]["MessageCn"];
            /**
             * Stack
             * @description Always null.
             */
            readonly stack: null;
            /**
             * Data
             * @description What was asked for; null where there is nothing.
             */
            readonly data: {
                readonly process_uuid: components["schemas"]["ListItemProcessUuid"];
                readonly process_name: components["schemas"]["ProcessName"];
                readonly tenant_uuid: components["schemas"]["OwnersItemTenantUuid"];
                readonly tenant_name: components["schemas"]["OwnersItemTenantName"];
                readonly description: components["schemas"]["DataDescription"];
                readonly create_time: components["schemas"]["CreateTime"];
                /**
                 * Creator ID
                 * @description The user who created it.
                 */
                readonly creator_uuid: string;
                readonly creator_name: components["schemas"]["CreatorName"];
                readonly creator_role: components["schemas"]["CreatorRole"];
                readonly creator_tenant_uuid: components["schemas"]["CreatorTenantUuid"];
                readonly creator_tenant_name: components["schemas"]["CreatorTenantName"];
                readonly process_list: components["schemas"]["ProcessList"];
                readonly update_time: components["schemas"]["UpdateTime"];
                readonly version: components["schemas"]["ListItemVersion"];
                readonly auto_pass?: components["schemas"]["DataAutoPass"];
                readonly cc?: components["schemas"]["DataCc"];
                readonly forbid?: components["schemas"]["DataForbid"];
            } | null;
            readonly desc_cn?: components["schemas"]["DescCn"];
        };
        readonly ListProcessesBody: {
            readonly tenant_uuid?: components["schemas"]["UpdateProcessBodyTenantUuid"];
            readonly process_uuid?: components["schemas"]["ProcessUuid"];
            readonly filter_name?: components["schemas"]["FilterName"];
            readonly page_num?: components["schemas"]["PageNum"];
            readonly page_size?: components["schemas"]["PageSize"];
        };
        readonly ListProcessesAnswer: {
            readonly scode: components["schemas"]["Scode"];
            readonly desc: components["schemas"]["Desc"];
            readonly message: components["schemas"]["Message"];
            readonly message_cn: components["schemas"]["MessageCn"];
            /**
             * Stack
             * @description Always null.
             */
            readonly stack: null;
            /**
             * Data
             * @description What was asked for; null where there is nothing.
             */
            readonly data: {
                readonly total_count: components["schemas"]["TotalCount"];
                /**
                 * Rows
                 * @description The rows of this page.
                 */
                readonly list: readonly {
                    readonly process_uuid: components["schemas"]["ListItemProcessUuid"];
                    readonly process_name: components["schemas"]["ProcessName"];
                    readonly tenant_uuid: components["schemas"]["OwnersItemTenantUuid"];
                    readonly tenant_name: components["schemas"]["OwnersItemTenantName"];
                    readonly description: components["schemas"]["DataDescription"];
                    readonly create_time: components["schemas"]["CreateTime"];
                    /**
                     * Creator ID
                     * @description The user who created it.
                     */
                    readonly creator_uuid: string;
                    readonly creator_name: components["schemas"]["CreatorName"];
                    readonly creator_role: components["schemas"]["CreatorRole"];
                    readonly creator_tenant_uuid: components["schemas"]["CreatorTenantUuid"];
                    readonly creator_tenant_name: components["schemas"]["CreatorTenantName"];
                    /**
                     * In use
                     * @description Whether a pending ticket is on the process.
                     */
                    readonly is_in_using: boolean;
                    readonly process_list: components["schemas"]["ProcessList"];
                    readonly update_time: components["schemas"]["UpdateTime"];
                    readonly auto_pass?: components["schemas"]["DataAutoPass"];
                    readonly cc?: components["schemas"]["DataCc"];
                    readonly forbid?: components["schemas"]["DataForbid"];
                }[];
            } | null;
            readonly desc_cn?: components["schemas"]["DescCn"];
        };
        readonly CreateImagesBody: {
            readonly list: components["schemas"]["List"];
        };
        readonly CreateImagesAnswer: {
            readonly scode: components["schemas"]["Scode"];
            readonly desc: components["schemas"]["Desc"];
            readonly message: components["schemas"]["Message"];
            readonly message_cn: components["schemas"]["MessageCn"];
            /**
             * Stack
             * @description Always null.
             */
            readonly stack: null;
            readonly data: components["schemas"]["SubmitSavedTicketsAnswerData"];
            readonly desc_cn?: components["schemas"]["DescCn"];
        };
        readonly ListRolesBody: {
            readonly tenant_uuid?: components["schemas"]["UpdateProcessBodyTenantUuid"];
            readonly page_num?: components["schemas"]["PageNum"];
            readonly page_size?: components["schemas"]["PageSize"];
        };
        readonly ListRolesAnswer: {
            readonly scode: components["schemas"]["Scode"];
            readonly desc: components["schemas"]["Desc"];
            readonly message: components["schemas"]["Message"];
            readonly message_cn: components["schemas"]["MessageCn"];
            /**
             * Stack
             * @description Always null.
             */
            readonly stack: null;
            /**
             * Data
             * @description What was asked for; null where there is nothing.
             */
            readonly data: {
                readonly total_count: components["schemas"]["TotalCount"];
                /**
                 * Rows
                 * @description The rows of this page.
                 */
                readonly list: readonly {
                    readonly tenant_uuid: components["schemas"]["OwnersItemTenantUuid"];
                    readonly tenant_name: components["schemas"]["OwnersItemTenantName"];
                    /**
                     * Role ID
                     * @description The role in that tenant.
                     */
                    readonly role_uuid: string;
                    readonly role_name: components["schemas"]["ProcessListItemRoleName"];
                    /**
                     * Holders
                     * Format: int64
                     * @description How many people are known to hold the role.
                     */
                    readonly holder_count: number;
                }[];
            } | null;
            readonly desc_cn?: components["schemas"]["DescCn"];
        };
        readonly ListUsersBody: {
            readonly tenant_uuid?: components["schemas"]["UpdateProcessBodyTenantUuid"];
            /**
             * Role ID
             * @description The role in that tenant.
             */
            readonly role_uuid?: string | null;
            readonly page_num?: components["schemas"]["PageNum"];
            readonly page_size?: components["schemas"]["PageSize"];
        };
        readonly ListUsersAnswer: {
            readonly scode: components["schemas"]["Scode"];
            readonly desc: components["schemas"]["Desc"];
            readonly message: components["schemas"]["Message"];
            readonly message_cn: components["schemas"]["MessageCn"];
            /**
             * Stack
             * @description Always null.
             */
            readonly stack: null;
            /**
             * Data
             * @description What was asked for; null where there is nothing.
             */
            readonly data: {
                readonly total_count: components["schemas"]["TotalCount"];
                /**
                 * Rows
                 * @description The rows of this page.
                 */
                readonly list: readonly {
                    readonly tenant_uuid: components["schemas"]["OwnersItemTenantUuid"];
                    /**
                     * User ID
                     * @description The user.
                     */
                    readonly user_uuid: string;
                    readonly user_name: components["schemas"]["FilledByUserName"];
                }[];
            } | null;
            readonly desc_cn?: components["schemas"]["DescCn"];
        };
        readonly CreateDelegationBody: {
            /**
             * Delegate
             * @description Who decides in the place of the absent person.
             */
            readonly to: {
                readonly user_uuid: components["schemas"]["UserUuid"];
                readonly user_name?: components["schemas"]["UserName"];
            };
            /**
             * Start
             * Format: int64
             * @description From when the delegate may decide.
             */
            readonly start: number;
            /**
             * End
             * Format: int64
             * @description From when they no longer may.
             */
            readonly end: number;
            /**
             * Ticket types
             * @description On tickets of these types only; all by default.
             */
            readonly types?: readonly components["schemas"]["FilterTypeItem"][] | null;
            /**
             * Processes
             * @description On tickets of these processes only; all by default.
             */
            readonly process_uuids?: readonly components["schemas"]["ProcessUuidsItem"][] | null;
            /**
             * Reason
             * @description Why the person is absent.
             */
            readonly reason?: string | null;
            /**
             * Absent user ID
             * @description For whom it is made, by an administrator; the caller by default.
             */
            readonly from_user_uuid?: string | null;
        };
        readonly CreateDelegationAnswer: {
            readonly scode: components["schemas"]["Scode"];
            readonly desc: components["schemas"]["Desc"];
            readonly message: components["schemas"]["Message"];
            readonly message_cn: components["schemas"]["MessageCn"];
            /**
             * Stack
             * @description Always null.
             */
            readonly stack: null;
            /**
             * Data
             * @description What was asked for; null where there is nothing.
             */
            readonly data: {
                /**
                 * Delegation ID
                 * @description Names the delegation.
                 */
                readonly delegation_uuid: string;
                readonly batch_uuid?: components["schemas"]["BatchUuid"];
            } | null;
            readonly desc_cn?: components["schemas"]["DescCn"];
        };
        readonly CancelDelegationsBody: {
            /**
             * Items
             * @description What is to be acted on: ids, or objects with an id. 1-10,000.
             */
            readonly list: readonly (string | {
                /**
                 * Delegation ID
                 * Format: uuid
                 * @description Names the delegation.
                 */
                readonly delegation_uuid: string;
            })[];
        };
        readonly CancelDelegationsAnswer: {
            readonly scode: components["schemas"]["Scode"];
            readonly desc: components["schemas"]["Desc"];
            readonly message: components["schemas"]["Message"];
            readonly message_cn: components["schemas"]["MessageCn"];
            /**
             * Stack
             * @description Always null.
             */
            readonly stack: null;
            /**
             * Data
             * @description What was asked for; null where there is nothing.
             */
            readonly data: {
                readonly success: components["schemas"]["Success"];
                readonly fail: components["schemas"]["Fail"];
                /**
                 * Results
                 * @description An answer for each item, in the order given.
                 */
                readonly results: readonly {
                    readonly scode: components["schemas"]["Scode"];
                    readonly desc: components["schemas"]["Desc"];
                    readonly message: components["schemas"]["Message"];
                    readonly message_cn: components["schemas"]["MessageCn"];
                    /**
                     * Stack
                     * @description Always null.
                     */
                    readonly stack: null;
                    /**
                     * Data
                     * @description What was asked for; null where there is nothing.
                     */
                    readonly data: {
                        /**
                         * Delegation ID
                         * @description Names the delegation.
                         */
                        readonly delegation_uuid: string;
                    } | null;
                    readonly desc_cn?: components["schemas"]["DescCn"];
                }[];
                readonly batch_uuid?: components["schemas"]["BatchUuid"];
            } | null;
            readonly desc_cn?: components["schemas"]["DescCn"];
        };
        readonly ListDelegationsBody: {
            /**
             * Scope
             * @description Those given, those received, or all of the tenant.
             * @default given
             */
            readonly scope?: ("given" | "received" | "tenant") | null;
            readonly page_num?: components["schemas"]["PageNum"];
            readonly page_size?: components["schemas"]["PageSize"];
        };
        readonly ListDelegationsAnswer: {
            readonly scode: components["schemas"]["Scode"];
            readonly desc: components["schemas"]["Desc"];
            readonly message: components["schemas"]["Message"];
            readonly message_cn: components["schemas"]["MessageCn"];
            /**
             * Stack
             * @description Always null.
             */
            readonly stack: null;
            /**
             * Data
             * @description What was asked for; null where there is nothing.
             */
            readonly data: {
                readonly total_count: components["schemas"]["TotalCount"];
                /**
                 * Rows
                 * @description The rows of this page.
                 */
                readonly list: readonly {
                    /**
                     * Delegation ID
                     * @description Names the delegation.
                     */
                    readonly delegation_uuid: string;
                    readonly tenant_uuid: components["schemas"]["OwnersItemTenantUuid"];
                    /**
                     * Absent person
                     * @description For whom the delegate decides.
                     */
                    readonly from: {
                        /**
                         * User ID
                         * @description The user.
                         */
                        readonly user_uuid: string;
                        readonly user_name: components["schemas"]["FilledByUserName"];
                    };
                    /**
                     * Delegate
                     * @description Who decides in the place of the absent person.
                     */
                    readonly to: {
                        /**
                         * User ID
                         * @description The user.
                         */
                        readonly user_uuid: string;
                        readonly user_name: components["schemas"]["FilledByUserName"];
                    };
                    readonly start: components["schemas"]["Start"];
                    readonly end: components["schemas"]["End"];
                    /**
                     * Ticket types
                     * @description On tickets of these types only; empty: of all.
                     */
                    readonly types: readonly components["schemas"]["FilterTypeItem"][];
                    /**
                     * Processes
                     * @description On tickets of these processes only; empty: of all.
                     */
                    readonly process_uuids: readonly string[];
                    /**
                     * Reason
                     * @description Why the person is absent.
                     */
                    readonly reason: string;
                    /**
                     * State
                     * @description Planned, active, ended or cancelled, at this moment.
                     * @enum {string}
                     */
                    readonly state: "planned" | "active" | "ended" | "cancelled";
                    readonly create_time: components["schemas"]["CreateTime"];
                    /**
                     * Creator ID
                     * @description The user who created it.
                     */
                    readonly creator_uuid: string;
                    readonly creator_name: components["schemas"]["CreatorName"];
                }[];
            } | null;
            readonly desc_cn?: components["schemas"]["DescCn"];
        };
        readonly ListenToEventsBody: {
            /**
             * Last event ID
             * @description The last event that the caller has; the stream goes on behind it.
             */
            readonly last_event_id?: string | null;
        };
        readonly ListenToEventsEvent: {
            /**
             * Event type
             * @description What happened.
             */
            readonly type: string;
            readonly event_id: components["schemas"]["EventId"];
            readonly time: components["schemas"]["Time"];
            readonly seq: components["schemas"]["Seq"];
            readonly ticket_uuid: components["schemas"]["DataTicketUuid"];
            readonly ticket_name: components["schemas"]["DataTicketName"];
            readonly ticket_type: components["schemas"]["TicketType"];
            /**
             * Ticket type code
             * @description The code of the type.
             */
            readonly ticket_type_code: string;
            /**
             * State
             * @description The state in Chinese, as people read it.
             */
            readonly ticket_state: string;
            /**
             * State code
             * @description The code of the state.
             */
            readonly ticket_state_code: string;
            /**
             * Applicant ID
             * @description The user who asks.
             */
            readonly applyer_uuid: string;
            readonly applyer_name: components["schemas"]["ApplyerName"];
            readonly applyer_tenant_uuid: components["schemas"]["ApplyerTenantUuid"];
            readonly applyer_tenant_name: components["schemas"]["ApplyerTenantName"];
            /**
             * Actor ID
             * @description The user who acted; empty for the system.
             */
            readonly actor_uuid: string;
            readonly actor_name: components["schemas"]["ActorName"];
            readonly reason: components["schemas"]["HistoryItemReason"];
            /**
             * Application reason
             * @description Why the ticket is asked for, in the words of the applicant.
             */
            readonly ticket_reason: string;
            readonly process_uuid: components["schemas"]["ListItemProcessUuid"];
            /**
             * Handler tenant ID
             * @description The tenant of whose turn it is; empty where it is no turn.
             */
            readonly owner_tenant_uuid: string;
            /**
             * Handler ID
             * @description Whose turn it is, a role or a person; empty where it is no turn.
             */
            readonly owner_uuid: string;
            readonly owner_name: components["schemas"]["OwnerName"];
            /**
             * Image state
             * @description What became of the image; null or empty where there is none.
             */
            readonly image_state: string;
            readonly returned?: components["schemas"]["Returned"];
            /**
             * Delegation
             * @description Who decides for whom; on events of delegations only.
             */
            readonly delegation?: {
                /**
                 * Delegation ID
                 * @description Names the delegation.
                 */
                readonly delegation_uuid: string;
                /**
                 * Absent user ID
                 * @description For whom the delegate decides.
                 */
                readonly from_uuid: string;
                /**
                 * Absent person
                 * @description For whom the delegate decides.
                 */
                readonly from_name: string;
                /**
                 * Delegate ID
                 * @description Who decides in the place of the absent person.
                 */
                readonly to_uuid: string;
                /**
                 * Delegate
                 * @description Who decides in the place of the absent person.
                 */
                readonly to_name: string;
                readonly start: components["schemas"]["Start"];
                readonly end: components["schemas"]["End"];
            };
        };
        readonly InspectSettingsBody: Record<string, never>;
        readonly InspectSettingsAnswer: {
            readonly scode: components["schemas"]["Scode"];
            readonly desc: components["schemas"]["Desc"];
            readonly message: components["schemas"]["Message"];
            readonly message_cn: components["schemas"]["MessageCn"];
            /**
             * Stack
             * @description Always null.
             */
            readonly stack: null;
            /**
             * Data
             * @description What was asked for; null where there is nothing.
             */
            readonly data: {
                readonly language: components["schemas"]["Language"];
                /**
                 * Mail address
                 * Format: email
                 * @description Where mail goes once the address is confirmed; empty for none.
                 */
                readonly mail_address: string;
                /**
                 * Address confirmed
                 * @description Whether the user has shown that they read mail there.
                 */
                readonly mail_confirmed: boolean;
                /**
                 * Channels
                 * @description Which events each channel tells of.
                 */
                readonly channels: {
                    /**
                     * Live
                     * @description The types of events that are told live.
                     */
                    readonly live: readonly components["schemas"]["LiveItem"][];
                    /**
                     * Mail
                     * @description The types of events that are told by mail.
                     */
                    readonly mail: readonly components["schemas"]["LiveItem"][];
                };
            } | null;
            readonly desc_cn?: components["schemas"]["DescCn"];
        };
        readonly ChangeSettingsBody: {
            readonly language?: components["schemas"]["ChangeSettingsBodyLanguage"];
            /**
             * Mail address
             * @description Where mail goes once the address is confirmed; empty for none.
             */
            readonly mail_address?: string | null;
            /**
             * Channels
             * @description Which events each channel tells of.
             */
            readonly channels?: {
                /**
                 * Live
                 * @description The types of events that are told live.
                 */
                readonly live?: readonly components["schemas"]["LiveItem"][] | null;
                /**
                 * Mail
                 * @description The types of events that are told by mail.
                 */
                readonly mail?: readonly components["schemas"]["LiveItem"][] | null;
            } | null;
        };
        readonly ChangeSettingsAnswer: {
            readonly scode: components["schemas"]["Scode"];
            readonly desc: components["schemas"]["Desc"];
            readonly message: components["schemas"]["Message"];
            readonly message_cn: components["schemas"]["MessageCn"];
            /**
             * Stack
             * @description Always null.
             */
            readonly stack: null;
            readonly data: components["schemas"]["ChangeSettingsAnswerData"];
            readonly desc_cn?: components["schemas"]["DescCn"];
        };
        readonly ConfirmMailBody: {
            /**
             * Token
             * @description The token that was sent to the address.
             */
            readonly token: string;
        };
        readonly ConfirmMailAnswer: {
            readonly scode: components["schemas"]["Scode"];
            readonly desc: components["schemas"]["Desc"];
            readonly message: components["schemas"]["Message"];
            readonly message_cn: components["schemas"]["MessageCn"];
            /**
             * Stack
             * @description Always null.
             */
            readonly stack: null;
            readonly data: components["schemas"]["ChangeSettingsAnswerData"];
            readonly desc_cn?: components["schemas"]["DescCn"];
        };
        readonly CreateWebhookBody: {
            readonly tenant_uuid: components["schemas"]["TenantUuid"];
            /**
             * Webhook name
             * @description What the webhook is called, 1-128 characters.
             */
            readonly webhook_name: string;
            /**
             * Kind
             * @description Standard Webhooks, or the robot of a chat: wecom, dingtalk, feishu.
             * @default standard
             */
            readonly kind?: ("standard" | "wecom" | "dingtalk" | "feishu") | null;
            /**
             * Address
             * Format: uri
             * @description Where events are sent. Answers leave out what may be secret in it.
             */
            readonly url: string;
            readonly secret?: components["schemas"]["Secret"];
            /**
             * Event types
             * @description The events that are sent. Default: all.
             * @default [
             *       "ticket.submitted",
             *       "ticket.voted",
             *       "ticket.step-passed",
             *       "ticket.passed",
             *       "ticket.overruled",
             *       "ticket.returned",
             *       "ticket.transferred",
             *       "ticket.approvers-added",
             *       "ticket.withdrawn",
             *       "ticket.terminated",
             *       "ticket.reminded",
             *       "ticket.overdue",
             *       "ticket.escalated",
             *       "ticket.urged",
             *       "ticket.confirmed",
             *       "ticket.archived",
             *       "ticket.cc-added",
             *       "ticket.deleted",
             *       "ticket.image-requested",
             *       "ticket.image-creating",
             *       "ticket.image-created",
             *       "ticket.image-failed",
             *       "ticket.image-needs-operator",
             *       "delegation.made",
             *       "delegation.cancelled"
             *     ]
             */
            readonly event_types?: readonly ("ticket.submitted" | "ticket.voted" | "ticket.step-passed" | "ticket.passed" | "ticket.overruled" | "ticket.returned" | "ticket.transferred" | "ticket.approvers-added" | "ticket.withdrawn" | "ticket.terminated" | "ticket.reminded" | "ticket.overdue" | "ticket.escalated" | "ticket.urged" | "ticket.confirmed" | "ticket.archived" | "ticket.cc-added" | "ticket.deleted" | "ticket.image-requested" | "ticket.image-creating" | "ticket.image-created" | "ticket.image-failed" | "ticket.image-needs-operator" | "delegation.made" | "delegation.cancelled")[] | null;
            /**
             * Language
             * @description In which language messages are written: zh or en. Default: zh.
             * @default zh
             */
            readonly language?: ("zh" | "en") | null;
        };
        readonly CreateWebhookAnswer: {
            readonly scode: components["schemas"]["Scode"];
            readonly desc: components["schemas"]["Desc"];
            readonly message: components["schemas"]["Message"];
            readonly message_cn: components["schemas"]["MessageCn"];
            /**
             * Stack
             * @description Always null.
             */
            readonly stack: null;
            readonly data: components["schemas"]["CreateWebhookAnswerData"];
            readonly desc_cn?: components["schemas"]["DescCn"];
        };
        readonly UpdateWebhookBody: {
            readonly webhook_uuid: components["schemas"]["WebhookUuid"];
            /**
             * Webhook name
             * @description What the webhook is called, 1-128 characters.
             */
            readonly webhook_name?: string | null;
            /**
             * Address
             * @description Where events are sent. Answers leave out what may be secret in it.
             */
            readonly url?: string | null;
            readonly secret?: components["schemas"]["Secret"];
            /**
             * Event types
             * @description The events that are sent. Default: all.
             */
            readonly event_types?: readonly ("ticket.submitted" | "ticket.voted" | "ticket.step-passed" | "ticket.passed" | "ticket.overruled" | "ticket.returned" | "ticket.transferred" | "ticket.approvers-added" | "ticket.withdrawn" | "ticket.terminated" | "ticket.reminded" | "ticket.overdue" | "ticket.escalated" | "ticket.urged" | "ticket.confirmed" | "ticket.archived" | "ticket.cc-added" | "ticket.deleted" | "ticket.image-requested" | "ticket.image-creating" | "ticket.image-created" | "ticket.image-failed" | "ticket.image-needs-operator" | "delegation.made" | "delegation.cancelled")[] | null;
            readonly language?: components["schemas"]["ChangeSettingsBodyLanguage"];
            /**
             * Enabled
             * @description Whether events are sent.
             */
            readonly enabled?: boolean | null;
        };
        readonly UpdateWebhookAnswer: {
            readonly scode: components["schemas"]["Scode"];
            readonly desc: components["schemas"]["Desc"];
            readonly message: components["schemas"]["Message"];
            readonly message_cn: components["schemas"]["MessageCn"];
            /**
             * Stack
             * @description Always null.
             */
            readonly stack: null;
            /**
             * Data
             * @description What was asked for; null where there is nothing.
             */
            readonly data: {
                /**
                 * Webhook ID
                 * @description The webhook.
                 */
                readonly webhook_uuid: string;
                readonly webhook_name: components["schemas"]["WebhookName"];
                readonly batch_uuid?: components["schemas"]["BatchUuid"];
            } | null;
            readonly desc_cn?: components["schemas"]["DescCn"];
        };
        readonly RotateWebhookBody: {
            readonly webhook_uuid: components["schemas"]["WebhookUuid"];
            /**
             * Keep old secret
             * @description For how many seconds the old secret signs along, up to 7 days.
             * @default 86400
             */
            readonly keep_seconds?: number | null;
        };
        readonly RotateWebhookAnswer: {
            readonly scode: components["schemas"]["Scode"];
            readonly desc: components["schemas"]["Desc"];
            readonly message: components["schemas"]["Message"];
            readonly message_cn: components["schemas"]["MessageCn"];
            /**
             * Stack
             * @description Always null.
             */
            readonly stack: null;
            readonly data: components["schemas"]["CreateWebhookAnswerData"];
            readonly desc_cn?: components["schemas"]["DescCn"];
        };
        readonly DeleteWebhooksBody: {
            /**
             * Items
             * @description What is to be acted on: ids, or objects with an id. 1-10,000.
             */
            readonly list: readonly (string | {
                readonly webhook_uuid: components["schemas"]["WebhookUuid"];
            })[];
        };
        readonly DeleteWebhooksAnswer: {
            readonly scode: components["schemas"]["Scode"];
            readonly desc: components["schemas"]["Desc"];
            readonly message: components["schemas"]["Message"];
            readonly message_cn: components["schemas"]["MessageCn"];
            /**
             * Stack
             * @description Always null.
             */
            readonly stack: null;
            /**
             * Data
             * @description What was asked for; null where there is nothing.
             */
            readonly data: {
                readonly success: components["schemas"]["Success"];
                readonly fail: components["schemas"]["Fail"];
                /**
                 * Results
                 * @description An answer for each item, in the order given.
                 */
                readonly results: readonly {
                    readonly scode: components["schemas"]["Scode"];
                    readonly desc: components["schemas"]["Desc"];
                    readonly message: components["schemas"]["Message"];
                    readonly message_cn: components["schemas"]["MessageCn"];
                    /**
                     * Stack
                     * @description Always null.
                     */
                    readonly stack: null;
                    /**
                     * Data
                     * @description What was asked for; null where there is nothing.
                     */
                    readonly data: {
                        /**
                         * Webhook ID
                         * @description The webhook.
                         */
                        readonly webhook_uuid: string;
                        readonly webhook_name: components["schemas"]["WebhookName"];
                    } | null;
                    readonly desc_cn?: components["schemas"]["DescCn"];
                }[];
                readonly batch_uuid?: components["schemas"]["BatchUuid"];
            } | null;
            readonly desc_cn?: components["schemas"]["DescCn"];
        };
        readonly ListWebhooksBody: {
            readonly tenant_uuid?: components["schemas"]["UpdateProcessBodyTenantUuid"];
            readonly page_num?: components["schemas"]["PageNum"];
            readonly page_size?: components["schemas"]["PageSize"];
        };
        readonly ListWebhooksAnswer: {
            readonly scode: components["schemas"]["Scode"];
            readonly desc: components["schemas"]["Desc"];
            readonly message: components["schemas"]["Message"];
            readonly message_cn: components["schemas"]["MessageCn"];
            /**
             * Stack
             * @description Always null.
             */
            readonly stack: null;
            /**
             * Data
             * @description What was asked for; null where there is nothing.
             */
            readonly data: {
                readonly total_count: components["schemas"]["TotalCount"];
                /**
                 * Rows
                 * @description The rows of this page.
                 */
                readonly list: readonly {
                    /**
                     * Webhook ID
                     * @description The webhook.
                     */
                    readonly webhook_uuid: string;
                    readonly webhook_name: components["schemas"]["WebhookName"];
                    readonly tenant_uuid: components["schemas"]["OwnersItemTenantUuid"];
                    readonly kind: components["schemas"]["Kind"];
                    readonly url: components["schemas"]["Url"];
                    readonly event_types: components["schemas"]["EventTypes"];
                    readonly language: components["schemas"]["Language"];
                    /**
                     * Enabled
                     * @description Whether events are sent.
                     */
                    readonly enabled: boolean;
                    readonly disabled_reason: components["schemas"]["DisabledReason"];
                    readonly create_time: components["schemas"]["CreateTime"];
                    /**
                     * Creator ID
                     * @description The user who created it.
                     */
                    readonly creator_uuid: string;
                    readonly creator_name: components["schemas"]["CreatorName"];
                    readonly version: components["schemas"]["ListItemVersion"];
                }[];
            } | null;
            readonly desc_cn?: components["schemas"]["DescCn"];
        };
        readonly InspectWebhookBody: {
            readonly webhook_uuid?: components["schemas"]["WebhookUuid"];
        };
        readonly InspectWebhookAnswer: {
            readonly scode: components["schemas"]["Scode"];
            readonly desc: components["schemas"]["Desc"];
            readonly message: components["schemas"]["Message"];
            readonly message_cn: components["schemas"]["MessageCn"];
            /**
             * Stack
             * @description Always null.
             */
            readonly stack: null;
            /**
             * Data
             * @description What was asked for; null where there is nothing.
             */
            readonly data: {
                /**
                 * Webhook ID
                 * @description The webhook.
                 */
                readonly webhook_uuid: string;
                readonly webhook_name: components["schemas"]["WebhookName"];
                readonly tenant_uuid: components["schemas"]["OwnersItemTenantUuid"];
                readonly kind: components["schemas"]["Kind"];
                readonly url: components["schemas"]["Url"];
                readonly event_types: components["schemas"]["EventTypes"];
                readonly language: components["schemas"]["Language"];
                /**
                 * Enabled
                 * @description Whether events are sent.
                 */
                readonly enabled: boolean;
                readonly disabled_reason: components["schemas"]["DisabledReason"];
                readonly create_time: components["schemas"]["CreateTime"];
                /**
                 * Creator ID
                 * @description The user who created it.
                 */
                readonly creator_uuid: string;
                readonly creator_name: components["schemas"]["CreatorName"];
                readonly version: components["schemas"]["ListItemVersion"];
                /**
                 * Secrets
                 * @description Which secrets sign now, the newest first; never the secrets themselves.
                 */
                readonly secrets: readonly {
                    readonly create_time: components["schemas"]["CreateTime"];
                    /**
                     * Expires
                     * Format: int64
                     * @description Until when it signs along, in unix seconds; 0 for the newest.
                     */
                    readonly expire_time: number;
                }[];
            } | null;
            readonly desc_cn?: components["schemas"]["DescCn"];
        };
        readonly ListDeliveriesBody: {
            readonly webhook_uuid?: components["schemas"]["WebhookUuid"];
            /**
             * Delivery state
             * @description Only deliveries in this state.
             */
            readonly filter_state?: ("pending" | "delivered" | "failed") | null;
            /**
             * Ticket ID
             * @description Only deliveries about this ticket.
             */
            readonly filter_ticket_uuid?: string | null;
            readonly page_num?: components["schemas"]["PageNum"];
            readonly page_size?: components["schemas"]["PageSize"];
        };
        readonly ListDeliveriesAnswer: {
            readonly scode: components["schemas"]["Scode"];
            readonly desc: components["schemas"]["Desc"];
            readonly message: components["schemas"]["Message"];
            readonly message_cn: components["schemas"]["MessageCn"];
            /**
             * Stack
             * @description Always null.
             */
            readonly stack: null;
            /**
             * Data
             * @description What was asked for; null where there is nothing.
             */
            readonly data: {
                readonly total_count: components["schemas"]["TotalCount"];
                /**
                 * Counts
                 * @description How many deliveries there are in each state, up to 10,000.
                 */
                readonly counts: {
                    /**
                     * Pending
                     * Format: int64
                     * @description How many are still to be delivered.
                     */
                    readonly pending: number;
                    /**
                     * Delivered
                     * Format: int64
                     * @description How many are delivered.
                     */
                    readonly delivered: number;
                    /**
                     * Failed
                     * Format: int64
                     * @description How many failed for good.
                     */
                    readonly failed: number;
                };
                /**
                 * Rows
                 * @description The rows of this page.
                 */
                readonly list: readonly {
                    /**
                     * Delivery ID
                     * @description The delivery.
                     */
                    readonly delivery_uuid: string;
                    /**
                     * Webhook ID
                     * @description The webhook.
                     */
                    readonly webhook_uuid: string;
                    readonly event_id: components["schemas"]["EventId"];
                    /**
                     * Event type
                     * @description What happened.
                     */
                    readonly event_type: string;
                    readonly ticket_uuid: components["schemas"]["DataTicketUuid"];
                    readonly seq: components["schemas"]["Seq"];
                    readonly delivery_state: components["schemas"]["DeliveryState"];
                    readonly create_time: components["schemas"]["CreateTime"];
                    readonly next_time: components["schemas"]["NextTime"];
                    readonly attempt_count: components["schemas"]["AttemptCount"];
                    readonly attempts: components["schemas"]["Attempts"];
                }[];
            } | null;
            readonly desc_cn?: components["schemas"]["DescCn"];
        };
        readonly InspectDeliveryBody: {
            readonly webhook_uuid?: components["schemas"]["WebhookUuid"];
            readonly delivery_uuid?: components["schemas"]["DeliveryUuid"];
        };
        readonly InspectDeliveryAnswer: {
            readonly scode: components["schemas"]["Scode"];
            readonly desc: components["schemas"]["Desc"];
            readonly message: components["schemas"]["Message"];
            readonly message_cn: components["schemas"]["MessageCn"];
            /**
             * Stack
             * @description Always null.
             */
            readonly stack: null;
            /**
             * Data
             * @description What was asked for; null where there is nothing.
             */
            readonly data: {
                /**
                 * Delivery ID
                 * @description The delivery.
                 */
                readonly delivery_uuid: string;
                /**
                 * Webhook ID
                 * @description The webhook.
                 */
                readonly webhook_uuid: string;
                readonly event_id: components["schemas"]["EventId"];
                /**
                 * Event type
                 * @description What happened.
                 */
                readonly event_type: string;
                readonly ticket_uuid: components["schemas"]["DataTicketUuid"];
                readonly seq: components["schemas"]["Seq"];
                readonly delivery_state: components["schemas"]["DeliveryState"];
                readonly create_time: components["schemas"]["CreateTime"];
                readonly next_time: components["schemas"]["NextTime"];
                readonly attempt_count: components["schemas"]["AttemptCount"];
                readonly attempts: components["schemas"]["Attempts"];
                /**
                 * Payload
                 * @description The body that is sent, without what signs it.
                 */
                readonly payload: string;
                /**
                 * Answer
                 * @description The last answer of the receiver, its first 4 KiB.
                 */
                readonly answer: string;
            } | null;
            readonly desc_cn?: components["schemas"]["DescCn"];
        };
        readonly ReplayDeliveriesBody: {
            readonly webhook_uuid: components["schemas"]["WebhookUuid"];
            /**
             * Items
             * @description What is to be acted on: ids, or objects with an id. 1-10,000.
             */
            readonly list: readonly (string | {
                readonly delivery_uuid: components["schemas"]["DeliveryUuid"];
            })[];
        };
        readonly ReplayDeliveriesAnswer: {
            readonly scode: components["schemas"]["Scode"];
            readonly desc: components["schemas"]["Desc"];
            readonly message: components["schemas"]["Message"];
            readonly message_cn: components["schemas"]["MessageCn"];
            /**
             * Stack
             * @description Always null.
             */
            readonly stack: null;
            /**
             * Data
             * @description What was asked for; null where there is nothing.
             */
            readonly data: {
                readonly success: components["schemas"]["Success"];
                readonly fail: components["schemas"]["Fail"];
                /**
                 * Results
                 * @description An answer for each item, in the order given.
                 */
                readonly results: readonly {
                    readonly scode: components["schemas"]["Scode"];
                    readonly desc: components["schemas"]["Desc"];
                    readonly message: components["schemas"]["Message"];
                    readonly message_cn: components["schemas"]["MessageCn"];
                    /**
                     * Stack
                     * @description Always null.
                     */
                    readonly stack: null;
                    /**
                     * Data
                     * @description What was asked for; null where there is nothing.
                     */
                    readonly data: {
                        /**
                         * Delivery ID
                         * @description The delivery.
                         */
                        readonly delivery_uuid: string;
                    } | null;
                    readonly desc_cn?: components["schemas"]["DescCn"];
                }[];
                readonly batch_uuid?: components["schemas"]["BatchUuid"];
            } | null;
            readonly desc_cn?: components["schemas"]["DescCn"];
        };
        readonly TestWebhookBody: {
            readonly webhook_uuid: components["schemas"]["WebhookUuid"];
        };
        readonly TestWebhookAnswer: {
            readonly scode: components["schemas"]["Scode"];
            readonly desc: components["schemas"]["Desc"];
            readonly message: components["schemas"]["Message"];
            readonly message_cn: components["schemas"]["MessageCn"];
            /**
             * Stack
             * @description Always null.
             */
            readonly stack: null;
            /**
             * Data
             * @description What was asked for; null where there is nothing.
             */
            readonly data: {
                /**
                 * Delivery ID
                 * @description The delivery.
                 */
                readonly delivery_uuid: string;
                readonly batch_uuid?: components["schemas"]["BatchUuid"];
            } | null;
            readonly desc_cn?: components["schemas"]["DescCn"];
        };
        readonly InspectBatchBody: {
            /**
             * Batch ID
             * Format: uuid
             * @description Names the request whose outcome is shown later.
             */
            readonly batch_uuid?: string;
            /**
             * Since
             * @description The settled of the answer before: only newer results are shown.
             */
            readonly since?: number | string | null;
        };
        readonly InspectBatchAnswer: {
            readonly scode: components["schemas"]["Scode"];
            readonly desc: components["schemas"]["Desc"];
            readonly message: components["schemas"]["Message"];
            readonly message_cn: components["schemas"]["MessageCn"];
            /**
             * Stack
             * @description Always null.
             */
            readonly stack: null;
            readonly data: components["schemas"]["Data"];
            readonly desc_cn?: components["schemas"]["DescCn"];
        };
        /**
         * Status code
         * @description What became of the request; 0 is success. Programs switch on this.
         */
        readonly Scode: number;
        /**
         * Detail
         * @description What exactly is wrong; empty on success.
         */
        readonly Desc: string;
        /**
         * Message
         * @description The fixed sentence of the status code, in English.
         */
        readonly Message: string;
        /**
         * Message in Chinese
         * @description The fixed sentence of the status code, in Chinese.
         */
        readonly MessageCn: string;
        /**
         * Data
         * @description What was asked for; null where there is nothing.
         */
        readonly Data: {
            readonly [key: string]: unknown;
        } | null;
        /**
         * Detail in Chinese
         * @description What exactly is wrong, in Chinese; only where desc says something.
         */
        readonly DescCn: string;
        /**
         * Ticket ID
         * @description The ticket. In a save or a submit, absent for a new one.
         */
        readonly TicketUuid: string | null;
        /**
         * Ticket name
         * @description What the ticket is called, 1-128 characters.
         */
        readonly TicketName: string | null;
        /**
         * Ticket type
         * @description The code of the type; it says which section the ticket carries.
         * @enum {string}
         */
        readonly Type: "FEEDBACK" | "VM_SPECIFICATION" | "VM_TEMPLATE" | "VM_UPDATE_CPU_COUNT" | "VM_UPDATE_MEM_SIEZE" | "VM_DISK_EXIST_MOUNT" | "VM_DISK_NOT_EXIST_MOUNT" | "VM_NETWORK_CARD_ADD" | "VM_SECURITY" | "VOLUME_SPECIFICATION" | "VOLUME_EXPANSION" | "TENANT_QUOTA" | "VIP" | "GATEWAY" | "AUTO_CONTAINER" | "TRASH_DELETE" | "TRASH_RESTORE" | "TENCENT_IMAGE_CREATE";
        /**
         * Reason
         * @description Why the ticket is asked for, in the words of the applicant.
         */
        readonly Reason: string | null;
        /**
         * Process ID
         * @description The approval process; the built-in one is system.
         */
        readonly ProcessUuid: "system" | string | null;
        /**
         * Cluster ID
         * @description The cluster that the ticket is about.
         */
        readonly ClusterUuid: string | null;
        /**
         * Version
         * @description Which version was read; another one by now is refused.
         */
        readonly Version: number | null;
        /**
         * Compute
         * @description The details of a ticket about virtual machines.
         */
        readonly Compute: {
            readonly [key: string]: unknown;
        } | null;
        /**
         * Storage
         * @description The details of a ticket about disks and quotas.
         */
        readonly Storage: {
            readonly [key: string]: unknown;
        } | null;
        /**
         * Network
         * @description The details of a ticket about networks.
         */
        readonly Network: {
            readonly [key: string]: unknown;
        } | null;
        /**
         * Container
         * @description The details of a ticket about containers.
         */
        readonly Container: {
            readonly [key: string]: unknown;
        } | null;
        /**
         * Container
         * @description The same as container, in the spelling of old clients.
         */
        readonly Contianer: {
            readonly [key: string]: unknown;
        } | null;
        /**
         * Recycle bin
         * @description The details of a ticket about the recycle bin.
         */
        readonly Common: {
            readonly [key: string]: unknown;
        } | null;
        /**
         * Tencent Cloud
         * @description The details of a ticket about Tencent Cloud.
         */
        readonly Tencent: {
            readonly [key: string]: unknown;
        } | null;
        /** FEEDBACK */
        readonly SaveTicketBodyForm1: {
            /** @constant */
            readonly type: "FEEDBACK";
        } & {
            readonly [key: string]: unknown;
        };
        /**
         * Specification ID
         * @description The specification that is asked for.
         */
        readonly SpecificationUuid: string | null;
        /**
         * Specification
         * @description The name of the specification.
         */
        readonly SpecificationName: string | null;
        /**
         * VM name
         * @description What the virtual machine is called.
         */
        readonly VmName: string | null;
        /**
         * Quantity
         * @description How many are asked for, at least 1.
         */
        readonly ApplyCount: number | null;
        /**
         * VM ID
         * @description The virtual machine.
         */
        readonly VmUuid: string | null;
        /**
         * CPU sockets
         * @description Over how many sockets the cores are spread, 1-4.
         */
        readonly CpuSockets: number | null;
        /**
         * Target device
         * @description As which device the disk appears: hda-hdc or sda-sdo.
         */
        readonly TargetDevice: string | null;
        /**
         * Target bus
         * @description To which bus the disk is attached.
         */
        readonly TargetBus: ("scsi" | "ide") | null;
        /**
         * Internal disk
         * @description A disk of the platform.
         */
        readonly InnerVolume: ({
            readonly volume_uuid: components["schemas"]["VolumeUuid"];
        } & {
            readonly [key: string]: unknown;
        }) | null;
        /**
         * Disk ID
         * @description The disk.
         */
        readonly VolumeUuid: string;
        /**
         * External disk
         * @description A disk of an external storage pool.
         */
        readonly ExternalVolume: ({
            readonly pool_uuid: components["schemas"]["PoolUuid"];
            readonly volume_uuid: components["schemas"]["VolumeUuid"];
        } & {
            readonly [key: string]: unknown;
        }) | null;
        /**
         * Storage pool ID
         * @description The storage pool.
         */
        readonly PoolUuid: string;
        readonly VlanLabelItem: string;
        readonly TrashDelete: {
            /**
             * Object kind filter
             * @description By which kind the objects were found, as the platform numbers it.
             */
            readonly filter_object_type?: number | null;
            /**
             * Object name filter
             * @description By which name the objects were found; may be empty.
             */
            readonly filter_object_name?: string | null;
            /**
             * From
             * @description From when the objects were deleted, in unix seconds.
             */
            readonly start?: number | null;
            /**
             * Until
             * @description Until when the objects were deleted, in unix seconds.
             */
            readonly end?: number | null;
            /**
             * Objects
             * @description The objects, up to 10,000.
             */
            readonly object_list?: readonly components["schemas"]["ObjectListItem"][] | null;
        } & {
            readonly [key: string]: unknown;
        };
        readonly ObjectListItem: {
            /**
             * Object kind
             * Format: int64
             * @description A number that the platform defines.
             */
            readonly type: number;
            /**
             * Object ID
             * @description The object.
             */
            readonly uuid: string;
            /**
             * Object name
             * @description What the object is called.
             */
            readonly name: string;
        } & {
            readonly [key: string]: unknown;
        };
        /**
         * Image description
         * @description Up to 200 characters.
         */
        readonly ImageDescription: string | null;
        /**
         * Allow power-off
         * @description Whether the instance may be powered off for it. Default: false.
         */
        readonly ForcePoweroff: boolean | null;
        /**
         * Data disk IDs
         * @description The data disks that go into the image: disk- and 8 characters each.
         */
        readonly DataDiskIds: readonly string[] | null;
        /**
         * Data
         * @description What was asked for; null where there is nothing.
         */
        readonly SaveTicketAnswerData: {
            readonly ticket_uuid: components["schemas"]["DataTicketUuid"];
            readonly ticket_name: components["schemas"]["DataTicketName"];
            readonly current?: components["schemas"]["Current"];
            readonly batch_uuid?: components["schemas"]["BatchUuid"];
        } | null;
        /**
         * Ticket ID
         * @description The ticket. In a save or a submit, absent for a new one.
         */
        readonly DataTicketUuid: string;
        /**
         * Ticket name
         * @description What the ticket is called, 1-128 characters.
         */
        readonly DataTicketName: string;
        /**
         * Current state
         * @description How the ticket stood when this was refused.
         */
        readonly Current: {
            readonly ticket_state_code: components["schemas"]["TicketStateCode"];
            /**
             * Version
             * Format: int64
             * @description The version that the ticket has now.
             */
            readonly version: number;
            readonly actor_name: components["schemas"]["ActorName"];
            /**
             * Last action
             * @description The type of the last event of the ticket.
             */
            readonly action: string;
            readonly time: components["schemas"]["Time"];
            readonly owner_name: components["schemas"]["OwnerName"];
        };
        /**
         * State code
         * @description The code of the state.
         * @enum {string}
         */
        readonly TicketStateCode: "saved" | "pending" | "overruled" | "withdrawn" | "passed" | "archived";
        /**
         * Actor
         * @description The name of who acted; empty for the system.
         */
        readonly ActorName: string;
        /**
         * Time
         * Format: int64
         * @description When it happened, in unix seconds.
         */
        readonly Time: number;
        /**
         * Handler
         * @description The name of whose turn it is; empty where it is no turn.
         */
        readonly OwnerName: string;
        /**
         * Batch ID
         * Format: uuid
         * @description Names the request whose outcome is shown later.
         */
        readonly BatchUuid: string;
        /**
         * In copy
         * @description Roles and people who get the ticket in copy.
         */
        readonly Cc: readonly components["schemas"]["CcItem"][] | null;
        readonly CcItem: components["schemas"]["SubmitTicketBodyCcItem"] | components["schemas"]["CcForm1ItemForm2"];
        readonly SubmitTicketBodyCcItem: {
            readonly tenant_uuid: components["schemas"]["TenantUuid"];
            readonly role_uuid: components["schemas"]["RoleUuid"];
            readonly tenant_name?: components["schemas"]["TenantName"];
            readonly role_name?: components["schemas"]["RoleName"];
        };
        /**
         * Tenant ID
         * @description The tenant that it belongs to.
         */
        readonly TenantUuid: string;
        /**
         * Role ID
         * @description The role in that tenant.
         */
        readonly RoleUuid: string;
        /**
         * Tenant
         * @description The tenant's name, as tokens have shown it.
         */
        readonly TenantName: string | null;
        /**
         * Role
         * @description The role's name, as tokens have shown it.
         */
        readonly RoleName: string | null;
        readonly CcForm1ItemForm2: {
            readonly tenant_uuid: components["schemas"]["TenantUuid"];
            readonly user_uuid: components["schemas"]["UserUuid"];
            readonly tenant_name?: components["schemas"]["TenantName"];
            readonly user_name?: components["schemas"]["UserName"];
        };
        /**
         * User ID
         * @description The user.
         */
        readonly UserUuid: string;
        /**
         * User
         * @description The user's name, as tokens have shown it.
         */
        readonly UserName: string | null;
        /**
         * Specification ID
         * @description The specification that is asked for.
         */
        readonly VmSpecificationSpecificationUuid: string;
        /**
         * Specification
         * @description The name of the specification.
         */
        readonly VmSpecificationSpecificationName: string;
        /**
         * VM name
         * @description What the virtual machine is called.
         */
        readonly VmSpecificationVmName: string;
        /**
         * Quantity
         * Format: int64
         * @description How many are asked for, at least 1.
         */
        readonly VmSpecificationApplyCount: number;
        /**
         * VM ID
         * @description The virtual machine.
         */
        readonly VmCpuUpdateVmUuid: string;
        readonly CommonTrashDelete: {
            /**
             * Object kind filter
             * Format: int64
             * @description By which kind the objects were found, as the platform numbers it.
             */
            readonly filter_object_type: number;
            /**
             * Object name filter
             * @description By which name the objects were found; may be empty.
             */
            readonly filter_object_name: string;
            /**
             * From
             * Format: int64
             * @description From when the objects were deleted, in unix seconds.
             */
            readonly start: number;
            /**
             * Until
             * Format: int64
             * @description Until when the objects were deleted, in unix seconds.
             */
            readonly end: number;
            /**
             * Objects
             * @description The objects, up to 10,000.
             */
            readonly object_list: readonly components["schemas"]["ObjectListItem"][];
        } & {
            readonly [key: string]: unknown;
        };
        /**
         * Items
         * @description What is to be acted on: ids, or objects with an id. 1-10,000.
         */
        readonly List: readonly (string | {
            readonly ticket_uuid: components["schemas"]["ListItemTicketUuid"];
            readonly version?: components["schemas"]["Version"];
        })[];
        /**
         * Ticket ID
         * Format: uuid
         * @description The ticket. In a save or a submit, absent for a new one.
         */
        readonly ListItemTicketUuid: string;
        /**
         * Data
         * @description What was asked for; null where there is nothing.
         */
        readonly SubmitSavedTicketsAnswerData: {
            readonly success: components["schemas"]["Success"];
            readonly fail: components["schemas"]["Fail"];
            /**
             * Results
             * @description An answer for each item, in the order given.
             */
            readonly results: readonly {
                readonly scode: components["schemas"]["Scode"];
                readonly desc: components["schemas"]["Desc"];
                readonly message: components["schemas"]["Message"];
                readonly message_cn: components["schemas"]["MessageCn"];
                /**
                 * Stack
                 * @description Always null.
                 */
                readonly stack: null;
                /**
                 * Data
                 * @description What was asked for; null where there is nothing.
                 */
                readonly data: {
                    readonly ticket_uuid: components["schemas"]["DataTicketUuid"];
                    readonly ticket_name: components["schemas"]["DataTicketName"];
                    readonly current?: components["schemas"]["Current"];
                } | null;
                readonly desc_cn?: components["schemas"]["DescCn"];
            }[];
            readonly batch_uuid?: components["schemas"]["BatchUuid"];
        } | null;
        /**
         * Succeeded
         * Format: int64
         * @description How many items succeeded.
         */
        readonly Success: number;
        /**
         * Failed
         * Format: int64
         * @description How many items failed.
         */
        readonly Fail: number;
        /**
         * Page
         * @description Which page, from 1. Page times size is at most 10,000.
         */
        readonly PageNum: number | string | null;
        /**
         * Page size
         * @description How many rows a page has, 1-100.
         */
        readonly PageSize: number | string | null;
        /** @enum {string} */
        readonly FilterTypeItem: "FEEDBACK" | "VM_SPECIFICATION" | "VM_TEMPLATE" | "VM_UPDATE_CPU_COUNT" | "VM_UPDATE_MEM_SIEZE" | "VM_DISK_EXIST_MOUNT" | "VM_DISK_NOT_EXIST_MOUNT" | "VM_NETWORK_CARD_ADD" | "VM_SECURITY" | "VOLUME_SPECIFICATION" | "VOLUME_EXPANSION" | "TENANT_QUOTA" | "VIP" | "GATEWAY" | "AUTO_CONTAINER" | "TRASH_DELETE" | "TRASH_RESTORE" | "TENCENT_IMAGE_CREATE";
        /**
         * Name
         * @description A part of the name.
         */
        readonly FilterName: string | null;
        /**
         * Total
         * Format: int64
         * @description How many there are on all pages, counted up to 10,000.
         */
        readonly TotalCount: number;
        /**
         * Ticket type
         * @description The type in Chinese, as people read it.
         */
        readonly TicketType: string;
        /**
         * State
         * @description The state in Chinese, as people read it.
         * @enum {string}
         */
        readonly TicketState: "已保存" | "待审批" | "已驳回" | "已撤回" | "已通过" | "已归档";
        /**
         * Confirmed
         * @description Whether the applicant has confirmed the result; empty for types without it.
         * @enum {string}
         */
        readonly IsConfirm: "未确认" | "已确认" | "";
        /**
         * Created
         * Format: int64
         * @description When the ticket was created, in unix seconds.
         */
        readonly TicketCreateTime: number;
        /**
         * Applicant
         * @description The name of the user who asks.
         */
        readonly ApplyerName: string;
        /**
         * Applicant role
         * @description The first role of the applicant.
         */
        readonly ApplyerRole: string;
        /**
         * Applicant tenant ID
         * @description The tenant of the applicant.
         */
        readonly ApplyerTenantUuid: string;
        /**
         * Applicant tenant
         * @description The name of the tenant of the applicant.
         */
        readonly ApplyerTenantName: string;
        /**
         * Reason
         * @description Why the ticket is asked for, in the words of the applicant.
         */
        readonly ListItemReason: string;
        /**
         * Handler
         * @description Whose turn it is: a role while pending, else the applicant.
         */
        readonly ListItemUserName: string;
        /**
         * Handler ID
         * @description Whose turn it is: a role while pending, else the applicant.
         */
        readonly ListItemUserUuid: string;
        /**
         * Handler tenant ID
         * @description The tenant of whose turn it is.
         */
        readonly UserTenantUuid: string;
        /**
         * Details ID
         * @description Changes when the type or its section does.
         */
        readonly DetailUuid: string;
        /**
         * Process ID
         * @description The approval process; the built-in one is system.
         */
        readonly ListItemProcessUuid: string;
        /**
         * Process name
         * @description What the process is called, 1-128 characters.
         */
        readonly ProcessName: string;
        /**
         * Approvals
         * @description An entry for each step of the current round.
         */
        readonly Processers: readonly {
            /**
             * Approver tenant ID
             * @description The tenant of the step.
             */
            readonly processer_tenant_uuid: string;
            /**
             * Approver tenant
             * @description The name of the tenant of the step.
             */
            readonly processer_tenant_name: string;
            /**
             * Planned approver ID
             * @description The role or the person that the plan names for the step.
             */
            readonly owner_uuid: string;
            /**
             * Planned approver
             * @description The name of the role or the person that the plan names.
             */
            readonly owner_name: string;
            /**
             * Approver ID
             * @description The user who decided; empty before that.
             */
            readonly processer_uuid: string;
            /**
             * Approver
             * @description The name of the user who decided; empty before that.
             */
            readonly processer_name: string;
            /**
             * Approver role
             * @description The role in which the user decided; empty before that.
             */
            readonly processer_role: string;
            /**
             * Decision
             * @description Approved, rejected, or empty before that, in Chinese.
             * @enum {string}
             */
            readonly processer_action: "通过" | "驳回" | "";
            /**
             * Decided
             * Format: int64
             * @description When it was decided, in unix seconds; 0 before that.
             */
            readonly processer_approval_time: number;
            /**
             * Comment
             * @description What the approver said to it.
             */
            readonly reason: string;
        }[];
        /**
         * Ticket type code
         * @description The code of the type.
         * @enum {string}
         */
        readonly TicketTypeCode: "FEEDBACK" | "VM_SPECIFICATION" | "VM_TEMPLATE" | "VM_UPDATE_CPU_COUNT" | "VM_UPDATE_MEM_SIEZE" | "VM_DISK_EXIST_MOUNT" | "VM_DISK_NOT_EXIST_MOUNT" | "VM_NETWORK_CARD_ADD" | "VM_SECURITY" | "VOLUME_SPECIFICATION" | "VOLUME_EXPANSION" | "TENANT_QUOTA" | "VIP" | "GATEWAY" | "AUTO_CONTAINER" | "TRASH_DELETE" | "TRASH_RESTORE" | "TENCENT_IMAGE_CREATE";
        /**
         * Version
         * Format: int64
         * @description Grows with each change; send it along with what changes this.
         */
        readonly ListItemVersion: number;
        /**
         * Updated
         * Format: int64
         * @description When something happened to it last, in unix seconds.
         */
        readonly UpdatedTime: number;
        /**
         * Waiting since
         * @description When the current step began, in unix seconds; null unless pending.
         */
        readonly StepSince: number | null;
        /**
         * Due
         * Format: int64
         * @description When the step is due, in unix seconds; null or absent where it never is.
         */
        readonly DueTime: number;
        /**
         * Image state
         * @description What became of the image; null or empty where there is none.
         */
        readonly ImageState: ("queued" | "creating" | "created" | "failed" | "needs_operator") | null;
        /**
         * Summary
         * @description The key figures of the section in one line.
         */
        readonly Summary: string;
        /**
         * Summary in Chinese
         * @description The key figures of the section in one line, in Chinese.
         */
        readonly SummaryCn: string;
        /**
         * Allowed actions
         * @description What the caller may do to the ticket as it stands.
         */
        readonly Can: readonly ("save" | "submit" | "submit-saved" | "submit-overruled" | "pass" | "overrule" | "return" | "transfer" | "add-approvers" | "withdraw" | "terminate" | "urge" | "confirm" | "archive" | "cc" | "delete" | "request-image")[];
        /**
         * Returned
         * @description Whether the ticket went back to its applicant.
         * @constant
         */
        readonly Returned: true;
        /**
         * Count
         * Format: int64
         * @description How many there are, counted up to 1,000.
         */
        readonly Count: number;
        /**
         * By type
         * @description How many there are of each type.
         */
        readonly ByType: {
            readonly [key: string]: number;
        };
        /**
         * Step
         * Format: int64
         * @description Which step of the ticket; in a decision, by default the first that is the caller's.
         */
        readonly StepId: number;
        /**
         * Step key
         * @description Names the step within the process. Default: its place, from 0.
         */
        readonly StepKey: string;
        /**
         * Step name
         * @description What the step is called, up to 64 characters.
         */
        readonly StepName: string;
        /**
         * After steps
         * @description The step_id of each step that this one waits for.
         */
        readonly After: readonly number[];
        /**
         * Needed approvals
         * Format: int64
         * @description How many people must approve.
         */
        readonly Need: number;
        /**
         * Veto
         * @description Whether one rejection ends the approval. Default: true.
         */
        readonly Veto: boolean;
        /**
         * Step state
         * @description How the step stands.
         * @enum {string}
         */
        readonly State: "waiting" | "open" | "passed" | "overruled" | "skipped";
        /**
         * Skipped because of
         * @description Why the step is skipped: its condition or the applicant; else empty.
         * @enum {string}
         */
        readonly SkippedBy: "" | "applicant" | "condition";
        /**
         * Due
         * @description When the step is due, in unix seconds; null or absent where it never is.
         */
        readonly StepsItemDueTime: number | null;
        /**
         * Can be returned to
         * @description Whether the ticket can be returned to this step.
         */
        readonly ReturnTo: boolean;
        /**
         * Seat
         * Format: int64
         * @description Which seat of the step; in a transfer, by default the first open one.
         */
        readonly SeatId: number;
        /**
         * Owners
         * @description Who may take the seat.
         */
        readonly Owners: readonly {
            /**
             * Owner kind
             * @description Whether it is a role or a person.
             * @enum {string}
             */
            readonly kind: "role" | "user";
            readonly tenant_uuid: components["schemas"]["OwnersItemTenantUuid"];
            readonly tenant_name: components["schemas"]["OwnersItemTenantName"];
            /**
             * Owner ID
             * @description The role or the person.
             */
            readonly uuid: string;
            /**
             * Owner
             * @description The name of the role or the person.
             */
            readonly name: string;
        }[];
        /**
         * Tenant ID
         * @description The tenant that it belongs to.
         */
        readonly OwnersItemTenantUuid: string;
        /**
         * Tenant
         * @description The tenant's name, as tokens have shown it.
         */
        readonly OwnersItemTenantName: string;
        /**
         * Filled by
         * @description Who took the seat; null while it is open.
         */
        readonly FilledBy: components["schemas"]["SeatsItemFilledBy"] | null;
        readonly SeatsItemFilledBy: {
            /**
             * User ID
             * @description The user.
             */
            readonly user_uuid: string;
            readonly user_name: components["schemas"]["FilledByUserName"];
        };
        /**
         * User
         * @description The user's name, as tokens have shown it.
         */
        readonly FilledByUserName: string;
        /**
         * Votes
         * @description What people decided in the step.
         */
        readonly Votes: readonly {
            /**
             * User ID
             * @description The user.
             */
            readonly user_uuid: string;
            readonly user_name: components["schemas"]["FilledByUserName"];
            readonly tenant_uuid: components["schemas"]["OwnersItemTenantUuid"];
            /**
             * On behalf of
             * @description For whom the approver acted; null for themselves.
             */
            readonly on_behalf_of: components["schemas"]["SeatsItemFilledBy"] | null;
            /**
             * Vote
             * @description pass or overrule.
             * @enum {string}
             */
            readonly action: "pass" | "overrule";
            readonly time: components["schemas"]["Time"];
            /**
             * Comment
             * @description What the approver said to it.
             */
            readonly reason: string;
        }[];
        /**
         * Sequence number
         * Format: int64
         * @description The place of the event in the history of its ticket, from 1.
         */
        readonly Seq: number;
        /**
         * Reason
         * @description What the actor said to it; empty where nothing was said.
         */
        readonly HistoryItemReason: string;
        /**
         * Step
         * @description Which step of the ticket; in a decision, by default the first that is the caller's.
         */
        readonly PassTicketsBodyStepId: number | null;
        /**
         * Rejection reason
         * @description Why it is rejected, 1-1,000 characters.
         */
        readonly OverruleTicketsBodyReason: string;
        readonly ApproversItem: {
            readonly tenant_uuid: components["schemas"]["TenantUuid"];
            readonly role_uuid: components["schemas"]["RoleUuid"];
            readonly tenant_name?: components["schemas"]["TenantName"];
            readonly role_name?: components["schemas"]["RoleName"];
            /**
             * Approvers of the role
             * @description How many holders of the role, 1-10. Default: 1.
             */
            readonly count?: number | null;
        } | components["schemas"]["CcForm1ItemForm2"];
        /**
         * Process name
         * @description What the process is called, 1-128 characters.
         */
        readonly ProcessProcessName: string;
        /**
         * Description
         * @description What the process is for, up to 2,000 characters.
         * @default
         */
        readonly Description: string | null;
        /**
         * Steps
         * @description The steps of the process, 1-20. In an update it replaces them all.
         */
        readonly ApprovalList: readonly components["schemas"]["ApprovalListItem"][];
        readonly ApprovalListItem: {
            readonly tenant_uuid: components["schemas"]["TenantUuid"];
            readonly role_uuid: components["schemas"]["RoleUuid"];
            readonly tenant_name?: components["schemas"]["TenantName"];
            readonly role_name?: components["schemas"]["RoleName"];
            /**
             * Approvers
             * @description Who approves in the step: roles and people, 1-20.
             */
            readonly approvers?: null;
            readonly step_key?: components["schemas"]["ApprovalListItemStepKey"];
            readonly step_name?: components["schemas"]["ApprovalListItemStepName"];
            readonly need?: components["schemas"]["ApprovalListItemNeed"];
            readonly veto?: components["schemas"]["ApprovalListItemVeto"];
            readonly after?: components["schemas"]["ApprovalListItemAfter"];
            readonly when?: components["schemas"]["When"];
            readonly due_in?: components["schemas"]["DueIn"];
            readonly remind_in?: components["schemas"]["RemindIn"];
            readonly on_due?: components["schemas"]["OnDue"];
            readonly escalate_to?: components["schemas"]["EscalateTo"];
        } | {
            /**
             * Approvers
             * @description Who approves in the step: roles and people, 1-20.
             */
            readonly approvers: readonly components["schemas"]["ApproversItem"][];
            readonly step_key?: components["schemas"]["ApprovalListItemStepKey"];
            readonly step_name?: components["schemas"]["ApprovalListItemStepName"];
            readonly need?: components["schemas"]["ApprovalListItemNeed"];
            readonly veto?: components["schemas"]["ApprovalListItemVeto"];
            readonly after?: components["schemas"]["ApprovalListItemAfter"];
            readonly when?: components["schemas"]["When"];
            readonly due_in?: components["schemas"]["DueIn"];
            readonly remind_in?: components["schemas"]["RemindIn"];
            readonly on_due?: components["schemas"]["OnDue"];
            readonly escalate_to?: components["schemas"]["EscalateTo"];
        };
        /**
         * Step key
         * @description Names the step within the process. Default: its place, from 0.
         */
        readonly ApprovalListItemStepKey: string | null;
        /**
         * Step name
         * @description What the step is called, up to 64 characters.
         */
        readonly ApprovalListItemStepName: string | null;
        /**
         * Needed approvals
         * @description any, all, a number of approvers or a percentage. Default: any.
         */
        readonly ApprovalListItemNeed: string | number | null;
        /**
         * Veto
         * @description Whether one rejection ends the approval. Default: true.
         */
        readonly ApprovalListItemVeto: boolean | null;
        /**
         * After steps
         * @description Keys of the steps that this one waits for. Default: the one before it.
         */
        readonly ApprovalListItemAfter: readonly string[] | null;
        /**
         * Condition
         * @description A CEL expression; the step is left out where it is false. Default: always.
         */
        readonly When: string | null;
        /**
         * Time limit
         * @description Seconds after which the step is due, a minute to 90 days.
         */
        readonly DueIn: number | null;
        /**
         * Reminders
         * @description Seconds after which its approvers are reminded, up to 3 times.
         */
        readonly RemindIn: readonly number[] | null;
        /**
         * When overdue
         * @description What happens when the step is due: tell, escalate, pass or overrule. Default: tell.
         */
        readonly OnDue: ("tell" | "escalate" | "pass" | "overrule") | null;
        /**
         * Escalate to
         * @description Who may approve too once the step is due.
         */
        readonly EscalateTo: components["schemas"]["SubmitTicketBodyCcItem"] | components["schemas"]["CcForm1ItemForm2"] | null;
        /**
         * Automatic approval
         * @description A CEL expression; where it is true nobody is asked. Default: never.
         */
        readonly AutoPass: string | null;
        /**
         * Forbidden changes
         * @description What may not be done to a running approval.
         */
        readonly Forbid: readonly ("transfer" | "add" | "return" | "delegate")[] | null;
        /**
         * Data
         * @description What was asked for; null where there is nothing.
         */
        readonly CreateProcessAnswerData: {
            readonly process_uuid: components["schemas"]["ListItemProcessUuid"];
            readonly process_name: components["schemas"]["ProcessName"];
            readonly batch_uuid?: components["schemas"]["BatchUuid"];
        } | null;
        /**
         * Process ID
         * @description The approval process; the built-in one is system.
         */
        readonly UpdateProcessBodyProcessUuid: "system" | string;
        /**
         * Tenant ID
         * @description The tenant that it belongs to.
         */
        readonly UpdateProcessBodyTenantUuid: string | null;
        /**
         * Description
         * @description What the process is for, up to 2,000 characters.
         */
        readonly DataDescription: string;
        /**
         * Created
         * Format: int64
         * @description When it was created, in unix seconds.
         */
        readonly CreateTime: number;
        /**
         * Creator
         * @description The name of the user who created it.
         */
        readonly CreatorName: string;
        /**
         * Creator role
         * @description The first role of the user who created it.
         */
        readonly CreatorRole: string;
        /**
         * Creator tenant ID
         * @description The tenant of the user who created it.
         */
        readonly CreatorTenantUuid: string;
        /**
         * Creator tenant
         * @description The name of the tenant of the user who created it.
         */
        readonly CreatorTenantName: string;
        /**
         * Steps
         * @description The steps of the process, in order.
         */
        readonly ProcessList: readonly {
            readonly tenant_uuid: components["schemas"]["OwnersItemTenantUuid"];
            readonly tenant_name: components["schemas"]["OwnersItemTenantName"];
            /**
             * Role ID
             * @description The role in that tenant.
             */
            readonly role_uuid: string;
            readonly role_name: components["schemas"]["ProcessListItemRoleName"];
            /**
             * Approvers
             * @description Who approves in the step: roles and people, 1-20.
             */
            readonly approvers?: readonly ({
                readonly tenant_uuid: components["schemas"]["OwnersItemTenantUuid"];
                readonly tenant_name: components["schemas"]["OwnersItemTenantName"];
                /**
                 * Role ID
                 * @description The role in that tenant.
                 */
                readonly role_uuid: string;
                readonly role_name: components["schemas"]["ProcessListItemRoleName"];
                /**
                 * Approvers of the role
                 * Format: int64
                 * @description How many holders of the role, 1-10. Default: 1.
                 */
                readonly count: number;
            } | components["schemas"]["ProcessListItemApproversItem"])[];
            readonly step_key?: components["schemas"]["StepKey"];
            readonly step_name?: components["schemas"]["StepName"];
            /**
             * Needed approvals
             * @description any, all, a number of approvers or a percentage. Default: any.
             */
            readonly need?: string;
            readonly veto?: components["schemas"]["Veto"];
            /**
             * After steps
             * @description Keys of the steps that this one waits for. Default: the one before it.
             */
            readonly after?: readonly string[];
            /**
             * Condition
             * @description A CEL expression; the step is left out where it is false. Default: always.
             */
            readonly when?: string;
            /**
             * Time limit
             * Format: int64
             * @description Seconds after which the step is due, a minute to 90 days.
             */
            readonly due_in?: number;
            /**
             * Reminders
             * @description Seconds after which its approvers are reminded, up to 3 times.
             */
            readonly remind_in?: readonly number[];
            /**
             * When overdue
             * @description What happens when the step is due: tell, escalate, pass or overrule. Default: tell.
             * @enum {string}
             */
            readonly on_due?: "tell" | "escalate" | "pass" | "overrule";
            /**
             * Escalate to
             * @description Who may approve too once the step is due.
             */
            readonly escalate_to?: components["schemas"]["ProcessListItemEscalateTo"] | components["schemas"]["ProcessListItemApproversItem"];
        }[];
        /**
         * Role
         * @description The role's name, as tokens have shown it.
         */
        readonly ProcessListItemRoleName: string;
        readonly ProcessListItemApproversItem: {
            readonly tenant_uuid: components["schemas"]["OwnersItemTenantUuid"];
            readonly tenant_name: components["schemas"]["OwnersItemTenantName"];
            /**
             * User ID
             * @description The user.
             */
            readonly user_uuid: string;
            readonly user_name: components["schemas"]["FilledByUserName"];
        };
        readonly ProcessListItemEscalateTo: {
            readonly tenant_uuid: components["schemas"]["OwnersItemTenantUuid"];
            readonly tenant_name: components["schemas"]["OwnersItemTenantName"];
            /**
             * Role ID
             * @description The role in that tenant.
             */
            readonly role_uuid: string;
            readonly role_name: components["schemas"]["ProcessListItemRoleName"];
        };
        /**
         * Changed
         * Format: int64
         * @description When it was changed last, in unix seconds.
         */
        readonly UpdateTime: number;
        /**
         * Automatic approval
         * @description A CEL expression; where it is true nobody is asked. Default: never.
         */
        readonly DataAutoPass: string;
        /**
         * In copy
         * @description Roles and people who get the ticket in copy.
         */
        readonly DataCc: readonly (components["schemas"]["ProcessListItemEscalateTo"] | components["schemas"]["ProcessListItemApproversItem"])[];
        /**
         * Forbidden changes
         * @description What may not be done to a running approval.
         */
        readonly DataForbid: readonly ("transfer" | "add" | "return" | "delegate")[];
        readonly ProcessUuidsItem: "system" | string;
        /**
         * Start
         * Format: int64
         * @description From when the delegate may decide.
         */
        readonly Start: number;
        /**
         * End
         * Format: int64
         * @description From when they no longer may.
         */
        readonly End: number;
        /**
         * Event ID
         * @description Names the event; the same event has the same id everywhere.
         */
        readonly EventId: string;
        /**
         * Language
         * @description In which language messages are written: zh or en. Default: zh.
         * @enum {string}
         */
        readonly Language: "zh" | "en";
        /** @enum {string} */
        readonly LiveItem: "ticket.submitted" | "ticket.step-passed" | "ticket.passed" | "ticket.overruled" | "ticket.returned" | "ticket.transferred" | "ticket.approvers-added" | "ticket.withdrawn" | "ticket.terminated" | "ticket.reminded" | "ticket.overdue" | "ticket.escalated" | "ticket.urged" | "ticket.cc-added" | "ticket.image-created" | "ticket.image-failed" | "ticket.image-needs-operator" | "delegation.made";
        /**
         * Language
         * @description In which language messages are written: zh or en. Default: zh.
         */
        readonly ChangeSettingsBodyLanguage: ("zh" | "en") | null;
        /**
         * Data
         * @description What was asked for; null where there is nothing.
         */
        readonly ChangeSettingsAnswerData: {
            /**
             * User ID
             * @description The user.
             */
            readonly user_uuid: string;
            readonly batch_uuid?: components["schemas"]["BatchUuid"];
        } | null;
        /**
         * Secret
         * @description What messages are signed with. Of a standard webhook the system makes it, and shows it once.
         */
        readonly Secret: string | null;
        /**
         * Data
         * @description What was asked for; null where there is nothing.
         */
        readonly CreateWebhookAnswerData: {
            /**
             * Webhook ID
             * @description The webhook.
             */
            readonly webhook_uuid: string;
            readonly webhook_name: components["schemas"]["WebhookName"];
            /**
             * Secret
             * @description What messages are signed with. Of a standard webhook the system makes it, and shows it once.
             */
            readonly secret: string;
            readonly batch_uuid?: components["schemas"]["BatchUuid"];
        } | null;
        /**
         * Webhook name
         * @description What the webhook is called, 1-128 characters.
         */
        readonly WebhookName: string;
        /**
         * Webhook ID
         * Format: uuid
         * @description The webhook.
         */
        readonly WebhookUuid: string;
        /**
         * Kind
         * @description Standard Webhooks, or the robot of a chat: wecom, dingtalk, feishu.
         * @enum {string}
         */
        readonly Kind: "standard" | "wecom" | "dingtalk" | "feishu";
        /**
         * Address
         * @description Where events are sent. Answers leave out what may be secret in it.
         */
        readonly Url: string;
        /**
         * Event types
         * @description The events that are sent. Default: all.
         */
        readonly EventTypes: readonly string[];
        /**
         * Disabled because
         * @description Why the system disabled it; empty where it did not.
         */
        readonly DisabledReason: string;
        /**
         * Delivery state
         * @description Whether it is still to be delivered, is delivered, or failed for good.
         * @enum {string}
         */
        readonly DeliveryState: "pending" | "delivered" | "failed";
        /**
         * Next attempt
         * Format: int64
         * @description When the next attempt is due, in unix seconds; 0 for none.
         */
        readonly NextTime: number;
        /**
         * Attempts
         * Format: int64
         * @description How often it was tried.
         */
        readonly AttemptCount: number;
        /**
         * Last attempts
         * @description The last attempts, about ten.
         */
        readonly Attempts: readonly {
            readonly time: components["schemas"]["Time"];
            /**
             * HTTP status
             * Format: int64
             * @description What the receiver answered; 0 without an answer.
             */
            readonly status: number;
            /**
             * Duration
             * Format: int64
             * @description How long the attempt took, in milliseconds.
             */
            readonly duration_ms: number;
            /**
             * Error
             * @description What went wrong; empty for nothing.
             */
            readonly error: string;
        }[];
        /**
         * Delivery ID
         * Format: uuid
         * @description The delivery.
         */
        readonly DeliveryUuid: string;
    };
    responses: {
        /** @description 1001: the request is not valid JSON; 1002: a field is missing or not valid. */
        readonly "Refused-400-1001-1002": {
            headers: {
                readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Refusal"];
            };
        };
        /** @description 1003: this content type is not supported. */
        readonly "Refused-415-1003": {
            headers: {
                readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Refusal"];
            };
        };
        /** @description 1004: the request is too large. */
        readonly "Refused-413-1004": {
            headers: {
                readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Refusal"];
            };
        };
        /** @description 1007: too many requests. */
        readonly "Refused-429-1007": {
            headers: {
                readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                readonly "Retry-After": components["headers"]["Retry-After"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Refusal"];
            };
        };
        /** @description 1008: this idempotency key was used for another request; 3005: the approval process cannot be used; 3006: the details do not fit the ticket type. */
        readonly "Refused-422-1008-3005-3006": {
            headers: {
                readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Refusal"];
            };
        };
        /** @description 1009: a request with this idempotency key is in progress; 3002: the ticket's state does not allow this; 3007: the ticket was changed in the meantime; 3017: the ticket's history is full. */
        readonly "Refused-409-1009-3002-3007-3017": {
            headers: {
                readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Refusal"];
            };
        };
        /** @description 2001: please sign in; 2002: the session has expired. */
        readonly "Refused-401-2001-2002": {
            headers: {
                readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Refusal"];
            };
        };
        /** @description 2003: you are not allowed to do this. */
        readonly "Refused-403-2003": {
            headers: {
                readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Refusal"];
            };
        };
        /** @description 3001: no such ticket. */
        readonly "Refused-404-3001": {
            headers: {
                readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Refusal"];
            };
        };
        /** @description 9001: internal error. */
        readonly "Refused-500-9001": {
            headers: {
                readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Refusal"];
            };
        };
        /** @description 9002: the service is not available; 9003: the service is overloaded. */
        readonly "Refused-503-9002-9003": {
            headers: {
                readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                readonly "Retry-After": components["headers"]["Retry-After"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Refusal"];
            };
        };
        /** @description 1008: this idempotency key was used for another request; 3005: the approval process cannot be used; 3006: the details do not fit the ticket type; 3010: this person cannot take part here. */
        readonly "Refused-422-1008-3005-3006-3010": {
            headers: {
                readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Refusal"];
            };
        };
        /** @description 1009: a request with this idempotency key is in progress; 3002: the ticket's state does not allow this; 3007: the ticket was changed in the meantime; 3012: the ticket has reached a limit; 3017: the ticket's history is full. */
        readonly "Refused-409-1009-3002-3007-3012-3017": {
            headers: {
                readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Refusal"];
            };
        };
        /** @description 1008: this idempotency key was used for another request. */
        readonly "Refused-422-1008": {
            headers: {
                readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Refusal"];
            };
        };
        /** @description 1009: a request with this idempotency key is in progress. */
        readonly "Refused-409-1009": {
            headers: {
                readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Refusal"];
            };
        };
        /** @description 1008: this idempotency key was used for another request; 3008: the approval configuration is not valid. */
        readonly "Refused-422-1008-3008": {
            headers: {
                readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Refusal"];
            };
        };
        /** @description 1008: this idempotency key was used for another request; 3005: the approval process cannot be used; 3006: the details do not fit the ticket type; 4005: the process is not valid. */
        readonly "Refused-422-1008-3005-3006-4005": {
            headers: {
                readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Refusal"];
            };
        };
        /** @description 1008: this idempotency key was used for another request; 4005: the process is not valid. */
        readonly "Refused-422-1008-4005": {
            headers: {
                readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Refusal"];
            };
        };
        /** @description 1009: a request with this idempotency key is in progress; 3017: the ticket's history is full; 4004: the request leaves out settings of the process; 4007: the process was changed in the meantime. */
        readonly "Refused-409-1009-3017-4004-4007": {
            headers: {
                readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Refusal"];
            };
        };
        /** @description 2003: you are not allowed to do this; 4003: a built-in process cannot be changed. */
        readonly "Refused-403-2003-4003": {
            headers: {
                readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Refusal"];
            };
        };
        /** @description 4001: no such process. */
        readonly "Refused-404-4001": {
            headers: {
                readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Refusal"];
            };
        };
        /** @description 1008: this idempotency key was used for another request; 4102: this delegation is not possible. */
        readonly "Refused-422-1008-4102": {
            headers: {
                readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Refusal"];
            };
        };
        /** @description 1008: this idempotency key was used for another request; 7002: this address is not allowed. */
        readonly "Refused-422-1008-7002": {
            headers: {
                readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Refusal"];
            };
        };
        /** @description 1009: a request with this idempotency key is in progress; 7003: the webhook does not allow this. */
        readonly "Refused-409-1009-7003": {
            headers: {
                readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Refusal"];
            };
        };
        /** @description 1009: a request with this idempotency key is in progress; 3017: the ticket's history is full; 7003: the webhook does not allow this. */
        readonly "Refused-409-1009-3017-7003": {
            headers: {
                readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Refusal"];
            };
        };
        /** @description 7001: no such webhook. */
        readonly "Refused-404-7001": {
            headers: {
                readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Refusal"];
            };
        };
        /** @description 7001: no such webhook; 7004: no such delivery. */
        readonly "Refused-404-7001-7004": {
            headers: {
                readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Refusal"];
            };
        };
        /** @description 3001: no such ticket; 4001: no such process; 6001: no such batch; 7001: no such webhook; 7004: no such delivery. */
        readonly "Refused-404-3001-4001-6001-7001-7004": {
            headers: {
                readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Refusal"];
            };
        };
        /** @description 3002: the ticket's state does not allow this; 3007: the ticket was changed in the meantime; 3017: the ticket's history is full; 7003: the webhook does not allow this. */
        readonly "Refused-409-3002-3007-3017-7003": {
            headers: {
                readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Refusal"];
            };
        };
        /** @description 3005: the approval process cannot be used; 3006: the details do not fit the ticket type; 7002: this address is not allowed. */
        readonly "Refused-422-3005-3006-7002": {
            headers: {
                readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Refusal"];
            };
        };
    };
    parameters: {
        /** @description Comes back with the answer and stands in the logs. One that does not fit is replaced by a new one. */
        readonly "X-Request-Id": string;
        /** @description wait=N: seconds to wait for the outcome, 0-30; respond-async: an answer at once, with 202. */
        readonly Prefer: string | unknown;
        /** @description The same key with the same request gives the first answer again, within 7 days. */
        readonly "Idempotency-Key": string;
        /** @description The id of the last event that the caller has; the stream goes on behind it. It counts before the query. */
        readonly "Last-Event-ID": string;
    };
    requestBodies: never;
    headers: {
        /** @description The caller's own, or a new one. */
        readonly "X-Request-Id": string;
        /** @description Requests that one caller may make in a second. */
        readonly "X-RateLimit-Limit": number;
        /** @description How many of them are left. */
        readonly "X-RateLimit-Remaining": number;
        /** @description Seconds until they are all there again. */
        readonly "X-RateLimit-Reset": number;
        /** @description Only behind a proxy that lets pages of another origin in; the gateway itself lets none in. */
        readonly "Access-Control-Allow-Origin": string;
        /** @description Seconds after which to try again. */
        readonly "Retry-After": number;
        /** @description Where the outcome will be. */
        readonly Location: string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    readonly saveTicket: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Comes back with the answer and stands in the logs. One that does not fit is replaced by a new one. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description wait=N: seconds to wait for the outcome, 0-30; respond-async: an answer at once, with 202. */
                readonly Prefer?: components["parameters"]["Prefer"];
                /** @description The same key with the same request gives the first answer again, within 7 days. */
                readonly "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["SaveTicketBody"];
            };
        };
        readonly responses: {
            /** @description 0: success. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SaveTicketAnswer"];
                };
            };
            /** @description 12: accepted, still being processed. */
            readonly 202: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly Location: components["headers"]["Location"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SaveTicketAnswer"];
                };
            };
            readonly 400: components["responses"]["Refused-400-1001-1002"];
            readonly 401: components["responses"]["Refused-401-2001-2002"];
            readonly 403: components["responses"]["Refused-403-2003"];
            readonly 404: components["responses"]["Refused-404-3001"];
            readonly 409: components["responses"]["Refused-409-1009-3002-3007-3017"];
            readonly 413: components["responses"]["Refused-413-1004"];
            readonly 415: components["responses"]["Refused-415-1003"];
            readonly 422: components["responses"]["Refused-422-1008-3005-3006"];
            readonly 429: components["responses"]["Refused-429-1007"];
            readonly 500: components["responses"]["Refused-500-9001"];
            readonly 503: components["responses"]["Refused-503-9002-9003"];
        };
    };
    readonly submitTicket: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Comes back with the answer and stands in the logs. One that does not fit is replaced by a new one. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description wait=N: seconds to wait for the outcome, 0-30; respond-async: an answer at once, with 202. */
                readonly Prefer?: components["parameters"]["Prefer"];
                /** @description The same key with the same request gives the first answer again, within 7 days. */
                readonly "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["SubmitTicketBody"];
            };
        };
        readonly responses: {
            /** @description 0: success. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SubmitTicketAnswer"];
                };
            };
            /** @description 12: accepted, still being processed. */
            readonly 202: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly Location: components["headers"]["Location"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SubmitTicketAnswer"];
                };
            };
            readonly 400: components["responses"]["Refused-400-1001-1002"];
            readonly 401: components["responses"]["Refused-401-2001-2002"];
            readonly 403: components["responses"]["Refused-403-2003"];
            readonly 404: components["responses"]["Refused-404-3001"];
            readonly 409: components["responses"]["Refused-409-1009-3002-3007-3012-3017"];
            readonly 413: components["responses"]["Refused-413-1004"];
            readonly 415: components["responses"]["Refused-415-1003"];
            readonly 422: components["responses"]["Refused-422-1008-3005-3006-3010"];
            readonly 429: components["responses"]["Refused-429-1007"];
            readonly 500: components["responses"]["Refused-500-9001"];
            readonly 503: components["responses"]["Refused-503-9002-9003"];
        };
    };
    readonly submitSavedTickets: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Comes back with the answer and stands in the logs. One that does not fit is replaced by a new one. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description wait=N: seconds to wait for the outcome, 0-30; respond-async: an answer at once, with 202. */
                readonly Prefer?: components["parameters"]["Prefer"];
                /** @description The same key with the same request gives the first answer again, within 7 days. */
                readonly "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["SubmitSavedTicketsBody"];
            };
        };
        readonly responses: {
            /** @description 0: success; 10: some items failed; 11: all items failed. Of an item: 2003: you are not allowed to do this; 3001: no such ticket; 3002: the ticket's state does not allow this; 3005: the approval process cannot be used; 3006: the details do not fit the ticket type; 3007: the ticket was changed in the meantime; 3017: the ticket's history is full. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SubmitSavedTicketsAnswer"];
                };
            };
            /** @description 12: accepted, still being processed. */
            readonly 202: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly Location: components["headers"]["Location"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SubmitSavedTicketsAnswer"];
                };
            };
            readonly 400: components["responses"]["Refused-400-1001-1002"];
            readonly 401: components["responses"]["Refused-401-2001-2002"];
            readonly 409: components["responses"]["Refused-409-1009"];
            readonly 413: components["responses"]["Refused-413-1004"];
            readonly 415: components["responses"]["Refused-415-1003"];
            readonly 422: components["responses"]["Refused-422-1008"];
            readonly 429: components["responses"]["Refused-429-1007"];
            readonly 500: components["responses"]["Refused-500-9001"];
            readonly 503: components["responses"]["Refused-503-9002-9003"];
        };
    };
    readonly submitOverruledTickets: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Comes back with the answer and stands in the logs. One that does not fit is replaced by a new one. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description wait=N: seconds to wait for the outcome, 0-30; respond-async: an answer at once, with 202. */
                readonly Prefer?: components["parameters"]["Prefer"];
                /** @description The same key with the same request gives the first answer again, within 7 days. */
                readonly "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["SubmitOverruledTicketsBody"];
            };
        };
        readonly responses: {
            /** @description 0: success; 10: some items failed; 11: all items failed. Of an item: 2003: you are not allowed to do this; 3001: no such ticket; 3002: the ticket's state does not allow this; 3005: the approval process cannot be used; 3006: the details do not fit the ticket type; 3007: the ticket was changed in the meantime; 3017: the ticket's history is full. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SubmitOverruledTicketsAnswer"];
                };
            };
            /** @description 12: accepted, still being processed. */
            readonly 202: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly Location: components["headers"]["Location"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SubmitOverruledTicketsAnswer"];
                };
            };
            readonly 400: components["responses"]["Refused-400-1001-1002"];
            readonly 401: components["responses"]["Refused-401-2001-2002"];
            readonly 409: components["responses"]["Refused-409-1009"];
            readonly 413: components["responses"]["Refused-413-1004"];
            readonly 415: components["responses"]["Refused-415-1003"];
            readonly 422: components["responses"]["Refused-422-1008"];
            readonly 429: components["responses"]["Refused-429-1007"];
            readonly 500: components["responses"]["Refused-500-9001"];
            readonly 503: components["responses"]["Refused-503-9002-9003"];
        };
    };
    readonly listTickets: {
        readonly parameters: {
            readonly query?: {
                /** @description Only tickets of applicants of this tenant. */
                readonly tenant_uuid?: string;
                /** @description Which page, from 1. Page times size is at most 10,000. */
                readonly page_num?: number;
                /** @description How many rows a page has, 1-100. */
                readonly page_size?: number;
                /** @description Only these states; several separated by commas. */
                readonly filter_state?: readonly ("saved" | "pending" | "overruled" | "withdrawn" | "passed" | "archived")[];
                /** @description Only these types; several separated by commas. */
                readonly filter_type?: readonly ("FEEDBACK" | "VM_SPECIFICATION" | "VM_TEMPLATE" | "VM_UPDATE_CPU_COUNT" | "VM_UPDATE_MEM_SIEZE" | "VM_DISK_EXIST_MOUNT" | "VM_DISK_NOT_EXIST_MOUNT" | "VM_NETWORK_CARD_ADD" | "VM_SECURITY" | "VOLUME_SPECIFICATION" | "VOLUME_EXPANSION" | "TENANT_QUOTA" | "VIP" | "GATEWAY" | "AUTO_CONTAINER" | "TRASH_DELETE" | "TRASH_RESTORE" | "TENCENT_IMAGE_CREATE")[];
                /** @description Only these states of the image; several separated by commas. */
                readonly filter_image_state?: readonly ("queued" | "creating" | "created" | "failed" | "needs_operator")[];
                /** @description Only tickets with a step that is overdue. Default: false. */
                readonly filter_overdue?: boolean;
                /** @description Only tickets that wait for this person or role; for administrators. */
                readonly filter_owner_uuid?: string;
                /** @description The owner's tenant. Default: the caller's. */
                readonly filter_owner_tenant_uuid?: string;
                /** @description Only tickets of this applicant. */
                readonly filter_applyer_uuid?: string;
                /** @description A part of the name. */
                readonly filter_name?: string;
                /** @description Only tickets on this process. */
                readonly filter_process_uuid?: string | "system";
                /** @description Created at this time or later, in unix seconds. */
                readonly filter_start?: number;
                /** @description Created at this time or earlier, in unix seconds. */
                readonly filter_end?: number;
                /** @description Which tickets: todo, applied, handled, cc or all. */
                readonly scope?: "todo" | "applied" | "handled" | "cc" | "delegated" | "all";
                /** @description newest or oldest first, by creation. */
                readonly sort?: "newest" | "oldest";
                /** @description The next_cursor of the page before, in place of a page number. */
                readonly cursor?: string;
            };
            readonly header?: {
                /** @description Comes back with the answer and stands in the logs. One that does not fit is replaced by a new one. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["ListTicketsBody"];
            };
        };
        readonly responses: {
            /** @description 0: success. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ListTicketsAnswer"];
                };
            };
            readonly 400: components["responses"]["Refused-400-1001-1002"];
            readonly 401: components["responses"]["Refused-401-2001-2002"];
            readonly 403: components["responses"]["Refused-403-2003"];
            readonly 413: components["responses"]["Refused-413-1004"];
            readonly 415: components["responses"]["Refused-415-1003"];
            readonly 429: components["responses"]["Refused-429-1007"];
            readonly 500: components["responses"]["Refused-500-9001"];
            readonly 503: components["responses"]["Refused-503-9002-9003"];
        };
    };
    readonly countTickets: {
        readonly parameters: {
            readonly query?: {
                /** @description Which scopes are counted; all of them by default. */
                readonly scopes?: readonly ("todo" | "applied" | "handled" | "cc" | "delegated" | "all")[];
            };
            readonly header?: {
                /** @description Comes back with the answer and stands in the logs. One that does not fit is replaced by a new one. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["CountTicketsBody"];
            };
        };
        readonly responses: {
            /** @description 0: success. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CountTicketsAnswer"];
                };
            };
            readonly 400: components["responses"]["Refused-400-1001-1002"];
            readonly 401: components["responses"]["Refused-401-2001-2002"];
            readonly 413: components["responses"]["Refused-413-1004"];
            readonly 415: components["responses"]["Refused-415-1003"];
            readonly 429: components["responses"]["Refused-429-1007"];
            readonly 500: components["responses"]["Refused-500-9001"];
            readonly 503: components["responses"]["Refused-503-9002-9003"];
        };
    };
    readonly inspectTicket: {
        readonly parameters: {
            readonly query?: {
                /** @description The ticket. In a save or a submit, absent for a new one. */
                readonly ticket_uuid?: string;
                /** @description Whether history shows what its hashes are made of. Default: false. */
                readonly chain?: boolean;
            };
            readonly header?: {
                /** @description Comes back with the answer and stands in the logs. One that does not fit is replaced by a new one. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["InspectTicketBody"];
            };
        };
        readonly responses: {
            /** @description 0: success. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["InspectTicketAnswer"];
                };
            };
            readonly 400: components["responses"]["Refused-400-1001-1002"];
            readonly 401: components["responses"]["Refused-401-2001-2002"];
            readonly 404: components["responses"]["Refused-404-3001"];
            readonly 413: components["responses"]["Refused-413-1004"];
            readonly 415: components["responses"]["Refused-415-1003"];
            readonly 429: components["responses"]["Refused-429-1007"];
            readonly 500: components["responses"]["Refused-500-9001"];
            readonly 503: components["responses"]["Refused-503-9002-9003"];
        };
    };
    readonly listHistoryKeys: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Comes back with the answer and stands in the logs. One that does not fit is replaced by a new one. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["ListHistoryKeysBody"];
            };
        };
        readonly responses: {
            /** @description 0: success. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ListHistoryKeysAnswer"];
                };
            };
            readonly 400: components["responses"]["Refused-400-1001-1002"];
            readonly 401: components["responses"]["Refused-401-2001-2002"];
            readonly 413: components["responses"]["Refused-413-1004"];
            readonly 415: components["responses"]["Refused-415-1003"];
            readonly 429: components["responses"]["Refused-429-1007"];
            readonly 500: components["responses"]["Refused-500-9001"];
            readonly 503: components["responses"]["Refused-503-9002-9003"];
        };
    };
    readonly passTickets: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Comes back with the answer and stands in the logs. One that does not fit is replaced by a new one. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description wait=N: seconds to wait for the outcome, 0-30; respond-async: an answer at once, with 202. */
                readonly Prefer?: components["parameters"]["Prefer"];
                /** @description The same key with the same request gives the first answer again, within 7 days. */
                readonly "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PassTicketsBody"];
            };
        };
        readonly responses: {
            /** @description 0: success; 10: some items failed; 11: all items failed. Of an item: 3001: no such ticket; 3002: the ticket's state does not allow this; 3003: it is not your turn to approve this ticket; 3004: you cannot approve your own ticket; 3007: the ticket was changed in the meantime; 3008: the approval configuration is not valid; 3009: you have already voted in this step. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PassTicketsAnswer"];
                };
            };
            /** @description 12: accepted, still being processed. */
            readonly 202: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly Location: components["headers"]["Location"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PassTicketsAnswer"];
                };
            };
            readonly 400: components["responses"]["Refused-400-1001-1002"];
            readonly 401: components["responses"]["Refused-401-2001-2002"];
            readonly 409: components["responses"]["Refused-409-1009"];
            readonly 413: components["responses"]["Refused-413-1004"];
            readonly 415: components["responses"]["Refused-415-1003"];
            readonly 422: components["responses"]["Refused-422-1008-3008"];
            readonly 429: components["responses"]["Refused-429-1007"];
            readonly 500: components["responses"]["Refused-500-9001"];
            readonly 503: components["responses"]["Refused-503-9002-9003"];
        };
    };
    readonly overruleTicketsByGet: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Comes back with the answer and stands in the logs. One that does not fit is replaced by a new one. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description wait=N: seconds to wait for the outcome, 0-30; respond-async: an answer at once, with 202. */
                readonly Prefer?: components["parameters"]["Prefer"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["OverruleTicketsByGetBody"];
            };
        };
        readonly responses: {
            /** @description 0: success; 10: some items failed; 11: all items failed. Of an item: 3001: no such ticket; 3002: the ticket's state does not allow this; 3003: it is not your turn to approve this ticket; 3004: you cannot approve your own ticket; 3007: the ticket was changed in the meantime; 3009: you have already voted in this step. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["OverruleTicketsByGetAnswer"];
                };
            };
            /** @description 12: accepted, still being processed. */
            readonly 202: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly Location: components["headers"]["Location"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["OverruleTicketsByGetAnswer"];
                };
            };
            readonly 400: components["responses"]["Refused-400-1001-1002"];
            readonly 401: components["responses"]["Refused-401-2001-2002"];
            readonly 413: components["responses"]["Refused-413-1004"];
            readonly 415: components["responses"]["Refused-415-1003"];
            readonly 429: components["responses"]["Refused-429-1007"];
            readonly 500: components["responses"]["Refused-500-9001"];
            readonly 503: components["responses"]["Refused-503-9002-9003"];
        };
    };
    readonly overruleTickets: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Comes back with the answer and stands in the logs. One that does not fit is replaced by a new one. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description wait=N: seconds to wait for the outcome, 0-30; respond-async: an answer at once, with 202. */
                readonly Prefer?: components["parameters"]["Prefer"];
                /** @description The same key with the same request gives the first answer again, within 7 days. */
                readonly "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["OverruleTicketsBody"];
            };
        };
        readonly responses: {
            /** @description 0: success; 10: some items failed; 11: all items failed. Of an item: 3001: no such ticket; 3002: the ticket's state does not allow this; 3003: it is not your turn to approve this ticket; 3004: you cannot approve your own ticket; 3007: the ticket was changed in the meantime; 3009: you have already voted in this step. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["OverruleTicketsAnswer"];
                };
            };
            /** @description 12: accepted, still being processed. */
            readonly 202: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly Location: components["headers"]["Location"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["OverruleTicketsAnswer"];
                };
            };
            readonly 400: components["responses"]["Refused-400-1001-1002"];
            readonly 401: components["responses"]["Refused-401-2001-2002"];
            readonly 409: components["responses"]["Refused-409-1009"];
            readonly 413: components["responses"]["Refused-413-1004"];
            readonly 415: components["responses"]["Refused-415-1003"];
            readonly 422: components["responses"]["Refused-422-1008"];
            readonly 429: components["responses"]["Refused-429-1007"];
            readonly 500: components["responses"]["Refused-500-9001"];
            readonly 503: components["responses"]["Refused-503-9002-9003"];
        };
    };
    readonly returnTickets: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Comes back with the answer and stands in the logs. One that does not fit is replaced by a new one. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description wait=N: seconds to wait for the outcome, 0-30; respond-async: an answer at once, with 202. */
                readonly Prefer?: components["parameters"]["Prefer"];
                /** @description The same key with the same request gives the first answer again, within 7 days. */
                readonly "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ReturnTicketsBody"];
            };
        };
        readonly responses: {
            /** @description 0: success; 10: some items failed; 11: all items failed. Of an item: 3001: no such ticket; 3002: the ticket's state does not allow this; 3003: it is not your turn to approve this ticket; 3004: you cannot approve your own ticket; 3007: the ticket was changed in the meantime; 3009: you have already voted in this step; 3014: the process does not allow this; 3016: the ticket cannot go back to this step; 3017: the ticket's history is full. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ReturnTicketsAnswer"];
                };
            };
            /** @description 12: accepted, still being processed. */
            readonly 202: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly Location: components["headers"]["Location"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ReturnTicketsAnswer"];
                };
            };
            readonly 400: components["responses"]["Refused-400-1001-1002"];
            readonly 401: components["responses"]["Refused-401-2001-2002"];
            readonly 409: components["responses"]["Refused-409-1009"];
            readonly 413: components["responses"]["Refused-413-1004"];
            readonly 415: components["responses"]["Refused-415-1003"];
            readonly 422: components["responses"]["Refused-422-1008"];
            readonly 429: components["responses"]["Refused-429-1007"];
            readonly 500: components["responses"]["Refused-500-9001"];
            readonly 503: components["responses"]["Refused-503-9002-9003"];
        };
    };
    readonly transferTickets: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Comes back with the answer and stands in the logs. One that does not fit is replaced by a new one. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description wait=N: seconds to wait for the outcome, 0-30; respond-async: an answer at once, with 202. */
                readonly Prefer?: components["parameters"]["Prefer"];
                /** @description The same key with the same request gives the first answer again, within 7 days. */
                readonly "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["TransferTicketsBody"];
            };
        };
        readonly responses: {
            /** @description 0: success; 10: some items failed; 11: all items failed. Of an item: 2003: you are not allowed to do this; 3001: no such ticket; 3002: the ticket's state does not allow this; 3003: it is not your turn to approve this ticket; 3004: you cannot approve your own ticket; 3007: the ticket was changed in the meantime; 3010: this person cannot take part here; 3012: the ticket has reached a limit; 3014: the process does not allow this; 3017: the ticket's history is full. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TransferTicketsAnswer"];
                };
            };
            /** @description 12: accepted, still being processed. */
            readonly 202: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly Location: components["headers"]["Location"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TransferTicketsAnswer"];
                };
            };
            readonly 400: components["responses"]["Refused-400-1001-1002"];
            readonly 401: components["responses"]["Refused-401-2001-2002"];
            readonly 409: components["responses"]["Refused-409-1009"];
            readonly 413: components["responses"]["Refused-413-1004"];
            readonly 415: components["responses"]["Refused-415-1003"];
            readonly 422: components["responses"]["Refused-422-1008"];
            readonly 429: components["responses"]["Refused-429-1007"];
            readonly 500: components["responses"]["Refused-500-9001"];
            readonly 503: components["responses"]["Refused-503-9002-9003"];
        };
    };
    readonly addApprovers: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Comes back with the answer and stands in the logs. One that does not fit is replaced by a new one. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description wait=N: seconds to wait for the outcome, 0-30; respond-async: an answer at once, with 202. */
                readonly Prefer?: components["parameters"]["Prefer"];
                /** @description The same key with the same request gives the first answer again, within 7 days. */
                readonly "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AddApproversBody"];
            };
        };
        readonly responses: {
            /** @description 0: success; 10: some items failed; 11: all items failed. Of an item: 3001: no such ticket; 3002: the ticket's state does not allow this; 3003: it is not your turn to approve this ticket; 3004: you cannot approve your own ticket; 3007: the ticket was changed in the meantime; 3010: this person cannot take part here; 3012: the ticket has reached a limit; 3014: the process does not allow this; 3017: the ticket's history is full. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AddApproversAnswer"];
                };
            };
            /** @description 12: accepted, still being processed. */
            readonly 202: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly Location: components["headers"]["Location"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AddApproversAnswer"];
                };
            };
            readonly 400: components["responses"]["Refused-400-1001-1002"];
            readonly 401: components["responses"]["Refused-401-2001-2002"];
            readonly 409: components["responses"]["Refused-409-1009"];
            readonly 413: components["responses"]["Refused-413-1004"];
            readonly 415: components["responses"]["Refused-415-1003"];
            readonly 422: components["responses"]["Refused-422-1008"];
            readonly 429: components["responses"]["Refused-429-1007"];
            readonly 500: components["responses"]["Refused-500-9001"];
            readonly 503: components["responses"]["Refused-503-9002-9003"];
        };
    };
    readonly withdrawTickets: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Comes back with the answer and stands in the logs. One that does not fit is replaced by a new one. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description wait=N: seconds to wait for the outcome, 0-30; respond-async: an answer at once, with 202. */
                readonly Prefer?: components["parameters"]["Prefer"];
                /** @description The same key with the same request gives the first answer again, within 7 days. */
                readonly "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["WithdrawTicketsBody"];
            };
        };
        readonly responses: {
            /** @description 0: success; 10: some items failed; 11: all items failed. Of an item: 2003: you are not allowed to do this; 3001: no such ticket; 3002: the ticket's state does not allow this; 3007: the ticket was changed in the meantime. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WithdrawTicketsAnswer"];
                };
            };
            /** @description 12: accepted, still being processed. */
            readonly 202: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly Location: components["headers"]["Location"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WithdrawTicketsAnswer"];
                };
            };
            readonly 400: components["responses"]["Refused-400-1001-1002"];
            readonly 401: components["responses"]["Refused-401-2001-2002"];
            readonly 409: components["responses"]["Refused-409-1009"];
            readonly 413: components["responses"]["Refused-413-1004"];
            readonly 415: components["responses"]["Refused-415-1003"];
            readonly 422: components["responses"]["Refused-422-1008"];
            readonly 429: components["responses"]["Refused-429-1007"];
            readonly 500: components["responses"]["Refused-500-9001"];
            readonly 503: components["responses"]["Refused-503-9002-9003"];
        };
    };
    readonly terminateTickets: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Comes back with the answer and stands in the logs. One that does not fit is replaced by a new one. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description wait=N: seconds to wait for the outcome, 0-30; respond-async: an answer at once, with 202. */
                readonly Prefer?: components["parameters"]["Prefer"];
                /** @description The same key with the same request gives the first answer again, within 7 days. */
                readonly "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["TerminateTicketsBody"];
            };
        };
        readonly responses: {
            /** @description 0: success; 10: some items failed; 11: all items failed. Of an item: 2003: you are not allowed to do this; 3001: no such ticket; 3002: the ticket's state does not allow this; 3004: you cannot approve your own ticket; 3007: the ticket was changed in the meantime. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TerminateTicketsAnswer"];
                };
            };
            /** @description 12: accepted, still being processed. */
            readonly 202: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly Location: components["headers"]["Location"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TerminateTicketsAnswer"];
                };
            };
            readonly 400: components["responses"]["Refused-400-1001-1002"];
            readonly 401: components["responses"]["Refused-401-2001-2002"];
            readonly 409: components["responses"]["Refused-409-1009"];
            readonly 413: components["responses"]["Refused-413-1004"];
            readonly 415: components["responses"]["Refused-415-1003"];
            readonly 422: components["responses"]["Refused-422-1008"];
            readonly 429: components["responses"]["Refused-429-1007"];
            readonly 500: components["responses"]["Refused-500-9001"];
            readonly 503: components["responses"]["Refused-503-9002-9003"];
        };
    };
    readonly urgeTickets: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Comes back with the answer and stands in the logs. One that does not fit is replaced by a new one. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description wait=N: seconds to wait for the outcome, 0-30; respond-async: an answer at once, with 202. */
                readonly Prefer?: components["parameters"]["Prefer"];
                /** @description The same key with the same request gives the first answer again, within 7 days. */
                readonly "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["UrgeTicketsBody"];
            };
        };
        readonly responses: {
            /** @description 0: success; 10: some items failed; 11: all items failed. Of an item: 2003: you are not allowed to do this; 3001: no such ticket; 3002: the ticket's state does not allow this; 3007: the ticket was changed in the meantime; 3012: the ticket has reached a limit; 3013: the approvers were urged a short while ago; 3017: the ticket's history is full. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["UrgeTicketsAnswer"];
                };
            };
            /** @description 12: accepted, still being processed. */
            readonly 202: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly Location: components["headers"]["Location"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["UrgeTicketsAnswer"];
                };
            };
            readonly 400: components["responses"]["Refused-400-1001-1002"];
            readonly 401: components["responses"]["Refused-401-2001-2002"];
            readonly 409: components["responses"]["Refused-409-1009"];
            readonly 413: components["responses"]["Refused-413-1004"];
            readonly 415: components["responses"]["Refused-415-1003"];
            readonly 422: components["responses"]["Refused-422-1008"];
            readonly 429: components["responses"]["Refused-429-1007"];
            readonly 500: components["responses"]["Refused-500-9001"];
            readonly 503: components["responses"]["Refused-503-9002-9003"];
        };
    };
    readonly confirmTickets: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Comes back with the answer and stands in the logs. One that does not fit is replaced by a new one. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description wait=N: seconds to wait for the outcome, 0-30; respond-async: an answer at once, with 202. */
                readonly Prefer?: components["parameters"]["Prefer"];
                /** @description The same key with the same request gives the first answer again, within 7 days. */
                readonly "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ConfirmTicketsBody"];
            };
        };
        readonly responses: {
            /** @description 0: success; 10: some items failed; 11: all items failed. Of an item: 2003: you are not allowed to do this; 3001: no such ticket; 3002: the ticket's state does not allow this; 3007: the ticket was changed in the meantime. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ConfirmTicketsAnswer"];
                };
            };
            /** @description 12: accepted, still being processed. */
            readonly 202: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly Location: components["headers"]["Location"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ConfirmTicketsAnswer"];
                };
            };
            readonly 400: components["responses"]["Refused-400-1001-1002"];
            readonly 401: components["responses"]["Refused-401-2001-2002"];
            readonly 409: components["responses"]["Refused-409-1009"];
            readonly 413: components["responses"]["Refused-413-1004"];
            readonly 415: components["responses"]["Refused-415-1003"];
            readonly 422: components["responses"]["Refused-422-1008"];
            readonly 429: components["responses"]["Refused-429-1007"];
            readonly 500: components["responses"]["Refused-500-9001"];
            readonly 503: components["responses"]["Refused-503-9002-9003"];
        };
    };
    readonly archiveTickets: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Comes back with the answer and stands in the logs. One that does not fit is replaced by a new one. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description wait=N: seconds to wait for the outcome, 0-30; respond-async: an answer at once, with 202. */
                readonly Prefer?: components["parameters"]["Prefer"];
                /** @description The same key with the same request gives the first answer again, within 7 days. */
                readonly "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ArchiveTicketsBody"];
            };
        };
        readonly responses: {
            /** @description 0: success; 10: some items failed; 11: all items failed. Of an item: 2003: you are not allowed to do this; 3001: no such ticket; 3002: the ticket's state does not allow this; 3007: the ticket was changed in the meantime. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ArchiveTicketsAnswer"];
                };
            };
            /** @description 12: accepted, still being processed. */
            readonly 202: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly Location: components["headers"]["Location"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ArchiveTicketsAnswer"];
                };
            };
            readonly 400: components["responses"]["Refused-400-1001-1002"];
            readonly 401: components["responses"]["Refused-401-2001-2002"];
            readonly 409: components["responses"]["Refused-409-1009"];
            readonly 413: components["responses"]["Refused-413-1004"];
            readonly 415: components["responses"]["Refused-415-1003"];
            readonly 422: components["responses"]["Refused-422-1008"];
            readonly 429: components["responses"]["Refused-429-1007"];
            readonly 500: components["responses"]["Refused-500-9001"];
            readonly 503: components["responses"]["Refused-503-9002-9003"];
        };
    };
    readonly copyTickets: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Comes back with the answer and stands in the logs. One that does not fit is replaced by a new one. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description wait=N: seconds to wait for the outcome, 0-30; respond-async: an answer at once, with 202. */
                readonly Prefer?: components["parameters"]["Prefer"];
                /** @description The same key with the same request gives the first answer again, within 7 days. */
                readonly "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CopyTicketsBody"];
            };
        };
        readonly responses: {
            /** @description 0: success; 10: some items failed; 11: all items failed. Of an item: 2003: you are not allowed to do this; 3001: no such ticket; 3002: the ticket's state does not allow this; 3007: the ticket was changed in the meantime; 3010: this person cannot take part here; 3012: the ticket has reached a limit; 3017: the ticket's history is full. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CopyTicketsAnswer"];
                };
            };
            /** @description 12: accepted, still being processed. */
            readonly 202: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly Location: components["headers"]["Location"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CopyTicketsAnswer"];
                };
            };
            readonly 400: components["responses"]["Refused-400-1001-1002"];
            readonly 401: components["responses"]["Refused-401-2001-2002"];
            readonly 409: components["responses"]["Refused-409-1009"];
            readonly 413: components["responses"]["Refused-413-1004"];
            readonly 415: components["responses"]["Refused-415-1003"];
            readonly 422: components["responses"]["Refused-422-1008"];
            readonly 429: components["responses"]["Refused-429-1007"];
            readonly 500: components["responses"]["Refused-500-9001"];
            readonly 503: components["responses"]["Refused-503-9002-9003"];
        };
    };
    readonly deleteTickets: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Comes back with the answer and stands in the logs. One that does not fit is replaced by a new one. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description wait=N: seconds to wait for the outcome, 0-30; respond-async: an answer at once, with 202. */
                readonly Prefer?: components["parameters"]["Prefer"];
                /** @description The same key with the same request gives the first answer again, within 7 days. */
                readonly "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["DeleteTicketsBody"];
            };
        };
        readonly responses: {
            /** @description 0: success; 10: some items failed; 11: all items failed. Of an item: 2003: you are not allowed to do this; 3001: no such ticket; 3002: the ticket's state does not allow this; 3007: the ticket was changed in the meantime. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DeleteTicketsAnswer"];
                };
            };
            /** @description 12: accepted, still being processed. */
            readonly 202: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly Location: components["headers"]["Location"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DeleteTicketsAnswer"];
                };
            };
            readonly 400: components["responses"]["Refused-400-1001-1002"];
            readonly 401: components["responses"]["Refused-401-2001-2002"];
            readonly 409: components["responses"]["Refused-409-1009"];
            readonly 413: components["responses"]["Refused-413-1004"];
            readonly 415: components["responses"]["Refused-415-1003"];
            readonly 422: components["responses"]["Refused-422-1008"];
            readonly 429: components["responses"]["Refused-429-1007"];
            readonly 500: components["responses"]["Refused-500-9001"];
            readonly 503: components["responses"]["Refused-503-9002-9003"];
        };
    };
    readonly simulateProcess: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Comes back with the answer and stands in the logs. One that does not fit is replaced by a new one. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["SimulateProcessBody"];
            };
        };
        readonly responses: {
            /** @description 0: success. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SimulateProcessAnswer"];
                };
            };
            readonly 400: components["responses"]["Refused-400-1001-1002"];
            readonly 401: components["responses"]["Refused-401-2001-2002"];
            readonly 403: components["responses"]["Refused-403-2003"];
            readonly 409: components["responses"]["Refused-409-1009"];
            readonly 413: components["responses"]["Refused-413-1004"];
            readonly 415: components["responses"]["Refused-415-1003"];
            readonly 422: components["responses"]["Refused-422-1008-3005-3006-4005"];
            readonly 429: components["responses"]["Refused-429-1007"];
            readonly 500: components["responses"]["Refused-500-9001"];
            readonly 503: components["responses"]["Refused-503-9002-9003"];
        };
    };
    readonly createProcess: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Comes back with the answer and stands in the logs. One that does not fit is replaced by a new one. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description wait=N: seconds to wait for the outcome, 0-30; respond-async: an answer at once, with 202. */
                readonly Prefer?: components["parameters"]["Prefer"];
                /** @description The same key with the same request gives the first answer again, within 7 days. */
                readonly "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CreateProcessBody"];
            };
        };
        readonly responses: {
            /** @description 0: success. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CreateProcessAnswer"];
                };
            };
            /** @description 12: accepted, still being processed. */
            readonly 202: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly Location: components["headers"]["Location"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CreateProcessAnswer"];
                };
            };
            readonly 400: components["responses"]["Refused-400-1001-1002"];
            readonly 401: components["responses"]["Refused-401-2001-2002"];
            readonly 403: components["responses"]["Refused-403-2003"];
            readonly 409: components["responses"]["Refused-409-1009"];
            readonly 413: components["responses"]["Refused-413-1004"];
            readonly 415: components["responses"]["Refused-415-1003"];
            readonly 422: components["responses"]["Refused-422-1008-4005"];
            readonly 429: components["responses"]["Refused-429-1007"];
            readonly 500: components["responses"]["Refused-500-9001"];
            readonly 503: components["responses"]["Refused-503-9002-9003"];
        };
    };
    readonly updateProcess: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Comes back with the answer and stands in the logs. One that does not fit is replaced by a new one. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description wait=N: seconds to wait for the outcome, 0-30; respond-async: an answer at once, with 202. */
                readonly Prefer?: components["parameters"]["Prefer"];
                /** @description The same key with the same request gives the first answer again, within 7 days. */
                readonly "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["UpdateProcessBody"];
            };
        };
        readonly responses: {
            /** @description 0: success. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["UpdateProcessAnswer"];
                };
            };
            /** @description 12: accepted, still being processed. */
            readonly 202: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly Location: components["headers"]["Location"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["UpdateProcessAnswer"];
                };
            };
            readonly 400: components["responses"]["Refused-400-1001-1002"];
            readonly 401: components["responses"]["Refused-401-2001-2002"];
            readonly 403: components["responses"]["Refused-403-2003-4003"];
            readonly 404: components["responses"]["Refused-404-4001"];
            readonly 409: components["responses"]["Refused-409-1009-3017-4004-4007"];
            readonly 413: components["responses"]["Refused-413-1004"];
            readonly 415: components["responses"]["Refused-415-1003"];
            readonly 422: components["responses"]["Refused-422-1008-4005"];
            readonly 429: components["responses"]["Refused-429-1007"];
            readonly 500: components["responses"]["Refused-500-9001"];
            readonly 503: components["responses"]["Refused-503-9002-9003"];
        };
    };
    readonly deleteProcesses: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Comes back with the answer and stands in the logs. One that does not fit is replaced by a new one. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description wait=N: seconds to wait for the outcome, 0-30; respond-async: an answer at once, with 202. */
                readonly Prefer?: components["parameters"]["Prefer"];
                /** @description The same key with the same request gives the first answer again, within 7 days. */
                readonly "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["DeleteProcessesBody"];
            };
        };
        readonly responses: {
            /** @description 0: success; 10: some items failed; 11: all items failed. Of an item: 2003: you are not allowed to do this; 4001: no such process; 4002: the process is in use; 4003: a built-in process cannot be changed. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DeleteProcessesAnswer"];
                };
            };
            /** @description 12: accepted, still being processed. */
            readonly 202: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly Location: components["headers"]["Location"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DeleteProcessesAnswer"];
                };
            };
            readonly 400: components["responses"]["Refused-400-1001-1002"];
            readonly 401: components["responses"]["Refused-401-2001-2002"];
            readonly 409: components["responses"]["Refused-409-1009"];
            readonly 413: components["responses"]["Refused-413-1004"];
            readonly 415: components["responses"]["Refused-415-1003"];
            readonly 422: components["responses"]["Refused-422-1008"];
            readonly 429: components["responses"]["Refused-429-1007"];
            readonly 500: components["responses"]["Refused-500-9001"];
            readonly 503: components["responses"]["Refused-503-9002-9003"];
        };
    };
    readonly inspectProcess: {
        readonly parameters: {
            readonly query?: {
                /** @description The tenant that it belongs to. */
                readonly tenant_uuid?: string;
                /** @description The approval process; the built-in one is system. */
                readonly process_uuid?: string | "system";
            };
            readonly header?: {
                /** @description Comes back with the answer and stands in the logs. One that does not fit is replaced by a new one. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["InspectProcessBody"];
            };
        };
        readonly responses: {
            /** @description 0: success. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["InspectProcessAnswer"];
                };
            };
            readonly 400: components["responses"]["Refused-400-1001-1002"];
            readonly 401: components["responses"]["Refused-401-2001-2002"];
            readonly 404: components["responses"]["Refused-404-4001"];
            readonly 413: components["responses"]["Refused-413-1004"];
            readonly 415: components["responses"]["Refused-415-1003"];
            readonly 429: components["responses"]["Refused-429-1007"];
            readonly 500: components["responses"]["Refused-500-9001"];
            readonly 503: components["responses"]["Refused-503-9002-9003"];
        };
    };
    readonly listProcesses: {
        readonly parameters: {
            readonly query?: {
                /** @description The tenant that it belongs to. */
                readonly tenant_uuid?: string;
                /** @description The approval process; the built-in one is system. */
                readonly process_uuid?: string | "system";
                /** @description A part of the name. */
                readonly filter_name?: string;
                /** @description Which page, from 1. Page times size is at most 10,000. */
                readonly page_num?: number;
                /** @description How many rows a page has, 1-100. */
                readonly page_size?: number;
            };
            readonly header?: {
                /** @description Comes back with the answer and stands in the logs. One that does not fit is replaced by a new one. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["ListProcessesBody"];
            };
        };
        readonly responses: {
            /** @description 0: success. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ListProcessesAnswer"];
                };
            };
            readonly 400: components["responses"]["Refused-400-1001-1002"];
            readonly 401: components["responses"]["Refused-401-2001-2002"];
            readonly 413: components["responses"]["Refused-413-1004"];
            readonly 415: components["responses"]["Refused-415-1003"];
            readonly 429: components["responses"]["Refused-429-1007"];
            readonly 500: components["responses"]["Refused-500-9001"];
            readonly 503: components["responses"]["Refused-503-9002-9003"];
        };
    };
    readonly createImages: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Comes back with the answer and stands in the logs. One that does not fit is replaced by a new one. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description wait=N: seconds to wait for the outcome, 0-30; respond-async: an answer at once, with 202. */
                readonly Prefer?: components["parameters"]["Prefer"];
                /** @description The same key with the same request gives the first answer again, within 7 days. */
                readonly "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CreateImagesBody"];
            };
        };
        readonly responses: {
            /** @description 0: success; 10: some items failed; 11: all items failed. Of an item: 2003: you are not allowed to do this; 3001: no such ticket; 3007: the ticket was changed in the meantime; 5001: not an image ticket; 5002: the image ticket is not approved; 5003: image creation needs an operator; 5004: retried too early. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CreateImagesAnswer"];
                };
            };
            /** @description 12: accepted, still being processed. */
            readonly 202: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly Location: components["headers"]["Location"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CreateImagesAnswer"];
                };
            };
            readonly 400: components["responses"]["Refused-400-1001-1002"];
            readonly 401: components["responses"]["Refused-401-2001-2002"];
            readonly 409: components["responses"]["Refused-409-1009"];
            readonly 413: components["responses"]["Refused-413-1004"];
            readonly 415: components["responses"]["Refused-415-1003"];
            readonly 422: components["responses"]["Refused-422-1008"];
            readonly 429: components["responses"]["Refused-429-1007"];
            readonly 500: components["responses"]["Refused-500-9001"];
            readonly 503: components["responses"]["Refused-503-9002-9003"];
        };
    };
    readonly listRoles: {
        readonly parameters: {
            readonly query?: {
                /** @description The tenant that it belongs to. */
                readonly tenant_uuid?: string;
                /** @description Which page, from 1. Page times size is at most 10,000. */
                readonly page_num?: number;
                /** @description How many rows a page has, 1-100. */
                readonly page_size?: number;
            };
            readonly header?: {
                /** @description Comes back with the answer and stands in the logs. One that does not fit is replaced by a new one. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["ListRolesBody"];
            };
        };
        readonly responses: {
            /** @description 0: success. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ListRolesAnswer"];
                };
            };
            readonly 400: components["responses"]["Refused-400-1001-1002"];
            readonly 401: components["responses"]["Refused-401-2001-2002"];
            readonly 413: components["responses"]["Refused-413-1004"];
            readonly 415: components["responses"]["Refused-415-1003"];
            readonly 429: components["responses"]["Refused-429-1007"];
            readonly 500: components["responses"]["Refused-500-9001"];
            readonly 503: components["responses"]["Refused-503-9002-9003"];
        };
    };
    readonly listUsers: {
        readonly parameters: {
            readonly query?: {
                /** @description The tenant that it belongs to. */
                readonly tenant_uuid?: string;
                /** @description The role in that tenant. */
                readonly role_uuid?: string;
                /** @description Which page, from 1. Page times size is at most 10,000. */
                readonly page_num?: number;
                /** @description How many rows a page has, 1-100. */
                readonly page_size?: number;
            };
            readonly header?: {
                /** @description Comes back with the answer and stands in the logs. One that does not fit is replaced by a new one. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["ListUsersBody"];
            };
        };
        readonly responses: {
            /** @description 0: success. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ListUsersAnswer"];
                };
            };
            readonly 400: components["responses"]["Refused-400-1001-1002"];
            readonly 401: components["responses"]["Refused-401-2001-2002"];
            readonly 413: components["responses"]["Refused-413-1004"];
            readonly 415: components["responses"]["Refused-415-1003"];
            readonly 429: components["responses"]["Refused-429-1007"];
            readonly 500: components["responses"]["Refused-500-9001"];
            readonly 503: components["responses"]["Refused-503-9002-9003"];
        };
    };
    readonly createDelegation: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Comes back with the answer and stands in the logs. One that does not fit is replaced by a new one. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description wait=N: seconds to wait for the outcome, 0-30; respond-async: an answer at once, with 202. */
                readonly Prefer?: components["parameters"]["Prefer"];
                /** @description The same key with the same request gives the first answer again, within 7 days. */
                readonly "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CreateDelegationBody"];
            };
        };
        readonly responses: {
            /** @description 0: success. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CreateDelegationAnswer"];
                };
            };
            /** @description 12: accepted, still being processed. */
            readonly 202: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly Location: components["headers"]["Location"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CreateDelegationAnswer"];
                };
            };
            readonly 400: components["responses"]["Refused-400-1001-1002"];
            readonly 401: components["responses"]["Refused-401-2001-2002"];
            readonly 403: components["responses"]["Refused-403-2003"];
            readonly 409: components["responses"]["Refused-409-1009"];
            readonly 413: components["responses"]["Refused-413-1004"];
            readonly 415: components["responses"]["Refused-415-1003"];
            readonly 422: components["responses"]["Refused-422-1008-4102"];
            readonly 429: components["responses"]["Refused-429-1007"];
            readonly 500: components["responses"]["Refused-500-9001"];
            readonly 503: components["responses"]["Refused-503-9002-9003"];
        };
    };
    readonly cancelDelegations: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Comes back with the answer and stands in the logs. One that does not fit is replaced by a new one. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description wait=N: seconds to wait for the outcome, 0-30; respond-async: an answer at once, with 202. */
                readonly Prefer?: components["parameters"]["Prefer"];
                /** @description The same key with the same request gives the first answer again, within 7 days. */
                readonly "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CancelDelegationsBody"];
            };
        };
        readonly responses: {
            /** @description 0: success; 10: some items failed; 11: all items failed. Of an item: 4101: no such delegation. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CancelDelegationsAnswer"];
                };
            };
            /** @description 12: accepted, still being processed. */
            readonly 202: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly Location: components["headers"]["Location"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CancelDelegationsAnswer"];
                };
            };
            readonly 400: components["responses"]["Refused-400-1001-1002"];
            readonly 401: components["responses"]["Refused-401-2001-2002"];
            readonly 409: components["responses"]["Refused-409-1009"];
            readonly 413: components["responses"]["Refused-413-1004"];
            readonly 415: components["responses"]["Refused-415-1003"];
            readonly 422: components["responses"]["Refused-422-1008"];
            readonly 429: components["responses"]["Refused-429-1007"];
            readonly 500: components["responses"]["Refused-500-9001"];
            readonly 503: components["responses"]["Refused-503-9002-9003"];
        };
    };
    readonly listDelegations: {
        readonly parameters: {
            readonly query?: {
                /** @description Those given, those received, or all of the tenant. */
                readonly scope?: "given" | "received" | "tenant";
                /** @description Which page, from 1. Page times size is at most 10,000. */
                readonly page_num?: number;
                /** @description How many rows a page has, 1-100. */
                readonly page_size?: number;
            };
            readonly header?: {
                /** @description Comes back with the answer and stands in the logs. One that does not fit is replaced by a new one. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["ListDelegationsBody"];
            };
        };
        readonly responses: {
            /** @description 0: success. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ListDelegationsAnswer"];
                };
            };
            readonly 400: components["responses"]["Refused-400-1001-1002"];
            readonly 401: components["responses"]["Refused-401-2001-2002"];
            readonly 403: components["responses"]["Refused-403-2003"];
            readonly 413: components["responses"]["Refused-413-1004"];
            readonly 415: components["responses"]["Refused-415-1003"];
            readonly 429: components["responses"]["Refused-429-1007"];
            readonly 500: components["responses"]["Refused-500-9001"];
            readonly 503: components["responses"]["Refused-503-9002-9003"];
        };
    };
    readonly listenToEvents: {
        readonly parameters: {
            readonly query?: {
                /** @description The last event that the caller has; the stream goes on behind it. */
                readonly last_event_id?: string;
            };
            readonly header?: {
                /** @description Comes back with the answer and stands in the logs. One that does not fit is replaced by a new one. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description The id of the last event that the caller has; the stream goes on behind it. It counts before the query. */
                readonly "Last-Event-ID"?: components["parameters"]["Last-Event-ID"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["ListenToEventsBody"];
            };
        };
        readonly responses: {
            /** @description 0: success. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/event-stream": {
                        readonly id?: string;
                        /** @enum {string} */
                        readonly event?: "listening" | "missed" | "end";
                        /** @description JSON */
                        readonly data?: string;
                        /** Format: int32 */
                        readonly retry?: number;
                    };
                };
            };
            readonly 400: components["responses"]["Refused-400-1001-1002"];
            readonly 401: components["responses"]["Refused-401-2001-2002"];
            readonly 413: components["responses"]["Refused-413-1004"];
            readonly 415: components["responses"]["Refused-415-1003"];
            readonly 429: components["responses"]["Refused-429-1007"];
            readonly 500: components["responses"]["Refused-500-9001"];
            readonly 503: components["responses"]["Refused-503-9002-9003"];
        };
    };
    readonly inspectSettings: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Comes back with the answer and stands in the logs. One that does not fit is replaced by a new one. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["InspectSettingsBody"];
            };
        };
        readonly responses: {
            /** @description 0: success. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["InspectSettingsAnswer"];
                };
            };
            readonly 400: components["responses"]["Refused-400-1001-1002"];
            readonly 401: components["responses"]["Refused-401-2001-2002"];
            readonly 413: components["responses"]["Refused-413-1004"];
            readonly 415: components["responses"]["Refused-415-1003"];
            readonly 429: components["responses"]["Refused-429-1007"];
            readonly 500: components["responses"]["Refused-500-9001"];
            readonly 503: components["responses"]["Refused-503-9002-9003"];
        };
    };
    readonly changeSettings: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Comes back with the answer and stands in the logs. One that does not fit is replaced by a new one. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description wait=N: seconds to wait for the outcome, 0-30; respond-async: an answer at once, with 202. */
                readonly Prefer?: components["parameters"]["Prefer"];
                /** @description The same key with the same request gives the first answer again, within 7 days. */
                readonly "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ChangeSettingsBody"];
            };
        };
        readonly responses: {
            /** @description 0: success. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ChangeSettingsAnswer"];
                };
            };
            /** @description 12: accepted, still being processed. */
            readonly 202: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly Location: components["headers"]["Location"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ChangeSettingsAnswer"];
                };
            };
            readonly 400: components["responses"]["Refused-400-1001-1002"];
            readonly 401: components["responses"]["Refused-401-2001-2002"];
            readonly 409: components["responses"]["Refused-409-1009"];
            readonly 413: components["responses"]["Refused-413-1004"];
            readonly 415: components["responses"]["Refused-415-1003"];
            readonly 422: components["responses"]["Refused-422-1008"];
            readonly 429: components["responses"]["Refused-429-1007"];
            readonly 500: components["responses"]["Refused-500-9001"];
            readonly 503: components["responses"]["Refused-503-9002-9003"];
        };
    };
    readonly confirmMail: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Comes back with the answer and stands in the logs. One that does not fit is replaced by a new one. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description wait=N: seconds to wait for the outcome, 0-30; respond-async: an answer at once, with 202. */
                readonly Prefer?: components["parameters"]["Prefer"];
                /** @description The same key with the same request gives the first answer again, within 7 days. */
                readonly "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ConfirmMailBody"];
            };
        };
        readonly responses: {
            /** @description 0: success. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ConfirmMailAnswer"];
                };
            };
            /** @description 12: accepted, still being processed. */
            readonly 202: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly Location: components["headers"]["Location"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ConfirmMailAnswer"];
                };
            };
            readonly 400: components["responses"]["Refused-400-1001-1002"];
            readonly 401: components["responses"]["Refused-401-2001-2002"];
            readonly 403: components["responses"]["Refused-403-2003"];
            readonly 409: components["responses"]["Refused-409-1009"];
            readonly 413: components["responses"]["Refused-413-1004"];
            readonly 415: components["responses"]["Refused-415-1003"];
            readonly 422: components["responses"]["Refused-422-1008"];
            readonly 429: components["responses"]["Refused-429-1007"];
            readonly 500: components["responses"]["Refused-500-9001"];
            readonly 503: components["responses"]["Refused-503-9002-9003"];
        };
    };
    readonly createWebhook: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Comes back with the answer and stands in the logs. One that does not fit is replaced by a new one. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description wait=N: seconds to wait for the outcome, 0-30; respond-async: an answer at once, with 202. */
                readonly Prefer?: components["parameters"]["Prefer"];
                /** @description The same key with the same request gives the first answer again, within 7 days. */
                readonly "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CreateWebhookBody"];
            };
        };
        readonly responses: {
            /** @description 0: success. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CreateWebhookAnswer"];
                };
            };
            /** @description 12: accepted, still being processed. */
            readonly 202: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly Location: components["headers"]["Location"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CreateWebhookAnswer"];
                };
            };
            readonly 400: components["responses"]["Refused-400-1001-1002"];
            readonly 401: components["responses"]["Refused-401-2001-2002"];
            readonly 403: components["responses"]["Refused-403-2003"];
            readonly 409: components["responses"]["Refused-409-1009-7003"];
            readonly 413: components["responses"]["Refused-413-1004"];
            readonly 415: components["responses"]["Refused-415-1003"];
            readonly 422: components["responses"]["Refused-422-1008-7002"];
            readonly 429: components["responses"]["Refused-429-1007"];
            readonly 500: components["responses"]["Refused-500-9001"];
            readonly 503: components["responses"]["Refused-503-9002-9003"];
        };
    };
    readonly updateWebhook: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Comes back with the answer and stands in the logs. One that does not fit is replaced by a new one. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description wait=N: seconds to wait for the outcome, 0-30; respond-async: an answer at once, with 202. */
                readonly Prefer?: components["parameters"]["Prefer"];
                /** @description The same key with the same request gives the first answer again, within 7 days. */
                readonly "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["UpdateWebhookBody"];
            };
        };
        readonly responses: {
            /** @description 0: success. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["UpdateWebhookAnswer"];
                };
            };
            /** @description 12: accepted, still being processed. */
            readonly 202: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly Location: components["headers"]["Location"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["UpdateWebhookAnswer"];
                };
            };
            readonly 400: components["responses"]["Refused-400-1001-1002"];
            readonly 401: components["responses"]["Refused-401-2001-2002"];
            readonly 404: components["responses"]["Refused-404-7001"];
            readonly 409: components["responses"]["Refused-409-1009-3017-7003"];
            readonly 413: components["responses"]["Refused-413-1004"];
            readonly 415: components["responses"]["Refused-415-1003"];
            readonly 422: components["responses"]["Refused-422-1008-7002"];
            readonly 429: components["responses"]["Refused-429-1007"];
            readonly 500: components["responses"]["Refused-500-9001"];
            readonly 503: components["responses"]["Refused-503-9002-9003"];
        };
    };
    readonly rotateWebhook: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Comes back with the answer and stands in the logs. One that does not fit is replaced by a new one. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description wait=N: seconds to wait for the outcome, 0-30; respond-async: an answer at once, with 202. */
                readonly Prefer?: components["parameters"]["Prefer"];
                /** @description The same key with the same request gives the first answer again, within 7 days. */
                readonly "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["RotateWebhookBody"];
            };
        };
        readonly responses: {
            /** @description 0: success. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RotateWebhookAnswer"];
                };
            };
            /** @description 12: accepted, still being processed. */
            readonly 202: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly Location: components["headers"]["Location"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RotateWebhookAnswer"];
                };
            };
            readonly 400: components["responses"]["Refused-400-1001-1002"];
            readonly 401: components["responses"]["Refused-401-2001-2002"];
            readonly 404: components["responses"]["Refused-404-7001"];
            readonly 409: components["responses"]["Refused-409-1009-3017-7003"];
            readonly 413: components["responses"]["Refused-413-1004"];
            readonly 415: components["responses"]["Refused-415-1003"];
            readonly 422: components["responses"]["Refused-422-1008"];
            readonly 429: components["responses"]["Refused-429-1007"];
            readonly 500: components["responses"]["Refused-500-9001"];
            readonly 503: components["responses"]["Refused-503-9002-9003"];
        };
    };
    readonly deleteWebhooks: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Comes back with the answer and stands in the logs. One that does not fit is replaced by a new one. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description wait=N: seconds to wait for the outcome, 0-30; respond-async: an answer at once, with 202. */
                readonly Prefer?: components["parameters"]["Prefer"];
                /** @description The same key with the same request gives the first answer again, within 7 days. */
                readonly "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["DeleteWebhooksBody"];
            };
        };
        readonly responses: {
            /** @description 0: success; 10: some items failed; 11: all items failed. Of an item: 7001: no such webhook. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DeleteWebhooksAnswer"];
                };
            };
            /** @description 12: accepted, still being processed. */
            readonly 202: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly Location: components["headers"]["Location"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DeleteWebhooksAnswer"];
                };
            };
            readonly 400: components["responses"]["Refused-400-1001-1002"];
            readonly 401: components["responses"]["Refused-401-2001-2002"];
            readonly 409: components["responses"]["Refused-409-1009"];
            readonly 413: components["responses"]["Refused-413-1004"];
            readonly 415: components["responses"]["Refused-415-1003"];
            readonly 422: components["responses"]["Refused-422-1008"];
            readonly 429: components["responses"]["Refused-429-1007"];
            readonly 500: components["responses"]["Refused-500-9001"];
            readonly 503: components["responses"]["Refused-503-9002-9003"];
        };
    };
    readonly listWebhooks: {
        readonly parameters: {
            readonly query?: {
                /** @description The tenant that it belongs to. */
                readonly tenant_uuid?: string;
                /** @description Which page, from 1. Page times size is at most 10,000. */
                readonly page_num?: number;
                /** @description How many rows a page has, 1-100. */
                readonly page_size?: number;
            };
            readonly header?: {
                /** @description Comes back with the answer and stands in the logs. One that does not fit is replaced by a new one. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["ListWebhooksBody"];
            };
        };
        readonly responses: {
            /** @description 0: success. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ListWebhooksAnswer"];
                };
            };
            readonly 400: components["responses"]["Refused-400-1001-1002"];
            readonly 401: components["responses"]["Refused-401-2001-2002"];
            readonly 413: components["responses"]["Refused-413-1004"];
            readonly 415: components["responses"]["Refused-415-1003"];
            readonly 429: components["responses"]["Refused-429-1007"];
            readonly 500: components["responses"]["Refused-500-9001"];
            readonly 503: components["responses"]["Refused-503-9002-9003"];
        };
    };
    readonly inspectWebhook: {
        readonly parameters: {
            readonly query?: {
                /** @description The webhook. */
                readonly webhook_uuid?: string;
            };
            readonly header?: {
                /** @description Comes back with the answer and stands in the logs. One that does not fit is replaced by a new one. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["InspectWebhookBody"];
            };
        };
        readonly responses: {
            /** @description 0: success. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["InspectWebhookAnswer"];
                };
            };
            readonly 400: components["responses"]["Refused-400-1001-1002"];
            readonly 401: components["responses"]["Refused-401-2001-2002"];
            readonly 404: components["responses"]["Refused-404-7001"];
            readonly 413: components["responses"]["Refused-413-1004"];
            readonly 415: components["responses"]["Refused-415-1003"];
            readonly 429: components["responses"]["Refused-429-1007"];
            readonly 500: components["responses"]["Refused-500-9001"];
            readonly 503: components["responses"]["Refused-503-9002-9003"];
        };
    };
    readonly listDeliveries: {
        readonly parameters: {
            readonly query?: {
                /** @description The webhook. */
                readonly webhook_uuid?: string;
                /** @description Only deliveries in this state. */
                readonly filter_state?: "pending" | "delivered" | "failed";
                /** @description Only deliveries about this ticket. */
                readonly filter_ticket_uuid?: string;
                /** @description Which page, from 1. Page times size is at most 10,000. */
                readonly page_num?: number;
                /** @description How many rows a page has, 1-100. */
                readonly page_size?: number;
            };
            readonly header?: {
                /** @description Comes back with the answer and stands in the logs. One that does not fit is replaced by a new one. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["ListDeliveriesBody"];
            };
        };
        readonly responses: {
            /** @description 0: success. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ListDeliveriesAnswer"];
                };
            };
            readonly 400: components["responses"]["Refused-400-1001-1002"];
            readonly 401: components["responses"]["Refused-401-2001-2002"];
            readonly 404: components["responses"]["Refused-404-7001"];
            readonly 413: components["responses"]["Refused-413-1004"];
            readonly 415: components["responses"]["Refused-415-1003"];
            readonly 429: components["responses"]["Refused-429-1007"];
            readonly 500: components["responses"]["Refused-500-9001"];
            readonly 503: components["responses"]["Refused-503-9002-9003"];
        };
    };
    readonly inspectDelivery: {
        readonly parameters: {
            readonly query?: {
                /** @description The webhook. */
                readonly webhook_uuid?: string;
                /** @description The delivery. */
                readonly delivery_uuid?: string;
            };
            readonly header?: {
                /** @description Comes back with the answer and stands in the logs. One that does not fit is replaced by a new one. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["InspectDeliveryBody"];
            };
        };
        readonly responses: {
            /** @description 0: success. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["InspectDeliveryAnswer"];
                };
            };
            readonly 400: components["responses"]["Refused-400-1001-1002"];
            readonly 401: components["responses"]["Refused-401-2001-2002"];
            readonly 404: components["responses"]["Refused-404-7001-7004"];
            readonly 413: components["responses"]["Refused-413-1004"];
            readonly 415: components["responses"]["Refused-415-1003"];
            readonly 429: components["responses"]["Refused-429-1007"];
            readonly 500: components["responses"]["Refused-500-9001"];
            readonly 503: components["responses"]["Refused-503-9002-9003"];
        };
    };
    readonly replayDeliveries: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Comes back with the answer and stands in the logs. One that does not fit is replaced by a new one. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description wait=N: seconds to wait for the outcome, 0-30; respond-async: an answer at once, with 202. */
                readonly Prefer?: components["parameters"]["Prefer"];
                /** @description The same key with the same request gives the first answer again, within 7 days. */
                readonly "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ReplayDeliveriesBody"];
            };
        };
        readonly responses: {
            /** @description 0: success; 10: some items failed; 11: all items failed. Of an item: 7001: no such webhook; 7003: the webhook does not allow this; 7004: no such delivery. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ReplayDeliveriesAnswer"];
                };
            };
            /** @description 12: accepted, still being processed. */
            readonly 202: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly Location: components["headers"]["Location"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ReplayDeliveriesAnswer"];
                };
            };
            readonly 400: components["responses"]["Refused-400-1001-1002"];
            readonly 401: components["responses"]["Refused-401-2001-2002"];
            readonly 409: components["responses"]["Refused-409-1009"];
            readonly 413: components["responses"]["Refused-413-1004"];
            readonly 415: components["responses"]["Refused-415-1003"];
            readonly 422: components["responses"]["Refused-422-1008"];
            readonly 429: components["responses"]["Refused-429-1007"];
            readonly 500: components["responses"]["Refused-500-9001"];
            readonly 503: components["responses"]["Refused-503-9002-9003"];
        };
    };
    readonly testWebhook: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Comes back with the answer and stands in the logs. One that does not fit is replaced by a new one. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description wait=N: seconds to wait for the outcome, 0-30; respond-async: an answer at once, with 202. */
                readonly Prefer?: components["parameters"]["Prefer"];
                /** @description The same key with the same request gives the first answer again, within 7 days. */
                readonly "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["TestWebhookBody"];
            };
        };
        readonly responses: {
            /** @description 0: success. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TestWebhookAnswer"];
                };
            };
            /** @description 12: accepted, still being processed. */
            readonly 202: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly Location: components["headers"]["Location"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TestWebhookAnswer"];
                };
            };
            readonly 400: components["responses"]["Refused-400-1001-1002"];
            readonly 401: components["responses"]["Refused-401-2001-2002"];
            readonly 404: components["responses"]["Refused-404-7001"];
            readonly 409: components["responses"]["Refused-409-1009-7003"];
            readonly 413: components["responses"]["Refused-413-1004"];
            readonly 415: components["responses"]["Refused-415-1003"];
            readonly 422: components["responses"]["Refused-422-1008"];
            readonly 429: components["responses"]["Refused-429-1007"];
            readonly 500: components["responses"]["Refused-500-9001"];
            readonly 503: components["responses"]["Refused-503-9002-9003"];
        };
    };
    readonly inspectBatch: {
        readonly parameters: {
            readonly query?: {
                /** @description Names the request whose outcome is shown later. */
                readonly batch_uuid?: string;
                /** @description The settled of the answer before: only newer results are shown. */
                readonly since?: number;
            };
            readonly header?: {
                /** @description Comes back with the answer and stands in the logs. One that does not fit is replaced by a new one. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["InspectBatchBody"];
            };
        };
        readonly responses: {
            /** @description 0: success; 10: some items failed; 11: all items failed. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["InspectBatchAnswer"];
                };
            };
            /** @description 12: accepted, still being processed. */
            readonly 202: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly Location: components["headers"]["Location"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["InspectBatchAnswer"];
                };
            };
            readonly 400: components["responses"]["Refused-400-1001-1002"];
            readonly 401: components["responses"]["Refused-401-2001-2002"];
            readonly 403: components["responses"]["Refused-403-2003-4003"];
            readonly 404: components["responses"]["Refused-404-3001-4001-6001-7001-7004"];
            readonly 409: components["responses"]["Refused-409-3002-3007-3017-7003"];
            readonly 413: components["responses"]["Refused-413-1004"];
            readonly 415: components["responses"]["Refused-415-1003"];
            readonly 422: components["responses"]["Refused-422-3005-3006-7002"];
            readonly 429: components["responses"]["Refused-429-1007"];
            readonly 500: components["responses"]["Refused-500-9001"];
            readonly 503: components["responses"]["Refused-503-9002-9003"];
        };
    };
}
