// @ts-check
/**
 * Turns the link to a film into a player when the reader asks for it, never before. A file plays here; a page of another
 * service is framed, and if the site's policy forbids that the reader is taken to it instead.
 *
 * @param {HTMLElement} figure
 */
export default function film(figure) {
  const link = figure.querySelector("a");
  const poster = link?.parentElement;
  const address = figure.dataset.film;
  if (!link || !poster || !address) return;
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const player = /\.(mp4|webm|ogv)$/.test(new URL(address, location.href).pathname) ? video(figure, address) : frame(address);
    player.title = figure.querySelector(".film-title")?.textContent ?? "";
    poster.replaceChildren(player);
    player.focus();
  });
}

/** @param {HTMLElement} figure @param {string} address */
function video(figure, address) {
  const player = document.createElement("video");
  player.controls = true;
  player.autoplay = true;
  player.tabIndex = 0;
  player.src = address;
  if (figure.dataset.captions) {
    const track = document.createElement("track");
    track.kind = "captions";
    track.srclang = figure.dataset.lang ?? "";
    track.label = figure.dataset.captionsLabel ?? "";
    track.src = figure.dataset.captions;
    track.default = true;
    player.append(track);
  }
  return player;
}

/** @param {string} address */
function frame(address) {
  const player = document.createElement("iframe");
  document.addEventListener("securitypolicyviolation", (event) => {
    if (event.effectiveDirective.startsWith("frame-src")) location.assign(address);
  });
  player.allow = "fullscreen";
  player.referrerPolicy = "no-referrer";
  player.src = address;
  return player;
}
