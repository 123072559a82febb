// Improvements only: every page works without this file.
"use strict";

const POLL_MILLISECONDS = 1500;

// ---------- Progress: ask for the fragment again until nothing is under way ----------

async function poll(part) {
  const answer = await fetch(part.dataset.poll, { headers: { "X-Fragment": "1" }, credentials: "same-origin" });
  if (!answer.ok) return null;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return page.querySelector(".watch");
}

async function watch(part) {
  while (part.dataset.poll) {
    await new Promise((resolve) => setTimeout(resolve, POLL_MILLISECONDS));
    const fresh = document.hidden ? null : await poll(part).catch(() => null);
    if (!fresh) continue;
    part.replaceWith(fresh);
    part = fresh;
  }
  if (part.dataset.arrived && !isTyping()) window.location.assign(part.dataset.arrived);
}

function isTyping() {
  const focused = document.activeElement;
  return focused?.matches("textarea, select, input:not([type=radio], [type=checkbox])") ?? false;
}

// ---------- Drafts: what was typed in a verdict outlives deciding on a passage ----------

function keepDraft(form) {
  const place = `draft:${form.dataset.draft}`;
  const text = form.querySelector("textarea");
  const stored = sessionStorage.getItem(place);
  if (stored && !text.value) text.value = stored;
  text.addEventListener("input", () => sessionStorage.setItem(place, text.value));
  form.addEventListener("submit", () => sessionStorage.removeItem(place));
}

// ---------- Selected words become the words of a new claim ----------

function onSelect() {
  const link = document.getElementById("cite-words");
  const selected = document.getSelection();
  if (!link || !selected || selected.isCollapsed) return;
  const text = selected.anchorNode?.parentElement?.closest(".passages");
  if (!text) return;
  const copy = selected.getRangeAt(0).cloneContents();
  for (const other of copy.querySelectorAll(".marker, .locator, .citations")) other.remove();
  const address = new URL(link.href);
  address.searchParams.set("words", copy.textContent.trim().slice(0, 1500));
  link.href = address.href;
}

document.querySelectorAll(".watch[data-poll]").forEach(watch);
document.querySelectorAll("form[data-draft]").forEach(keepDraft);
document.querySelectorAll(".foot-keys").forEach((hint) => hint.removeAttribute("hidden"));
document.addEventListener("selectionchange", onSelect);
