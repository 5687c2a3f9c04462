"""Teaches schemathesis to send what is no JSON."""

import schemathesis


@schemathesis.serializer("application/jose")
def jose(context, value):
    return value.encode("utf-8", "surrogatepass") if isinstance(value, str) else str(value).encode()
