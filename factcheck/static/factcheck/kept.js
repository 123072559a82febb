// What was typed is kept in the tab until it has arrived: through a lost connection, an expired session, a reload.
"use strict";

(() => {
  const PENDING = "kept:sent";
  const nameOf = (form) => `kept:${window.location.pathname}|${form.dataset.keep ?? form.getAttribute("action") ?? ""}`;
  const inputs = (form) => [...form.querySelectorAll("textarea, input[type=text], input:not([type])")].filter((input) => input.name);

  function keep(form) {
    const place = nameOf(form);
    const stored = JSON.parse(sessionStorage.getItem(place) ?? "{}");
    let restored = false;
    for (const input of inputs(form)) {
      if (stored[input.name] && (!input.value || input.value === input.defaultValue) && stored[input.name] !== input.value) {
        input.value = stored[input.name];
        restored = true;
      }
    }
    if (restored) note(form, "What you had typed here is back. It was not sent.");
    form.addEventListener("input", () => {
      const typed = Object.fromEntries(inputs(form).map((input) => [input.name, input.value]));
      sessionStorage.setItem(place, JSON.stringify(typed));
    });
    form.addEventListener("submit", (event) => {
      if (!navigator.onLine) {
        event.preventDefault();
        note(form, "There is no connection. What you typed is kept in this tab; send it again when you are back.");
        return;
      }
      sessionStorage.setItem(PENDING, JSON.stringify({ place, page: window.location.href }));
    });
  }

  function note(form, words) {
    const line = form.querySelector(".kept-note") ?? document.createElement("p");
    line.className = "kept-note";
    line.setAttribute("role", "status");
    line.textContent = words;
    form.prepend(line);
  }

  // The page after a form was sent: what it holds has arrived, unless this is a refusal, an error or the login.
  function settle() {
    const sent = JSON.parse(sessionStorage.getItem(PENDING) ?? "null");
    if (!sent) return;
    const login = document.querySelector(".login form");
    if (login) {
      const next = login.querySelector("input[name=next]");
      if (next) next.value = new URL(sent.page).pathname + new URL(sent.page).search;
      sessionStorage.removeItem(PENDING);
      note(login, "Your session had ended. What you typed is kept; it comes back when you have logged in.");
      return;
    }
    sessionStorage.removeItem(PENDING);
    if (!document.querySelector(".refusal, .error")) sessionStorage.removeItem(sent.place);
  }

  settle();
  for (const form of document.querySelectorAll("form[method=post]")) {
    if (form.querySelector("textarea, [data-keep]") || form.dataset.keep !== undefined) {
      if (!form.closest(".login") && form.dataset.draft === undefined) keep(form);
    }
  }
})();
