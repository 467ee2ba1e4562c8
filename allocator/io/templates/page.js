"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const made = (name, text, className) => {
    const node = document.createElement(name);
    node.textContent = text;
    if (className) node.className = className;
    return node;
  };
  const say = (text) => { byId("said").textContent = text; };

  // Colours: as the system has them, light or dark.
  byId("theme-choice").hidden = false;
  byId("theme").addEventListener("change", (event) => {
    document.documentElement.dataset.theme = event.target.value;
  });

  // The map: texts and shades come ready from the plan.
  const measures = JSON.parse(byId("map-data").textContent);
  const tiles = [...byId("map-tiles").children];
  const show = (measure) => {
    byId("map-label").textContent = measure.label;
    byId("map-group").textContent = measure.group;
    byId("map-about").textContent = measure.about;
    byId("map-legend").replaceChildren(...measure.scale.map(([shade, words]) => {
      const entry = made("li", "");
      entry.append(made("span", "", "swatch s" + shade), words);
      return entry;
    }));
    tiles.forEach((tile, at) => {
      tile.className = "s" + measure.shades[at];
      tile.querySelector(".value").textContent = measure.texts[at];
    });
  };
  byId("map-choice").hidden = false;
  byId("measure").addEventListener("change", (event) => {
    const measure = measures[Number(event.target.value)];
    show(measure);
    say("The map shows " + measure.label + ", " + measure.group);
  });

  // Tables: a click on a header sorts, figures from the largest; blanks stay below.
  const figure = (text) => {
    const plain = text.replace(/[,%\s]/g, "").replace("−", "-");
    if (plain === "–") return 0;
    return plain === "" || Number.isNaN(Number(plain)) ? null : Number(plain);
  };
  const compared = (one, other) => (typeof one === "number"
    ? one - other
    : one.localeCompare(other, "en", { numeric: true, sensitivity: "base" }));
  const sort = (table, head, falling) => {
    const at = [...head.parentNode.children].indexOf(head);
    const number = head.classList.contains("n");
    const body = table.tBodies[0];
    const keyed = [...body.rows].map((row) => {
      const text = row.cells[at].textContent.trim();
      return { row, key: number ? figure(text) : text || null };
    });
    keyed.sort((one, other) => {
      if (one.key === null || other.key === null) return (one.key === null) - (other.key === null);
      return falling ? compared(other.key, one.key) : compared(one.key, other.key);
    });
    body.append(...keyed.map((each) => each.row));
    for (const each of head.parentNode.children) each.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", falling ? "descending" : "ascending");
    say("Sorted by " + head.textContent + (falling ? ", falling" : ", rising"));
  };
  for (const table of document.querySelectorAll("table")) {
    for (const head of table.tHead.rows[0].cells) {
      const button = made("button", head.textContent);
      button.type = "button";
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const now = head.getAttribute("aria-sort");
        sort(table, head, now === null ? head.classList.contains("n") : now === "ascending");
      });
    }
  }

  // Long tables: only the rows that hold a text.
  for (const table of document.querySelectorAll("table")) {
    const rows = [...table.tBodies[0].rows];
    if (rows.length <= 20) continue;
    const choice = made("p", "", "choice");
    const label = made("label", "Only rows with");
    const input = document.createElement("input");
    input.type = "search";
    input.id = table.id + "-filter";
    label.htmlFor = input.id;
    choice.append(label, input);
    table.closest(".scroll").before(choice);
    input.addEventListener("input", () => {
      const wanted = input.value.trim().toLocaleLowerCase("en");
      for (const row of rows) {
        row.hidden = !row.textContent.toLocaleLowerCase("en").includes(wanted);
      }
      const shown = rows.filter((row) => !row.hidden).length;
      say(shown + " of " + rows.length + " rows");
    });
  }
})();
