/** Where the console is served, with a slash at its end: what `<base>` says. */
export const consoleBase = new URL(document.baseURI)

/** The gateway, which serves it: one folder above. */
export const gatewayBase = new URL('..', consoleBase).href
