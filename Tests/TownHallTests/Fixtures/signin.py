"""Prints an access token."""

import json
import sys

import requests

order = json.load(sys.stdin)
form = {"grant_type": "client_credentials", "client_id": order["id"], "client_secret": order["secret"]}
answer = requests.post(f"https://localhost:{order['port']}/token", data=form, verify=order["ca"])
print(answer.json()["access_token"], end="")
