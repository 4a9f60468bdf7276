/**
 * Where things lie. `tests/run` makes them all; the environment names others, for a test run by hand.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's folder. */
export const PROJECT = fileURLToPath(new URL("../../..", import.meta.url));

/** The site under test. */
export const SITE = process.env["TORG_SITE"] ?? join(PROJECT, "target/tests/site");

/** The program under test. */
export const BINARY = process.env["TORG_BINARY"] ?? join(PROJECT, "target/debug/torg");

/** A Python that has what `requirements.txt` names. */
export const PYTHON = process.env["TORG_PYTHON"] ?? join(PROJECT, "target/tests/venv/bin/python");

/** Debian's Chromium, or another. */
export function findChromium() {
  const found = [process.env["TORG_CHROMIUM"], "/usr/bin/chromium"].find((path) => path && existsSync(path));
  if (!found) throw new Error("no Chromium found: install Debian's `chromium`, or name one in TORG_CHROMIUM");
  return found;
}
