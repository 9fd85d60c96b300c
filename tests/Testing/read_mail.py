"""Reads a mail as mail programs do, by a parser that is not ours: python3 read_mail.py FILE prints JSON."""
import email
import email.header
import email.policy
import json
import pathlib
import sys

mail = email.message_from_bytes(pathlib.Path(sys.argv[1]).read_bytes(), policy=email.policy.default)
parts = []
for part in mail.walk():
    content = None if part.is_multipart() else part.get_payload(decode=True)
    is_text = content is not None and part.get_content_maintype() == "text" and part.get_filename() is None
    parts.append({
        "Type": part.get_content_type(),
        "Name": part.get_filename(),
        "Text": content.decode(part.get_content_charset("utf-8")) if is_text else None,
        "Bytes": None if content is None else list(content),
        "Defects": [repr(defect) for defect in part.defects],
    })


def read(name, value):
    # The newer parser puts spaces between the encoded words of a long name, against RFC 2047, 6.2; the older one reads them right.
    old = name.lower() in ("from", "to", "reply-to")
    return str(email.header.make_header(email.header.decode_header(value))) if old else str(mail.policy.header_fetch_parse(name, value))


print(json.dumps({"Headers": [[name, read(name, value)] for name, value in mail.raw_items()], "Parts": parts}))
