// Filtering of lists; every page reads as well without it.
"use strict";
(() => {
  const form = document.querySelector("form[data-filter]");
  if (!form) return;
  const rows = [...document.querySelectorAll("[data-filtered] > li")];
  const words = rows.map((row) => row.textContent.toLowerCase());
  const fields = [...form.querySelectorAll("select, input")];
  const status = form.querySelector(".status");

  const apply = () => {
    let shown = 0;
    rows.forEach((row, number) => {
      const fits = fields.every((field) => !field.value || (field.name === "words"
        ? words[number].includes(field.value.toLowerCase())
        : row.dataset[field.name] === field.value));
      row.hidden = !fits;
      shown += fits;
    });
    document.querySelectorAll("[data-group]").forEach((group) => {
      group.hidden = !group.querySelector("li:not([hidden])");
    });
    status.textContent = `${shown} of ${rows.length} ${status.dataset.what} shown`;
  };
  const remember = () => {
    const kept = new URLSearchParams(fields.filter((field) => field.value).map((field) => [field.name, field.value]));
    history.replaceState(null, "", kept.size ? `#${kept}` : location.pathname + location.search);
  };
  const recall = () => {
    const kept = new URLSearchParams(location.hash.slice(1));
    fields.forEach((field) => { field.value = kept.get(field.name) ?? ""; });
    apply();
  };

  form.addEventListener("input", () => { apply(); remember(); });
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    fields.forEach((field) => { field.value = ""; });
    apply();
    remember();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", recall);
  form.hidden = false;
  recall();
})();
