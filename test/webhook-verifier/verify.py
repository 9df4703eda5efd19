"""Verifies webhooks with the Python package of Standard Webhooks: a line of JSON {secret, headers, body} each on stdin."""

import json
import sys

from standardwebhooks import Webhook, WebhookVerificationError

for line in sys.stdin:
    message = json.loads(line)
    try:
        Webhook(message["secret"]).verify(message["body"], message["headers"])
        print("verified")
    except WebhookVerificationError as fault:
        print(f"refused: {fault}")
