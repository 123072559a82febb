// An improvement only: says now and then that a review is still open here, and at the end that it was left.
"use strict";

const BEAT_MILLISECONDS = 20000;

function told() {
  const form = new FormData();
  form.append("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
  return form;
}

async function beat(part) {
  const answer = await fetch(part.dataset.here, { method: "POST", body: told(), credentials: "same-origin" });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector(".presence-list");
  const shown = part.querySelector(".presence-list");
  if (fresh && fresh.textContent !== shown?.textContent) part.replaceChildren(fresh);
}

for (const part of document.querySelectorAll("[data-here]")) {
  setInterval(() => document.hidden || beat(part).catch(() => null), BEAT_MILLISECONDS);
  window.addEventListener("pagehide", () => navigator.sendBeacon(part.dataset.left, told()));
}
