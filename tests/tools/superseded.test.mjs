// A job that another one supersedes while it reads a file asks nothing any more: its files do not get into the next job's answer.

import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { Engine, EngineProblem } from "../../docs/assets/engine/engine.mjs";
import { CheckRun } from "../../docs/assets/tools/check-run.mjs";

/** A worker that answers at once, and remembers what it was asked. */
class FakeWorker {
  static asked = [];

  postMessage({ ask, args }) {
    if (ask) FakeWorker.asked.push([ask, args.name]);
    queueMicrotask(() => this.onmessage?.({ data: { ready: true, answer: { asked: ask, files: [{ name: args?.name, findings: [] }], summary: {} }, files: {} } }));
  }

  terminate() {
    this.onmessage = undefined;
  }
}

globalThis.Worker = FakeWorker;
mock.timers.enable({ apis: ["setTimeout"] }); // nothing here waits for a clock

const settings = { settings: {}, limit: 1000, maxBytes: 1e6 };
const chosen = (name, bytes) => ({ label: name, path: name, file: { name, size: 1, arrayBuffer: () => bytes } });

test("a superseded check adds nothing to the one after it", async () => {
  const engine = new Engine({ base: "", sizes: {}, epoch: "", onState() {} });
  let release;
  const slow = new Promise((done) => (release = done));
  const first = new CheckRun(engine, settings).check([chosen("old.xlsx", slow)], () => {});
  first.catch(() => {});
  for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate); // the first job has begun and waits for its file
  engine.newTurn();
  const second = new CheckRun(engine, settings).check([chosen("new.xlsx", Promise.resolve(new ArrayBuffer(1)))], () => {});
  release(new ArrayBuffer(1));
  await assert.rejects(first, (error) => error instanceof EngineProblem && error.kind === "cancelled");
  await second;
  assert.deepEqual(
    FakeWorker.asked.filter(([method]) => method === "add").map(([, name]) => name),
    ["new.xlsx"],
  );
});

test("each of two questions at once gets its own answer", async () => {
  const engine = new Engine({ base: "", sizes: {}, epoch: "", onState() {} });
  const answers = await Promise.all(["people", "matters"].map((name) => engine.ask(name)));
  assert.deepEqual(answers.map(({ asked }) => asked), ["people", "matters"]);
});
