// All commands under Ctrl-K: what the keys do, the pages of the house, what this page offers, and its claims.
"use strict";

(() => {
  const SHOWN = 40;
  const dialog = document.getElementById("palette");
  if (!dialog || !window.desk) return;
  const input = document.getElementById("palette-words");
  const list = document.getElementById("palette-list");
  const none = dialog.querySelector(".palette-none");
  let found = [];
  let place = 0;
  let from = null;

  const words = (element) => element.textContent.replace(/\s+/g, " ").trim();

  function commands() {
    const keys = window.desk.rows.filter((row) => window.desk.actions.has(row.dataset.does) && row.dataset.does !== "help");
    const links = [...document.querySelectorAll("nav a[href], main a.button[href], main button[type=submit]:not(:disabled), .kicker a, .meta a")];
    return [
      ...keys.map((row) => ({ label: words(row.querySelector("dd")), key: row.dataset.key, run: () => window.desk.run(row.dataset.does) })),
      { label: "list of the keys", key: "?", run: () => window.desk.run("help") },
      ...links.filter((link) => link.offsetParent !== null && !link.closest(".decide")).map((link) => ({ label: words(link), key: "", run: () => link.click() })),
      { label: "set other keys", key: "", run: () => dialog.ownerDocument.querySelector("#keys a").click() },
      { label: "log out", key: "", run: () => document.querySelector(".who button")?.click() },
    ];
  }

  function claims(typed) {
    if (!typed) return [];
    return [...document.querySelectorAll(".claim[data-card] > summary")]
      .map((summary) => ({ summary, number: words(summary.querySelector(".claim-number")), text: words(summary) }))
      .filter((claim) => claim.number === typed || (typed.length > 2 && claim.text.toLowerCase().includes(typed)))
      .map((claim) => ({ label: `claim ${claim.text.slice(0, 120)}`, key: "", run: () => claim.summary.click() }));
  }

  function fitting() {
    const typed = input.value.toLowerCase().trim();
    const parts = typed.split(/\s+/);
    const unique = new Map();
    for (const command of commands()) if (command.label && !unique.has(command.label)) unique.set(command.label, command);
    const chosen = [...unique.values()].filter((command) => parts.every((part) => command.label.toLowerCase().includes(part)));
    return [...claims(typed), ...chosen].slice(0, SHOWN);
  }

  function draw() {
    found = fitting();
    place = 0;
    list.replaceChildren(...found.map((command, index) => {
      const row = document.createElement("li");
      row.id = `palette-${index}`;
      row.setAttribute("role", "option");
      row.textContent = command.label;
      if (command.key) {
        const key = document.createElement("kbd");
        key.textContent = command.key;
        row.append(" ", key);
      }
      row.addEventListener("click", () => choose(index));
      return row;
    }));
    none.textContent = found.length ? "" : "No command is called that.";
    point(0);
  }

  function point(to) {
    if (!found.length) return input.removeAttribute("aria-activedescendant");
    place = (to + found.length) % found.length;
    for (const [index, row] of [...list.children].entries()) row.setAttribute("aria-selected", String(index === place));
    list.children[place].scrollIntoView({ block: "nearest" });
    return input.setAttribute("aria-activedescendant", `palette-${place}`);
  }

  function choose(index) {
    const command = found[index];
    if (!command) return;
    dialog.close();
    from?.focus?.({ preventScroll: true });
    command.run();
  }

  function open() {
    from = document.activeElement;
    input.value = "";
    draw();
    dialog.showModal();
    input.focus();
  }

  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || event.key.toLowerCase() !== "k") return;
    if (document.querySelector("dialog[open]")) return;
    event.preventDefault();
    open();
  });
  input.addEventListener("input", draw);
  input.addEventListener("keydown", (event) => {
    const moves = { ArrowDown: place + 1, ArrowUp: place - 1 };
    if (event.key in moves) point(moves[event.key]);
    else if (event.key === "Enter") choose(place);
    else return;
    event.preventDefault();
  });
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
})();
