const masked = '[masked]'

/** `amqp://user:password@host`; up to the last `@`, because an unescaped password may hold one of its own. */
const urlCredentials = /:\/\/(?:[^\s"\\]|\\["\\]){0,512}@/g

/** A JSON member whose name says that its text, or its list of texts, is a secret. */
const secretMember =
  /("[^"\\]{0,64}(?:authorization|cookie|password|(?:seal|service)_?keys?|secret|signature|token)[^"\\]{0,64}":)(?:"(?:[^"\\]|\\.)*"|\[[^\]]*\])/gi

const secretAssignment = /(\b\w{0,32}(?:password|secret|signature|token)\w{0,32}=)[^\s&"\\,;]+/gi
const schemeCredentials = /\b(Basic|Bearer)\s+[^\s"\\,;]+/gi
const jsonWebToken = /(?<![\w-])eyJ[\w-]{1,4096}\.[\w-]{1,4096}(?:\.[\w-]{0,4096})?/g

/**
 * Takes any text, a whole line of JSON log included, and gives it back without the secrets that are recognisable by
 * their form: credentials in URLs, members and assignments named like a secret, `Authorization` values, JSON web
 * tokens. Drivers put connection strings into error messages, so masking chosen fields would not be enough. When in
 * doubt, text is masked. Every repetition is bounded, so a hostile text cannot make it slow.
 */
export const redactSecrets = (text: string): string =>
  text
    .replace(secretMember, `$1"${masked}"`)
    .replace(urlCredentials, `://${masked}@`)
    .replace(schemeCredentials, `$1 ${masked}`)
    .replace(secretAssignment, `$1${masked}`)
    .replace(jsonWebToken, masked)
