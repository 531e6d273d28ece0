"""Python itself in place of the engine: a worker that puts each question to the test's server.

It is ready at once, where the engine takes seconds to start. That both give the same answers is proved in tests/engine;
what a page does with them is the same for both.
"""

from __future__ import annotations

import io
import json
from functools import lru_cache
from typing import Any

from template_builder.browser import Api

ADDRESS = "/stand-in"

STAND_IN = """
{
  // A message is a line of JSON, which has the length of each file in its place, and then the bytes of all files.
  const packed = (message) => {
    const files = [];
    const json = JSON.stringify(message, (_, value) => {
      if (ArrayBuffer.isView(value)) return { bytes: files.push(value) && value.byteLength };
      if (Object(value) === value && ![Array, Object].includes(value.constructor)) throw new TypeError(`The engine takes no ${value.constructor.name}.`);
      return value ?? null;
    });
    return new Blob([json, "\\n", ...files]);
  };

  const unpacked = (data) => {
    const start = data.indexOf(10) + 1;
    const { files = {}, ...message } = JSON.parse(new TextDecoder().decode(data.subarray(0, start)));
    let end = start;
    for (const [name, size] of Object.entries(files)) files[name] = data.slice(end, (end += size));
    return { ...message, files };
  };

  class StandIn {
    #stopped = new AbortController();
    #session = crypto.randomUUID();
    #epoch = "";

    async postMessage({ start, ask, args }) {
      this.#epoch = start?.epoch ?? this.#epoch;
      const habit = globalThis.oddHabit?.(args);
      if (habit === "hangs") return;
      if (habit === "crashes") return this.onerror(new ErrorEvent("error", { message: "made for a test" }));
      const body = packed({ session: this.#session, epoch: this.#epoch, ask, args });
      try {
        const answer = await fetch("ADDRESS", { method: "POST", body, signal: this.#stopped.signal });
        const data = unpacked(new Uint8Array(await answer.arrayBuffer()));
        if (!this.#stopped.signal.aborted) this.onmessage({ data });
      } catch (error) {
        if (!this.#stopped.signal.aborted) this.onerror(new ErrorEvent("error", { message: String(error) }));
      }
    }

    terminate() {
      this.#stopped.abort();
    }
  }

  globalThis.Worker = new Proxy(Worker, {
    construct: (worker, [url, options]) => (String(url).startsWith("blob:") ? new StandIn() : new worker(url, options)),
  });
}
""".replace("ADDRESS", ADDRESS)
"""The engine is the one worker that starts from a blob:. With `oddHabit` a test makes it hang or crash on certain arguments."""


def answered(question: bytes) -> bytes:
    """What the worker of the engine answers to a message, packed as the script above packs one."""
    head, _, rest = question.partition(b"\n")
    files = io.BytesIO(rest)

    def with_bytes(value: dict[str, Any]) -> Any:
        return files.read(value["bytes"]) if value.keys() == {"bytes"} else value

    message = json.loads(head, object_hook=with_bytes)
    api = _api(message["session"], message["epoch"])
    if message["ask"] is None:
        return json.dumps({"ready": True}).encode() + b"\n"
    try:
        text, made = api.ask(message["ask"], message["args"])
    except Exception as error:
        said = str(error).strip().splitlines()[-1]
        return json.dumps({"problem": type(error).__name__, "message": said}).encode() + b"\n"
    sizes = {name: len(data) for name, data in made.items()}
    answer = {"answer": json.loads(text), "files": sizes}
    return b"".join([json.dumps(answer).encode(), b"\n", *made.values()])


@lru_cache(maxsize=8)
def _api(session: str, epoch: str) -> Api:
    """What one worker holds; those of pages long gone are forgotten."""
    return Api(epoch)
