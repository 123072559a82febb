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

// ---------- Claims: open the card of a number, light up its words, go on with j and k ----------

function cards() {
  return [...document.querySelectorAll(".claim")];
}

function light(key) {
  for (const mark of document.querySelectorAll(".mark.is-lit")) mark.classList.remove("is-lit");
  for (const mark of document.querySelectorAll(`.mark[data-claim="${CSS.escape(key)}"]`)) mark.classList.add("is-lit");
}

function openTarget() {
  const target = document.getElementById(window.location.hash.slice(1));
  const folded = target?.closest("details");
  if (folded) {
    folded.open = true;
    folded.scrollIntoView({ block: "nearest" });
  }
}

function step(by) {
  const all = cards();
  if (!all.length) return;
  const here = all.findIndex((card) => card.contains(document.activeElement) || card.open);
  const next = all[Math.min(all.length - 1, Math.max(0, here < 0 ? 0 : here + by))];
  for (const card of all) card.open = card === next;
  next.querySelector("summary").focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
  document.getElementById(`mark-${next.dataset.card}`)?.scrollIntoView({ block: "center" });
}

// ---------- Keys ----------

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  o: () => document.querySelector(".claim[open] .review-link")?.click(),
  e: () => document.getElementById("evidence-title")?.scrollIntoView(),
  a: () => document.querySelector(".actions .button:not(:disabled)")?.focus(),
  "/": () => document.querySelector(".search input:not([type=hidden])")?.focus(),
  "?": () => document.getElementById("keys")?.showModal(),
};

function rate(digit) {
  const radio = document.querySelectorAll(".rating input")[digit - 1];
  radio?.click();
  radio?.focus();
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping() || document.querySelector("dialog[open]")) return;
  const action = /^[1-9]$/.test(event.key) ? () => rate(Number(event.key)) : KEYS[event.key];
  if (!action) return;
  event.preventDefault();
  action();
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
  const link = document.getElementById("add-claim") ?? document.getElementById("cite-words");
  const selected = document.getSelection();
  if (!link || !selected || selected.isCollapsed) return;
  const text = selected.anchorNode?.parentElement?.closest(".article-text, .passages");
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
document.addEventListener("keydown", onKey);
document.addEventListener("selectionchange", onSelect);
document.addEventListener("toggle", (event) => event.target.open && event.target.dataset.card && light(event.target.dataset.card), true);
window.addEventListener("hashchange", openTarget);
openTarget();
