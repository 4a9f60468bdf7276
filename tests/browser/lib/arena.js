/**
 * Copies of this project that tests may change, and the program run in them.
 */
import { equal } from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { BINARY, PROJECT } from "./project.js";

/** A copy of the project in a folder of its own. */
export class Arena {
  root = mkdtempSync(join(tmpdir(), "torg-arena-"));

  constructor() {
    for (const folder of ["content", "site", "themes"]) cpSync(join(PROJECT, folder), join(this.root, folder), { recursive: true });
  }

  /** @param {string} path @param {string} text */
  write(path, text) {
    const file = join(this.root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  /** Puts text before and after what a file holds. @param {string} path @param {string} before @param {string} after */
  wrap(path, before, after) {
    this.write(path, `${before}${readFileSync(join(this.root, path), "utf8")}${after}`);
  }

  /** What the program wrote, which must have gone well. @param {string[]} args */
  run(...args) {
    const run = spawnSync(BINARY, [...args, "--root", this.root], { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
    equal(run.status, 0, `torg ${args.join(" ")} failed: ${run.error ?? ""}${run.stdout}${run.stderr}`);
    return run.stdout;
  }

  remove() {
    rmSync(this.root, { recursive: true, force: true });
  }
}
