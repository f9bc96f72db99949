"use strict";
// Buttons that copy an address are shown only where a page may copy.
if (navigator.clipboard) {
  for (const button of document.querySelectorAll("button[data-copy]")) {
    const told = button.nextElementSibling;
    button.hidden = false;
    button.addEventListener("click", () => {
      navigator.clipboard.writeText(button.dataset.copy).then(
        () => {
          told.textContent = button.dataset.done;
          setTimeout(() => { told.textContent = ""; }, 4000);
        },
        () => getSelection().selectAllChildren(button.closest("li").querySelector("code")),
      );
    });
  }
}
