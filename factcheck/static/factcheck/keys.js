// Keys: which key does what stands in the dialog "keys" of the page, as the person set it; pages register what is done.
"use strict";

const desk = (() => {
  const actions = new Map();
  const dialog = document.getElementById("keys");
  const rows = [...(dialog?.querySelectorAll("[data-does]") ?? [])];
  const bound = new Map(rows.map((row) => [row.dataset.key, row.dataset.does]));

  function register(more) {
    for (const [name, run] of Object.entries(more)) actions.set(name, run);
  }

  function isTyping(target) {
    return target?.closest?.("textarea, select, [contenteditable], input:not([type=radio], [type=checkbox], [type=submit], [type=button])") != null;
  }

  function run(name) {
    const action = actions.get(name);
    if (!action) return false;
    action();
    return true;
  }

  // Keys stay with the browser and the screen reader: no key with a modifier, none while typing, none in a dialog.
  function onKey(event) {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
    const done = /^[1-9]$/.test(event.key) ? rate(Number(event.key)) : bound.has(event.key) && run(bound.get(event.key));
    if (done) event.preventDefault();
  }

  // ---------- What works on more than one page ----------

  function rate(digit) {
    const radio = (document.querySelector(".claim[open]") ?? document).querySelectorAll(".rating input")[digit - 1];
    if (radio) {
      radio.click();
      radio.focus();
      return true;
    }
    const review = document.querySelector(".claim[open] .review-link");
    if (review) window.location.assign(`${review.href}#rate-${digit}`);
    return Boolean(review);
  }

  function passages() {
    const open = document.querySelector(".claim[open]");
    return [...(open ?? document).querySelectorAll(".evidence")].filter((row) => row.offsetParent !== null);
  }

  function move(by) {
    const all = passages();
    if (!all.length) return;
    const here = all.findIndex((row) => row.contains(document.activeElement));
    focusOn(all[Math.min(all.length - 1, Math.max(0, here + by))]);
  }

  function focusOn(row) {
    row.tabIndex = -1;
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  }

  function pick(stance) {
    const all = passages();
    const row = document.activeElement?.closest(".evidence") ?? all.find((one) => !one.querySelector(".pick[aria-pressed]")) ?? all[0];
    const button = row?.querySelector(`.pick--${stance}`);
    if (!button) return;
    focusOn(row);
    button.click();
  }

  function assign() {
    const step = [...document.querySelectorAll(".actions summary, .actions .button:not(:disabled)")];
    const wanted = step.find((one) => one.textContent.trim().startsWith("Assign")) ?? step[0];
    if (wanted?.matches("summary")) wanted.closest("details").open = true;
    (wanted?.closest("details")?.querySelector("select, input:not([type=hidden])") ?? wanted)?.focus();
    if (!wanted) {
      const review = document.querySelector(".claim[open] .review-link");
      if (review) window.location.assign(`${review.href}#assign`);
    }
  }

  register({
    next: () => move(1),
    previous: () => move(-1),
    evidence: () => {
      const title = document.getElementById("evidence-title");
      if (!title) return;
      title.tabIndex = -1;
      title.focus();
      title.scrollIntoView();
    },
    supports: () => pick("corroborates"),
    contradicts: () => pick("contradicts"),
    context: () => pick("context"),
    reject: () => pick("reject"),
    assign,
    search: () => (document.querySelector(".search input:not([type=hidden])") ?? document.querySelector("[data-search]"))?.focus(),
    help: () => dialog?.showModal(),
  });

  function fromAddress() {
    const digit = window.location.hash.match(/^#rate-([1-9])$/)?.[1];
    if (digit) rate(Number(digit));
    if (window.location.hash === "#assign") assign();
  }

  // Ctrl and Enter send what is being typed, as in a letter.
  function onSend(event) {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
    if (event.target.matches("textarea, .rating input")) event.target.form?.requestSubmit();
  }

  document.documentElement.classList.add("has-scripts");
  document.addEventListener("keydown", onSend);
  document.addEventListener("keydown", onKey);
  window.addEventListener("DOMContentLoaded", fromAddress);
  return { register, run, actions, rows, isTyping };
})();
window.desk = desk;
