// The name of a speaker is looked up among those that the library knows, while it is typed. A plain input without this.
"use strict";

(() => {
  const input = document.querySelector("input[name=speaker_name]");
  if (!input) return;
  const list = document.createElement("datalist");
  list.id = "known-speakers";
  input.after(list);
  input.setAttribute("list", list.id);
  input.setAttribute("autocomplete", "off");
  let waiting = 0;

  async function look() {
    const words = input.value.trim();
    if (words.length < 2) return;
    const answer = await fetch(`/speakers/names/?words=${encodeURIComponent(words)}`, { credentials: "same-origin" }).catch(() => null);
    if (!answer?.ok || answer.redirected) return;
    const { speakers } = await answer.json();
    list.replaceChildren(...speakers.map((speaker) => {
      const option = document.createElement("option");
      option.value = speaker.name;
      option.label = speaker.same_as ? `another name of ${speaker.same_as}` : speaker.kind;
      return option;
    }));
  }

  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(look, 200);
  });
})();
