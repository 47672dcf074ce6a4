"use strict";
// Filters the table of agreements. The page says everything without it.
const at = (id) => document.getElementById(id);
const rank = { none: 0, low: 1, medium: 2, high: 3, unread: 0 };
const rows = Array.from(at("agreements").tBodies[0].rows, (row) => ({
  row, rank: rank[row.className], unread: row.className === "unread", doctrines: row.dataset.d,
  year: row.cells[2].textContent, text: row.textContent.toLowerCase(),
}));
function filter() {
  const find = at("find").value.trim().toLowerCase(), least = Number(at("least").value);
  const doctrine = at("doctrine").value, year = at("year").value, unread = at("unread").checked;
  let count = 0;
  for (const r of rows) {
    const show = r.rank >= least && (!unread || r.unread) && (!find || r.text.includes(find))
      && (!doctrine || r.doctrines.includes(` ${doctrine} `)) && (!year || r.year === year);
    if (r.row.hidden === show) r.row.hidden = !show;
    count += show;
  }
  at("count").textContent = count.toLocaleString();
}
at("filters").hidden = false;
at("filters").addEventListener("input", filter);
at("filters").addEventListener("submit", (event) => event.preventDefault());
