"use strict";

// Copying needs a secure context; elsewhere the addresses can be marked by hand.
for (const button of document.querySelectorAll("button[data-copy]")) {
  if (!navigator.clipboard) continue;
  const said = button.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
    button.textContent = button.dataset.done;
    setTimeout(() => (button.textContent = said), 2000);
  });
}

// A picture that cannot be drawn leaves its empty frame, not a broken image.
for (const picture of document.querySelectorAll(".picture img")) {
  picture.addEventListener("error", () => (picture.hidden = true));
  if (picture.complete && picture.naturalWidth === 0) picture.hidden = true;
}

// Hundreds of layers: those whose indicator, definition, divisions or synonyms have all the words.
const find = document.getElementById("find");
if (find) {
  find.closest("p").hidden = false;
  const found = document.getElementById("found");
  const rows = [...document.querySelectorAll(".indicators > details")];
  find.addEventListener("input", () => {
    const words = find.value.toLocaleLowerCase().split(/\s+/);
    for (const row of rows) row.hidden = !words.every((word) => row.dataset.words.toLocaleLowerCase().includes(word));
    found.textContent = rows.every((row) => row.hidden) ? found.dataset.none : "";
  });
}
