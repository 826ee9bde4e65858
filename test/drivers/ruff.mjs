// ruff as npm has it. ruff.mjs PACKAGES SETTINGS FILE... prints one line per
// finding.
import fs from "node:fs";
import { createRequire } from "node:module";

const [packages, settings, ...files] = process.argv.slice(2);
const { Workspace, PositionEncoding } = createRequire(`${packages}/`)(
  "@astral-sh/ruff-wasm-nodejs");
const ruff = new Workspace(JSON.parse(settings), PositionEncoding.Utf32);
for (const file of files)
  for (const { code, message, start_location: at } of
       ruff.check(fs.readFileSync(file, "utf8")))
    console.log(`${file}:${at.row}:${at.column}: ${message} [${code}]`);
