// The galley: what is known of a claim opens beside the text, and the parts of a long text come when they are needed.
// What is asked for and where it is put stand in the page as attributes of htmx; this file says when.
// Improvements only: every link in here leads to a page without this file.
"use strict";

(() => {
  const NEAR = "1200px";
  const HANDLE = 48;
  const galley = document.querySelector("[data-galley]");
  if (!galley) return;

  // ---------- Cards: what is known of a claim comes when it is opened, and of the next one ahead ----------

  const says = document.getElementById("says");
  const cards = () => [...galley.querySelectorAll(".claim[data-card]")];
  const cardOf = (key) => galley.querySelector(`.claim[data-card="${CSS.escape(key)}"]`);
  const current = () => galley.querySelector(".claim[open]");
  const marksOf = (key) => galley.querySelectorAll(`.mark[data-claim="${CSS.escape(key)}"]`);

  function fill(card) {
    const body = card?.querySelector(".claim-body[hx-get]");
    if (body) htmx.trigger(body, "near");
  }

  function light(key) {
    for (const mark of galley.querySelectorAll(".mark.is-lit")) mark.classList.remove("is-lit");
    for (const mark of marksOf(key)) mark.classList.add("is-lit");
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
    (window.requestIdleCallback ?? setTimeout)(() => fill(all[all.indexOf(card) + 1]));
    if (all.indexOf(card) >= all.length - 10) near(partOf(card) + 1);
  }

  // A verdict changes the state of its claim: what is drawn of it elsewhere on the page follows.
  function restate(body) {
    const { standing } = body.dataset;
    const card = body.closest(".claim");
    const key = card.dataset.card;
    for (const drawn of [card, card.querySelector(".claim-number"), document.getElementById(`mark-${key}`), ...marksOf(key)]) {
      drawn?.setAttribute("class", drawn.className.replace(/(claim|claim-number|mark|marker)--(waiting|open|assigned|disputed|decided|published|cancelled)\b/g, `$1--${standing}`));
    }
  }

  const isDecided = (row) => row.querySelector(".pick[aria-pressed]") !== null;
  let held = null;

  galley.addEventListener("htmx:beforeSwap", (event) => {
    const { target, requestConfig } = event.detail;
    if (!target.matches(".claim-body")) return;
    const focused = target.contains(document.activeElement) ? document.activeElement : null;
    if (focused && requestConfig.verb === "get" && window.desk.isTyping(focused)) event.detail.shouldSwap = false;
    held = focused && { row: requestConfig.elt.matches(".decide") ? requestConfig.elt.closest(".evidence").id : "" };
  });

  // Where the hand was: at the next passage nobody has decided on, or at the head of the claim.
  function goOn(body) {
    const rows = [...body.querySelectorAll(".evidence")];
    const row = held?.row && document.getElementById(held.row);
    const next = row && (rows.slice(rows.indexOf(row) + 1).find((one) => !isDecided(one)) ?? row);
    if (next) next.focus({ preventScroll: true });
    else if (held && document.activeElement === document.body) body.closest(".claim").querySelector("summary").focus({ preventScroll: true });
    held = null;
  }

  // ---------- Parts: marks and claims of a part come when it is near the screen ----------

  const partOf = (card) => Number(card.closest("[data-list]").dataset.list);
  let top = null;

  function near(number) {
    const part = galley.querySelector(`#part-${number}[hx-get]`);
    if (part) htmx.trigger(part, "near");
  }

  // Ask for what `element` loads into a part; whether it came.
  function ask(element, number) {
    const events = ["htmx:load", "htmx:responseError", "htmx:sendError", "htmx:timeout"];
    return new Promise((done) => {
      const ended = (event) => {
        if (event.type === "htmx:load" && event.target.id !== `part-${number}`) return;
        for (const name of events) galley.removeEventListener(name, ended);
        done(event.type === "htmx:load");
      };
      for (const name of events) galley.addEventListener(name, ended);
      htmx.trigger(element, "near");
    });
  }

  async function step(by) {
    const all = cards();
    const here = all.findIndex((card) => card.open || card.contains(document.activeElement));
    const next = all[here < 0 ? 0 : here + by];
    const list = (all[here] ?? galley.querySelector("[data-list]"))?.closest("[data-list]");
    const number = Number(list?.dataset.list);
    // Of very many claims in one part the list has pages.
    const page = here >= 0 && next?.closest("[data-list]") !== list && list.querySelector(`.pager a[rel=${by > 0 ? "next" : "prev"}]`);
    if (page && await ask(page, number)) {
      const arrived = [...galley.querySelectorAll(`[data-list="${number}"] .claim[data-card]`)];
      return show(by > 0 ? arrived[0] : arrived.at(-1));
    }
    if (next) return show(next);
    const closed = galley.querySelector(`#part-${here < 0 ? 1 : number + by}[hx-get]`);
    if (!closed || !await ask(closed, closed.dataset.part)) return undefined;
    const more = cards();
    const place = here < 0 ? -1 : more.indexOf(all[here]);
    return more[place + by] && show(more[place + by]);
  }

  const watcher = new IntersectionObserver(
    (seen) => {
      for (const entry of seen) {
        if (!entry.isIntersecting) continue;
        watcher.unobserve(entry.target);
        near(entry.target.dataset.part);
      }
    },
    { rootMargin: NEAR },
  );
  for (const part of galley.querySelectorAll(".part[hx-get]")) watcher.observe(part);

  galley.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target.matches(".part")) top = event.detail.target.getBoundingClientRect().top;
  });
  galley.addEventListener("htmx:load", ({ target }) => {
    if (target.matches(".claim-body")) {
      restate(target);
      goOn(target);
    }
    if (!target.matches(".part")) return;
    const moved = target.getBoundingClientRect().top - top;
    if (top < 0 && moved) window.scrollBy(0, moved);
    if (current()) light(current().dataset.card);
  });

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
    const link = event.target.closest("a[data-near]");
    if (link) {
      event.preventDefault();
      near(link.dataset.near);
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

  // ---------- Choosing words: two handles at their ends, for the pointer, a finger and the keys ----------

  const bar = document.getElementById("picking");
  const handles = [...galley.querySelectorAll(".handle")];
  const edgeOf = (handle) => handle.dataset.edge;

  function bringToSight(range) {
    const { top, bottom } = range.getBoundingClientRect();
    if (top < 0 || bottom > window.innerHeight - HANDLE) range.startContainer.parentElement.scrollIntoView({ block: "center" });
  }

  function pick(key, href) {
    const selected = document.getSelection();
    selected.removeAllRanges();
    selected.addRange(startRange(key));
    if (selected.isCollapsed) selected.modify("extend", "forward", "word");
    picking = { href, from: document.activeElement };
    document.activeElement?.blur?.();
    bar.querySelector("a").href = href;
    bar.hidden = false;
    bringToSight(selected.getRangeAt(0));
    draw();
    says.textContent = `Choosing words: ${selection()?.words ?? ""}. ${bar.querySelector(".picking-keys").textContent}`;
  }

  function leave({ take }) {
    const { href, from } = picking;
    const address = take && selection() && withWords(href);
    picking = null;
    bar.hidden = true;
    for (const handle of handles) handle.hidden = true;
    if (address) return window.location.assign(address);
    document.getSelection().removeAllRanges();
    // The card may have come anew meanwhile.
    const back = from?.isConnected ? from : current()?.querySelector("[data-action=words]");
    return back?.focus?.({ preventScroll: true });
  }

  // The handles hang below the first and the last of the words.
  function draw() {
    const selected = document.getSelection();
    if (!picking || !selected.rangeCount) return;
    const range = selected.getRangeAt(0);
    const rows = [...range.getClientRects()].filter((row) => row.width);
    const frame = galley.querySelector(".galley-text").getBoundingClientRect();
    for (const handle of handles) {
      const first = edgeOf(handle) === "start";
      const row = first ? rows[0] : rows.at(-1);
      handle.hidden = !row;
      if (!row) continue;
      const around = (first ? range.startContainer : range.endContainer);
      const leftwards = getComputedStyle(around.parentElement ?? around).direction === "rtl";
      handle.style.left = `${(first === leftwards ? row.right : row.left) - frame.left}px`;
      handle.style.top = `${row.bottom - frame.top}px`;
    }
  }

  function setEdge(edge, node, offset) {
    const selected = document.getSelection();
    const range = selected.getRangeAt(0);
    const other = edge === "start" ? [range.endContainer, range.endOffset] : [range.startContainer, range.startOffset];
    const wanted = document.createRange();
    try {
      wanted.setStart(...(edge === "start" ? [node, offset] : other));
      wanted.setEnd(...(edge === "start" ? other : [node, offset]));
    } catch {
      return;
    }
    const crossed = wanted.collapsed || wanted.toString().length === 0;
    if (!crossed) selected.setBaseAndExtent(wanted.startContainer, wanted.startOffset, wanted.endContainer, wanted.endOffset);
    draw();
  }

  function nudge(edge, forward) {
    const selected = document.getSelection();
    const range = selected.getRangeAt(0).cloneRange();
    const [node, offset] = edge === "start" ? [range.startContainer, range.startOffset] : [range.endContainer, range.endOffset];
    selected.collapse(node, offset);
    selected.modify("move", forward ? "forward" : "backward", "word");
    const to = [selected.focusNode, selected.focusOffset];
    selected.setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
    setEdge(edge, ...to);
  }

  // The letter at a point, moved to the end of its word; nothing beside the text.
  function placeAt(x, y, edge) {
    const caret = document.caretPositionFromPoint?.(x, y);
    const found = caret ? { node: caret.offsetNode, offset: caret.offset } : null;
    const range = found ? null : document.caretRangeFromPoint?.(x, y);
    const { node, offset } = found ?? { node: range?.startContainer, offset: range?.startOffset };
    if (node?.nodeType !== Node.TEXT_NODE || !reading.contains(node) || node.parentElement.closest(EXTRAS)) return null;
    const before = node.data.slice(0, offset).match(/\S*$/u)[0].length;
    const after = node.data.slice(offset).match(/^\S*/u)[0].length;
    return [node, edge === "start" ? offset - before : offset + after];
  }

  for (const handle of handles) {
    handle.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      event.stopPropagation();
      handle.focus({ preventScroll: true });
      reading.parentElement.classList.add("is-dragging");
      // The words that are meant stand above the hand.
      const lift = event.clientY - handle.getBoundingClientRect().top + 8;
      const drag = (moved) => {
        const to = placeAt(moved.clientX, moved.clientY - lift, edgeOf(handle));
        if (to) setEdge(edgeOf(handle), ...to);
      };
      const drop = () => {
        document.removeEventListener("pointermove", drag);
        reading.parentElement.classList.remove("is-dragging");
        says.textContent = selection()?.words ?? "";
      };
      document.addEventListener("pointermove", drag);
      document.addEventListener("pointerup", drop, { once: true });
      document.addEventListener("pointercancel", drop, { once: true });
    });
  }
  window.addEventListener("resize", draw);
  document.addEventListener("selectionchange", draw);
  bar.querySelector("[data-take]").addEventListener("click", () => picking && leave({ take: true }));
  bar.querySelector("[data-leave]").addEventListener("click", () => picking && leave({ take: false }));
  bar.addEventListener("pointerdown", (event) => event.preventDefault());

  function move(selected, forward) {
    selected[forward ? "collapseToEnd" : "collapseToStart"]();
    selected.modify("move", forward ? "forward" : "backward", "word");
    selected.modify("extend", "forward", "word");
  }

  // Arrows move the words, with Shift they take in or leave out at the end, with Alt at the beginning.
  document.addEventListener("keydown", (event) => {
    if (!picking || event.ctrlKey || event.metaKey) return;
    if (event.key === "Tab" || (event.key === "Enter" && bar.contains(document.activeElement))) return;
    if (event.key === "Escape" || event.key === "Enter") {
      event.preventDefault();
      event.stopImmediatePropagation();
      leave({ take: event.key === "Enter" });
      return;
    }
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    const selected = document.getSelection();
    const rtl = getComputedStyle(selected.focusNode.parentElement ?? reading).direction === "rtl";
    const forward = (event.key === "ArrowRight") !== rtl;
    const focused = document.activeElement?.closest(".handle");
    event.preventDefault();
    if (focused) nudge(edgeOf(focused), forward);
    else if (event.altKey) nudge("start", forward);
    else if (event.shiftKey) nudge("end", forward);
    else move(selected, forward);
    draw();
    says.textContent = selection()?.words ?? "";
  }, true);

  function choose(href, key) {
    if (selection() && !picking) window.location.assign(withWords(href));
    else pick(key, href);
  }

  galley.addEventListener("click", (event) => {
    const link = event.target.closest("#add-claim, [data-action=words]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (selection()) link.href = withWords(link.href);
    else if (link.matches("[data-action=words]")) {
      event.preventDefault();
      pick(link.closest(".claim").dataset.card, link.href);
    }
  }, true);
  reading.addEventListener("pointerdown", () => picking && leave({ take: false }));

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
    redo: () => document.getElementById("redo")?.requestSubmit(),
    assign: () => {
      const taken = current()?.querySelector("[data-action=take]");
      if (taken) taken.click();
      else if (current()?.querySelector(".review-link")) window.location.assign(`${current().querySelector(".review-link").href}#assign`);
    },
  });
  galley.dataset.ready = "1";
})();
