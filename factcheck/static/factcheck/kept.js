// What was typed is kept in the tab until it has arrived: through a lost connection, an expired session, a reload.
"use strict";

(() => {
  const PENDING = "kept:sent";
  const KEPT = "textarea, input[type=text], input[type=radio], input:not([type])";
  const nameOf = (form) => `kept:${window.location.pathname}|${form.dataset.keep ?? form.dataset.draft ?? form.getAttribute("action") ?? ""}`;
  const inputs = (form) => [...form.querySelectorAll(KEPT)].filter((input) => input.name);
  const typedIn = (form) => Object.fromEntries(inputs(form).filter((input) => input.type !== "radio" || input.checked).map((input) => [input.name, input.value]));

  function restore(input, stored) {
    if (!stored) return false;
    if (input.type === "radio") {
      if (input.value === stored && !input.form.querySelector(`[name="${CSS.escape(input.name)}"]:checked`)) input.checked = true;
      return false;
    }
    if ((input.value && input.value !== input.defaultValue) || stored === input.value) return false;
    input.value = stored;
    return true;
  }

  function keep(form) {
    const place = nameOf(form);
    const inPlace = form.hasAttribute("hx-post");
    const stored = JSON.parse(sessionStorage.getItem(place) ?? "{}");
    const back = inputs(form).filter((input) => restore(input, stored[input.name]));
    if (back.length && !inPlace) note(form, "What you had typed here is back. It was not sent.");
    form.addEventListener("input", () => sessionStorage.setItem(place, JSON.stringify(typedIn(form))));
    if (inPlace) {
      form.addEventListener("htmx:beforeOnLoad", (event) => event.detail.xhr.status < 400 && sessionStorage.removeItem(place));
      return;
    }
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

  function keepAll(content) {
    for (const form of content.querySelectorAll?.("form[method=post]") ?? []) {
      if (form.closest(".login") || !(form.querySelector("textarea, [data-keep]") || form.dataset.keep !== undefined)) continue;
      keep(form);
    }
  }

  settle();
  keepAll(document);
  document.addEventListener("htmx:load", ({ target }) => target !== document.body && keepAll(target));
})();
