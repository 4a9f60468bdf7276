/**
 * Prints, for each of some edits, the milliseconds from the save until Chromium has painted it.
 *
 *     node pixels.js URL FILE EDITS
 */
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { openBrowser } from "../../browser/lib/browser.js";

const [url = "", file = "", edits = "21"] = process.argv.slice(2);
const text = readFileSync(file, "utf8").trimEnd();
const browser = await openBrowser();
const tab = await browser.newPage();
await tab.goto(url);
await tab.waitForTimeout(1500);
for (let n = 0; n < Number(edits); n++) {
  const word = `ljus${String.fromCharCode(97 + (n % 26), 97 + Math.floor(n / 26))}z`;
  const painted = tab.evaluate(
    (word) =>
      new Promise((resolve) => {
        new MutationObserver((_, observer) => {
          if (!document.body.textContent?.includes(word)) return;
          observer.disconnect();
          // The frame after this one begins when this one is painted.
          requestAnimationFrame(() => setTimeout(() => resolve(performance.timeOrigin + performance.now())));
        }).observe(document.body, { childList: true, subtree: true, characterData: true });
      }),
    word,
  );
  await tab.waitForTimeout(100);
  writeFileSync(`${file}.tmp`, `${text}\n\nNu brinner ${word} här.\n`);
  const saved = performance.timeOrigin + performance.now();
  renameSync(`${file}.tmp`, file);
  console.log(((await painted) - saved).toFixed(1));
  // On purpose: the build that follows an edit is not what the next one is to be measured with.
  await tab.waitForTimeout(1500);
}
writeFileSync(file, `${text}\n`);
await browser.close();
