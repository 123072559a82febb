// Around htmx: what happens when a part of a page could not be had, and when one that was waited for has arrived.
"use strict";

(() => {
  const LOST = "There is no connection to the workbench. What you typed is still here; try again in a moment.";
  const ENDED = "Your session has ended. Log in again in another tab, then try again; what you typed is still here.";
  const GONE = "This is gone: somebody discarded it or took it back. Load the page again.";

  // The sentence of an answer that is a page of its own.
  function sentence(xhr) {
    const page = new DOMParser().parseFromString(xhr.responseText, "text/html");
    const said = page.querySelector(".refusal, .error .lede")?.textContent.replace(/\s+/g, " ").trim();
    return said || `The workbench could not answer (${xhr.status}). Try again in a moment.`;
  }

  function words(xhr) {
    if (!xhr?.status) return LOST;
    if (xhr.status === 401) return ENDED;
    return xhr.status === 404 ? GONE : sentence(xhr);
  }

  function refusal(text, again) {
    const box = document.createElement("div");
    box.className = "refusal refusal--asked";
    box.setAttribute("role", "alert");
    const said = document.createElement("p");
    said.textContent = text;
    const retry = document.createElement("button");
    retry.type = "button";
    retry.className = "button";
    retry.textContent = "Try again";
    retry.addEventListener("click", () => {
      box.remove();
      again();
    });
    box.append(said, retry);
    return box;
  }

  function refused({ detail: { elt, xhr, requestConfig } }) {
    if (elt.matches(".watch")) return;
    const submitter = requestConfig?.triggeringEvent?.submitter;
    const place = elt.closest(".evidence, .pager") ?? elt;
    place.querySelector(":scope > .refusal--asked")?.remove();
    place.prepend(refusal(words(xhr), () => (elt.matches("form") ? elt.requestSubmit(submitter) : htmx.trigger(elt, "near"))));
  }

  for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) document.addEventListener(name, refused);

  // Nobody looks: ask again later.
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (document.hidden && event.detail.elt.matches(".watch")) event.preventDefault();
  });
  document.addEventListener("htmx:load", ({ target }) => {
    if (target.dataset?.arrived && !window.desk.isTyping(document.activeElement)) window.location.assign(target.dataset.arrived);
  });
})();
