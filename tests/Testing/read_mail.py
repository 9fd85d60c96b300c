"""Reads a mail as mail programs do, by a parser that is not ours: python3 read_mail.py FILE prints JSON."""
import email
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
print(json.dumps({"Headers": [[name, str(value)] for name, value in mail.items()], "Parts": parts}))
