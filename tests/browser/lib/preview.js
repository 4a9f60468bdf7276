/**
 * A preview of a copy of a project, in which tests write as an author does.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BINARY, PROJECT } from "./project.js";

/**
 * @typedef {object} Preview
 * @property {string} url its address, ending with a slash
 * @property {string} root the project's folder
 * @property {() => Promise<void>} stop
 * @property {(path: string) => string} read
 * @property {(path: string, text: string) => void} write as most editors do: into a file that then takes the name
 * @property {(path: string, edit: (text: string) => string) => void} edit
 */

/**
 * Previews a copy of this project until it is stopped.
 * @param {string[]} [options] of the command
 * @param {(files: Pick<Preview, "read" | "write" | "edit">) => void} [prepare] what is to be changed in the copy before that
 * @returns {Promise<Preview>}
 */
export async function startPreview(options = [], prepare = () => {}) {
  const root = mkdtempSync(join(tmpdir(), "torg-preview-"));
  for (const folder of ["content", "site", "themes"]) cpSync(join(PROJECT, folder), join(root, folder), { recursive: true });
  prepare(files(root));
  const child = spawn(BINARY, ["preview", "--root", root, "--port", "0", "--lang", "sv", ...options], { stdio: ["ignore", "pipe", "pipe"] });
  const ended = once(child, "exit");
  const stop = async () => {
    child.kill("SIGINT");
    await ended;
    rmSync(root, { recursive: true, force: true });
  };
  try {
    return { url: await addressOf(child), root, stop, ...files(root) };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** @param {string} root */
function files(root) {
  const read = (/** @type {string} */ path) => readFileSync(join(root, path), "utf8");
  const write = (/** @type {string} */ path, /** @type {string} */ text) => {
    const beside = join(root, `${path}~`);
    writeFileSync(beside, text);
    renameSync(beside, join(root, path));
  };
  /** @type {Preview["edit"]} */
  const edit = (path, change) => {
    const [before, after] = [read(path), change(read(path))];
    if (before === after) throw new Error(`nothing to edit in ${path}`);
    write(path, after);
  };
  return { read, write, edit };
}

/**
 * Waits for the line that names the address.
 * @param {import("node:child_process").ChildProcessByStdio<null, import("node:stream").Readable, import("node:stream").Readable>} child
 */
function addressOf(child) {
  return new Promise((resolve, reject) => {
    let said = "";
    const hear = (/** @type {Buffer} */ part) => {
      said += part;
      const found = /http:\/\/\S+\//.exec(said);
      if (found) resolve(found[0]);
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.once("exit", (code) => reject(new Error(`the preview ended with ${code}:\n${said}`)));
  });
}
