// @ts-check
/**
 * Prints the name of the stone under the pointer or in focus below the square. The name stays until another stone is
 * reached, so that nothing disappears while it is being read. Without script the stones' own titles say the same.
 *
 * @param {HTMLElement} field
 */
export default function caption(field) {
  const line = field.querySelector("[data-caption]");
  if (!line) return;
  for (const link of field.querySelectorAll("a[title]")) {
    const name = link.getAttribute("title") ?? "";
    link.removeAttribute("title");
    const show = () => {
      line.textContent = name;
    };
    link.addEventListener("pointerenter", show);
    link.addEventListener("focus", show);
  }
}
