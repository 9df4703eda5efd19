export const listScopes = ['todo', 'applied', 'handled', 'cc', 'delegated', 'fulfil', 'all'] as const

/** By the time of creation. */
export const listOrders = ['newest', 'oldest'] as const

export const delegationScopes = ['given', 'received', 'tenant'] as const
