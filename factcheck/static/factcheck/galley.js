// The galley: what is known of a claim opens beside the text, and the parts of a long text come when they are needed.
// Improvements only: every link in here leads to a page without this file.
"use strict";

(() => {
  const NEAR = "1200px";
  const galley = document.querySelector("[data-galley]");
  if (!galley) return;

  // ---------- Fetching: a fragment, or a sentence that says what happened ----------

  class Refusal extends Error {}

  async function fragment(url) {
    const answer = await fetch(url, { headers: { "X-Fragment": "1" }, credentials: "same-origin" }).catch(() => {
      throw new Refusal("There is no connection to the workbench. What you typed is still here; try again in a moment.");
    });
    if (answer.redirected && new URL(answer.url).pathname.startsWith("/login")) {
      throw new Refusal("Your session has ended. Log in again, in another tab if you are in the middle of something.");
    }
    if (answer.status === 404) throw new Refusal("This is gone: somebody discarded it or took it back. Load the page again.");
    if (!answer.ok) throw new Refusal(`The workbench could not answer (${answer.status}). Try again in a moment.`);
    return new DOMParser().parseFromString(await answer.text(), "text/html").body;
  }

  function refused(error, again) {
    const box = document.createElement("div");
    box.className = "refusal";
    box.setAttribute("role", "alert");
    const words = document.createElement("p");
    words.textContent = error instanceof Refusal ? error.message : "This could not be shown. Load the page again.";
    const retry = document.createElement("button");
    retry.type = "button";
    retry.className = "button";
    retry.textContent = "Try again";
    retry.addEventListener("click", again);
    box.append(words, retry);
    return box;
  }

  function skeleton() {
    const shape = document.createElement("div");
    shape.className = "skeleton";
    shape.setAttribute("aria-hidden", "true");
    shape.append(...[1, 2, 3].map(() => document.createElement("span")));
    return shape;
  }

  // ---------- Cards ----------

  const loading = new Map();

  function fill(card) {
    if (!card?.dataset.src || loading.has(card)) return loading.get(card);
    const body = card.querySelector(".claim-body");
    const before = [...body.childNodes];
    const wait = setTimeout(() => body.append(skeleton()), 150);
    const done = fragment(card.dataset.src).then(
      (page) => {
        clearTimeout(wait);
        const typed = body.contains(document.activeElement) && document.activeElement.matches("input, textarea, select");
        if (typed) return;
        const held = body.contains(document.activeElement);
        body.replaceChildren(...page.childNodes);
        delete card.dataset.src;
        if (held) card.querySelector("summary").focus({ preventScroll: true });
        body.dispatchEvent(new CustomEvent("desk:filled", { bubbles: true }));
      },
      (error) => {
        clearTimeout(wait);
        loading.delete(card);
        if (card.open) body.replaceChildren(refused(error, () => { body.replaceChildren(...before); fill(card); }));
      },
    );
    loading.set(card, done);
    return done;
  }

  const cards = () => [...galley.querySelectorAll(".claim[data-card]")];
  const cardOf = (key) => galley.querySelector(`.claim[data-card="${CSS.escape(key)}"]`);
  const current = () => galley.querySelector(".claim[open]");

  function light(key) {
    for (const mark of galley.querySelectorAll(".mark.is-lit")) mark.classList.remove("is-lit");
    for (const mark of galley.querySelectorAll(`.mark[data-claim="${CSS.escape(key)}"]`)) mark.classList.add("is-lit");
  }

  function show(card, { focus = true, text = true } = {}) {
    for (const other of galley.querySelectorAll(".claim[open]")) if (other !== card) other.open = false;
    card.open = true;
    light(card.dataset.card);
    if (focus) card.querySelector("summary").focus({ preventScroll: true });
    card.scrollIntoView({ block: "nearest" });
    if (text) document.getElementById(`mark-${card.dataset.card}`)?.scrollIntoView({ block: "center" });
    fill(card);
    const all = cards();
    const following = all[all.indexOf(card) + 1];
    if (following) (window.requestIdleCallback ?? setTimeout)(() => fill(following));
    if (all.indexOf(card) >= all.length - 10) ahead(card);
  }

  // ---------- Deciding on a passage without leaving the page ----------

  const says = document.createElement("p");
  says.className = "sr";
  says.setAttribute("role", "status");
  galley.append(says);

  function refill(card) {
    card.dataset.src ||= `/claims/${card.dataset.card}/`;
    loading.delete(card);
    return fill(card);
  }

  async function decide(form, button) {
    const card = form.closest(".claim");
    const row = form.closest(".evidence");
    const sent = new FormData(form, button);
    for (const other of form.elements) other.disabled = true;
    const answer = await fetch(form.action, { method: "POST", body: sent, credentials: "same-origin" }).catch(() => null);
    for (const other of form.elements) other.disabled = false;
    if (answer?.ok && !new URL(answer.url).pathname.startsWith("/login")) {
      says.textContent = `${button.textContent}: noted.`;
      await refill(card);
      const again = document.getElementById(row.id);
      if (again) {
        again.tabIndex = -1;
        again.focus({ preventScroll: true });
      }
      return;
    }
    const page = answer && new DOMParser().parseFromString(await answer.text(), "text/html");
    const why = page?.querySelector(".refusal, .error")?.textContent.replace(/\s+/g, " ").trim();
    const words = !answer
      ? "There is no connection to the workbench. Nothing was stored; try again in a moment."
      : answer.redirected ? "Your session has ended. Log in again in another tab, then try again." : why || "This could not be stored. Load the page again.";
    row.querySelector(".refusal")?.remove();
    row.append(refused(new Refusal(words), () => decide(form, button)));
  }

  galley.addEventListener("submit", (event) => {
    if (!event.target.matches(".decide") || !event.submitter || !event.target.closest(".claim")) return;
    event.preventDefault();
    decide(event.target, event.submitter);
  });

  // ---------- Parts ----------

  const arriving = new Map();

  function load(number) {
    const part = galley.querySelector(`.part[data-part="${number}"][data-src]`);
    if (!part) return Promise.resolve();
    if (!arriving.has(number)) {
      part.classList.add("is-loading");
      const done = fragment(part.dataset.src).then(
        (page) => {
          const top = part.getBoundingClientRect().top;
          const fresh = page.querySelector(".part");
          part.replaceWith(fresh);
          galley.querySelector(`[data-list="${number}"]`)?.replaceWith(page.querySelector("[data-list]"));
          const moved = fresh.getBoundingClientRect().top - top;
          if (top < 0 && moved) window.scrollBy(0, moved);
          if (current()) light(current().dataset.card);
        },
        (error) => {
          arriving.delete(number);
          part.classList.remove("is-loading");
          part.querySelector(".refusal")?.remove();
          part.prepend(refused(error, () => load(number)));
        },
      );
      arriving.set(number, done);
    }
    return arriving.get(number);
  }

  const partOf = (card) => Number(card.closest("[data-list]").dataset.list);

  function ahead(card) {
    const following = galley.querySelector(`.part[data-part="${partOf(card) + 1}"][data-src]`);
    return following ? load(partOf(card) + 1) : Promise.resolve();
  }

  // Of very many claims in one part the list has pages; the next one is added to it when the last claim is reached.
  const paging = new Map();

  function nextPage(list) {
    const link = list.querySelector(".pager a[rel=next]");
    if (!link) return Promise.resolve();
    if (!paging.has(link.href)) {
      paging.set(link.href, fragment(link.href).then((page) => {
        list.querySelector(".pager").remove();
        list.append(...page.querySelector("[data-list]").childNodes);
      }, () => paging.delete(link.href)));
    }
    return paging.get(link.href);
  }

  async function step(by) {
    let all = cards();
    const here = all.findIndex((card) => card.open || card.contains(document.activeElement));
    const list = all[here]?.closest("[data-list]");
    if (by > 0 && list?.querySelector(".pager a[rel=next]") && [...list.querySelectorAll(".claim[data-card]")].at(-1) === all[here]) {
      await nextPage(list);
      all = cards();
    }
    const next = all[here < 0 ? 0 : here + by];
    if (next) return show(next);
    if (here >= 0) await load(partOf(all[here]) + by);
    else await load(1);
    const more = cards();
    const place = here < 0 ? -1 : more.indexOf(all[here]);
    if (more[place + by] && place + by >= 0) show(more[place + by]);
    return undefined;
  }

  const watcher = new IntersectionObserver(
    (seen) => {
      for (const entry of seen) {
        if (!entry.isIntersecting) continue;
        watcher.unobserve(entry.target);
        load(Number(entry.target.dataset.part));
      }
    },
    { rootMargin: NEAR },
  );
  for (const part of galley.querySelectorAll(".part[data-src]")) watcher.observe(part);

  // ---------- The pointer: the claim under it opens; once more opens the one around it ----------

  function claimsAt(target) {
    const keys = [];
    for (let mark = target.closest(".mark[data-claim]"); mark; mark = mark.parentElement.closest(".mark[data-claim]")) {
      keys.push(mark.dataset.claim);
    }
    return keys;
  }

  galley.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const link = event.target.closest(".part-link a");
    if (link) {
      event.preventDefault();
      load(Number(new URL(link.href).searchParams.get("part")));
      return;
    }
    const marker = event.target.closest("a.marker");
    const keys = marker ? [new URL(marker.href).hash.slice("#claim-".length)] : claimsAt(event.target);
    const selected = document.getSelection();
    if (!keys.length || (!marker && selected && !selected.isCollapsed)) return;
    const open = keys.indexOf(current()?.dataset.card);
    const card = cardOf(keys[(open + 1) % keys.length]);
    if (!card) return;
    event.preventDefault();
    show(card, { focus: Boolean(marker), text: false });
    if (window.innerWidth < 1088) card.scrollIntoView({ block: "start" });
  });

  galley.addEventListener("toggle", (event) => {
    if (event.target.matches(".claim[data-card]") && event.target.open) {
      light(event.target.dataset.card);
      fill(event.target);
    }
  }, true);

  function openTarget() {
    const folded = document.getElementById(window.location.hash.slice(1))?.closest("details.claim");
    if (folded) show(folded, { focus: false });
  }

  window.addEventListener("hashchange", openTarget);
  openTarget();

  // ---------- Sentences that are unaccounted for ----------

  function bare(by) {
    const all = [...galley.querySelectorAll(".article-text .mark--unaccounted")];
    if (!all.length) return;
    document.documentElement.classList.add("shows-coverage");
    const here = all.findIndex((sentence) => sentence.classList.contains("is-here"));
    all[here]?.classList.remove("is-here");
    const next = all[(here + by + all.length) % all.length];
    next.classList.add("is-here");
    next.tabIndex = -1;
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "center" });
  }

  const toggle = document.createElement("button");
  toggle.type = "button";
  toggle.className = "button button--quiet";
  toggle.textContent = "Show coverage";
  toggle.setAttribute("aria-pressed", "false");
  toggle.addEventListener("click", () => {
    const on = document.documentElement.classList.toggle("shows-coverage");
    toggle.setAttribute("aria-pressed", String(on));
  });
  galley.querySelector(".galley-text-head")?.append(toggle);

  // ---------- Words: selected with the pointer or with the keys, they become those of a claim ----------

  const reading = galley.querySelector(".article-text");
  const EXTRAS = ".marker, .part-link, .caption, .refusal";
  let picking = null;

  function textOf(range) {
    const copy = range.cloneContents();
    for (const extra of copy.querySelectorAll(EXTRAS)) extra.remove();
    return copy.textContent;
  }

  // About where the selection stands, in code points of the article: the server takes the nearest place of the words.
  function placeOf(range) {
    const part = (range.startContainer.parentElement ?? range.startContainer).closest(".part");
    const before = document.createRange();
    before.setStart(part, 0);
    before.setEnd(range.startContainer, range.startOffset);
    return Number(part.dataset.start) + [...textOf(before).trimStart()].length;
  }

  function selection() {
    const selected = document.getSelection();
    if (!selected || selected.isCollapsed || !reading.contains(selected.anchorNode) || !reading.contains(selected.focusNode)) return null;
    const range = selected.getRangeAt(0);
    const words = textOf(range).replace(/\s+/g, " ").trim();
    return words ? { words: words.slice(0, 1500), at: placeOf(range) } : null;
  }

  function withWords(href) {
    const address = new URL(href, window.location.href);
    const chosen = selection();
    if (chosen) {
      address.searchParams.set("words", chosen.words);
      address.searchParams.set("at", chosen.at);
    }
    return address.href;
  }

  function rangeOf(elements) {
    const range = document.createRange();
    range.setStartBefore(elements[0]);
    range.setEndAfter(elements[elements.length - 1]);
    return range;
  }

  function startRange(key) {
    const pieces = key ? [...reading.querySelectorAll(`.mark[data-claim="${CSS.escape(key)}"]`)] : [];
    if (pieces.length) return rangeOf([pieces[0], pieces.findLast((piece) => piece.closest("p") === pieces[0].closest("p"))]);
    const here = reading.querySelector(".is-here");
    if (here) return rangeOf([here]);
    const paragraphs = [...reading.querySelectorAll("p")];
    const shown = paragraphs.find((one) => one.getBoundingClientRect().top >= 0) ?? paragraphs[0];
    const range = document.createRange();
    range.setStart(shown, 0);
    range.collapse(true);
    return range;
  }

  // With the keys: arrows move by word, with Shift they take words in, Enter takes the words, Escape leaves.
  function pick(key, href) {
    const selected = document.getSelection();
    selected.removeAllRanges();
    selected.addRange(startRange(key));
    if (selected.isCollapsed) selected.modify("extend", "forward", "word");
    picking = { href, from: document.activeElement };
    document.activeElement?.blur?.();
    says.textContent = `Choosing words: ${selection()?.words ?? ""}. Arrows move by word, Shift and arrows take in words, Alt and arrows move the beginning, Enter takes them, Escape leaves.`;
    hint.hidden = false;
  }

  const hint = document.createElement("p");
  hint.className = "pick-hint";
  hint.hidden = true;
  hint.textContent = "← → move by word · Shift takes words in · Alt moves the beginning · Enter takes them · Esc leaves";
  galley.append(hint);

  function moveBeginning(selected, forward) {
    const range = selected.getRangeAt(0);
    const end = [range.endContainer, range.endOffset];
    selected.collapse(range.startContainer, range.startOffset);
    selected.modify("move", forward ? "forward" : "backward", "word");
    const start = [selected.focusNode, selected.focusOffset];
    selected.setBaseAndExtent(...start, ...end);
  }

  document.addEventListener("keydown", (event) => {
    if (!picking || event.ctrlKey || event.metaKey) return;
    const selected = document.getSelection();
    if (event.key === "Escape" || event.key === "Enter") {
      const { href, from } = picking;
      picking = null;
      hint.hidden = true;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (event.key === "Enter" && selection()) window.location.assign(withWords(href));
      else {
        selected.removeAllRanges();
        from?.focus?.({ preventScroll: true });
      }
      return;
    }
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    const forward = event.key === "ArrowRight";
    event.preventDefault();
    if (event.altKey) moveBeginning(selected, forward);
    else if (event.shiftKey) selected.modify("extend", forward ? "forward" : "backward", "word");
    else {
      selected[forward ? "collapseToEnd" : "collapseToStart"]();
      selected.modify("move", forward ? "forward" : "backward", "word");
      selected.modify("extend", "forward", "word");
    }
    says.textContent = selection()?.words ?? "";
  }, true);

  function choose(href, key) {
    if (selection() && !picking) window.location.assign(withWords(href));
    else pick(key, href);
  }

  galley.addEventListener("click", (event) => {
    const link = event.target.closest("#add-claim, [data-action=words]");
    if (link && selection()) link.href = withWords(link.href);
  }, true);
  document.addEventListener("pointerdown", () => {
    picking = null;
    hint.hidden = true;
  });

  // ---------- What the keys and the palette do here ----------

  const click = (action) => current()?.querySelector(`[data-action="${action}"]`)?.click();
  window.desk?.register({
    next: () => step(1),
    previous: () => step(-1),
    evidence: () => {
      const title = current()?.querySelector("[id^=evidence-of-]");
      title?.focus();
      title?.scrollIntoView({ block: "start" });
    },
    review: () => current()?.querySelector(".review-link")?.click(),
    revise: () => click("revise"),
    discard: () => click("discard"),
    pin: () => click("pin"),
    bare: () => bare(1),
    coverage: () => toggle.click(),
    mark: () => document.getElementById("add-claim") && choose(document.getElementById("add-claim").href, ""),
    words: () => {
      const link = current()?.querySelector("[data-action=words]");
      if (link) choose(link.href, current().dataset.card);
    },
    split: () => click("split"),
    merge: () => click("merge"),
    undo: () => document.getElementById("undo")?.requestSubmit(),
  });
  galley.dataset.ready = "1";
})();
