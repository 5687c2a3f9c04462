"""The client fitconnect 0.4.2, unchanged but for its table of addresses, as sender and as subscriber."""

import importlib.metadata
import json
import sys

import fitconnect
from fitconnect import fitconnect as module

order = json.load(sys.stdin)
assert importlib.metadata.version("fitconnect") == "0.4.2"

environment = fitconnect.Environment.TESTING
module._ENVIRONMENT_CONFIG[environment] = {
    "TOKEN_URL": order["token"],
    "SUBMISSION_API_URL": order["api"] + "/v1",
}
service = "urn:de:fim:leika:leistung:99115005000000"

desk = fitconnect.FITConnectClient(environment, order["subscriber"], order["subscriberSecret"])
activated = desk.activate_destination(order["destination"])

sender = fitconnect.FITConnectClient(environment, order["sender"], order["senderSecret"])
data = {"$schema": "https://schema.example.org/wohnsitz.json", "name": "Mustermann"}
attachment = b"%PDF-1.7 an attachment " * 5000
answer = sender.submission(order["destination"], service, data=data, attachments=[attachment])

waiting = desk.available_submissions()
received = desk.retrieve_submission(answer["submissionId"], order["privateKey"])


def complaint(attempt):
    try:
        attempt()
        return None
    except ValueError as error:
        return str(error)


stranger = fitconnect.FITConnectClient(environment, order["sender"], "wrong secret, which is long enough")
nowhere = "00000000-0000-4000-8000-000000000000"
json.dump(
    {
        "activated": activated.status_code,
        "sent": answer,
        "waiting": waiting,
        "isSameData": received["data_json"] == data,
        "isSameAttachment": list(received["attachments"].values()) == [attachment],
        "service": received["serviceType"]["identifier"],
        "refused": complaint(lambda: stranger.get_destination(order["destination"])),
        "unknown": complaint(lambda: sender.create_submission(nowhere, service)),
    },
    sys.stdout,
)
