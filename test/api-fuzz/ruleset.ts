import spectral from '@stoplight/spectral-core'
import owasp from '@stoplight/spectral-owasp-ruleset'
import rulesets from '@stoplight/spectral-rulesets'

/** What the OpenAPI document must keep to: Spectral's rules for OpenAPI and for OWASP's API security top ten of 2023. */
export const ruleset = new spectral.Ruleset({
  extends: [rulesets.oas, owasp],
  rules: {
    // Names, reasons and ids of other systems are free text. Each has a largest length, which is a rule of its own.
    'owasp:api4:2023-string-restricted': 'off',
    // Whom to ask is known where the system runs, not here.
    'info-contact': 'off',
  },
})
