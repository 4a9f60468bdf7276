/**
 * Waiting for what the server is to answer. A tab's `waitForFunction` would take a promise for an answer.
 */

/** How long to wait, in milliseconds. */
const PATIENCE = 30_000;

/**
 * Asks until the answer is yes.
 * @param {() => Promise<boolean>} holds
 */
export async function until(holds) {
  const end = Date.now() + PATIENCE;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`not within ${PATIENCE} ms: ${holds}`);
  }
}
