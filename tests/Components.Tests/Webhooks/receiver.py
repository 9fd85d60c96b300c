"""A receiver of webhooks: WEBHOOK_KEY=… python3 receiver.py. Prints its port, then each genuine call's id and body."""
import hashlib
import hmac
import http.server
import os
import time

KEY = os.environ["WEBHOOK_KEY"].encode()


def is_genuine(headers, body):
    if abs(time.time() - int(headers["Component-Webhook-Timestamp"])) > 300:
        return False
    signed = f"{headers['Component-Webhook-Id']}.{headers['Component-Webhook-Timestamp']}.".encode() + body
    right = "v1=" + hmac.new(KEY, signed, hashlib.sha256).hexdigest()
    return hmac.compare_digest(right, headers["Component-Webhook-Signature"])


class Receiver(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if not is_genuine(self.headers, body):
            self.send_error(403)
            return
        print(self.headers["Component-Webhook-Id"], body.decode(), flush=True)
        self.send_response(204)
        self.end_headers()

    def log_message(self, format, *args):
        pass


server = http.server.HTTPServer(("127.0.0.1", 0), Receiver)
print(server.server_port, flush=True)
server.serve_forever()
