"""usage: python3 documented.py NANOBANANA_URL NANOBANANA_KEY NOUVEL_URL NOUVEL_KEY

Prints one line for each call: its name, the HTTP status, the body.
"""
import json
import sys
import urllib.error
import urllib.request

nb, nb_key, nv, nv_key = sys.argv[1:]
direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
sys.stdout.reconfigure(encoding="utf-8")


def call(name, url, headers, body=None):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, {**headers, "Content-Type": "application/json"})
    try:
        response = direct.open(request, timeout=10)
    except urllib.error.HTTPError as error:
        response = error
    with response:
        print(name, response.status, response.read().decode())


def bearer(key):
    return {"Authorization": f"Bearer {key}"}


product = {"urls": ["https://example.com/p/a"]}

call("made", nb + "text-to-video.php", bearer(nb_key), {"prompt": "A market"})
call("status", nb + "video-status.php?video_id=vid_a1b2c3d4e5f6", {"X-API-Key": nb_key})
call("no-prompt", nb + "text-to-video.php", bearer(nb_key), {})
call("no-key", nb + "text-to-video.php", {}, {"prompt": "A market"})
call("wrong-method", nb + "text-to-video.php", bearer(nb_key))
call("limited", nv + "generate", bearer(nv_key), product)
call("started", nv + "generate", bearer(nv_key), product)
call("job", nv + "jobs/550e8400-e29b-41d4-a716-446655440000", bearer(nv_key))
call("no-urls", nv + "generate", bearer(nv_key), {})
call("no-job", nv + "jobs/none", bearer(nv_key))
call("projects", nv + "projects?limit=1", bearer(nv_key))
