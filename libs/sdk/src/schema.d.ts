// Made by `npm run openapi` from the gateway's OpenAPI document.
export interface paths {
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
         * @description A tenant administrator creates processes for the tenant, a super administrator for any. May fail with 2003, 4005.
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
         * @description What is not given stays as it is; what changes makes a new version. With `version`, the one that was read, a process that was changed since is refused. Tickets that are pending keep the plan with which they were submitted. May fail with 2003, 3017, 4001, 4003, 4004, 4005, 4007.
         */
        readonly post: operations["updateProcess"];
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
         * @description The processes of a tenant; the built-in one is in every list.
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
    readonly "/v1/ticket/process/inspect": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Inspect an approval process 获取流程详情
         * @description A process with its steps. May fail with 4001.
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
         * @description Which steps and people a ticket would go through on a process, and why, without submitting it. Callers ask for themselves, administrators of the tenant for its other users too. May fail with 1004, 2003, 3005, 3006, 4005.
         */
        readonly post: operations["simulateProcess"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
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
         * @description Without ticket_uuid a new draft is made. Saved, overruled and withdrawn tickets can be changed by their applicant; what is absent stays as it is. May fail with 2003, 3001, 3002, 3005, 3006, 3007, 3017.
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
         * @description Without ticket_uuid a new ticket is made; else what is absent stays as it is. The section that the type calls for must be complete. May fail with 2003, 3001, 3002, 3005, 3006, 3007, 3010, 3012, 3017.
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
         * @description The applicant submits drafts, or tickets that were withdrawn, as they are. An item may fail with 2003, 3001, 3002, 3005, 3006, 3007, 3017.
         */
        readonly post: operations["submitSavedTickets"];
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
         * @description The tickets that the caller may see, newest first. May fail with 2003.
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
         * @description A ticket with its details, its history and what became of it. May fail with 3001.
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
    readonly "/v1/ticket/comment": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Comment on a ticket 评论工单
         * @description By everybody who sees it. The applicant is told, and who is mentioned. May fail with 3001, 3002, 3010, 3012.
         */
        readonly post: operations["commentOnTicket"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/ticket/comment/list": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List the comments on a ticket 获取工单评论
         * @description Oldest first, for everybody who sees the ticket. By query string, JSON body or both. May fail with 3001.
         */
        readonly get: operations["listComments"];
        readonly put?: never;
        readonly post?: never;
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
         * @description They see the tickets from then on, and hear what becomes of them. An item may fail with 2003, 3001, 3002, 3007, 3010, 3012, 3017.
         */
        readonly post: operations["copyTickets"];
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
         * @description Reminds everybody whose turn it is: once an hour, and 20 times in a round of approval. An item may fail with 2003, 3001, 3002, 3007, 3012, 3013, 3017.
         */
        readonly post: operations["urgeTickets"];
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
         * @description The owner of an open seat adds a step of further approvers before, beside or after the current one, and says why. An item may fail with 3001, 3002, 3003, 3004, 3007, 3010, 3012, 3014, 3017.
         */
        readonly post: operations["addApprovers"];
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
         * @description The owner of the current step passes the tickets on to the next step, or for good after the last one; reason is their comment. An item may fail with 3001, 3002, 3003, 3004, 3007, 3008, 3009, 3014.
         */
        readonly post: operations["passTickets"];
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
         * @description The owner of the current step sends the tickets back to a step that was done before, or without one to their applicants, and says why. An item may fail with 3001, 3002, 3003, 3004, 3007, 3009, 3014, 3016, 3017.
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
         * @description The owner of an open seat, the administrator of its tenant or a super administrator gives it to one person of that tenant, and says why. Not on the caller's own ticket. An item may fail with 2003, 3001, 3002, 3003, 3004, 3007, 3010, 3012, 3014, 3017.
         */
        readonly post: operations["transferTickets"];
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
        readonly get?: never;
        readonly put?: never;
        /**
         * Reject tickets 驳回工单
         * @description The owner of the current step turns the tickets down and says why. An item may fail with 3001, 3002, 3003, 3004, 3007, 3009, 3014.
         */
        readonly post: operations["overruleTickets"];
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
         * @description The applicant opens a new round of approval, from the first step. An item may fail with 2003, 3001, 3002, 3005, 3006, 3007, 3017.
         */
        readonly post: operations["submitOverruledTickets"];
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
         * @description The applicant takes pending tickets back. An item may fail with 2003, 3001, 3002, 3007.
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
         * @description The tenant's administrator or a super administrator ends pending tickets that are not their own, and says why. The applicant may submit them again. An item may fail with 2003, 3001, 3002, 3004, 3007.
         */
        readonly post: operations["terminateTickets"];
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
         * @description Starts the creation, or starts it again when it failed. Nothing new happens when it runs or is done. An item may fail with 2003, 3001, 3007, 5001, 5002, 5003, 5004.
         */
        readonly post: operations["createImages"];
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
         * @description The applicant confirms that what was approved has been done. The state stays as it is. An item may fail with 2003, 3001, 3002, 3007.
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
         * @description Of passed, overruled and withdrawn tickets, by the applicant or an administrator. An item may fail with 2003, 3001, 3002, 3007.
         */
        readonly post: operations["archiveTickets"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/fulfilment/claim": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Claim approved tickets to do what they ask for 领取待执行工单
         * @description A fulfiller takes what waits, the oldest first, for as long as the lease. With the same Idempotency-Key it gets the same tickets again. May fail with 2003.
         */
        readonly post: operations["claimFulfilments"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/fulfilment/extend": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Keep claimed tickets for longer 续期
         * @description The lease of each ends so long from now. An item may fail with 2003, 3001, 5005, 5006.
         */
        readonly post: operations["extendFulfilments"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/fulfilment/report": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Report progress or the outcome of claimed tickets 上报执行进度与结果
         * @description working says how far it is and leaves no history; done, failed and partly end the request. out fills in the (out) fields of the section. The same report once more changes nothing. An item may fail with 2003, 3001, 3006, 5005, 5006.
         */
        readonly post: operations["reportFulfilments"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/ticket/fulfilment/retry": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Ask again for what failed 重新执行
         * @description The applicant or an administrator has what failed, in whole or in part, done again, without a new approval. Nothing new happens while it waits or is worked on. An item may fail with 2003, 3001, 3002, 3007, 3017, 5005.
         */
        readonly post: operations["retryFulfilments"];
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
         * @description Deleted tickets are gone from every answer, and kept for audit. An item may fail with 2003, 3001, 3002, 3007.
         */
        readonly post: operations["deleteTickets"];
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
         * @description Those that no pending ticket uses. An item may fail with 2003, 4001, 4002, 4003.
         */
        readonly post: operations["deleteProcesses"];
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
         * @description The roles of a tenant: those that tokens have shown within 90 days, and those that its processes name.
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
         * @description The people of a tenant whose tokens were seen within 90 days, all or the holders of a role, by name.
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
         * @description From start on, and no longer at end, the delegate may approve, reject, return and comment on what waits for the absent person. By that person, or for one of the tenant by its administrator. May fail with 2003, 4102.
         */
        readonly post: operations["createDelegation"];
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
         * @description Those that the caller gave or received, or all of the tenant for its administrators, newest first. May fail with 2003.
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
         * @description They end at once. By either of the two people, or by an administrator of the tenant. An item may fail with 4101.
         */
        readonly post: operations["cancelDelegations"];
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
         * @description By the token that was sent there, for 24 hours, by the user who has set the address. May fail with 2003.
         */
        readonly post: operations["confirmMail"];
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
         * @description Server-sent events about tickets that wait for the caller or are their own, as they happen, until the token expires. Each has an id; a client that comes back with the last one, in the header Last-Event-ID or as last_event_id, to this gateway or another, gets what it missed within 7 days. Further events: `listening` first, with the id to come back with; `ticket.changed` (no id; its `type` is the event, `ticket.fulfilment-requested` and so on) when a ticket that the caller sees, or fulfils, has changed; `missed` instead of what is kept no longer; `end` with an envelope, before the gateway closes the stream.
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
         * @description A tenant administrator has the events of the tenant sent to an address, a super administrator those of any tenant. The secret of a standard webhook stands in this answer and nowhere else. May fail with 2003, 7002, 7003.
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
         * @description What is not given stays as it is. Only `enabled` enables one that was disabled. May fail with 3017, 7001, 7002, 7003.
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
         * @description The new secret stands in this answer and nowhere else. Those before it go on signing beside it for a day, or as long as said. May fail with 3017, 7001, 7003.
         */
        readonly post: operations["rotateWebhook"];
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
         * @description Those of the tenants that the caller administrates, newest first.
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
         * @description With the times of the secrets that sign now, never with a secret. May fail with 7001.
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
         * @description Queues one delivery of type `webhook.test`, which is sent as any other is; `GET /v1/webhook/delivery/inspect` says what became of it. May fail with 7001, 7003.
         */
        readonly post: operations["testWebhook"];
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
         * @description Of the last 7 days, newest first, each with its last attempts, and how many there are in each state. May fail with 7001.
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
         * @description With the body that is sent and the last answer of the receiver, of which the first 4 KiB are kept, without the keys and secrets of the webhook. May fail with 7001, 7004.
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
         * @description Under the ids that they had, so that a receiver which has them already can tell. An item may fail with 7001, 7003, 7004.
         */
        readonly post: operations["replayDeliveries"];
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
         * @description Nothing is sent to them any more, not even what waits. An item may fail with 7001.
         */
        readonly post: operations["deleteWebhooks"];
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
        readonly Accepted: {
            /** @description Names the request whose outcome is shown later. */
            readonly batch_uuid: string;
        };
        readonly AcceptedAnswer: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["Accepted"];
        };
        /** @description The name of who acted; empty for the system. */
        readonly ActorName: string;
        readonly AddApproversBody: {
            readonly list: components["schemas"]["List"];
            /** @description Why they are added, 1-1,000 characters. */
            readonly reason: string;
            readonly step_id?: components["schemas"]["StepId2"];
            readonly where: components["schemas"]["AddedWhere"];
            /** @description Who approves in the added step: roles and people, 1-5. */
            readonly approvers: readonly components["schemas"]["ApproverBody"][];
            /** @description any, all, a number of approvers or a percentage. Default: all. */
            readonly need?: string | number;
        };
        /**
         * @description Where the step is added, seen from the current one: before, beside or after.
         * @enum {string}
         */
        readonly AddedWhere: "before" | "beside" | "after";
        /** @description Keys of the steps that this one waits for. Default: the one before it. */
        readonly After: readonly string[];
        /** @description The step_id of each step that this one waits for. */
        readonly After2: readonly components["schemas"]["Whole"][];
        readonly AnyObject: {
            readonly [key: string]: unknown;
        };
        /**
         * Format: int64
         * @description How many are asked for, at least 1.
         */
        readonly ApplyCount: number;
        /** @description The name of the user who asks. */
        readonly ApplyerName: string;
        /** @description The first role of the applicant. */
        readonly ApplyerRole: string;
        /** @description The name of the tenant of the applicant. */
        readonly ApplyerTenantName: string;
        /** @description The tenant of the applicant. */
        readonly ApplyerTenantUuid: string;
        /** @description The user who asks. */
        readonly ApplyerUuid: string;
        /** @description The steps of the process, 1-20. In an update it replaces them all. */
        readonly ApprovalList: readonly components["schemas"]["StepBody"][];
        readonly ApproverBody: components["schemas"]["RoleApprover"] | components["schemas"]["UserOwner"];
        readonly ApproverView: components["schemas"]["RoleApproverView"] | components["schemas"]["UserView"];
        readonly ApproversStep: components["schemas"]["StepRules"] & {
            /** @description Who approves in the step: roles and people, 1-20. */
            readonly approvers: readonly components["schemas"]["ApproverBody"][];
        };
        /** @description How often it was tried. */
        readonly AttemptCount: components["schemas"]["Whole"];
        /** @description The last attempts, about ten. */
        readonly Attempts: readonly components["schemas"]["DeliveryAttempt"][];
        /** @description Containers of one description. */
        readonly AutoContainerDetails: {
            /** @description How the containers are to be, in the form of the container platform. */
            readonly apply_container_info?: unknown;
            readonly apply_count?: components["schemas"]["ApplyCount"];
            /** @description The containers that were made. */
            readonly container_info?: components["schemas"]["AnyObject"];
            readonly success_count?: components["schemas"]["SuccessCount"];
            readonly failed_count?: components["schemas"]["FailedCount"];
            readonly faild_info?: components["schemas"]["FaildInfo"];
        };
        readonly AutoContainerGroup: {
            readonly auto_container: components["schemas"]["AutoContainerSection"];
        };
        readonly AutoContainerSection: WithRequired<components["schemas"]["AutoContainerDetails"], "apply_container_info" | "apply_count">;
        readonly AutoContainerSubmission: components["schemas"]["SubmissionHead"] & {
            /**
             * @description The type.
             * @enum {string}
             */
            readonly type: "AUTO_CONTAINER";
            /** @description Its section. */
            readonly container: components["schemas"]["AutoContainerGroup"];
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "AUTO_CONTAINER";
        };
        /** @description A CEL expression; where it is true no approver is asked. Default: never. */
        readonly AutoPass: string;
        /** @description A CEL expression; where it is true no approver is asked. Default: never. */
        readonly AutoPass2: string;
        /** @description What the caller may do to the ticket as it stands. */
        readonly Can: readonly components["schemas"]["TicketAction"][];
        /** @description Roles and people who get the ticket in copy. */
        readonly Cc: readonly components["schemas"]["OwnerBody"][];
        /** @description Roles and people who get the ticket in copy. */
        readonly Cc2: readonly components["schemas"]["OwnerView"][];
        readonly CcBody: {
            readonly list: components["schemas"]["List"];
            /** @description Roles and people who get the tickets in copy, 1-20. */
            readonly people: readonly components["schemas"]["OwnerBody"][];
        };
        readonly ClaimedTicket: components["schemas"]["TicketHead"] & {
            /** @description The code of the type. */
            readonly ticket_type_code: components["schemas"]["TicketTypeCode"];
            /** @description Why the applicant asks for it. */
            readonly reason: string;
            /** @description The cluster that the ticket is about. */
            readonly cluster_uuid: string;
            readonly compute?: components["schemas"]["ComputeDetails"];
            readonly storage?: components["schemas"]["StorageDetails"];
            readonly network?: components["schemas"]["NetworkDetails"];
            readonly container?: components["schemas"]["ContainerDetails"];
            readonly common?: components["schemas"]["CommonDetails"];
            /** @description What approvers decided along with their approval, in their order. */
            readonly configs: readonly components["schemas"]["ContainerConfig"][];
            readonly details_hash: components["schemas"]["DetailsHash"];
            readonly request: components["schemas"]["Request"];
            /** @description Which claim of the ticket it is: a later one has a higher number. */
            readonly fence: components["schemas"]["Whole"];
            readonly lease_until: components["schemas"]["LeaseUntil"];
        };
        /** @description The cluster that the ticket is about. */
        readonly ClusterUuid: string;
        readonly CommentBody: {
            readonly ticket_uuid: components["schemas"]["TicketUuid"];
            /** @description What is said, 1-4,000 characters. */
            readonly text: string;
            /** @description People who are told of it; they must be able to see the ticket. */
            readonly mention?: readonly components["schemas"]["UserOwner"][];
        };
        readonly CommentItem: {
            readonly comment_uuid: components["schemas"]["CommentUuid"];
            /** @description Who said it. */
            readonly user_uuid: string;
            /** @description Who said it. */
            readonly user_name: string;
            readonly tenant_uuid: components["schemas"]["TenantUuid2"];
            readonly tenant_name: components["schemas"]["TenantName2"];
            /** @description What was said. */
            readonly text: string;
            /** @description Who was told of it. */
            readonly mention: readonly components["schemas"]["MentionedPerson"][];
            /** @description When it was said, in unix seconds. */
            readonly time: components["schemas"]["UnixTime"];
        };
        readonly CommentListAnswer: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["CommentListData"];
        };
        readonly CommentListData: {
            readonly total_count: components["schemas"]["TotalCount"];
            /** @description The rows of this page. */
            readonly list: readonly components["schemas"]["CommentItem"][];
        };
        readonly CommentRef: {
            readonly comment_uuid: components["schemas"]["CommentUuid"];
        };
        readonly CommentRefAnswer: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["CommentRef"];
        };
        /** @description Names the comment. */
        readonly CommentUuid: string;
        /** @description Details about the recycle bin. */
        readonly CommonDetails: {
            readonly trash_delete?: components["schemas"]["TrashDeleteDetails"];
            readonly trash_restore?: components["schemas"]["TrashRestoreDetails"];
        };
        /** @description Details about virtual machines. */
        readonly ComputeDetails: {
            readonly vm_specification?: components["schemas"]["VmSpecificationDetails"];
            readonly vm_template?: components["schemas"]["VmTemplateDetails"];
            readonly vm_cpu_update?: components["schemas"]["VmCpuUpdateDetails"];
            readonly vm_memory_update?: components["schemas"]["VmMemoryUpdateDetails"];
            readonly vm_disk_exist_mount?: components["schemas"]["VmDiskExistMountDetails"];
            readonly vm_disk_not_exist_mount?: components["schemas"]["VmDiskNotExistMountDetails"];
            readonly vm_network_card_add?: components["schemas"]["VmNetworkCardAddDetails"];
            readonly vm_security?: components["schemas"]["VmSecurityDetails"];
        };
        readonly ContainerConfig: {
            readonly contianer: components["schemas"]["ContainerConfigContianer"];
        };
        /** @description The same as container, in the spelling of old clients. */
        readonly ContainerConfigContianer: {
            readonly auto_container: components["schemas"]["ContainerConfigContianerAutoContainer"];
        };
        /** @description Containers of one description. */
        readonly ContainerConfigContianerAutoContainer: {
            /** @description The host on which the containers run. */
            readonly host_uuid: string;
            /** @description By which labels the place of the containers is chosen. */
            readonly labels: readonly components["schemas"]["ContainerConfigContianerAutoContainerLabel"][];
        };
        readonly ContainerConfigContianerAutoContainerLabel: {
            /** @description Whether the label must fit, or only should. */
            readonly must: boolean;
            /** @description How the values are compared. */
            readonly selector: string;
            /** @description The key of the label. */
            readonly key: string;
            /** @description The values that fit. */
            readonly value: readonly string[];
        };
        /** @description Details about containers. */
        readonly ContainerDetails: {
            readonly auto_container?: components["schemas"]["AutoContainerDetails"];
        };
        /** @description When it was created, in unix seconds. */
        readonly CreateTime: components["schemas"]["UnixTime"];
        /** @description The name of the user who created it. */
        readonly CreatorName: string;
        /** @description The first role of the user who created it. */
        readonly CreatorRole: string;
        /** @description The name of the tenant of the user who created it. */
        readonly CreatorTenantName: string;
        /** @description The tenant of the user who created it. */
        readonly CreatorTenantUuid: string;
        /** @description The user who created it. */
        readonly CreatorUuid: string;
        readonly DelegationCancelBody: {
            /** @description What is to be acted on: ids, or objects with an id. 1-10,000. */
            readonly list: readonly components["schemas"]["ListedDelegation"][];
        };
        readonly DelegationCreateBody: {
            /** @description Who decides in the place of the absent person. */
            readonly to: components["schemas"]["NamedUser"];
            /**
             * Format: int64
             * @description From when the delegate may decide.
             */
            readonly start: number;
            /**
             * Format: int64
             * @description From when they no longer may.
             */
            readonly end: number;
            /** @description On tickets of these types only; all by default. */
            readonly types?: readonly components["schemas"]["TicketTypeCode"][];
            /** @description On tickets of these processes only; all by default. */
            readonly process_uuids?: readonly string[];
            /** @description Why the person is absent. */
            readonly reason?: string;
            /** @description For whom it is made, by an administrator; the caller by default. */
            readonly from_user_uuid?: string;
        };
        readonly DelegationItem: {
            readonly delegation_uuid: components["schemas"]["DelegationUuid"];
            readonly tenant_uuid: components["schemas"]["TenantUuid2"];
            /** @description For whom the delegate decides. */
            readonly from: components["schemas"]["Person"];
            /** @description Who decides in the place of the absent person. */
            readonly to: components["schemas"]["Person"];
            readonly start: components["schemas"]["Start2"];
            readonly end: components["schemas"]["End2"];
            /** @description On tickets of these types only; empty: of all. */
            readonly types: readonly components["schemas"]["TicketTypeCode"][];
            /** @description On tickets of these processes only; empty: of all. */
            readonly process_uuids: readonly string[];
            /** @description Why the person is absent. */
            readonly reason: string;
            readonly state: components["schemas"]["DelegationState"];
            readonly create_time: components["schemas"]["CreateTime"];
            readonly creator_uuid: components["schemas"]["CreatorUuid"];
            readonly creator_name: components["schemas"]["CreatorName"];
        };
        readonly DelegationListAnswer: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["DelegationListData"];
        };
        readonly DelegationListData: {
            readonly total_count: components["schemas"]["TotalCount"];
            /** @description The rows of this page. */
            readonly list: readonly components["schemas"]["DelegationItem"][];
        };
        readonly DelegationRef: {
            readonly delegation_uuid: components["schemas"]["DelegationUuid"];
        };
        readonly DelegationRefAnswer: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["DelegationRef"];
        };
        readonly DelegationResults: {
            readonly success: components["schemas"]["Success"];
            readonly fail: components["schemas"]["Fail"];
            /** @description An answer for each item, in the order given. */
            readonly results: readonly components["schemas"]["DelegationRefAnswer"][];
        };
        readonly DelegationResultsAnswer: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["DelegationResults"];
        };
        /** @enum {string} */
        readonly DelegationScope: "given" | "received" | "tenant";
        /**
         * @description Planned, active, ended or cancelled, at this moment.
         * @enum {string}
         */
        readonly DelegationState: "planned" | "active" | "ended" | "cancelled";
        /** @description Names the delegation. */
        readonly DelegationUuid: string;
        readonly DeliveryAttempt: {
            readonly time: components["schemas"]["Time"];
            /** @description What the receiver answered; 0 without an answer. */
            readonly status: components["schemas"]["Whole"];
            /** @description How long the attempt took, in milliseconds. */
            readonly duration_ms: components["schemas"]["Whole"];
            /** @description What went wrong; empty for nothing. */
            readonly error: string;
        };
        /** @description How many deliveries there are in each state, up to 10,000. */
        readonly DeliveryCounts: {
            /** @description How many are still to be delivered. */
            readonly pending: components["schemas"]["Whole"];
            /** @description How many are delivered. */
            readonly delivered: components["schemas"]["Whole"];
            /** @description How many failed for good. */
            readonly failed: components["schemas"]["Whole"];
        };
        readonly DeliveryInspectAnswer: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["DeliveryInspectData"];
        };
        readonly DeliveryInspectData: components["schemas"]["DeliveryItem"] & {
            /** @description The body that is sent, without what signs it. */
            readonly payload: string;
            /** @description The last answer of the receiver, its first 4 KiB. */
            readonly answer: string;
        };
        readonly DeliveryItem: {
            readonly delivery_uuid: components["schemas"]["DeliveryUuid"];
            readonly webhook_uuid: components["schemas"]["WebhookUuid"];
            readonly event_id: components["schemas"]["EventId"];
            readonly event_type: components["schemas"]["Type"];
            readonly ticket_uuid: components["schemas"]["TicketUuid2"];
            readonly seq: components["schemas"]["Seq"];
            readonly delivery_state: components["schemas"]["DeliveryState"];
            readonly create_time: components["schemas"]["CreateTime"];
            readonly next_time: components["schemas"]["NextTime"];
            readonly attempt_count: components["schemas"]["AttemptCount"];
            readonly attempts: components["schemas"]["Attempts"];
        };
        readonly DeliveryListAnswer: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["DeliveryListData"];
        };
        readonly DeliveryListData: {
            readonly total_count: components["schemas"]["TotalCount"];
            readonly counts: components["schemas"]["DeliveryCounts"];
            /** @description The rows of this page. */
            readonly list: readonly components["schemas"]["DeliveryItem"][];
        };
        readonly DeliveryRef: {
            readonly delivery_uuid: components["schemas"]["DeliveryUuid"];
        };
        readonly DeliveryRefAnswer: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["DeliveryRef"];
        };
        readonly DeliveryReplayBody: {
            readonly webhook_uuid: components["schemas"]["WebhookUuid2"];
            /** @description What is to be acted on: ids, or objects with an id. 1-10,000. */
            readonly list: readonly components["schemas"]["ListedDelivery"][];
        };
        readonly DeliveryResults: {
            readonly success: components["schemas"]["Success"];
            readonly fail: components["schemas"]["Fail"];
            /** @description An answer for each item, in the order given. */
            readonly results: readonly components["schemas"]["DeliveryRefAnswer"][];
        };
        readonly DeliveryResultsAnswer: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["DeliveryResults"];
        };
        /**
         * @description Whether it is still to be delivered, is delivered, or failed for good.
         * @enum {string}
         */
        readonly DeliveryState: "pending" | "delivered" | "failed";
        /** @description The delivery. */
        readonly DeliveryUuid: string;
        /** @description What the process is for, up to 2,000 characters. */
        readonly Description: string;
        /** @description Changes when the type or its section does. */
        readonly DetailUuid: string;
        /** @description SHA-256, in hex, of the approved section as compact JSON. */
        readonly DetailsHash: string;
        /** @description Why the system disabled it; empty where it did not. */
        readonly DisabledReason: string;
        /**
         * @description What happens when the step is due: tell, escalate, pass or overrule. Default: tell.
         * @enum {string}
         */
        readonly DueAction: "tell" | "escalate" | "pass" | "overrule";
        /**
         * Format: int64
         * @description Seconds after which the step is due, a minute to 90 days.
         */
        readonly DueIn: number;
        /** @description When the step is due, in unix seconds; null or absent where it never is. */
        readonly DueTime: components["schemas"]["UnixTime"];
        /** @description Whether events are sent. */
        readonly Enabled: boolean;
        /**
         * Format: int64
         * @description Until when the objects were deleted, in unix seconds.
         */
        readonly End: number;
        /** @description From when they no longer may. */
        readonly End2: components["schemas"]["UnixTime"];
        readonly Envelope: {
            readonly scode: components["schemas"]["Scode"];
            /** @description What exactly is wrong; empty on success. */
            readonly desc: string;
            readonly message: components["schemas"]["Message"];
            readonly message_cn: components["schemas"]["MessageCn"];
            /** @description Always null. */
            readonly stack: null;
            /** @description What exactly is wrong, in Chinese; only where desc says something. */
            readonly desc_cn?: string;
        };
        /** @description Names the event; the same event has the same id everywhere. */
        readonly EventId: string;
        /** @description The events that are sent. Default: all. */
        readonly EventTypes: readonly components["schemas"]["WebhookEventType"][];
        /** @description The events that are sent. Default: all. */
        readonly EventTypes2: readonly string[];
        /** @description How many items failed. */
        readonly Fail: components["schemas"]["Whole"];
        /** @description What went wrong, a line each. */
        readonly FaildInfo: readonly unknown[];
        /**
         * Format: int32
         * @description How many could not be made.
         */
        readonly FailedCount: number;
        readonly FeedbackSubmission: components["schemas"]["SubmissionHead"] & {
            /**
             * @description The type.
             * @enum {string}
             */
            readonly type: "FEEDBACK";
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "FEEDBACK";
        };
        /**
         * Format: int64
         * @description Which claim of the ticket it is: a later one has a higher number.
         */
        readonly Fence: number;
        /** @description By which name the objects were found; may be empty. */
        readonly FilterObjectName: string;
        /**
         * Format: int64
         * @description By which kind the objects were found, as the platform numbers it.
         */
        readonly FilterObjectType: number;
        /** @description What may not be done to a running approval. */
        readonly Forbid: readonly components["schemas"]["Forbiddable"][];
        /** @description What may not be done to a running approval. */
        readonly Forbid2: readonly components["schemas"]["Forbiddable"][];
        /** @enum {string} */
        readonly Forbiddable: "transfer" | "add" | "return" | "delegate";
        readonly Fulfilment: {
            /** @description What became of what was approved. */
            readonly state: components["schemas"]["FulfilmentState"];
            readonly request: components["schemas"]["Request"];
            /** @description What became of the image; null or empty where there is none. */
            readonly image_state?: components["schemas"]["ImageState"];
            /** @description The image that was made. */
            readonly image_id?: string;
            /** @description What went wrong, a line each. */
            readonly faild_info: readonly string[];
            /** @description What an operator should know. */
            readonly warning?: string;
            readonly details_hash?: components["schemas"]["DetailsHash"];
            /** @description Who took it, or reported last; null while it waits. */
            readonly fulfiller?: components["schemas"]["Person"] | null;
            /** @description Until when the claim is kept for sure. */
            readonly lease_until?: components["schemas"]["UnixTimeOrNull"];
            /** @description How much of it is done, in percent. */
            readonly progress?: components["schemas"]["WholeOrNull"];
            /** @description How many were made. */
            readonly success_count?: components["schemas"]["WholeOrNull"];
            /** @description How many could not be made. */
            readonly failed_count?: components["schemas"]["WholeOrNull"];
            readonly message?: components["schemas"]["Message"];
            readonly message_cn?: components["schemas"]["MessageCn"];
            /** @description When it was asked for. */
            readonly requested_time?: components["schemas"]["UnixTime"];
            readonly updated_time?: components["schemas"]["UpdatedTime"];
        };
        readonly FulfilmentClaimBody: {
            /** @description Only these types; all that the caller fulfils where there are none. */
            readonly types?: readonly components["schemas"]["TicketTypeCode"][];
            /**
             * Format: int64
             * @description How many tickets are claimed at most, 1-100.
             * @default 10
             */
            readonly limit?: number;
            readonly lease?: components["schemas"]["Lease"];
        };
        readonly FulfilmentClaimData: {
            /** @description Names the claim. */
            readonly claim_uuid: string;
            /** @description The rows of this page. */
            readonly list: readonly components["schemas"]["ClaimedTicket"][];
        };
        readonly FulfilmentClaimDataAnswer: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["FulfilmentClaimData"];
        };
        readonly FulfilmentExtendBody: {
            /** @description What is to be acted on: ids, or objects with an id. 1-10,000. */
            readonly list: readonly components["schemas"]["FulfilmentExtendBodyList"][];
            readonly lease?: components["schemas"]["Lease"];
        };
        readonly FulfilmentExtendBodyList: {
            readonly ticket_uuid: components["schemas"]["TicketUuid"];
            readonly request: components["schemas"]["Request2"];
            readonly fence: components["schemas"]["Fence"];
        };
        readonly FulfilmentExtendData: components["schemas"]["TicketRef"] & {
            readonly lease_until?: components["schemas"]["LeaseUntil"];
        };
        readonly FulfilmentExtendDataAnswer: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["FulfilmentExtendData"];
        };
        readonly FulfilmentExtendDataResults: {
            readonly success: components["schemas"]["Success"];
            readonly fail: components["schemas"]["Fail"];
            /** @description An answer for each item, in the order given. */
            readonly results: readonly components["schemas"]["FulfilmentExtendDataAnswer"][];
        };
        readonly FulfilmentExtendDataResultsAnswer: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["FulfilmentExtendDataResults"];
        };
        readonly FulfilmentReportBody: {
            /** @description What is to be acted on: ids, or objects with an id. 1-10,000. */
            readonly list: readonly components["schemas"]["FulfilmentReportBodyList"][];
        };
        readonly FulfilmentReportBodyList: components["schemas"]["FulfilmentExtendBodyList"] & {
            readonly state: components["schemas"]["FulfilmentReportBodyListState"];
            /**
             * Format: int64
             * @description How much of it is done, in percent.
             */
            readonly progress?: number;
            /**
             * Format: int64
             * @description How many were made.
             */
            readonly success_count?: number;
            /**
             * Format: int64
             * @description How many could not be made.
             */
            readonly failed_count?: number;
            /** @description What went wrong, a line each. */
            readonly faild_info?: readonly string[];
            /** @description The same as faild_info, rightly spelt. */
            readonly failed_info?: readonly string[];
            /** @description The (out) fields of the section, at most 64 KiB. */
            readonly out?: {
                readonly [key: string]: unknown;
            };
            /** @description The fixed sentence of the status code, in English. */
            readonly message?: string;
            /** @description The fixed sentence of the status code, in Chinese. */
            readonly message_cn?: string;
        };
        /**
         * @description working says how far it is; done, failed and partly end the request.
         * @enum {string}
         */
        readonly FulfilmentReportBodyListState: "working" | "done" | "failed" | "partly";
        /** @enum {string} */
        readonly FulfilmentState: "none" | "waiting" | "working" | "done" | "failed" | "partly" | "needs_operator";
        /** @description A gateway of a network. */
        readonly GatewayDetails: {
            /** @description What the gateway is called. */
            readonly name?: string;
            /** @description The external IPv4 address; may be empty. */
            readonly out_ipv_4?: string;
            /** @description The external IPv6 address; may be empty. */
            readonly out_ipv_6?: string;
            /** @description Whether the gateway uses VLANs. */
            readonly enable_vlan?: boolean;
            /** @description The tags of the VLANs. */
            readonly vlan_label?: readonly string[];
            /**
             * Format: int64
             * @description A number that the platform defines.
             */
            readonly ip_type?: number;
            /** @description The name of the network; may be empty. */
            readonly network_name?: string;
        };
        readonly GatewayGroup: {
            readonly gateway: components["schemas"]["GatewaySection"];
        };
        readonly GatewaySection: WithRequired<components["schemas"]["GatewayDetails"], "name" | "out_ipv_4" | "out_ipv_6" | "enable_vlan" | "vlan_label" | "ip_type" | "network_name">;
        readonly GatewaySubmission: components["schemas"]["SubmissionHead"] & {
            /**
             * @description The type.
             * @enum {string}
             */
            readonly type: "GATEWAY";
            /** @description Its section. */
            readonly network: components["schemas"]["GatewayGroup"];
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "GATEWAY";
        };
        readonly HistoryActor: components["schemas"]["Person"] & {
            readonly tenant_uuid: components["schemas"]["TenantUuid2"];
        };
        readonly HistoryDetail: {
            /** @description Which way a vote went that left its step open. */
            readonly says?: components["schemas"]["VoteViewAction"];
            /** @description Which step it goes back to; absent: to the applicant. */
            readonly to_step_id?: components["schemas"]["Whole"];
            readonly where?: components["schemas"]["AddedWhere"];
            /** @description Which seats of the step. */
            readonly seat_ids?: readonly components["schemas"]["Whole"][];
            /** @description Who owned the seat before. */
            readonly from?: readonly components["schemas"]["OwnerShown"][];
            /** @description Who owns the seat from then on, was added, or was put in copy. */
            readonly owners?: readonly components["schemas"]["OwnerShown"][];
            /** @description The rule that decided in place of a person; timeout where that was time. */
            readonly auto?: string;
            readonly returned?: components["schemas"]["Returned"];
            /** @description The moment that it was set to, in unix seconds. */
            readonly set_time?: components["schemas"]["UnixTime"];
            readonly delegation_uuid?: components["schemas"]["DelegationUuid"];
        };
        readonly HistoryEntry: {
            readonly seq: components["schemas"]["Seq"];
            readonly type: components["schemas"]["Type"];
            readonly time: components["schemas"]["Time"];
            /** @description When it happened, in unix milliseconds. */
            readonly time_ms: components["schemas"]["Whole"];
            /** @description How often the ticket had been submitted; 0 in a draft. */
            readonly round: components["schemas"]["Whole"];
            /** @description The place of the step among those not skipped, from 1; else null. */
            readonly step: components["schemas"]["WholeOrNull"];
            /** @description Which step of the ticket; in a decision, by default the first that is the caller's. */
            readonly step_id: components["schemas"]["WholeOrNull"];
            /** @description Whose seat was decided for or waited for; else empty. */
            readonly owner_name: string;
            /** @description The user who acted; null for the system. */
            readonly actor: components["schemas"]["HistoryActor"] | null;
            /** @description For whom the actor decided; null for themselves. */
            readonly on_behalf_of: components["schemas"]["Person"] | null;
            readonly reason: components["schemas"]["Reason4"];
            /** @description What the approver decided along; null where nothing was. */
            readonly config: components["schemas"]["ContainerConfig"] | null;
            /** @description What else the event says; null where that is nothing. */
            readonly detail: components["schemas"]["HistoryDetail"] | null;
            /** @description SHA-256 over the hash before it and this entry, in hex. */
            readonly hash: string;
            /** @description The exact text that was hashed; null where only the applicant may see it. */
            readonly canonical?: string | null;
            /** @description Key id and Ed25519 signature of the hash; null but on the last entry of a write. */
            readonly signature?: string | null;
        };
        readonly HistoryKeysAnswer: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["HistoryKeysData"];
        };
        readonly HistoryKeysData: {
            /** @description The keys that signatures of histories verify with. */
            readonly keys: readonly components["schemas"]["HistoryPublicKey"][];
        };
        readonly HistoryPublicKey: {
            /** @description Stands before the signatures made with the key. */
            readonly key_id: string;
            /**
             * @description The algorithm of the signatures.
             * @constant
             */
            readonly algorithm: "Ed25519";
            /** @description From when on writes are signed with it, in unix seconds. */
            readonly since: components["schemas"]["UnixTime"];
            /** @description The key as SPKI in base64. */
            readonly public_key: string;
        };
        /** @description An image of an instance in Tencent Cloud. */
        readonly ImageDetails: {
            /** @description The region of the instance, such as ap-guangzhou. */
            readonly region?: string;
            /** @description The instance that the image is made of: ins- and 8 characters. */
            readonly instance_id?: string;
            /** @description What the image is called, 1-60 characters. */
            readonly image_name?: string;
            /** @description Up to 200 characters. */
            readonly image_description?: string;
            /** @description Whether the instance may be powered off for it. Default: false. */
            readonly force_poweroff?: boolean;
            /** @description The data disks that go into the image: disk- and 8 characters each. */
            readonly data_disk_ids?: readonly string[];
            /** @description The image that was made. */
            readonly image_id?: string;
            /** @description What became of the image; null or empty where there is none. */
            readonly image_state?: string;
            /**
             * Format: int32
             * @description How many are asked for, at least 1.
             */
            readonly apply_count?: number;
            readonly success_count?: components["schemas"]["SuccessCount"];
            readonly failed_count?: components["schemas"]["FailedCount"];
            readonly faild_info?: components["schemas"]["FaildInfo"];
            /** @description What an operator should know. */
            readonly warning?: string;
        };
        /** @enum {string} */
        readonly ImageState: "queued" | "creating" | "created" | "failed" | "needs_operator";
        readonly InspectBatchAnswer: components["schemas"]["Envelope"] & {
            readonly data: {
                readonly [key: string]: unknown;
            };
        };
        /** @enum {string} */
        readonly Language: "zh" | "en";
        /**
         * Format: int64
         * @description How long a claim is kept from now on, 10-3,600; then another may take it.
         * @default 60
         */
        readonly Lease: number;
        /** @description Until when the claim is kept for sure. */
        readonly LeaseUntil: components["schemas"]["UnixTime"];
        /** @description What is to be acted on: ids, or objects with an id. 1-10,000. */
        readonly List: readonly components["schemas"]["ListedTicket"][];
        /** @enum {string} */
        readonly ListOrder: "newest" | "oldest";
        /** @enum {string} */
        readonly ListScope: "todo" | "applied" | "handled" | "cc" | "delegated" | "fulfil" | "all";
        readonly ListedDelegation: string | components["schemas"]["ListedDelegationObject"];
        readonly ListedDelegationObject: {
            /** @description Names the delegation. */
            readonly delegation_uuid: string;
        };
        readonly ListedDelivery: string | components["schemas"]["ListedDeliveryObject"];
        readonly ListedDeliveryObject: {
            /** @description The delivery. */
            readonly delivery_uuid: string;
        };
        readonly ListedProcess: string | components["schemas"]["ListedProcessObject"];
        readonly ListedProcessObject: {
            readonly process_uuid: components["schemas"]["ProcessUuid2"];
        };
        readonly ListedTicket: string | components["schemas"]["ListedTicketObject"];
        readonly ListedTicketObject: {
            readonly ticket_uuid: components["schemas"]["TicketUuid"];
            readonly version?: components["schemas"]["Version"];
        };
        readonly ListedWebhook: string | components["schemas"]["ListedWebhookObject"];
        readonly ListedWebhookObject: {
            readonly webhook_uuid: components["schemas"]["WebhookUuid2"];
        };
        /** @description The types of events that are told live. */
        readonly Live: readonly components["schemas"]["NotifiedEventType"][];
        /** @description The types of events that are told by mail. */
        readonly Mail: readonly components["schemas"]["NotifiedEventType"][];
        /** @description Where mail goes once the address is confirmed; empty for none. */
        readonly MailAddress: string;
        readonly MailConfirmBody: {
            /** @description The token that was sent to the address. */
            readonly token: string;
        };
        readonly MentionedPerson: components["schemas"]["Person"] & {
            readonly tenant_uuid: components["schemas"]["TenantUuid2"];
        };
        /** @description The fixed sentence of the status code, in English. */
        readonly Message: string;
        /** @description The fixed sentence of the status code, in Chinese. */
        readonly MessageCn: string;
        readonly NamedUser: {
            readonly user_uuid: components["schemas"]["UserUuid"];
            readonly user_name?: components["schemas"]["UserName"];
        };
        /** @description How many people must approve. */
        readonly Need: components["schemas"]["Whole"];
        /** @description Details about networks. */
        readonly NetworkDetails: {
            readonly vip?: components["schemas"]["VipDetails"];
            readonly gateway?: components["schemas"]["GatewayDetails"];
        };
        /** @description When the next attempt is due, in unix seconds; 0 for none. */
        readonly NextTime: components["schemas"]["UnixTime"];
        readonly NotificationSettingsAnswer: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["NotificationSettingsData"];
        };
        readonly NotificationSettingsBody: {
            /** @description In which language messages are written: zh or en. Default: zh. */
            readonly language?: components["schemas"]["Language"];
            readonly mail_address?: components["schemas"]["MailAddress"];
            readonly channels?: components["schemas"]["NotificationSettingsBodyChannels"];
        };
        /** @description Which events each channel tells of. */
        readonly NotificationSettingsBodyChannels: {
            readonly live?: components["schemas"]["Live"];
            readonly mail?: components["schemas"]["Mail"];
        };
        readonly NotificationSettingsData: {
            /** @description In which language messages are written: zh or en. Default: zh. */
            readonly language: components["schemas"]["Language"];
            readonly mail_address: components["schemas"]["MailAddress"];
            /** @description Whether the user has shown that they read mail there. */
            readonly mail_confirmed: boolean;
            readonly channels: components["schemas"]["NotificationSettingsDataChannels"];
        };
        /** @description Which events each channel tells of. */
        readonly NotificationSettingsDataChannels: {
            readonly live: components["schemas"]["Live"];
            readonly mail: components["schemas"]["Mail"];
        };
        /** @enum {string} */
        readonly NotifiedEventType: "ticket.submitted" | "ticket.step-passed" | "ticket.passed" | "ticket.overruled" | "ticket.returned" | "ticket.transferred" | "ticket.approvers-added" | "ticket.withdrawn" | "ticket.terminated" | "ticket.reminded" | "ticket.overdue" | "ticket.escalated" | "ticket.urged" | "ticket.cc-added" | "ticket.commented" | "ticket.fulfilment-done" | "ticket.fulfilment-failed" | "ticket.image-created" | "ticket.image-failed" | "ticket.image-needs-operator" | "delegation.made";
        /** @description The objects, up to 10,000. */
        readonly ObjectList: readonly components["schemas"]["TrashDeleteDetailsObjectList"][];
        readonly OverruleBody: {
            readonly list: components["schemas"]["List"];
            /** @description Why it is rejected, 1-1,000 characters. */
            readonly reason: string;
            readonly step_id?: components["schemas"]["StepId2"];
        };
        readonly OwnerBody: components["schemas"]["RoleOwner"] | components["schemas"]["UserOwner"];
        /** @description The name of whose turn it is; empty where it is no turn. */
        readonly OwnerName: string;
        readonly OwnerShown: {
            /** @description Whether it is a role or a person. */
            readonly kind: components["schemas"]["OwnerShownKind"];
            readonly tenant_uuid: components["schemas"]["TenantUuid2"];
            readonly tenant_name: components["schemas"]["TenantName2"];
            /** @description The role or the person. */
            readonly uuid: string;
            /** @description The name of the role or the person. */
            readonly name: string;
        };
        /** @enum {string} */
        readonly OwnerShownKind: "role" | "user";
        readonly OwnerView: components["schemas"]["RoleView"] | components["schemas"]["UserView"];
        /** @description Who may take the seat. */
        readonly Owners: readonly components["schemas"]["OwnerShown"][];
        readonly PassBody: {
            readonly list: components["schemas"]["List"];
            readonly step_id?: components["schemas"]["StepId2"];
            /** @description What the approver of a container ticket decides along; ignored for others. */
            readonly config?: {
                readonly [key: string]: unknown;
            };
            /** @description What the approver says to it, up to 1,000 characters. */
            readonly reason?: string;
        };
        readonly Person: {
            readonly user_uuid: components["schemas"]["UserUuid2"];
            readonly user_name: components["schemas"]["UserName2"];
        };
        readonly PlanWarning: {
            readonly step_key: components["schemas"]["StepKey2"];
            readonly code: components["schemas"]["PlanWarningCode"];
            /** @description The warning in words. */
            readonly message: string;
            /** @description The warning in words, in Chinese. */
            readonly message_cn: string;
        };
        /**
         * @description Which warning it is.
         * @enum {string}
         */
        readonly PlanWarningCode: "nobody_known" | "only_applicant" | "person_unknown" | "condition_failed" | "nobody_needed";
        /** @description The storage pool. */
        readonly PoolUuid: string;
        /** @description A process as it would be created, in place of process_uuid. */
        readonly ProcessCreateBody: {
            readonly tenant_uuid: components["schemas"]["TenantUuid"];
            readonly process_name: components["schemas"]["ProcessName"];
            /**
             * @description What the process is for, up to 2,000 characters.
             * @default
             */
            readonly description?: string;
            readonly approval_list: components["schemas"]["ApprovalList"];
            readonly auto_pass?: components["schemas"]["AutoPass"];
            readonly cc?: components["schemas"]["Cc"];
            readonly forbid?: components["schemas"]["Forbid"];
        };
        readonly ProcessDeleteBody: {
            readonly tenant_uuid?: components["schemas"]["TenantUuid"];
            /** @description What is to be acted on: ids, or objects with an id. 1-10,000. */
            readonly list: readonly components["schemas"]["ListedProcess"][];
        };
        readonly ProcessHead: {
            readonly process_uuid: components["schemas"]["ProcessUuid"];
            readonly process_name: components["schemas"]["ProcessName2"];
            readonly tenant_uuid: components["schemas"]["TenantUuid2"];
            readonly tenant_name: components["schemas"]["TenantName2"];
            readonly description: components["schemas"]["Description"];
            readonly create_time: components["schemas"]["CreateTime"];
            readonly creator_uuid: components["schemas"]["CreatorUuid"];
            readonly creator_name: components["schemas"]["CreatorName"];
            readonly creator_role: components["schemas"]["CreatorRole"];
            readonly creator_tenant_uuid: components["schemas"]["CreatorTenantUuid"];
            readonly creator_tenant_name: components["schemas"]["CreatorTenantName"];
            readonly process_list: components["schemas"]["ProcessList"];
            readonly update_time: components["schemas"]["UpdateTime"];
            readonly auto_pass?: components["schemas"]["AutoPass2"];
            readonly cc?: components["schemas"]["Cc2"];
            readonly forbid?: components["schemas"]["Forbid2"];
        };
        readonly ProcessInspectAnswer: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["ProcessInspectData"];
        };
        readonly ProcessInspectData: components["schemas"]["ProcessHead"] & {
            readonly version: components["schemas"]["Version2"];
        };
        /** @description The steps of the process, in order. */
        readonly ProcessList: readonly components["schemas"]["ProcessStepView"][];
        readonly ProcessListAnswer: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["ProcessListData"];
        };
        readonly ProcessListData: {
            readonly total_count: components["schemas"]["TotalCount"];
            /** @description The rows of this page. */
            readonly list: readonly components["schemas"]["ProcessListItem"][];
        };
        readonly ProcessListItem: components["schemas"]["ProcessHead"] & {
            /** @description Whether a pending ticket is on the process. */
            readonly is_in_using: boolean;
        };
        /** @description What the process is called, 1-128 characters. */
        readonly ProcessName: string;
        /** @description What the process is called, 1-128 characters. */
        readonly ProcessName2: string;
        readonly ProcessRef: {
            readonly process_uuid: components["schemas"]["ProcessUuid"];
            readonly process_name: components["schemas"]["ProcessName2"];
        };
        readonly ProcessRefAnswer: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["ProcessRef"];
        };
        readonly ProcessResults: {
            readonly success: components["schemas"]["Success"];
            readonly fail: components["schemas"]["Fail"];
            /** @description An answer for each item, in the order given. */
            readonly results: readonly components["schemas"]["ProcessRefAnswer"][];
        };
        readonly ProcessResultsAnswer: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["ProcessResults"];
        };
        readonly ProcessStepView: components["schemas"]["RoleView"] & {
            /** @description Who approves in the step: roles and people, 1-20. */
            readonly approvers?: readonly components["schemas"]["ApproverView"][];
            readonly step_key?: components["schemas"]["StepKey2"];
            readonly step_name?: components["schemas"]["StepName2"];
            /** @description any, all, a number of approvers or a percentage. Default: any. */
            readonly need?: string;
            readonly veto?: components["schemas"]["Veto"];
            /** @description Keys of the steps that this one waits for. Default: the one before it. */
            readonly after?: readonly string[];
            /** @description A CEL expression; the step is left out where it is false. Default: always. */
            readonly when?: string;
            /** @description Seconds after which the step is due, a minute to 90 days. */
            readonly due_in?: components["schemas"]["Whole"];
            /** @description Seconds after which its approvers are reminded, up to 3 times. */
            readonly remind_in?: readonly components["schemas"]["Whole"][];
            readonly on_due?: components["schemas"]["DueAction"];
            /** @description Who may approve too once the step is due. */
            readonly escalate_to?: components["schemas"]["OwnerView"];
        };
        readonly ProcessUpdateBody: {
            readonly process_uuid: components["schemas"]["ProcessUuid2"];
            readonly version?: components["schemas"]["Version"];
            readonly tenant_uuid?: components["schemas"]["TenantUuid"];
            readonly process_name?: components["schemas"]["ProcessName"];
            /** @description What the process is for, up to 2,000 characters. */
            readonly description?: string;
            readonly approval_list?: components["schemas"]["ApprovalList"];
            readonly auto_pass?: components["schemas"]["AutoPass"];
            readonly cc?: components["schemas"]["Cc"];
            readonly forbid?: components["schemas"]["Forbid"];
        };
        /** @description The approval process; the built-in one is system. */
        readonly ProcessUuid: string;
        /** @description The approval process; the built-in one is system. */
        readonly ProcessUuid2: string;
        readonly Processer: {
            /** @description The tenant of the step. */
            readonly processer_tenant_uuid: string;
            /** @description The name of the tenant of the step. */
            readonly processer_tenant_name: string;
            /** @description The role or the person that the plan names for the step. */
            readonly owner_uuid: string;
            /** @description The name of the role or the person that the plan names. */
            readonly owner_name: string;
            /** @description The user who decided; empty before that. */
            readonly processer_uuid: string;
            /** @description The name of the user who decided; empty before that. */
            readonly processer_name: string;
            /** @description The role in which the user decided; empty before that. */
            readonly processer_role: string;
            readonly processer_action: components["schemas"]["ProcesserProcesserAction"];
            /** @description When it was decided, in unix seconds; 0 before that. */
            readonly processer_approval_time: components["schemas"]["UnixTime"];
            readonly reason: components["schemas"]["Reason2"];
        };
        /**
         * @description Approved, rejected, or empty before that, in Chinese.
         * @enum {string}
         */
        readonly ProcesserProcesserAction: "通过" | "驳回" | "";
        /** @description An entry for each seat of the current round that counts. */
        readonly Processers: readonly components["schemas"]["Processer"][];
        /** @description Why the ticket is asked for, in the words of the applicant. */
        readonly Reason: string;
        /** @description What the approver said to it. */
        readonly Reason2: string;
        /** @description Why the ticket is asked for, in the words of the applicant. */
        readonly Reason3: string;
        /** @description What the actor said to it; empty where nothing was said. */
        readonly Reason4: string;
        readonly ReasonBody: {
            readonly list: components["schemas"]["List"];
            /** @description Why it is terminated, 1-1,000 characters. */
            readonly reason: string;
        };
        readonly Refusal: components["schemas"]["Envelope"] & {
            readonly data: {
                readonly [key: string]: unknown;
            } | null;
        };
        /** @description Seconds after which its approvers are reminded, up to 3 times. */
        readonly RemindIn: readonly number[];
        /** @description How often people have asked for it. */
        readonly Request: components["schemas"]["Whole"];
        /**
         * Format: int64
         * @description The one that was claimed.
         */
        readonly Request2: number;
        readonly ReturnBody: {
            readonly list: components["schemas"]["List"];
            /** @description Why it is returned, 1-1,000 characters. */
            readonly reason: string;
            readonly step_id?: components["schemas"]["StepId2"];
            /**
             * Format: int64
             * @description Which step it goes back to; absent: to the applicant.
             */
            readonly to_step_id?: number;
        };
        /** @description Whether the ticket can be returned to this step. */
        readonly ReturnTo: boolean;
        /**
         * @description Whether the ticket went back to its applicant.
         * @constant
         */
        readonly Returned: true;
        readonly RoleApprover: components["schemas"]["RoleOwner"] & {
            /**
             * Format: int64
             * @description How many holders of the role, 1-10. Default: 1.
             */
            readonly count?: number;
        };
        readonly RoleApproverView: components["schemas"]["RoleView"] & {
            /** @description How many holders of the role, 1-10. Default: 1. */
            readonly count: components["schemas"]["Whole"];
        };
        readonly RoleItem: components["schemas"]["RoleView"] & {
            /** @description How many people are known to hold the role. */
            readonly holder_count: components["schemas"]["Whole"];
        };
        readonly RoleListAnswer: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["RoleListData"];
        };
        readonly RoleListData: {
            readonly total_count: components["schemas"]["TotalCount"];
            /** @description The rows of this page. */
            readonly list: readonly components["schemas"]["RoleItem"][];
        };
        /** @description The role's name, as tokens have shown it. */
        readonly RoleName: string;
        /** @description The role's name, as tokens have shown it. */
        readonly RoleName2: string;
        readonly RoleOwner: {
            readonly tenant_uuid: components["schemas"]["TenantUuid"];
            readonly role_uuid: components["schemas"]["RoleUuid"];
            readonly tenant_name?: components["schemas"]["TenantName"];
            readonly role_name?: components["schemas"]["RoleName"];
        };
        readonly RoleStep: components["schemas"]["StepRules"] & {
            readonly tenant_uuid: components["schemas"]["TenantUuid"];
            readonly role_uuid: components["schemas"]["RoleUuid"];
            readonly tenant_name?: components["schemas"]["TenantName"];
            readonly role_name?: components["schemas"]["RoleName"];
            /** @description Who approves in the step: roles and people, 1-20. */
            readonly approvers?: null;
        };
        /** @description The role in that tenant. */
        readonly RoleUuid: string;
        /** @description The role in that tenant. */
        readonly RoleUuid2: string;
        readonly RoleView: {
            readonly tenant_uuid: components["schemas"]["TenantUuid2"];
            readonly tenant_name: components["schemas"]["TenantName2"];
            readonly role_uuid: components["schemas"]["RoleUuid2"];
            readonly role_name: components["schemas"]["RoleName2"];
        };
        /**
         * Format: int32
         * @description What became of the request; 0 is success. Programs switch on this.
         */
        readonly Scode: number;
        readonly ScopeCount: {
            /** @description How many there are, counted up to 1,000. */
            readonly count: components["schemas"]["Whole"];
            /** @description Whether there are more than count says. */
            readonly capped: boolean;
            /** @description How many there are of each type. */
            readonly by_type: {
                readonly [key: string]: components["schemas"]["Whole"];
            };
        };
        /** @description Which seat of the step; in a transfer, by default the first open one. */
        readonly SeatId: components["schemas"]["Whole"];
        readonly SeatView: {
            readonly seat_id: components["schemas"]["SeatId"];
            readonly owners: components["schemas"]["Owners"];
            /** @description Who took the seat; null while it is open. */
            readonly filled_by: components["schemas"]["Person"] | null;
        };
        /** @description What messages are signed with. Of a standard webhook the system makes it, and shows it once. */
        readonly Secret: string;
        /** @description The place of the event in the history of its ticket, from 1. */
        readonly Seq: components["schemas"]["Whole"];
        readonly SettingsRef: {
            readonly user_uuid: components["schemas"]["UserUuid2"];
        };
        readonly SettingsRefAnswer: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["SettingsRef"];
        };
        readonly SimulateAnswer: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["SimulateData"];
        };
        readonly SimulateBody: {
            readonly process_uuid?: components["schemas"]["ProcessUuid2"];
            readonly process?: components["schemas"]["ProcessCreateBody"];
            readonly ticket: components["schemas"]["TicketDraft"];
            readonly applicant?: components["schemas"]["SimulatedApplicant"];
        };
        readonly SimulateData: {
            /** @description Whether the ticket would pass without being asked for. */
            readonly auto_pass: boolean;
            readonly why: components["schemas"]["Why"];
            /** @description The steps of the current round. */
            readonly steps: readonly components["schemas"]["SimulatedStep"][];
            readonly warnings: components["schemas"]["Warnings"];
        };
        /** @description For whom it is tried. Default: the caller. */
        readonly SimulatedApplicant: {
            readonly user_uuid: components["schemas"]["UserUuid"];
            /** @description The roles that the user holds in the tenant. */
            readonly role_uuids: readonly string[];
        };
        readonly SimulatedSeat: components["schemas"]["SeatView"] & {
            /** @description How many people are known who may take the seat. */
            readonly known: components["schemas"]["Whole"];
            /** @description Names of some of them, up to five. */
            readonly people: readonly string[];
        };
        readonly SimulatedStep: components["schemas"]["StepHead"] & {
            /** @description A seat for each approver of the step. */
            readonly seats: readonly components["schemas"]["SimulatedSeat"][];
            readonly why: components["schemas"]["Why"];
            /** @description Why it would be so, in Chinese. */
            readonly why_cn: string;
        };
        /**
         * @description Why the step is skipped: its condition or the applicant; else empty.
         * @enum {string}
         */
        readonly SimulatedStepSkippedBy: "" | "applicant" | "condition";
        /**
         * @description How the step stands.
         * @enum {string}
         */
        readonly SimulatedStepState: "waiting" | "open" | "passed" | "overruled" | "skipped";
        /**
         * Format: int64
         * @description From when the objects were deleted, in unix seconds.
         */
        readonly Start: number;
        /** @description From when the delegate may decide. */
        readonly Start2: components["schemas"]["UnixTime"];
        readonly StepBody: components["schemas"]["RoleStep"] | components["schemas"]["ApproversStep"];
        readonly StepHead: {
            readonly step_id: components["schemas"]["StepId"];
            readonly step_key: components["schemas"]["StepKey2"];
            readonly step_name: components["schemas"]["StepName2"];
            readonly after: components["schemas"]["After2"];
            readonly need: components["schemas"]["Need"];
            readonly veto: components["schemas"]["Veto"];
            readonly state: components["schemas"]["SimulatedStepState"];
            readonly skipped_by: components["schemas"]["SimulatedStepSkippedBy"];
            /** @description When the step is due, in unix seconds; null or absent where it never is. */
            readonly due_time: components["schemas"]["UnixTimeOrNull"];
            readonly return_to: components["schemas"]["ReturnTo"];
            readonly votes: components["schemas"]["Votes"];
        };
        /** @description Which step of the ticket; in a decision, by default the first that is the caller's. */
        readonly StepId: components["schemas"]["Whole"];
        /**
         * Format: int64
         * @description Which step of the ticket; in a decision, by default the first that is the caller's.
         */
        readonly StepId2: number;
        /** @description Names the step within the process. Default: its place, from 0. */
        readonly StepKey: string;
        /** @description Names the step within the process. Default: its place, from 0. */
        readonly StepKey2: string;
        /** @description What the step is called, up to 64 characters. */
        readonly StepName: string;
        /** @description What the step is called, up to 64 characters. */
        readonly StepName2: string;
        readonly StepRules: {
            readonly step_key?: components["schemas"]["StepKey"];
            readonly step_name?: components["schemas"]["StepName"];
            /** @description any, all, a number of approvers or a percentage. Default: any. */
            readonly need?: string | number;
            readonly veto?: components["schemas"]["Veto"];
            readonly after?: components["schemas"]["After"];
            readonly when?: components["schemas"]["When"];
            readonly due_in?: components["schemas"]["DueIn"];
            readonly remind_in?: components["schemas"]["RemindIn"];
            readonly on_due?: components["schemas"]["DueAction"];
            /** @description Who may approve too once the step is due. */
            readonly escalate_to?: components["schemas"]["OwnerBody"];
        };
        readonly StepView: components["schemas"]["StepHead"] & {
            /** @description A seat for each approver of the step. */
            readonly seats: readonly components["schemas"]["SeatView"][];
        };
        /** @description Details about disks and quotas. */
        readonly StorageDetails: {
            readonly volume_specification?: components["schemas"]["VolumeSpecificationDetails"];
            readonly tenant_quota?: components["schemas"]["TenantQuotaDetails"];
            readonly volume_expantion?: components["schemas"]["VolumeExpantionDetails"];
        };
        readonly StreamedEvent: {
            /** @description Where the stream goes on for who comes back with it. */
            readonly id?: string;
            /** @description What it is; none where data is a notice. */
            readonly event?: components["schemas"]["StreamedEventEvent"];
            /** @description JSON. */
            readonly data?: string;
            /**
             * Format: int32
             * @description After how many milliseconds to come back.
             */
            readonly retry?: number;
        };
        /** @enum {string} */
        readonly StreamedEventEvent: "listening" | "ticket.changed" | "missed" | "end";
        readonly SubmissionHead: {
            readonly ticket_uuid?: components["schemas"]["TicketUuid"];
            readonly ticket_name?: components["schemas"]["TicketName"];
            readonly reason?: components["schemas"]["Reason"];
            readonly process_uuid?: components["schemas"]["ProcessUuid2"];
            readonly cluster_uuid?: components["schemas"]["ClusterUuid"];
            readonly version?: components["schemas"]["Version"];
            readonly cc?: components["schemas"]["Cc"];
        };
        /** @description How many items succeeded. */
        readonly Success: components["schemas"]["Whole"];
        /**
         * Format: int32
         * @description How many were made.
         */
        readonly SuccessCount: number;
        /** @description The key figures of the section in one line. */
        readonly Summary: string;
        /** @description The key figures of the section in one line, in Chinese. */
        readonly SummaryCn: string;
        /** @description To which bus the disk is attached. */
        readonly TargetBus: string;
        /** @description As which device the disk appears: hda-hdc or sda-sdo. */
        readonly TargetDevice: string;
        /** @description The tenant's name, as tokens have shown it. */
        readonly TenantName: string;
        /** @description The tenant's name, as tokens have shown it. */
        readonly TenantName2: string;
        /** @description How much the tenant may use. */
        readonly TenantQuotaDetails: {
            /**
             * Format: int64
             * @description How many CPU cores.
             */
            readonly cpu_count?: number;
            /**
             * Format: uint64
             * @description How much memory, in bytes.
             */
            readonly memory_size?: bigint;
            /**
             * Format: uint64
             * @description How much disk space, in bytes.
             */
            readonly disk_size?: bigint;
            /**
             * Format: int64
             * @description How many switches.
             */
            readonly switch_count?: number;
            /**
             * Format: int64
             * @description How many routers.
             */
            readonly router_count?: number;
            /**
             * Format: int64
             * @description How many gateways.
             */
            readonly gateway_count?: number;
        };
        readonly TenantQuotaGroup: {
            readonly tenant_quota: components["schemas"]["TenantQuotaSection"];
        };
        readonly TenantQuotaSection: WithRequired<components["schemas"]["TenantQuotaDetails"], "cpu_count" | "memory_size" | "disk_size" | "switch_count" | "router_count" | "gateway_count">;
        readonly TenantQuotaSubmission: components["schemas"]["SubmissionHead"] & {
            /**
             * @description The type.
             * @enum {string}
             */
            readonly type: "TENANT_QUOTA";
            /** @description Its section. */
            readonly storage: components["schemas"]["TenantQuotaGroup"];
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "TENANT_QUOTA";
        };
        /** @description The tenant that it belongs to. */
        readonly TenantUuid: string;
        /** @description The tenant that it belongs to. */
        readonly TenantUuid2: string;
        /** @description Details about Tencent Cloud. */
        readonly TencentDetails: {
            readonly image?: components["schemas"]["ImageDetails"];
        };
        readonly TencentImageCreateGroup: {
            readonly image: components["schemas"]["TencentImageCreateSection"];
        };
        readonly TencentImageCreateSection: WithRequired<components["schemas"]["ImageDetails"], "region" | "instance_id" | "image_name">;
        readonly TencentImageCreateSubmission: components["schemas"]["SubmissionHead"] & {
            /**
             * @description The type.
             * @enum {string}
             */
            readonly type: "TENCENT_IMAGE_CREATE";
            /** @description Its section. */
            readonly tencent: components["schemas"]["TencentImageCreateGroup"];
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "TENCENT_IMAGE_CREATE";
        };
        /** @enum {string} */
        readonly TicketAction: "save" | "submit" | "submit-saved" | "submit-overruled" | "pass" | "overrule" | "return" | "transfer" | "add-approvers" | "withdraw" | "terminate" | "urge" | "confirm" | "archive" | "cc" | "delete" | "request-image" | "retry-fulfilment";
        readonly TicketCountAnswer: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["TicketCountData"];
        };
        readonly TicketCountData: {
            /** @description Tickets whose turn is the caller. */
            readonly todo?: components["schemas"]["ScopeCount"];
            /** @description Tickets that the caller applied for. */
            readonly applied?: components["schemas"]["ScopeCount"];
            /** @description Tickets that the caller decided on. */
            readonly handled?: components["schemas"]["ScopeCount"];
            /** @description Tickets that the caller got in copy. */
            readonly cc?: components["schemas"]["ScopeCount"];
            /** @description Tickets that a fulfiller of their type can do. */
            readonly fulfil?: components["schemas"]["ScopeCount"];
            /** @description Tickets that wait for people whose delegate the caller is. */
            readonly delegated?: components["schemas"]["ScopeCount"];
            /** @description All tickets that the caller may see. */
            readonly all?: components["schemas"]["ScopeCount"];
        };
        /** @description When the ticket was created, in unix seconds. */
        readonly TicketCreateTime: components["schemas"]["UnixTime"];
        /** @description How the ticket stood when this was refused. */
        readonly TicketCurrent: {
            readonly ticket_state_code: components["schemas"]["TicketStateCode"];
            /** @description The version that the ticket has now. */
            readonly version: components["schemas"]["Whole"];
            readonly actor_name: components["schemas"]["ActorName"];
            /** @description The type of the last event of the ticket. */
            readonly action: string;
            readonly time: components["schemas"]["Time"];
            readonly owner_name: components["schemas"]["OwnerName"];
        };
        /** @description The ticket as it would be submitted. */
        readonly TicketDraft: {
            readonly ticket_uuid?: components["schemas"]["TicketUuid"];
            readonly ticket_name?: components["schemas"]["TicketName"];
            readonly reason?: components["schemas"]["Reason"];
            readonly process_uuid?: components["schemas"]["ProcessUuid2"];
            readonly cluster_uuid?: components["schemas"]["ClusterUuid"];
            readonly version?: components["schemas"]["Version"];
            /** @description The code of the type; it says which section the ticket carries. */
            readonly type: components["schemas"]["TicketTypeCode"];
            readonly compute?: components["schemas"]["ComputeDetails"];
            readonly storage?: components["schemas"]["StorageDetails"];
            readonly network?: components["schemas"]["NetworkDetails"];
            readonly container?: components["schemas"]["ContainerDetails"];
            readonly common?: components["schemas"]["CommonDetails"];
            readonly tencent?: components["schemas"]["TencentDetails"];
        };
        readonly TicketHead: {
            readonly ticket_uuid: components["schemas"]["TicketUuid2"];
            readonly ticket_name: components["schemas"]["TicketName2"];
            readonly applyer_name: components["schemas"]["ApplyerName"];
            readonly applyer_uuid: components["schemas"]["ApplyerUuid"];
            readonly applyer_tenant_uuid: components["schemas"]["ApplyerTenantUuid"];
            readonly applyer_tenant_name: components["schemas"]["ApplyerTenantName"];
        };
        readonly TicketInspectAnswer: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["TicketInspectData"];
        };
        readonly TicketInspectData: components["schemas"]["TicketListItem"] & {
            readonly compute?: components["schemas"]["ComputeDetails"];
            readonly storage?: components["schemas"]["StorageDetails"];
            readonly network?: components["schemas"]["NetworkDetails"];
            readonly container?: components["schemas"]["ContainerDetails"];
            readonly common?: components["schemas"]["CommonDetails"];
            readonly tencent?: components["schemas"]["TencentDetails"];
            /** @description The steps of the current round. */
            readonly steps: readonly components["schemas"]["StepView"][];
            readonly warnings: components["schemas"]["Warnings"];
            /** @description Roles and people who get the ticket in copy. */
            readonly cc: readonly components["schemas"]["OwnerShown"][];
            /** @description Every event of the ticket, in order. */
            readonly history: readonly components["schemas"]["HistoryEntry"][];
            /** @description Whether the chain of the history is intact. */
            readonly whole: boolean;
            /** @description The seq of the first entry that does not follow; null where all do. */
            readonly broken_at: components["schemas"]["WholeOrNull"];
            /** @description What became of it after the approval; null where nothing is done here. */
            readonly fulfilment: components["schemas"]["Fulfilment"] | null;
        };
        /** @description Whether the ticket is passed or archived. */
        readonly TicketIsOver: boolean;
        readonly TicketListAnswer: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["TicketListData"];
        };
        readonly TicketListBody: {
            readonly list: components["schemas"]["List"];
        };
        readonly TicketListData: {
            readonly total_count: components["schemas"]["TotalCount"];
            /** @description The rows of this page. */
            readonly list: readonly components["schemas"]["TicketListItem"][];
            /** @description Whether there may be more than total_count says. */
            readonly total_capped: boolean;
            /** @description Leads to the next page; empty on the last one. */
            readonly next_cursor: string;
        };
        readonly TicketListItem: components["schemas"]["TicketHead"] & {
            readonly ticket_type: components["schemas"]["TicketType"];
            readonly ticket_state: components["schemas"]["TicketListItemTicketState"];
            readonly ticket_is_over: components["schemas"]["TicketIsOver"];
            readonly is_confirm: components["schemas"]["TicketListItemIsConfirm"];
            readonly ticket_create_time: components["schemas"]["TicketCreateTime"];
            readonly applyer_role: components["schemas"]["ApplyerRole"];
            readonly reason: components["schemas"]["Reason3"];
            readonly user_name: components["schemas"]["UserName3"];
            readonly user_uuid: components["schemas"]["UserName3"];
            readonly user_tenant_uuid: components["schemas"]["UserTenantUuid"];
            readonly detail_uuid: components["schemas"]["DetailUuid"];
            readonly process_uuid: components["schemas"]["ProcessUuid"];
            readonly process_name: components["schemas"]["ProcessName2"];
            readonly processers: components["schemas"]["Processers"];
            /** @description The code of the type. */
            readonly ticket_type_code: components["schemas"]["TicketTypeCode"];
            readonly ticket_state_code: components["schemas"]["TicketStateCode"];
            readonly version: components["schemas"]["Version2"];
            readonly updated_time: components["schemas"]["UpdatedTime"];
            /** @description When the current step began, in unix seconds; null unless pending. */
            readonly step_since: components["schemas"]["UnixTimeOrNull"];
            readonly due_time?: components["schemas"]["DueTime"];
            /** @description What became of the image; null or empty where there is none. */
            readonly image_state: components["schemas"]["ImageState"] | null;
            /** @description What became of what was approved; null or empty where nothing is to be carried out. */
            readonly fulfilment_state: components["schemas"]["FulfilmentState"] | null;
            readonly summary: components["schemas"]["Summary"];
            readonly summary_cn: components["schemas"]["SummaryCn"];
            readonly can: components["schemas"]["Can"];
            readonly returned?: components["schemas"]["Returned"];
        };
        /**
         * @description Whether the applicant has confirmed the result; empty for types without it.
         * @enum {string}
         */
        readonly TicketListItemIsConfirm: "未确认" | "已确认" | "";
        /**
         * @description The state in Chinese, as people read it.
         * @enum {string}
         */
        readonly TicketListItemTicketState: "已保存" | "待审批" | "已驳回" | "已撤回" | "已通过" | "已归档";
        /** @description What the ticket is called, 1-128 characters. */
        readonly TicketName: string;
        /** @description What the ticket is called, 1-128 characters. */
        readonly TicketName2: string;
        readonly TicketNotice: components["schemas"]["TicketHead"] & {
            readonly event_id: components["schemas"]["EventId"];
            readonly type: components["schemas"]["Type"];
            readonly time: components["schemas"]["Time"];
            readonly seq: components["schemas"]["Seq"];
            readonly ticket_type: components["schemas"]["TicketType"];
            /** @description The code of the type. */
            readonly ticket_type_code: string;
            /** @description The state in Chinese, as people read it. */
            readonly ticket_state: string;
            /** @description The code of the state. */
            readonly ticket_state_code: string;
            /** @description The user who acted; empty for the system. */
            readonly actor_uuid: string;
            readonly actor_name: components["schemas"]["ActorName"];
            /** @description For whom the approver acted; null for themselves. */
            readonly on_behalf_of?: components["schemas"]["Person"];
            readonly reason: components["schemas"]["Reason4"];
            readonly ticket_reason: components["schemas"]["Reason3"];
            readonly process_uuid: components["schemas"]["ProcessUuid"];
            /** @description The tenant of whose turn it is; empty where it is no turn. */
            readonly owner_tenant_uuid: string;
            /** @description Whose turn it is, a role or a person; empty where it is no turn. */
            readonly owner_uuid: string;
            readonly owner_name: components["schemas"]["OwnerName"];
            /** @description What became of the image; null or empty where there is none. */
            readonly image_state: string;
            /** @description What became of what was approved; null or empty where nothing is to be carried out. */
            readonly fulfilment_state: string;
            readonly returned?: components["schemas"]["Returned"];
            readonly comment_uuid?: components["schemas"]["CommentUuid"];
            readonly delegation?: components["schemas"]["TicketNoticeDelegation"];
        };
        /** @description Who decides for whom; on events of delegations only. */
        readonly TicketNoticeDelegation: {
            readonly delegation_uuid: components["schemas"]["DelegationUuid"];
            /** @description For whom the delegate decides. */
            readonly from_uuid: string;
            /** @description For whom the delegate decides. */
            readonly from_name: string;
            /** @description Who decides in the place of the absent person. */
            readonly to_uuid: string;
            /** @description Who decides in the place of the absent person. */
            readonly to_name: string;
            readonly start: components["schemas"]["Start2"];
            readonly end: components["schemas"]["End2"];
        };
        readonly TicketRef: {
            readonly ticket_uuid: components["schemas"]["TicketUuid2"];
            readonly ticket_name: components["schemas"]["TicketName2"];
            readonly current?: components["schemas"]["TicketCurrent"];
        };
        readonly TicketRefAnswer: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["TicketRef"];
        };
        readonly TicketResults: {
            readonly success: components["schemas"]["Success"];
            readonly fail: components["schemas"]["Fail"];
            /** @description An answer for each item, in the order given. */
            readonly results: readonly components["schemas"]["TicketRefAnswer"][];
        };
        readonly TicketResultsAnswer: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["TicketResults"];
        };
        /**
         * @description The code of the state.
         * @enum {string}
         */
        readonly TicketStateCode: "saved" | "pending" | "overruled" | "withdrawn" | "passed" | "archived";
        readonly TicketSubmission: components["schemas"]["FeedbackSubmission"] | components["schemas"]["VmSpecificationSubmission"] | components["schemas"]["VmTemplateSubmission"] | components["schemas"]["VmUpdateCpuCountSubmission"] | components["schemas"]["VmUpdateMemSiezeSubmission"] | components["schemas"]["VmDiskExistMountSubmission"] | components["schemas"]["VmDiskNotExistMountSubmission"] | components["schemas"]["VmNetworkCardAddSubmission"] | components["schemas"]["VmSecuritySubmission"] | components["schemas"]["VolumeSpecificationSubmission"] | components["schemas"]["VolumeExpansionSubmission"] | components["schemas"]["TenantQuotaSubmission"] | components["schemas"]["VipSubmission"] | components["schemas"]["GatewaySubmission"] | components["schemas"]["AutoContainerSubmission"] | components["schemas"]["TrashDeleteSubmission"] | components["schemas"]["TrashRestoreSubmission"] | components["schemas"]["TencentImageCreateSubmission"];
        /** @description The type in Chinese, as people read it. */
        readonly TicketType: string;
        /** @enum {string} */
        readonly TicketTypeCode: "FEEDBACK" | "VM_SPECIFICATION" | "VM_TEMPLATE" | "VM_UPDATE_CPU_COUNT" | "VM_UPDATE_MEM_SIEZE" | "VM_DISK_EXIST_MOUNT" | "VM_DISK_NOT_EXIST_MOUNT" | "VM_NETWORK_CARD_ADD" | "VM_SECURITY" | "VOLUME_SPECIFICATION" | "VOLUME_EXPANSION" | "TENANT_QUOTA" | "VIP" | "GATEWAY" | "AUTO_CONTAINER" | "TRASH_DELETE" | "TRASH_RESTORE" | "TENCENT_IMAGE_CREATE";
        /** @description The ticket. In a save or a submit, absent for a new one. */
        readonly TicketUuid: string;
        /** @description The ticket. In a save or a submit, absent for a new one. */
        readonly TicketUuid2: string;
        /** @description When it happened, in unix seconds. */
        readonly Time: components["schemas"]["UnixTime"];
        /** @description How many there are on all pages, counted up to 10,000. */
        readonly TotalCount: components["schemas"]["Whole"];
        readonly TransferBody: {
            readonly list: components["schemas"]["List"];
            /** @description Why it is transferred, 1-1,000 characters. */
            readonly reason: string;
            readonly step_id?: components["schemas"]["StepId2"];
            /**
             * Format: int64
             * @description Which seat of the step; in a transfer, by default the first open one.
             */
            readonly seat_id?: number;
            /** @description The person who is to approve instead. */
            readonly to: components["schemas"]["NamedUser"];
        };
        /** @description What is to be deleted from the recycle bin. */
        readonly TrashDeleteDetails: {
            readonly filter_object_type?: components["schemas"]["FilterObjectType"];
            readonly filter_object_name?: components["schemas"]["FilterObjectName"];
            readonly start?: components["schemas"]["Start"];
            readonly end?: components["schemas"]["End"];
            readonly object_list?: components["schemas"]["ObjectList"];
        };
        readonly TrashDeleteDetailsObjectList: {
            /** @description The object. */
            readonly uuid?: string;
            /** @description What the object is called. */
            readonly name?: string;
            /**
             * Format: int64
             * @description A number that the platform defines.
             */
            readonly type?: number;
        };
        readonly TrashDeleteGroup: {
            readonly trash_delete: components["schemas"]["TrashDeleteSection"];
        };
        readonly TrashDeleteSection: WithRequired<components["schemas"]["TrashDeleteDetails"], "filter_object_type" | "filter_object_name" | "start" | "end" | "object_list">;
        readonly TrashDeleteSubmission: components["schemas"]["SubmissionHead"] & {
            /**
             * @description The type.
             * @enum {string}
             */
            readonly type: "TRASH_DELETE";
            /** @description Its section. */
            readonly common: components["schemas"]["TrashDeleteGroup"];
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "TRASH_DELETE";
        };
        /** @description What is to be restored from the recycle bin. */
        readonly TrashRestoreDetails: {
            readonly filter_object_type?: components["schemas"]["FilterObjectType"];
            readonly filter_object_name?: components["schemas"]["FilterObjectName"];
            readonly start?: components["schemas"]["Start"];
            readonly end?: components["schemas"]["End"];
            readonly object_list?: components["schemas"]["ObjectList"];
        };
        readonly TrashRestoreGroup: {
            readonly trash_restore: components["schemas"]["TrashRestoreSection"];
        };
        readonly TrashRestoreSection: WithRequired<components["schemas"]["TrashRestoreDetails"], "filter_object_type" | "filter_object_name" | "start" | "end" | "object_list">;
        readonly TrashRestoreSubmission: components["schemas"]["SubmissionHead"] & {
            /**
             * @description The type.
             * @enum {string}
             */
            readonly type: "TRASH_RESTORE";
            /** @description Its section. */
            readonly common: components["schemas"]["TrashRestoreGroup"];
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "TRASH_RESTORE";
        };
        /** @description What happened. */
        readonly Type: string;
        /** @description When it was changed last, in unix seconds. */
        readonly UpdateTime: components["schemas"]["UnixTime"];
        /** @description When something happened to it last, in unix seconds. */
        readonly UpdatedTime: components["schemas"]["UnixTime"];
        readonly UrgeBody: {
            readonly list: components["schemas"]["List"];
            /** @description What the approvers are told, up to 200 characters. */
            readonly reason?: string;
        };
        /**
         * Format: uri
         * @description Where events are sent. Answers leave out what may be secret in it.
         */
        readonly Url: string;
        /** @description Where events are sent. Answers leave out what may be secret in it. */
        readonly Url2: string;
        readonly UserItem: components["schemas"]["Person"] & {
            readonly tenant_uuid: components["schemas"]["TenantUuid2"];
        };
        readonly UserListAnswer: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["UserListData"];
        };
        readonly UserListData: {
            readonly total_count: components["schemas"]["TotalCount"];
            /** @description The rows of this page. */
            readonly list: readonly components["schemas"]["UserItem"][];
        };
        /** @description The user's name, as tokens have shown it. */
        readonly UserName: string;
        /** @description The user's name, as tokens have shown it. */
        readonly UserName2: string;
        /** @description Whose turn it is: a role while pending, else the applicant. */
        readonly UserName3: string;
        readonly UserOwner: components["schemas"]["NamedUser"] & {
            readonly tenant_uuid: components["schemas"]["TenantUuid"];
            readonly tenant_name?: components["schemas"]["TenantName"];
        };
        /** @description The tenant of whose turn it is. */
        readonly UserTenantUuid: string;
        /** @description The user. */
        readonly UserUuid: string;
        /** @description The user. */
        readonly UserUuid2: string;
        readonly UserView: components["schemas"]["HistoryActor"] & {
            readonly tenant_name: components["schemas"]["TenantName2"];
        };
        /**
         * Format: int64
         * @description Which version was read; another one by now is refused.
         */
        readonly Version: number;
        /** @description Grows with each change; send it along with what changes this. */
        readonly Version2: components["schemas"]["Whole"];
        /** @description Whether one rejection ends the approval. Default: true. */
        readonly Veto: boolean;
        /** @description Virtual IP addresses. */
        readonly VipDetails: {
            /**
             * Format: int64
             * @description How many virtual IP addresses, at least 1.
             */
            readonly vip_count?: number;
            /** @description The addresses that were given. */
            readonly vip_list?: readonly unknown[];
        };
        readonly VipGroup: {
            readonly vip: components["schemas"]["VipSection"];
        };
        readonly VipSection: WithRequired<components["schemas"]["VipDetails"], "vip_count">;
        readonly VipSubmission: components["schemas"]["SubmissionHead"] & {
            /**
             * @description The type.
             * @enum {string}
             */
            readonly type: "VIP";
            /** @description Its section. */
            readonly network: components["schemas"]["VipGroup"];
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "VIP";
        };
        /** @description Another number of CPU cores. */
        readonly VmCpuUpdateDetails: {
            readonly vm_uuid?: components["schemas"]["VmUuid"];
            /**
             * Format: int64
             * @description How many CPU cores.
             */
            readonly cpu_count?: number;
            /**
             * Format: int64
             * @description How many cores it may grow to, not below cpu_count.
             */
            readonly cpu_max_count?: number;
            /**
             * Format: int64
             * @description Over how many sockets the cores are spread, 1-4.
             */
            readonly cpu_sockets?: number;
        };
        /** @description A disk that is there; inner_volume or external_volume, not both. */
        readonly VmDiskExistMountDetails: {
            readonly vm_uuid?: components["schemas"]["VmUuid"];
            readonly target_device?: components["schemas"]["TargetDevice"];
            readonly target_bus?: components["schemas"]["TargetBus"];
            /** @description A disk of the platform. */
            readonly inner_volume?: components["schemas"]["VmDiskExistMountDetailsInnerVolumeObject"] | null;
            /** @description A disk of an external storage pool. */
            readonly external_volume?: components["schemas"]["VmDiskExistMountDetailsExternalVolumeObject"] | null;
        };
        readonly VmDiskExistMountDetailsExternalVolumeObject: {
            readonly pool_uuid?: components["schemas"]["PoolUuid"];
            readonly volume_uuid?: components["schemas"]["VolumeUuid"];
        };
        readonly VmDiskExistMountDetailsInnerVolumeObject: {
            readonly volume_uuid?: components["schemas"]["VolumeUuid"];
        };
        readonly VmDiskExistMountGroup: {
            readonly vm_disk_exist_mount: components["schemas"]["VmDiskExistMountSection"];
        };
        readonly VmDiskExistMountSection: WithRequired<components["schemas"]["VmDiskExistMountDetails"], "vm_uuid"> & components["schemas"]["VmDiskExistMountSectionObject"];
        readonly VmDiskExistMountSectionObject: {
            readonly target_bus?: components["schemas"]["VmDiskExistMountSectionObjectTargetBus"];
        };
        /**
         * @description To which bus the disk is attached.
         * @enum {string}
         */
        readonly VmDiskExistMountSectionObjectTargetBus: "scsi" | "ide";
        readonly VmDiskExistMountSubmission: components["schemas"]["SubmissionHead"] & {
            /**
             * @description The type.
             * @enum {string}
             */
            readonly type: "VM_DISK_EXIST_MOUNT";
            /** @description Its section. */
            readonly compute: components["schemas"]["VmDiskExistMountGroup"];
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "VM_DISK_EXIST_MOUNT";
        };
        /** @description A new disk of a specification. */
        readonly VmDiskNotExistMountDetails: {
            readonly vm_uuid?: components["schemas"]["VmUuid"];
            readonly target_device?: components["schemas"]["TargetDevice"];
            readonly target_bus?: components["schemas"]["TargetBus"];
            /** @description The specification of the new disk. */
            readonly volume_specification_uuid?: string;
        };
        readonly VmDiskNotExistMountGroup: {
            readonly vm_disk_not_exist_mount: components["schemas"]["VmDiskNotExistMountSection"];
        };
        readonly VmDiskNotExistMountSection: WithRequired<components["schemas"]["VmDiskNotExistMountDetails"], "vm_uuid" | "volume_specification_uuid"> & components["schemas"]["VmDiskExistMountSectionObject"];
        readonly VmDiskNotExistMountSubmission: components["schemas"]["SubmissionHead"] & {
            /**
             * @description The type.
             * @enum {string}
             */
            readonly type: "VM_DISK_NOT_EXIST_MOUNT";
            /** @description Its section. */
            readonly compute: components["schemas"]["VmDiskNotExistMountGroup"];
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "VM_DISK_NOT_EXIST_MOUNT";
        };
        /** @description Another size of memory. */
        readonly VmMemoryUpdateDetails: {
            readonly vm_uuid?: components["schemas"]["VmUuid"];
            /**
             * Format: uint64
             * @description In bytes: a multiple of 512 MiB up to 256 GiB.
             */
            readonly vm_memory_size?: bigint;
        };
        /** @description What the virtual machine is called. */
        readonly VmName: string;
        /** @description A further network card of a virtual machine. */
        readonly VmNetworkCardAddDetails: {
            readonly vm_uuid?: components["schemas"]["VmUuid"];
            /** @description The switch that the card is connected to. */
            readonly switch_uuid?: string;
            /** @description Which hardware the card presents. */
            readonly network_card_type?: string;
            /** @description The type of the interface; may be empty. */
            readonly interface_type?: string;
            /** @description The name of the interface; may be empty. */
            readonly interface_name?: string;
            /** @description The port group; may be empty. */
            readonly port_group?: string;
            /** @description The name of the port group; may be empty. */
            readonly port_group_name?: string;
        };
        readonly VmNetworkCardAddGroup: {
            readonly vm_network_card_add: components["schemas"]["VmNetworkCardAddSection"];
        };
        readonly VmNetworkCardAddSection: WithRequired<components["schemas"]["VmNetworkCardAddDetails"], "vm_uuid" | "switch_uuid" | "network_card_type" | "interface_type" | "interface_name" | "port_group" | "port_group_name"> & WithRequired<components["schemas"]["VmNetworkCardAddSectionObject"], "network_card_type">;
        readonly VmNetworkCardAddSectionObject: {
            readonly network_card_type?: components["schemas"]["VmNetworkCardAddSectionObjectNetworkCardType"];
        };
        /**
         * @description Which hardware the card presents.
         * @enum {string}
         */
        readonly VmNetworkCardAddSectionObjectNetworkCardType: "virtio" | "e1000" | "rtl8139";
        readonly VmNetworkCardAddSubmission: components["schemas"]["SubmissionHead"] & {
            /**
             * @description The type.
             * @enum {string}
             */
            readonly type: "VM_NETWORK_CARD_ADD";
            /** @description Its section. */
            readonly compute: components["schemas"]["VmNetworkCardAddGroup"];
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "VM_NETWORK_CARD_ADD";
        };
        /** @description A virtual machine that runs a security appliance. */
        readonly VmSecurityDetails: {
            /**
             * Format: int64
             * @description A number that the platform defines.
             */
            readonly vm_security_type?: number;
            /** @description Where the image of the machine lies. */
            readonly image_path?: string;
            /**
             * Format: uint64
             * @description How large the image is, in bytes.
             */
            readonly image_size?: bigint;
            readonly pool_uuid?: components["schemas"]["PoolUuid"];
            /** @description The address of the machine; may be empty. */
            readonly security_vm_ip?: string;
        };
        readonly VmSecurityGroup: {
            readonly vm_security: components["schemas"]["VmSecuritySection"];
        };
        readonly VmSecuritySection: WithRequired<components["schemas"]["VmSecurityDetails"], "vm_security_type" | "image_path" | "image_size" | "pool_uuid" | "security_vm_ip">;
        readonly VmSecuritySubmission: components["schemas"]["SubmissionHead"] & {
            /**
             * @description The type.
             * @enum {string}
             */
            readonly type: "VM_SECURITY";
            /** @description Its section. */
            readonly compute: components["schemas"]["VmSecurityGroup"];
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "VM_SECURITY";
        };
        /** @description Virtual machines of a specification. */
        readonly VmSpecificationDetails: {
            /** @description The specification that is asked for. */
            readonly specification_uuid?: string;
            /** @description The name of the specification. */
            readonly specification_name?: string;
            /** @description The specification as it was. */
            readonly specification_info?: unknown;
            readonly vm_name?: components["schemas"]["VmName"];
            /** @description The machines that were made, id to name. */
            readonly vm_info?: components["schemas"]["AnyObject"];
            readonly apply_count?: components["schemas"]["ApplyCount"];
            readonly success_count?: components["schemas"]["SuccessCount"];
            readonly failed_count?: components["schemas"]["FailedCount"];
            readonly faild_info?: components["schemas"]["FaildInfo"];
        };
        readonly VmSpecificationGroup: {
            readonly vm_specification: components["schemas"]["VmSpecificationSection"];
        };
        readonly VmSpecificationSection: WithRequired<components["schemas"]["VmSpecificationDetails"], "specification_uuid" | "specification_name" | "vm_name" | "apply_count">;
        readonly VmSpecificationSubmission: components["schemas"]["SubmissionHead"] & {
            /**
             * @description The type.
             * @enum {string}
             */
            readonly type: "VM_SPECIFICATION";
            /** @description Its section. */
            readonly compute: components["schemas"]["VmSpecificationGroup"];
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "VM_SPECIFICATION";
        };
        /** @description A virtual machine made of a template. */
        readonly VmTemplateDetails: {
            /** @description The template. */
            readonly template_uuid?: string;
            /** @description The name of the template. */
            readonly template_name?: string;
            readonly vm_uuid?: components["schemas"]["VmUuid"];
            readonly vm_name?: components["schemas"]["VmName"];
            /** @description The template as it was. */
            readonly teplate_info?: unknown;
        };
        readonly VmTemplateGroup: {
            readonly vm_template: components["schemas"]["VmTemplateSection"];
        };
        readonly VmTemplateSection: WithRequired<components["schemas"]["VmTemplateDetails"], "template_uuid" | "template_name" | "vm_uuid" | "vm_name">;
        readonly VmTemplateSubmission: components["schemas"]["SubmissionHead"] & {
            /**
             * @description The type.
             * @enum {string}
             */
            readonly type: "VM_TEMPLATE";
            /** @description Its section. */
            readonly compute: components["schemas"]["VmTemplateGroup"];
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "VM_TEMPLATE";
        };
        readonly VmUpdateCpuCountGroup: {
            readonly vm_cpu_update: components["schemas"]["VmUpdateCpuCountSection"];
        };
        readonly VmUpdateCpuCountSection: WithRequired<components["schemas"]["VmCpuUpdateDetails"], "vm_uuid" | "cpu_count" | "cpu_max_count">;
        readonly VmUpdateCpuCountSubmission: components["schemas"]["SubmissionHead"] & {
            /**
             * @description The type.
             * @enum {string}
             */
            readonly type: "VM_UPDATE_CPU_COUNT";
            /** @description Its section. */
            readonly compute: components["schemas"]["VmUpdateCpuCountGroup"];
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "VM_UPDATE_CPU_COUNT";
        };
        readonly VmUpdateMemSiezeGroup: {
            readonly vm_memory_update: components["schemas"]["VmUpdateMemSiezeSection"];
        };
        readonly VmUpdateMemSiezeSection: WithRequired<components["schemas"]["VmMemoryUpdateDetails"], "vm_uuid" | "vm_memory_size">;
        readonly VmUpdateMemSiezeSubmission: components["schemas"]["SubmissionHead"] & {
            /**
             * @description The type.
             * @enum {string}
             */
            readonly type: "VM_UPDATE_MEM_SIEZE";
            /** @description Its section. */
            readonly compute: components["schemas"]["VmUpdateMemSiezeGroup"];
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "VM_UPDATE_MEM_SIEZE";
        };
        /** @description The virtual machine. */
        readonly VmUuid: string;
        readonly VolumeExpansionGroup: {
            readonly volume_expantion: components["schemas"]["VolumeExpansionSection"];
        };
        readonly VolumeExpansionSection: WithRequired<components["schemas"]["VolumeExpantionDetails"], "volume_uuid" | "capacity">;
        readonly VolumeExpansionSubmission: components["schemas"]["SubmissionHead"] & {
            /**
             * @description The type.
             * @enum {string}
             */
            readonly type: "VOLUME_EXPANSION";
            /** @description Its section. */
            readonly storage: components["schemas"]["VolumeExpansionGroup"];
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "VOLUME_EXPANSION";
        };
        /** @description A larger capacity of a disk; volume_expansion is taken too. */
        readonly VolumeExpantionDetails: {
            readonly volume_uuid?: components["schemas"]["VolumeUuid"];
            /**
             * Format: uint64
             * @description The capacity that is asked for, in bytes.
             */
            readonly capacity?: bigint;
        };
        /** @description A disk of a specification. */
        readonly VolumeSpecificationDetails: {
            /** @description The specification that is asked for. */
            readonly specification_uuid?: string;
            /** @description The name of the specification. */
            readonly specification_name?: string;
            /** @description What the disk is called. */
            readonly volume_name?: string;
            readonly volume_uuid?: components["schemas"]["VolumeUuid"];
            /** @description The specification as it was. */
            readonly specification_info?: unknown;
        };
        readonly VolumeSpecificationGroup: {
            readonly volume_specification: components["schemas"]["VolumeSpecificationSection"];
        };
        readonly VolumeSpecificationSection: WithRequired<components["schemas"]["VolumeSpecificationDetails"], "specification_uuid" | "specification_name" | "volume_name" | "volume_uuid">;
        readonly VolumeSpecificationSubmission: components["schemas"]["SubmissionHead"] & {
            /**
             * @description The type.
             * @enum {string}
             */
            readonly type: "VOLUME_SPECIFICATION";
            /** @description Its section. */
            readonly storage: components["schemas"]["VolumeSpecificationGroup"];
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "VOLUME_SPECIFICATION";
        };
        /** @description The disk. */
        readonly VolumeUuid: string;
        readonly VoteView: components["schemas"]["HistoryActor"] & {
            /** @description For whom the approver acted; null for themselves. */
            readonly on_behalf_of: components["schemas"]["Person"] | null;
            /** @description pass or overrule. */
            readonly action: components["schemas"]["VoteViewAction"];
            readonly time: components["schemas"]["Time"];
            readonly reason: components["schemas"]["Reason2"];
        };
        /** @enum {string} */
        readonly VoteViewAction: "pass" | "overrule";
        /** @description What people decided in the step. */
        readonly Votes: readonly components["schemas"]["VoteView"][];
        /** @description What could keep the approval from ending. */
        readonly Warnings: readonly components["schemas"]["PlanWarning"][];
        readonly WebhookCreateBody: {
            readonly tenant_uuid: components["schemas"]["TenantUuid"];
            readonly webhook_name: components["schemas"]["WebhookName"];
            /**
             * @description Standard Webhooks, or the robot of a chat: wecom, dingtalk, feishu.
             * @default standard
             */
            readonly kind?: components["schemas"]["WebhookKind"];
            readonly url: components["schemas"]["Url"];
            readonly secret?: components["schemas"]["Secret"];
            readonly event_types?: components["schemas"]["EventTypes"];
            /**
             * @description In which language messages are written: zh or en. Default: zh.
             * @default zh
             */
            readonly language?: components["schemas"]["Language"];
        };
        readonly WebhookDeleteBody: {
            /** @description What is to be acted on: ids, or objects with an id. 1-10,000. */
            readonly list: readonly components["schemas"]["ListedWebhook"][];
        };
        /** @enum {string} */
        readonly WebhookEventType: "ticket.submitted" | "ticket.voted" | "ticket.step-passed" | "ticket.passed" | "ticket.overruled" | "ticket.returned" | "ticket.transferred" | "ticket.approvers-added" | "ticket.withdrawn" | "ticket.terminated" | "ticket.reminded" | "ticket.overdue" | "ticket.escalated" | "ticket.urged" | "ticket.confirmed" | "ticket.archived" | "ticket.cc-added" | "ticket.commented" | "ticket.deleted" | "ticket.fulfilment-requested" | "ticket.fulfilment-working" | "ticket.fulfilment-done" | "ticket.fulfilment-failed" | "ticket.image-requested" | "ticket.image-creating" | "ticket.image-created" | "ticket.image-failed" | "ticket.image-needs-operator" | "delegation.made" | "delegation.cancelled";
        readonly WebhookInspectAnswer: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["WebhookInspectData"];
        };
        readonly WebhookInspectData: components["schemas"]["WebhookItem"] & {
            /** @description Which secrets sign now, the newest first; never the secrets themselves. */
            readonly secrets: readonly components["schemas"]["WebhookSecret"][];
        };
        readonly WebhookItem: components["schemas"]["WebhookRef"] & {
            readonly tenant_uuid: components["schemas"]["TenantUuid2"];
            /** @description Standard Webhooks, or the robot of a chat: wecom, dingtalk, feishu. */
            readonly kind: components["schemas"]["WebhookKind"];
            readonly url: components["schemas"]["Url2"];
            readonly event_types: components["schemas"]["EventTypes2"];
            /** @description In which language messages are written: zh or en. Default: zh. */
            readonly language: components["schemas"]["Language"];
            readonly enabled: components["schemas"]["Enabled"];
            readonly disabled_reason: components["schemas"]["DisabledReason"];
            readonly create_time: components["schemas"]["CreateTime"];
            readonly creator_uuid: components["schemas"]["CreatorUuid"];
            readonly creator_name: components["schemas"]["CreatorName"];
            readonly version: components["schemas"]["Version2"];
        };
        /** @enum {string} */
        readonly WebhookKind: "standard" | "wecom" | "dingtalk" | "feishu";
        readonly WebhookListAnswer: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["WebhookListData"];
        };
        readonly WebhookListData: {
            readonly total_count: components["schemas"]["TotalCount"];
            /** @description The rows of this page. */
            readonly list: readonly components["schemas"]["WebhookItem"][];
        };
        /** @description What the webhook is called, 1-128 characters. */
        readonly WebhookName: string;
        /** @description What the webhook is called, 1-128 characters. */
        readonly WebhookName2: string;
        readonly WebhookRef: {
            readonly webhook_uuid: components["schemas"]["WebhookUuid"];
            readonly webhook_name: components["schemas"]["WebhookName2"];
        };
        readonly WebhookRefAnswer: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["WebhookRef"];
        };
        readonly WebhookResults: {
            readonly success: components["schemas"]["Success"];
            readonly fail: components["schemas"]["Fail"];
            /** @description An answer for each item, in the order given. */
            readonly results: readonly components["schemas"]["WebhookRefAnswer"][];
        };
        readonly WebhookResultsAnswer: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["WebhookResults"];
        };
        readonly WebhookRotateBody: {
            readonly webhook_uuid: components["schemas"]["WebhookUuid2"];
            /**
             * Format: int64
             * @description For how many seconds the old secret signs along, up to 7 days.
             * @default 86400
             */
            readonly keep_seconds?: number;
        };
        readonly WebhookSecret: {
            readonly create_time: components["schemas"]["CreateTime"];
            /** @description Until when it signs along, in unix seconds; 0 for the newest. */
            readonly expire_time: components["schemas"]["UnixTime"];
        };
        readonly WebhookSecretRef: components["schemas"]["WebhookRef"] & {
            /** @description What messages are signed with. Of a standard webhook the system makes it, and shows it once. */
            readonly secret: string;
        };
        readonly WebhookSecretRefAnswer: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["WebhookSecretRef"];
        };
        readonly WebhookTestBody: {
            readonly webhook_uuid: components["schemas"]["WebhookUuid2"];
        };
        readonly WebhookUpdateBody: {
            readonly webhook_uuid: components["schemas"]["WebhookUuid2"];
            readonly webhook_name?: components["schemas"]["WebhookName"];
            readonly url?: components["schemas"]["Url"];
            readonly secret?: components["schemas"]["Secret"];
            readonly event_types?: components["schemas"]["EventTypes"];
            /** @description In which language messages are written: zh or en. Default: zh. */
            readonly language?: components["schemas"]["Language"];
            readonly enabled?: components["schemas"]["Enabled"];
        };
        /** @description The webhook. */
        readonly WebhookUuid: string;
        /** @description The webhook. */
        readonly WebhookUuid2: string;
        /** @description A CEL expression; the step is left out where it is false. Default: always. */
        readonly When: string;
        /** @description Why it would be so. */
        readonly Why: string;
        /** Format: int64 */
        readonly UnixTime: number;
        /** Format: int64 */
        readonly UnixTimeOrNull: number | null;
        /** Format: int64 */
        readonly Whole: number;
        /** Format: int64 */
        readonly WholeOrNull: number | null;
    };
    responses: {
        /** @description 0: success. */
        readonly ProcessRefAnswer: {
            headers: {
                readonly "X-RateLimit-Limit": components["headers"]["Limit"];
                readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                readonly "Idempotency-Replayed": components["headers"]["Replayed"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["ProcessRefAnswer"];
            };
        };
        /** @description 12: accepted, still being processed. */
        readonly AcceptedAnswer: {
            headers: {
                readonly "X-RateLimit-Limit": components["headers"]["Limit"];
                readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                readonly Location: components["headers"]["Location"];
                readonly "Retry-After": components["headers"]["After"];
                readonly "Idempotency-Replayed": components["headers"]["Replayed"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["AcceptedAnswer"];
            };
        };
        /** @description The request was refused: 400, 403, 404, 409, 413, 415 or 422. `scode` says why; `Retry-After` comes with 1009. */
        readonly Refused: {
            headers: {
                readonly "X-RateLimit-Limit": components["headers"]["Limit"];
                readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                readonly "Retry-After": components["headers"]["After"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Refusal"];
            };
        };
        /** @description 1007: too many requests. */
        readonly TooMany: {
            headers: {
                readonly "X-RateLimit-Limit": components["headers"]["Limit"];
                readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                readonly "X-RateLimit-Remaining": components["headers"]["Remaining"];
                readonly "X-RateLimit-Reset": components["headers"]["Reset"];
                readonly "Retry-After": components["headers"]["After"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Refusal"];
            };
        };
        /** @description 2001: please sign in; 2002: the session has expired. */
        readonly SignIn: {
            headers: {
                readonly "X-RateLimit-Limit": components["headers"]["Limit"];
                readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Refusal"];
            };
        };
        /** @description 9001: internal error. */
        readonly Broken: {
            headers: {
                readonly "X-RateLimit-Limit": components["headers"]["Limit"];
                readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Refusal"];
            };
        };
        /** @description 0: success. */
        readonly TicketRefAnswer: {
            headers: {
                readonly "X-RateLimit-Limit": components["headers"]["Limit"];
                readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                readonly "Idempotency-Replayed": components["headers"]["Replayed"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["TicketRefAnswer"];
            };
        };
        /** @description 0: success; 10: some items failed; 11: all items failed. */
        readonly TicketResultsAnswer: {
            headers: {
                readonly "X-RateLimit-Limit": components["headers"]["Limit"];
                readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                readonly "Idempotency-Replayed": components["headers"]["Replayed"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["TicketResultsAnswer"];
            };
        };
        /** @description 0: success. */
        readonly SettingsRefAnswer: {
            headers: {
                readonly "X-RateLimit-Limit": components["headers"]["Limit"];
                readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                readonly "Idempotency-Replayed": components["headers"]["Replayed"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["SettingsRefAnswer"];
            };
        };
        /** @description 0: success. */
        readonly WebhookSecretRefAnswer: {
            headers: {
                readonly "X-RateLimit-Limit": components["headers"]["Limit"];
                readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                readonly "Idempotency-Replayed": components["headers"]["Replayed"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["WebhookSecretRefAnswer"];
            };
        };
    };
    parameters: {
        /** @description The tenant that it belongs to. */
        readonly tenant_uuid_query: string;
        /** @description A part of the name. */
        readonly filter_name_query: string;
        /** @description Which page, from 1. Default: 1. Page times size is at most 10,000. */
        readonly page_num_query: number;
        /** @description How many rows a page has, 1-100. Default: 20. */
        readonly page_size_query: number;
        /**
         * @description The ticket. In a save or a submit, absent for a new one.
         * @example 00000000-0000-4000-8000-000000000002
         */
        readonly ticket_uuid_query: string;
        /**
         * @description The webhook.
         * @example 00000000-0000-4000-8000-000000000005
         */
        readonly webhook_uuid_query: string;
        /** @description `wait=N`: seconds to wait for the outcome, 0-30 (default 5); `respond-async`: an answer at once, with 202. Other wishes are passed over (RFC 7240 §2). */
        readonly Prefer: string;
        /** @description The same key with the same request gives the first answer again, within 7 days. */
        readonly Key: string;
        /** @description The id of the last event that the caller has; the stream goes on behind it. It counts before the query. */
        readonly ID: string;
    };
    requestBodies: never;
    headers: {
        /** @description Requests that one caller may make in a second. `X-RateLimit-Remaining` and `X-RateLimit-Reset` come with it. */
        readonly Limit: number;
        /** @description How many of them are left. */
        readonly Remaining: number;
        /** @description Seconds until they are all there again. */
        readonly Reset: number;
        /** @description Only behind a proxy that lets pages of another origin in; the gateway itself lets none in. */
        readonly "Access-Control-Allow-Origin": string;
        /** @description Seconds after which to try again, or to look at the outcome. */
        readonly After: number;
        /** @description Where the outcome will be. */
        readonly Location: string;
        /** @description `true` where this is the answer that the same key was given before. */
        readonly Replayed: string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    readonly createProcess: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description `wait=N`: seconds to wait for the outcome, 0-30 (default 5); `respond-async`: an answer at once, with 202. Other wishes are passed over (RFC 7240 §2). */
                readonly Prefer?: components["parameters"]["Prefer"];
                /** @description The same key with the same request gives the first answer again, within 7 days. */
                readonly "Idempotency-Key"?: components["parameters"]["Key"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ProcessCreateBody"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["ProcessRefAnswer"];
            readonly 202: components["responses"]["AcceptedAnswer"];
            readonly 401: components["responses"]["SignIn"];
            readonly 429: components["responses"]["TooMany"];
            readonly 500: components["responses"]["Broken"];
            readonly "4XX": components["responses"]["Refused"];
        };
    };
    readonly updateProcess: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description `wait=N`: seconds to wait for the outcome, 0-30 (default 5); `respond-async`: an answer at once, with 202. Other wishes are passed over (RFC 7240 §2). */
                readonly Prefer?: components["parameters"]["Prefer"];
                /** @description The same key with the same request gives the first answer again, within 7 days. */
                readonly "Idempotency-Key"?: components["parameters"]["Key"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ProcessUpdateBody"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["ProcessRefAnswer"];
            readonly 202: components["responses"]["AcceptedAnswer"];
            readonly 401: components["responses"]["SignIn"];
            readonly 429: components["responses"]["TooMany"];
            readonly 500: components["responses"]["Broken"];
            readonly "4XX": components["responses"]["Refused"];
        };
    };
    readonly listProcesses: {
        readonly parameters: {
            readonly query?: {
                /** @description The tenant that it belongs to. */
                readonly tenant_uuid?: components["parameters"]["tenant_uuid_query"];
                /** @description The approval process; the built-in one is system. */
                readonly process_uuid?: string;
                /** @description A part of the name. */
                readonly filter_name?: components["parameters"]["filter_name_query"];
                /** @description Which page, from 1. Default: 1. Page times size is at most 10,000. */
                readonly page_num?: components["parameters"]["page_num_query"];
                /** @description How many rows a page has, 1-100. Default: 20. */
                readonly page_size?: components["parameters"]["page_size_query"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description 0: success. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["Limit"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ProcessListAnswer"];
                };
            };
            readonly 401: components["responses"]["SignIn"];
            readonly 429: components["responses"]["TooMany"];
            readonly 500: components["responses"]["Broken"];
            readonly "4XX": components["responses"]["Refused"];
        };
    };
    readonly inspectProcess: {
        readonly parameters: {
            readonly query: {
                /** @description The tenant that it belongs to. */
                readonly tenant_uuid?: components["parameters"]["tenant_uuid_query"];
                /**
                 * @description The approval process; the built-in one is system.
                 * @example 00000000-0000-4000-8000-000000000004
                 */
                readonly process_uuid: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description 0: success. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["Limit"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ProcessInspectAnswer"];
                };
            };
            readonly 401: components["responses"]["SignIn"];
            readonly 429: components["responses"]["TooMany"];
            readonly 500: components["responses"]["Broken"];
            readonly "4XX": components["responses"]["Refused"];
        };
    };
    readonly simulateProcess: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["SimulateBody"];
            };
        };
        readonly responses: {
            /** @description 0: success. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["Limit"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SimulateAnswer"];
                };
            };
            readonly 401: components["responses"]["SignIn"];
            readonly 429: components["responses"]["TooMany"];
            readonly 500: components["responses"]["Broken"];
            readonly "4XX": components["responses"]["Refused"];
        };
    };
    readonly saveTicket: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description `wait=N`: seconds to wait for the outcome, 0-30 (default 5); `respond-async`: an answer at once, with 202. Other wishes are passed over (RFC 7240 §2). */
                readonly Prefer?: components["parameters"]["Prefer"];
                /** @description The same key with the same request gives the first answer again, within 7 days. */
                readonly "Idempotency-Key"?: components["parameters"]["Key"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["TicketDraft"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["TicketRefAnswer"];
            readonly 202: components["responses"]["AcceptedAnswer"];
            readonly 401: components["responses"]["SignIn"];
            readonly 429: components["responses"]["TooMany"];
            readonly 500: components["responses"]["Broken"];
            readonly "4XX": components["responses"]["Refused"];
        };
    };
    readonly submitTicket: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description `wait=N`: seconds to wait for the outcome, 0-30 (default 5); `respond-async`: an answer at once, with 202. Other wishes are passed over (RFC 7240 §2). */
                readonly Prefer?: components["parameters"]["Prefer"];
                /** @description The same key with the same request gives the first answer again, within 7 days. */
                readonly "Idempotency-Key"?: components["parameters"]["Key"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["TicketSubmission"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["TicketRefAnswer"];
            readonly 202: components["responses"]["AcceptedAnswer"];
            readonly 401: components["responses"]["SignIn"];
            readonly 429: components["responses"]["TooMany"];
            readonly 500: components["responses"]["Broken"];
            readonly "4XX": components["responses"]["Refused"];
        };
    };
    readonly submitSavedTickets: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description `wait=N`: seconds to wait for the outcome, 0-30 (default 5); `respond-async`: an answer at once, with 202. Other wishes are passed over (RFC 7240 §2). */
                readonly Prefer?: components["parameters"]["Prefer"];
                /** @description The same key with the same request gives the first answer again, within 7 days. */
                readonly "Idempotency-Key"?: components["parameters"]["Key"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["TicketListBody"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["TicketResultsAnswer"];
            readonly 202: components["responses"]["AcceptedAnswer"];
            readonly 401: components["responses"]["SignIn"];
            readonly 429: components["responses"]["TooMany"];
            readonly 500: components["responses"]["Broken"];
            readonly "4XX": components["responses"]["Refused"];
        };
    };
    readonly listTickets: {
        readonly parameters: {
            readonly query?: {
                /** @description Only tickets of applicants of this tenant. */
                readonly tenant_uuid?: string;
                /** @description Which page, from 1. Default: 1. Page times size is at most 10,000. */
                readonly page_num?: components["parameters"]["page_num_query"];
                /** @description How many rows a page has, 1-100. Default: 20. */
                readonly page_size?: components["parameters"]["page_size_query"];
                /** @description Only these states; several separated by commas. */
                readonly filter_state?: readonly components["schemas"]["TicketStateCode"][];
                /** @description Only these types; several separated by commas. */
                readonly filter_type?: readonly components["schemas"]["TicketTypeCode"][];
                /** @description Only these states of the image; several separated by commas. */
                readonly filter_image_state?: readonly components["schemas"]["ImageState"][];
                /** @description Only tickets with a step that is overdue. Default: false. */
                readonly filter_overdue?: boolean;
                /** @description Only tickets that wait for this person or role; for administrators. */
                readonly filter_owner_uuid?: string;
                /** @description The owner's tenant. Default: the caller's. */
                readonly filter_owner_tenant_uuid?: string;
                /** @description Only tickets of this applicant. */
                readonly filter_applyer_uuid?: string;
                /** @description A part of the name. */
                readonly filter_name?: components["parameters"]["filter_name_query"];
                /** @description Only tickets on this process. */
                readonly filter_process_uuid?: string;
                /** @description Created at this time or later, in unix seconds. */
                readonly filter_start?: number;
                /** @description Created at this time or earlier, in unix seconds. */
                readonly filter_end?: number;
                /**
                 * @description Which tickets: todo, applied, handled, cc, delegated (to the caller), fulfil (theirs to do) or all.
                 * @example applied
                 */
                readonly scope?: components["schemas"]["ListScope"];
                /** @description newest or oldest first, by creation. */
                readonly sort?: components["schemas"]["ListOrder"];
                /** @description The next_cursor of the page before, in place of a page number. */
                readonly cursor?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description 0: success. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["Limit"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TicketListAnswer"];
                };
            };
            readonly 401: components["responses"]["SignIn"];
            readonly 429: components["responses"]["TooMany"];
            readonly 500: components["responses"]["Broken"];
            readonly "4XX": components["responses"]["Refused"];
        };
    };
    readonly countTickets: {
        readonly parameters: {
            readonly query?: {
                /** @description Which scopes are counted; all of them by default. */
                readonly scopes?: readonly components["schemas"]["ListScope"][];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description 0: success. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["Limit"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TicketCountAnswer"];
                };
            };
            readonly 401: components["responses"]["SignIn"];
            readonly 429: components["responses"]["TooMany"];
            readonly 500: components["responses"]["Broken"];
            readonly "4XX": components["responses"]["Refused"];
        };
    };
    readonly inspectTicket: {
        readonly parameters: {
            readonly query: {
                /**
                 * @description The ticket. In a save or a submit, absent for a new one.
                 * @example 00000000-0000-4000-8000-000000000002
                 */
                readonly ticket_uuid: components["parameters"]["ticket_uuid_query"];
                /** @description Whether history shows what its hashes are made of. Default: false. */
                readonly chain?: boolean;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description 0: success. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["Limit"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TicketInspectAnswer"];
                };
            };
            readonly 401: components["responses"]["SignIn"];
            readonly 429: components["responses"]["TooMany"];
            readonly 500: components["responses"]["Broken"];
            readonly "4XX": components["responses"]["Refused"];
        };
    };
    readonly listHistoryKeys: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description 0: success. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["Limit"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["HistoryKeysAnswer"];
                };
            };
            readonly 401: components["responses"]["SignIn"];
            readonly 429: components["responses"]["TooMany"];
            readonly 500: components["responses"]["Broken"];
            readonly "4XX": components["responses"]["Refused"];
        };
    };
    readonly commentOnTicket: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description `wait=N`: seconds to wait for the outcome, 0-30 (default 5); `respond-async`: an answer at once, with 202. Other wishes are passed over (RFC 7240 §2). */
                readonly Prefer?: components["parameters"]["Prefer"];
                /** @description The same key with the same request gives the first answer again, within 7 days. */
                readonly "Idempotency-Key"?: components["parameters"]["Key"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CommentBody"];
            };
        };
        readonly responses: {
            /** @description 0: success. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["Limit"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly "Idempotency-Replayed": components["headers"]["Replayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommentRefAnswer"];
                };
            };
            readonly 202: components["responses"]["AcceptedAnswer"];
            readonly 401: components["responses"]["SignIn"];
            readonly 429: components["responses"]["TooMany"];
            readonly 500: components["responses"]["Broken"];
            readonly "4XX": components["responses"]["Refused"];
        };
    };
    readonly listComments: {
        readonly parameters: {
            readonly query: {
                /**
                 * @description The ticket. In a save or a submit, absent for a new one.
                 * @example 00000000-0000-4000-8000-000000000002
                 */
                readonly ticket_uuid: components["parameters"]["ticket_uuid_query"];
                /** @description Which page, from 1. Default: 1. Page times size is at most 10,000. */
                readonly page_num?: components["parameters"]["page_num_query"];
                /** @description How many rows a page has, 1-100. Default: 20. */
                readonly page_size?: components["parameters"]["page_size_query"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description 0: success. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["Limit"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommentListAnswer"];
                };
            };
            readonly 401: components["responses"]["SignIn"];
            readonly 429: components["responses"]["TooMany"];
            readonly 500: components["responses"]["Broken"];
            readonly "4XX": components["responses"]["Refused"];
        };
    };
    readonly copyTickets: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description `wait=N`: seconds to wait for the outcome, 0-30 (default 5); `respond-async`: an answer at once, with 202. Other wishes are passed over (RFC 7240 §2). */
                readonly Prefer?: components["parameters"]["Prefer"];
                /** @description The same key with the same request gives the first answer again, within 7 days. */
                readonly "Idempotency-Key"?: components["parameters"]["Key"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CcBody"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["TicketResultsAnswer"];
            readonly 202: components["responses"]["AcceptedAnswer"];
            readonly 401: components["responses"]["SignIn"];
            readonly 429: components["responses"]["TooMany"];
            readonly 500: components["responses"]["Broken"];
            readonly "4XX": components["responses"]["Refused"];
        };
    };
    readonly urgeTickets: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description `wait=N`: seconds to wait for the outcome, 0-30 (default 5); `respond-async`: an answer at once, with 202. Other wishes are passed over (RFC 7240 §2). */
                readonly Prefer?: components["parameters"]["Prefer"];
                /** @description The same key with the same request gives the first answer again, within 7 days. */
                readonly "Idempotency-Key"?: components["parameters"]["Key"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["UrgeBody"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["TicketResultsAnswer"];
            readonly 202: components["responses"]["AcceptedAnswer"];
            readonly 401: components["responses"]["SignIn"];
            readonly 429: components["responses"]["TooMany"];
            readonly 500: components["responses"]["Broken"];
            readonly "4XX": components["responses"]["Refused"];
        };
    };
    readonly addApprovers: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description `wait=N`: seconds to wait for the outcome, 0-30 (default 5); `respond-async`: an answer at once, with 202. Other wishes are passed over (RFC 7240 §2). */
                readonly Prefer?: components["parameters"]["Prefer"];
                /** @description The same key with the same request gives the first answer again, within 7 days. */
                readonly "Idempotency-Key"?: components["parameters"]["Key"];
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
            readonly 200: components["responses"]["TicketResultsAnswer"];
            readonly 202: components["responses"]["AcceptedAnswer"];
            readonly 401: components["responses"]["SignIn"];
            readonly 429: components["responses"]["TooMany"];
            readonly 500: components["responses"]["Broken"];
            readonly "4XX": components["responses"]["Refused"];
        };
    };
    readonly passTickets: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description `wait=N`: seconds to wait for the outcome, 0-30 (default 5); `respond-async`: an answer at once, with 202. Other wishes are passed over (RFC 7240 §2). */
                readonly Prefer?: components["parameters"]["Prefer"];
                /** @description The same key with the same request gives the first answer again, within 7 days. */
                readonly "Idempotency-Key"?: components["parameters"]["Key"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PassBody"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["TicketResultsAnswer"];
            readonly 202: components["responses"]["AcceptedAnswer"];
            readonly 401: components["responses"]["SignIn"];
            readonly 429: components["responses"]["TooMany"];
            readonly 500: components["responses"]["Broken"];
            readonly "4XX": components["responses"]["Refused"];
        };
    };
    readonly returnTickets: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description `wait=N`: seconds to wait for the outcome, 0-30 (default 5); `respond-async`: an answer at once, with 202. Other wishes are passed over (RFC 7240 §2). */
                readonly Prefer?: components["parameters"]["Prefer"];
                /** @description The same key with the same request gives the first answer again, within 7 days. */
                readonly "Idempotency-Key"?: components["parameters"]["Key"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ReturnBody"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["TicketResultsAnswer"];
            readonly 202: components["responses"]["AcceptedAnswer"];
            readonly 401: components["responses"]["SignIn"];
            readonly 429: components["responses"]["TooMany"];
            readonly 500: components["responses"]["Broken"];
            readonly "4XX": components["responses"]["Refused"];
        };
    };
    readonly transferTickets: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description `wait=N`: seconds to wait for the outcome, 0-30 (default 5); `respond-async`: an answer at once, with 202. Other wishes are passed over (RFC 7240 §2). */
                readonly Prefer?: components["parameters"]["Prefer"];
                /** @description The same key with the same request gives the first answer again, within 7 days. */
                readonly "Idempotency-Key"?: components["parameters"]["Key"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["TransferBody"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["TicketResultsAnswer"];
            readonly 202: components["responses"]["AcceptedAnswer"];
            readonly 401: components["responses"]["SignIn"];
            readonly 429: components["responses"]["TooMany"];
            readonly 500: components["responses"]["Broken"];
            readonly "4XX": components["responses"]["Refused"];
        };
    };
    readonly overruleTickets: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description `wait=N`: seconds to wait for the outcome, 0-30 (default 5); `respond-async`: an answer at once, with 202. Other wishes are passed over (RFC 7240 §2). */
                readonly Prefer?: components["parameters"]["Prefer"];
                /** @description The same key with the same request gives the first answer again, within 7 days. */
                readonly "Idempotency-Key"?: components["parameters"]["Key"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["OverruleBody"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["TicketResultsAnswer"];
            readonly 202: components["responses"]["AcceptedAnswer"];
            readonly 401: components["responses"]["SignIn"];
            readonly 429: components["responses"]["TooMany"];
            readonly 500: components["responses"]["Broken"];
            readonly "4XX": components["responses"]["Refused"];
        };
    };
    readonly submitOverruledTickets: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description `wait=N`: seconds to wait for the outcome, 0-30 (default 5); `respond-async`: an answer at once, with 202. Other wishes are passed over (RFC 7240 §2). */
                readonly Prefer?: components["parameters"]["Prefer"];
                /** @description The same key with the same request gives the first answer again, within 7 days. */
                readonly "Idempotency-Key"?: components["parameters"]["Key"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["TicketListBody"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["TicketResultsAnswer"];
            readonly 202: components["responses"]["AcceptedAnswer"];
            readonly 401: components["responses"]["SignIn"];
            readonly 429: components["responses"]["TooMany"];
            readonly 500: components["responses"]["Broken"];
            readonly "4XX": components["responses"]["Refused"];
        };
    };
    readonly withdrawTickets: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description `wait=N`: seconds to wait for the outcome, 0-30 (default 5); `respond-async`: an answer at once, with 202. Other wishes are passed over (RFC 7240 §2). */
                readonly Prefer?: components["parameters"]["Prefer"];
                /** @description The same key with the same request gives the first answer again, within 7 days. */
                readonly "Idempotency-Key"?: components["parameters"]["Key"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["TicketListBody"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["TicketResultsAnswer"];
            readonly 202: components["responses"]["AcceptedAnswer"];
            readonly 401: components["responses"]["SignIn"];
            readonly 429: components["responses"]["TooMany"];
            readonly 500: components["responses"]["Broken"];
            readonly "4XX": components["responses"]["Refused"];
        };
    };
    readonly terminateTickets: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description `wait=N`: seconds to wait for the outcome, 0-30 (default 5); `respond-async`: an answer at once, with 202. Other wishes are passed over (RFC 7240 §2). */
                readonly Prefer?: components["parameters"]["Prefer"];
                /** @description The same key with the same request gives the first answer again, within 7 days. */
                readonly "Idempotency-Key"?: components["parameters"]["Key"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ReasonBody"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["TicketResultsAnswer"];
            readonly 202: components["responses"]["AcceptedAnswer"];
            readonly 401: components["responses"]["SignIn"];
            readonly 429: components["responses"]["TooMany"];
            readonly 500: components["responses"]["Broken"];
            readonly "4XX": components["responses"]["Refused"];
        };
    };
    readonly createImages: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description `wait=N`: seconds to wait for the outcome, 0-30 (default 5); `respond-async`: an answer at once, with 202. Other wishes are passed over (RFC 7240 §2). */
                readonly Prefer?: components["parameters"]["Prefer"];
                /** @description The same key with the same request gives the first answer again, within 7 days. */
                readonly "Idempotency-Key"?: components["parameters"]["Key"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["TicketListBody"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["TicketResultsAnswer"];
            readonly 202: components["responses"]["AcceptedAnswer"];
            readonly 401: components["responses"]["SignIn"];
            readonly 429: components["responses"]["TooMany"];
            readonly 500: components["responses"]["Broken"];
            readonly "4XX": components["responses"]["Refused"];
        };
    };
    readonly confirmTickets: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description `wait=N`: seconds to wait for the outcome, 0-30 (default 5); `respond-async`: an answer at once, with 202. Other wishes are passed over (RFC 7240 §2). */
                readonly Prefer?: components["parameters"]["Prefer"];
                /** @description The same key with the same request gives the first answer again, within 7 days. */
                readonly "Idempotency-Key"?: components["parameters"]["Key"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["TicketListBody"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["TicketResultsAnswer"];
            readonly 202: components["responses"]["AcceptedAnswer"];
            readonly 401: components["responses"]["SignIn"];
            readonly 429: components["responses"]["TooMany"];
            readonly 500: components["responses"]["Broken"];
            readonly "4XX": components["responses"]["Refused"];
        };
    };
    readonly archiveTickets: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description `wait=N`: seconds to wait for the outcome, 0-30 (default 5); `respond-async`: an answer at once, with 202. Other wishes are passed over (RFC 7240 §2). */
                readonly Prefer?: components["parameters"]["Prefer"];
                /** @description The same key with the same request gives the first answer again, within 7 days. */
                readonly "Idempotency-Key"?: components["parameters"]["Key"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["TicketListBody"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["TicketResultsAnswer"];
            readonly 202: components["responses"]["AcceptedAnswer"];
            readonly 401: components["responses"]["SignIn"];
            readonly 429: components["responses"]["TooMany"];
            readonly 500: components["responses"]["Broken"];
            readonly "4XX": components["responses"]["Refused"];
        };
    };
    readonly claimFulfilments: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description `wait=N`: seconds to wait for the outcome, 0-30 (default 5); `respond-async`: an answer at once, with 202. Other wishes are passed over (RFC 7240 §2). */
                readonly Prefer?: components["parameters"]["Prefer"];
                /** @description The same key with the same request gives the first answer again, within 7 days. */
                readonly "Idempotency-Key"?: components["parameters"]["Key"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["FulfilmentClaimBody"];
            };
        };
        readonly responses: {
            /** @description 0: success. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["Limit"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly "Idempotency-Replayed": components["headers"]["Replayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["FulfilmentClaimDataAnswer"];
                };
            };
            readonly 202: components["responses"]["AcceptedAnswer"];
            readonly 401: components["responses"]["SignIn"];
            readonly 429: components["responses"]["TooMany"];
            readonly 500: components["responses"]["Broken"];
            readonly "4XX": components["responses"]["Refused"];
        };
    };
    readonly extendFulfilments: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description `wait=N`: seconds to wait for the outcome, 0-30 (default 5); `respond-async`: an answer at once, with 202. Other wishes are passed over (RFC 7240 §2). */
                readonly Prefer?: components["parameters"]["Prefer"];
                /** @description The same key with the same request gives the first answer again, within 7 days. */
                readonly "Idempotency-Key"?: components["parameters"]["Key"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["FulfilmentExtendBody"];
            };
        };
        readonly responses: {
            /** @description 0: success; 10: some items failed; 11: all items failed. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["Limit"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly "Idempotency-Replayed": components["headers"]["Replayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["FulfilmentExtendDataResultsAnswer"];
                };
            };
            readonly 202: components["responses"]["AcceptedAnswer"];
            readonly 401: components["responses"]["SignIn"];
            readonly 429: components["responses"]["TooMany"];
            readonly 500: components["responses"]["Broken"];
            readonly "4XX": components["responses"]["Refused"];
        };
    };
    readonly reportFulfilments: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description `wait=N`: seconds to wait for the outcome, 0-30 (default 5); `respond-async`: an answer at once, with 202. Other wishes are passed over (RFC 7240 §2). */
                readonly Prefer?: components["parameters"]["Prefer"];
                /** @description The same key with the same request gives the first answer again, within 7 days. */
                readonly "Idempotency-Key"?: components["parameters"]["Key"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["FulfilmentReportBody"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["TicketResultsAnswer"];
            readonly 202: components["responses"]["AcceptedAnswer"];
            readonly 401: components["responses"]["SignIn"];
            readonly 429: components["responses"]["TooMany"];
            readonly 500: components["responses"]["Broken"];
            readonly "4XX": components["responses"]["Refused"];
        };
    };
    readonly retryFulfilments: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description `wait=N`: seconds to wait for the outcome, 0-30 (default 5); `respond-async`: an answer at once, with 202. Other wishes are passed over (RFC 7240 §2). */
                readonly Prefer?: components["parameters"]["Prefer"];
                /** @description The same key with the same request gives the first answer again, within 7 days. */
                readonly "Idempotency-Key"?: components["parameters"]["Key"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["TicketListBody"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["TicketResultsAnswer"];
            readonly 202: components["responses"]["AcceptedAnswer"];
            readonly 401: components["responses"]["SignIn"];
            readonly 429: components["responses"]["TooMany"];
            readonly 500: components["responses"]["Broken"];
            readonly "4XX": components["responses"]["Refused"];
        };
    };
    readonly deleteTickets: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description `wait=N`: seconds to wait for the outcome, 0-30 (default 5); `respond-async`: an answer at once, with 202. Other wishes are passed over (RFC 7240 §2).
                 * @example respond-async
                 */
                readonly Prefer?: string;
                /** @description The same key with the same request gives the first answer again, within 7 days. */
                readonly "Idempotency-Key"?: components["parameters"]["Key"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["TicketListBody"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["TicketResultsAnswer"];
            readonly 202: components["responses"]["AcceptedAnswer"];
            readonly 401: components["responses"]["SignIn"];
            readonly 429: components["responses"]["TooMany"];
            readonly 500: components["responses"]["Broken"];
            readonly "4XX": components["responses"]["Refused"];
        };
    };
    readonly inspectBatch: {
        readonly parameters: {
            readonly query: {
                /**
                 * @description Names the request whose outcome is shown later.
                 * @example 00000000-0000-4000-8000-000000000007
                 */
                readonly batch_uuid: string;
                /** @description The settled of the answer before: only newer results are shown. */
                readonly since?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description 0: success; 10: some items failed; 11: all items failed. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["Limit"];
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
                    readonly "X-RateLimit-Limit": components["headers"]["Limit"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly Location: components["headers"]["Location"];
                    readonly "Retry-After": components["headers"]["After"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AcceptedAnswer"];
                };
            };
            readonly 401: components["responses"]["SignIn"];
            readonly 429: components["responses"]["TooMany"];
            readonly 500: components["responses"]["Broken"];
            readonly "4XX": components["responses"]["Refused"];
        };
    };
    readonly deleteProcesses: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description `wait=N`: seconds to wait for the outcome, 0-30 (default 5); `respond-async`: an answer at once, with 202. Other wishes are passed over (RFC 7240 §2). */
                readonly Prefer?: components["parameters"]["Prefer"];
                /** @description The same key with the same request gives the first answer again, within 7 days. */
                readonly "Idempotency-Key"?: components["parameters"]["Key"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ProcessDeleteBody"];
            };
        };
        readonly responses: {
            /** @description 0: success; 10: some items failed; 11: all items failed. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["Limit"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly "Idempotency-Replayed": components["headers"]["Replayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ProcessResultsAnswer"];
                };
            };
            readonly 202: components["responses"]["AcceptedAnswer"];
            readonly 401: components["responses"]["SignIn"];
            readonly 429: components["responses"]["TooMany"];
            readonly 500: components["responses"]["Broken"];
            readonly "4XX": components["responses"]["Refused"];
        };
    };
    readonly listRoles: {
        readonly parameters: {
            readonly query?: {
                /** @description The tenant that it belongs to. */
                readonly tenant_uuid?: components["parameters"]["tenant_uuid_query"];
                /** @description Which page, from 1. Default: 1. Page times size is at most 10,000. */
                readonly page_num?: components["parameters"]["page_num_query"];
                /** @description How many rows a page has, 1-100. Default: 20. */
                readonly page_size?: components["parameters"]["page_size_query"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description 0: success. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["Limit"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RoleListAnswer"];
                };
            };
            readonly 401: components["responses"]["SignIn"];
            readonly 429: components["responses"]["TooMany"];
            readonly 500: components["responses"]["Broken"];
            readonly "4XX": components["responses"]["Refused"];
        };
    };
    readonly listUsers: {
        readonly parameters: {
            readonly query?: {
                /** @description The tenant that it belongs to. */
                readonly tenant_uuid?: components["parameters"]["tenant_uuid_query"];
                /**
                 * @description The role in that tenant.
                 * @example 5b8e1f7a-2c64-4f0b-8d1e-3a9c7b2d4e02
                 */
                readonly role_uuid?: string;
                /** @description Which page, from 1. Default: 1. Page times size is at most 10,000. */
                readonly page_num?: components["parameters"]["page_num_query"];
                /** @description How many rows a page has, 1-100. Default: 20. */
                readonly page_size?: components["parameters"]["page_size_query"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description 0: success. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["Limit"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["UserListAnswer"];
                };
            };
            readonly 401: components["responses"]["SignIn"];
            readonly 429: components["responses"]["TooMany"];
            readonly 500: components["responses"]["Broken"];
            readonly "4XX": components["responses"]["Refused"];
        };
    };
    readonly createDelegation: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description `wait=N`: seconds to wait for the outcome, 0-30 (default 5); `respond-async`: an answer at once, with 202. Other wishes are passed over (RFC 7240 §2). */
                readonly Prefer?: components["parameters"]["Prefer"];
                /** @description The same key with the same request gives the first answer again, within 7 days. */
                readonly "Idempotency-Key"?: components["parameters"]["Key"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["DelegationCreateBody"];
            };
        };
        readonly responses: {
            /** @description 0: success. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["Limit"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly "Idempotency-Replayed": components["headers"]["Replayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DelegationRefAnswer"];
                };
            };
            readonly 202: components["responses"]["AcceptedAnswer"];
            readonly 401: components["responses"]["SignIn"];
            readonly 429: components["responses"]["TooMany"];
            readonly 500: components["responses"]["Broken"];
            readonly "4XX": components["responses"]["Refused"];
        };
    };
    readonly listDelegations: {
        readonly parameters: {
            readonly query?: {
                /** @description Those given, those received, or all of the tenant. */
                readonly scope?: components["schemas"]["DelegationScope"];
                /** @description Which page, from 1. Default: 1. Page times size is at most 10,000. */
                readonly page_num?: components["parameters"]["page_num_query"];
                /** @description How many rows a page has, 1-100. Default: 20. */
                readonly page_size?: components["parameters"]["page_size_query"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description 0: success. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["Limit"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DelegationListAnswer"];
                };
            };
            readonly 401: components["responses"]["SignIn"];
            readonly 429: components["responses"]["TooMany"];
            readonly 500: components["responses"]["Broken"];
            readonly "4XX": components["responses"]["Refused"];
        };
    };
    readonly cancelDelegations: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description `wait=N`: seconds to wait for the outcome, 0-30 (default 5); `respond-async`: an answer at once, with 202. Other wishes are passed over (RFC 7240 §2). */
                readonly Prefer?: components["parameters"]["Prefer"];
                /** @description The same key with the same request gives the first answer again, within 7 days. */
                readonly "Idempotency-Key"?: components["parameters"]["Key"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["DelegationCancelBody"];
            };
        };
        readonly responses: {
            /** @description 0: success; 10: some items failed; 11: all items failed. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["Limit"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly "Idempotency-Replayed": components["headers"]["Replayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DelegationResultsAnswer"];
                };
            };
            readonly 202: components["responses"]["AcceptedAnswer"];
            readonly 401: components["responses"]["SignIn"];
            readonly 429: components["responses"]["TooMany"];
            readonly 500: components["responses"]["Broken"];
            readonly "4XX": components["responses"]["Refused"];
        };
    };
    readonly inspectSettings: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description 0: success. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["Limit"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["NotificationSettingsAnswer"];
                };
            };
            readonly 401: components["responses"]["SignIn"];
            readonly 429: components["responses"]["TooMany"];
            readonly 500: components["responses"]["Broken"];
            readonly "4XX": components["responses"]["Refused"];
        };
    };
    readonly changeSettings: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description `wait=N`: seconds to wait for the outcome, 0-30 (default 5); `respond-async`: an answer at once, with 202. Other wishes are passed over (RFC 7240 §2). */
                readonly Prefer?: components["parameters"]["Prefer"];
                /** @description The same key with the same request gives the first answer again, within 7 days. */
                readonly "Idempotency-Key"?: components["parameters"]["Key"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NotificationSettingsBody"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["SettingsRefAnswer"];
            readonly 202: components["responses"]["AcceptedAnswer"];
            readonly 401: components["responses"]["SignIn"];
            readonly 429: components["responses"]["TooMany"];
            readonly 500: components["responses"]["Broken"];
            readonly "4XX": components["responses"]["Refused"];
        };
    };
    readonly confirmMail: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description `wait=N`: seconds to wait for the outcome, 0-30 (default 5); `respond-async`: an answer at once, with 202. Other wishes are passed over (RFC 7240 §2). */
                readonly Prefer?: components["parameters"]["Prefer"];
                /** @description The same key with the same request gives the first answer again, within 7 days. */
                readonly "Idempotency-Key"?: components["parameters"]["Key"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["MailConfirmBody"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["SettingsRefAnswer"];
            readonly 202: components["responses"]["AcceptedAnswer"];
            readonly 401: components["responses"]["SignIn"];
            readonly 429: components["responses"]["TooMany"];
            readonly 500: components["responses"]["Broken"];
            readonly "4XX": components["responses"]["Refused"];
        };
    };
    readonly listenToEvents: {
        readonly parameters: {
            readonly query?: {
                /** @description The last event that the caller has; the stream goes on behind it. */
                readonly last_event_id?: string;
            };
            readonly header?: {
                /** @description The id of the last event that the caller has; the stream goes on behind it. It counts before the query. */
                readonly "Last-Event-ID"?: components["parameters"]["ID"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description 0: success. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["Limit"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/event-stream": components["schemas"]["StreamedEvent"];
                };
            };
            readonly 401: components["responses"]["SignIn"];
            readonly 429: components["responses"]["TooMany"];
            readonly 500: components["responses"]["Broken"];
            readonly "4XX": components["responses"]["Refused"];
        };
    };
    readonly createWebhook: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description `wait=N`: seconds to wait for the outcome, 0-30 (default 5); `respond-async`: an answer at once, with 202. Other wishes are passed over (RFC 7240 §2). */
                readonly Prefer?: components["parameters"]["Prefer"];
                /** @description The same key with the same request gives the first answer again, within 7 days. */
                readonly "Idempotency-Key"?: components["parameters"]["Key"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["WebhookCreateBody"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["WebhookSecretRefAnswer"];
            readonly 202: components["responses"]["AcceptedAnswer"];
            readonly 401: components["responses"]["SignIn"];
            readonly 429: components["responses"]["TooMany"];
            readonly 500: components["responses"]["Broken"];
            readonly "4XX": components["responses"]["Refused"];
        };
    };
    readonly updateWebhook: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description `wait=N`: seconds to wait for the outcome, 0-30 (default 5); `respond-async`: an answer at once, with 202. Other wishes are passed over (RFC 7240 §2). */
                readonly Prefer?: components["parameters"]["Prefer"];
                /** @description The same key with the same request gives the first answer again, within 7 days. */
                readonly "Idempotency-Key"?: components["parameters"]["Key"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["WebhookUpdateBody"];
            };
        };
        readonly responses: {
            /** @description 0: success. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["Limit"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly "Idempotency-Replayed": components["headers"]["Replayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WebhookRefAnswer"];
                };
            };
            readonly 202: components["responses"]["AcceptedAnswer"];
            readonly 401: components["responses"]["SignIn"];
            readonly 429: components["responses"]["TooMany"];
            readonly 500: components["responses"]["Broken"];
            readonly "4XX": components["responses"]["Refused"];
        };
    };
    readonly rotateWebhook: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description `wait=N`: seconds to wait for the outcome, 0-30 (default 5); `respond-async`: an answer at once, with 202. Other wishes are passed over (RFC 7240 §2). */
                readonly Prefer?: components["parameters"]["Prefer"];
                /** @description The same key with the same request gives the first answer again, within 7 days. */
                readonly "Idempotency-Key"?: components["parameters"]["Key"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["WebhookRotateBody"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["WebhookSecretRefAnswer"];
            readonly 202: components["responses"]["AcceptedAnswer"];
            readonly 401: components["responses"]["SignIn"];
            readonly 429: components["responses"]["TooMany"];
            readonly 500: components["responses"]["Broken"];
            readonly "4XX": components["responses"]["Refused"];
        };
    };
    readonly listWebhooks: {
        readonly parameters: {
            readonly query?: {
                /** @description The tenant that it belongs to. */
                readonly tenant_uuid?: components["parameters"]["tenant_uuid_query"];
                /** @description Which page, from 1. Default: 1. Page times size is at most 10,000. */
                readonly page_num?: components["parameters"]["page_num_query"];
                /** @description How many rows a page has, 1-100. Default: 20. */
                readonly page_size?: components["parameters"]["page_size_query"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description 0: success. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["Limit"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WebhookListAnswer"];
                };
            };
            readonly 401: components["responses"]["SignIn"];
            readonly 429: components["responses"]["TooMany"];
            readonly 500: components["responses"]["Broken"];
            readonly "4XX": components["responses"]["Refused"];
        };
    };
    readonly inspectWebhook: {
        readonly parameters: {
            readonly query: {
                /**
                 * @description The webhook.
                 * @example 00000000-0000-4000-8000-000000000005
                 */
                readonly webhook_uuid: components["parameters"]["webhook_uuid_query"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description 0: success. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["Limit"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WebhookInspectAnswer"];
                };
            };
            readonly 401: components["responses"]["SignIn"];
            readonly 429: components["responses"]["TooMany"];
            readonly 500: components["responses"]["Broken"];
            readonly "4XX": components["responses"]["Refused"];
        };
    };
    readonly testWebhook: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description `wait=N`: seconds to wait for the outcome, 0-30 (default 5); `respond-async`: an answer at once, with 202. Other wishes are passed over (RFC 7240 §2). */
                readonly Prefer?: components["parameters"]["Prefer"];
                /** @description The same key with the same request gives the first answer again, within 7 days. */
                readonly "Idempotency-Key"?: components["parameters"]["Key"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["WebhookTestBody"];
            };
        };
        readonly responses: {
            /** @description 0: success. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["Limit"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly "Idempotency-Replayed": components["headers"]["Replayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DeliveryRefAnswer"];
                };
            };
            readonly 202: components["responses"]["AcceptedAnswer"];
            readonly 401: components["responses"]["SignIn"];
            readonly 429: components["responses"]["TooMany"];
            readonly 500: components["responses"]["Broken"];
            readonly "4XX": components["responses"]["Refused"];
        };
    };
    readonly listDeliveries: {
        readonly parameters: {
            readonly query: {
                /**
                 * @description The webhook.
                 * @example 00000000-0000-4000-8000-000000000005
                 */
                readonly webhook_uuid: components["parameters"]["webhook_uuid_query"];
                /** @description Only deliveries in this state. */
                readonly filter_state?: components["schemas"]["DeliveryState"];
                /** @description Only deliveries about this ticket. */
                readonly filter_ticket_uuid?: string;
                /** @description Which page, from 1. Default: 1. Page times size is at most 10,000. */
                readonly page_num?: components["parameters"]["page_num_query"];
                /** @description How many rows a page has, 1-100. Default: 20. */
                readonly page_size?: components["parameters"]["page_size_query"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description 0: success. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["Limit"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DeliveryListAnswer"];
                };
            };
            readonly 401: components["responses"]["SignIn"];
            readonly 429: components["responses"]["TooMany"];
            readonly 500: components["responses"]["Broken"];
            readonly "4XX": components["responses"]["Refused"];
        };
    };
    readonly inspectDelivery: {
        readonly parameters: {
            readonly query: {
                /**
                 * @description The webhook.
                 * @example 00000000-0000-4000-8000-000000000005
                 */
                readonly webhook_uuid: components["parameters"]["webhook_uuid_query"];
                /**
                 * @description The delivery.
                 * @example 00000000-0000-4000-8000-000000000006
                 */
                readonly delivery_uuid: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description 0: success. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["Limit"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DeliveryInspectAnswer"];
                };
            };
            readonly 401: components["responses"]["SignIn"];
            readonly 429: components["responses"]["TooMany"];
            readonly 500: components["responses"]["Broken"];
            readonly "4XX": components["responses"]["Refused"];
        };
    };
    readonly replayDeliveries: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description `wait=N`: seconds to wait for the outcome, 0-30 (default 5); `respond-async`: an answer at once, with 202. Other wishes are passed over (RFC 7240 §2). */
                readonly Prefer?: components["parameters"]["Prefer"];
                /** @description The same key with the same request gives the first answer again, within 7 days. */
                readonly "Idempotency-Key"?: components["parameters"]["Key"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["DeliveryReplayBody"];
            };
        };
        readonly responses: {
            /** @description 0: success; 10: some items failed; 11: all items failed. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["Limit"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly "Idempotency-Replayed": components["headers"]["Replayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DeliveryResultsAnswer"];
                };
            };
            readonly 202: components["responses"]["AcceptedAnswer"];
            readonly 401: components["responses"]["SignIn"];
            readonly 429: components["responses"]["TooMany"];
            readonly 500: components["responses"]["Broken"];
            readonly "4XX": components["responses"]["Refused"];
        };
    };
    readonly deleteWebhooks: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description `wait=N`: seconds to wait for the outcome, 0-30 (default 5); `respond-async`: an answer at once, with 202. Other wishes are passed over (RFC 7240 §2). */
                readonly Prefer?: components["parameters"]["Prefer"];
                /** @description The same key with the same request gives the first answer again, within 7 days. */
                readonly "Idempotency-Key"?: components["parameters"]["Key"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["WebhookDeleteBody"];
            };
        };
        readonly responses: {
            /** @description 0: success; 10: some items failed; 11: all items failed. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["Limit"];
                    readonly "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    readonly "Idempotency-Replayed": components["headers"]["Replayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WebhookResultsAnswer"];
                };
            };
            readonly 202: components["responses"]["AcceptedAnswer"];
            readonly 401: components["responses"]["SignIn"];
            readonly 429: components["responses"]["TooMany"];
            readonly 500: components["responses"]["Broken"];
            readonly "4XX": components["responses"]["Refused"];
        };
    };
}
type WithRequired<T, K extends keyof T> = T & {
    [P in K]-?: T[P];
};
