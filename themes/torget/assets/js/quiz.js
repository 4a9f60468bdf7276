// @ts-check
/**
 * Says at once whether the choice was right. The answer itself stands in the page and needs no script.
 *
 * @param {HTMLElement} quiz
 */
export default function quiz(quiz) {
  const answer = quiz.querySelector(".quiz-answer");
  const inputs = [...quiz.querySelectorAll("input")];
  if (!answer) return;
  quiz.addEventListener("change", () => {
    const chosen = inputs.filter((input) => input.checked);
    const right = inputs.filter((input) => input.hasAttribute("data-correct"));
    answer.textContent = verdict(quiz.dataset, chosen, right);
  });
}

/** @param {DOMStringMap} texts @param {HTMLInputElement[]} chosen @param {HTMLInputElement[]} right */
function verdict(texts, chosen, right) {
  if (chosen.length === 0) return "";
  if (!chosen.every((input) => right.includes(input))) return texts.wrong ?? "";
  return (chosen.length === right.length ? texts.right : texts.partly) ?? "";
}
