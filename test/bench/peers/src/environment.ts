/** What a peer is told by its environment. */
const read = (name: string): string => {
  const value = process.env[name]
  if (value === undefined) throw new Error(`${name} is not set`)
  return value
}

export const environment = {
  amqpUrl: () => read('AMQP_URL'),
  mongodbUrl: () => read('MONGODB_URL'),
  jwksUrl: () => read('AUTH_JWKS_URL'),
  issuer: () => read('AUTH_ISSUER'),
  audience: () => read('AUTH_AUDIENCE'),
  port: () => Number(read('PORT')),
}
