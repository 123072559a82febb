// Improvements only: every page works without this file.
"use strict";

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

document.querySelectorAll(".foot-keys").forEach((hint) => hint.removeAttribute("hidden"));
document.addEventListener("selectionchange", onSelect);
