// The engine's download against a server on loopback that misbehaves: what comes is kept, and each cause is told apart at once.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, beforeEach, mock, test } from "node:test";
import { gzipSync } from "node:zlib";
import { Download } from "../../docs/assets/engine/download.mjs";
import { causeOf } from "../../docs/assets/engine/start-problem.mjs";

const ZIP = Buffer.concat([Buffer.from("PK\x03\x04"), Buffer.from(Array.from({ length: 5000 }, (_, at) => (at * at) % 251))]);
const PACKED = gzipSync(ZIP);
const SCRIPT = Buffer.from("export default 1;");
const SIZES = { "core.zip.bin": [PACKED.length, ZIP.length], "pyodide.mjs": [SCRIPT.length] };
const QUICK = { pause: 1 };
const HALF = PACKED.length >> 1;

const bin = (response, headers = {}) => response.writeHead(200, { "Content-Type": "application/octet-stream", ...headers });
const plainly = (_, response) => bin(response, { "Content-Length": PACKED.length }).end(PACKED);
const script = (_, response) => response.writeHead(200, { "Content-Type": "text/javascript" }).end(SCRIPT);

/** What the server does, by name; `asked` are the ranges of the packed file that were asked for. */
let behaves;
let asked;
const server = createServer((request, response) => {
  const name = request.url.split("/").at(-1);
  if (name === "core.zip.bin") asked.push(request.headers.range ?? "all");
  (behaves[name] ?? ((_, other) => other.writeHead(404).end()))(request, response);
});
let base;
before(async () => {
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  base = `http://127.0.0.1:${server.address().port}/engine/1a2b/`;
  globalThis.location = { href: `http://127.0.0.1:${server.address().port}/page` };
  globalThis.Worker = class {};
});
after(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  behaves = { "core.zip.bin": plainly, "pyodide.mjs": script };
  asked = [];
});

const bytes = async (files) => Buffer.from(await files["core.zip.bin"].arrayBuffer());
const cut = (request, response) => {
  bin(response, { "Content-Length": PACKED.length }).write(PACKED.subarray(0, HALF), () => response.destroy());
};
const rest = (request, response) => {
  const from = Number(/\d+/.exec(request.headers.range));
  response.writeHead(206, { "Content-Range": `bytes ${from}-${PACKED.length - 1}/${PACKED.length}` }).end(PACKED.subarray(from));
};
const silent = (_, response) => bin(response, { "Content-Length": PACKED.length }).write(PACKED.subarray(0, HALF));
const first = (...behaviors) => (...given) => (behaviors.length > 1 ? behaviors.shift() : behaviors[0])(...given);

test("what came is counted, and all of it is there", async () => {
  const shown = [];
  assert.deepEqual(await bytes(await new Download(base, SIZES, QUICK).all((loaded) => shown.push(loaded))), PACKED);
  assert.equal(shown[0], 0);
  assert.equal(shown.at(-1), PACKED.length + SCRIPT.length);
});

test("a connection that breaks is gone on with by itself, from where it broke", async () => {
  behaves["core.zip.bin"] = first(cut, rest);
  assert.deepEqual(await bytes(await new Download(base, SIZES, QUICK).all(() => {})), PACKED);
  assert.deepEqual(asked, ["all", `bytes=${HALF}-`]);
});

test("a server without ranges begins anew, and nothing is doubled", async () => {
  behaves["core.zip.bin"] = first(cut, plainly);
  assert.deepEqual(await bytes(await new Download(base, SIZES, QUICK).all(() => {})), PACKED);
});

/** Waits for the bytes of a download without a clock, which these tests turn themselves. */
const until = async (download, loaded) => {
  while (download.loaded < loaded) await new Promise(setImmediate);
};

test("silence ends a try, and the next one goes on from what came", async () => {
  behaves["core.zip.bin"] = first(silent, rest);
  const download = new Download(base, SIZES);
  mock.timers.enable({ apis: ["setTimeout"] });
  const failing = assert.rejects(download.all(() => {}), { cause: "cut", message: "The server has gone silent." });
  await until(download, HALF + SCRIPT.length);
  mock.timers.tick(20_000);
  mock.timers.reset();
  await failing;
  assert.equal(download.loaded, HALF + SCRIPT.length);
  assert.deepEqual(await bytes(await download.all(() => {})), PACKED);
  assert.deepEqual(asked, ["all", `bytes=${HALF}-`]);
});

test("a slow line may take any time, as long as bytes come", async () => {
  let answer;
  behaves["core.zip.bin"] = (_, response) => bin((answer = response)).write(PACKED.subarray(0, 100));
  const download = new Download(base, SIZES);
  mock.timers.enable({ apis: ["setTimeout"] });
  const slow = download.all(() => {});
  for (let at = 100; at < PACKED.length; at += 500) {
    await until(download, at + SCRIPT.length);
    mock.timers.tick(19_000);
    answer.write(PACKED.subarray(at, at + 500));
  }
  answer.end();
  assert.deepEqual(await bytes(await slow), PACKED);
  mock.timers.reset();
});

test("a file that the transfer has unpacked is taken as it is", async () => {
  behaves["core.zip.bin"] = (_, response) => bin(response, { "Content-Encoding": "gzip" }).end(PACKED);
  assert.deepEqual(await bytes(await new Download(base, SIZES, QUICK).all(() => {})), ZIP);
});

const page = (text) => (_, response) => response.writeHead(200, { "Content-Type": "text/html" }).end(text);
const CASES = {
  "a file that is not there": ["core.zip.bin", (_, response) => response.writeHead(404).end(), "missing"],
  "a file that is refused": ["core.zip.bin", (_, response) => response.writeHead(403).end(), "missing"],
  "half a file on the server": ["core.zip.bin", (_, response) => bin(response).end(PACKED.subarray(0, HALF)), "cut"],
  "a server in trouble": ["core.zip.bin", (_, response) => response.writeHead(503).end(), "cut"],
  "a sign-in page in place of a file": ["core.zip.bin", page("<!doctype html><title>Sign in</title>"), "changed"],
  "more than was sent": ["core.zip.bin", (_, response) => bin(response).end(Buffer.concat([PACKED, PACKED])), "changed"],
  "an encoding that is none": ["core.zip.bin", (_, response) => bin(response, { "Content-Encoding": "gzip" }).end(ZIP), "cut"],
  "a script that is not there": ["pyodide.mjs", (_, response) => response.writeHead(404).end(), "missing"],
  "a script of another type": ["pyodide.mjs", (_, response) => bin(response).end(SCRIPT), "changed"],
  "a page in place of a script": ["pyodide.mjs", page("<!doctype html>"), "changed"],
};
for (const [name, [file, behavior, cause]] of Object.entries(CASES)) {
  test(`${name}: ${cause}, and said at once`, async () => {
    behaves[file] = behavior;
    const started = performance.now();
    const error = await new Download(base, SIZES, QUICK).all(() => {}).catch((thrown) => thrown);
    assert.ok(performance.now() - started < 15_000);
    assert.deepEqual((await causeOf(error, base, `${base}engine-worker.mjs`)).cause, cause);
    assert.ok(error.message.startsWith(file), error.message);
  });
}

test("a site that was updated is told by its page", async () => {
  behaves = { page: page('<div data-engine="../../engine/9f9f/">') };
  const error = await new Download(base, SIZES, QUICK).all(() => {}).catch((thrown) => thrown);
  assert.equal((await causeOf(error, base, "")).cause, "updated");
  behaves = { page: page('<div data-engine="../../engine/1a2b/">') };
  assert.equal((await causeOf(error, base, "")).cause, "missing");
});

test("an engine that fails with everything there is told by its script, and last by the browser", async () => {
  const crash = new Error("compilation aborted");
  const worker = `${base}engine-worker.mjs`;
  assert.equal((await causeOf(crash, base, worker)).cause, "missing");
  behaves["engine-worker.mjs"] = page("<!doctype html>");
  assert.equal((await causeOf(crash, base, worker)).cause, "changed");
  behaves["engine-worker.mjs"] = script;
  assert.deepEqual(await causeOf(crash, base, worker), { cause: "browser", reason: "compilation aborted" });
});
