// The moments that the page takes for days and times of zones, given on standard input: read by tests/plan/test_regions.py.

import { readFileSync } from "node:fs";

import { clock, momentIn } from "../../docs/assets/plan/zone-time.mjs";

const questions = JSON.parse(readFileSync(0, "utf8"));
const answers = questions.map(({ zone, vtimezone, day, time }) => [momentIn(vtimezone, day, time).toISOString(), clock({ zone }, time)]);
process.stdout.write(JSON.stringify(answers));
