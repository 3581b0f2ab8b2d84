// Sorting by a column and searching: both are extras, the page is whole without them.
(function () {
  "use strict";
  var key = function (row, at) {
    var cell = row.cells[at];
    var text = cell.dataset.sort || cell.textContent.trim();
    var number = Number(text.replace(/,/g, ""));
    return text !== "" && !isNaN(number) ? number : text;
  };
  document.querySelectorAll("table.sorts").forEach(function (table) {
    Array.prototype.forEach.call(table.tHead.rows[0].cells, function (head, at) {
      var button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      head.textContent = "";
      head.appendChild(button);
      button.addEventListener("click", function () {
        var up = head.getAttribute("aria-sort") !== "ascending";
        Array.prototype.forEach.call(table.tHead.rows[0].cells, function (other) { other.removeAttribute("aria-sort"); });
        head.setAttribute("aria-sort", up ? "ascending" : "descending");
        var rows = Array.prototype.slice.call(table.tBodies[0].rows);
        rows.sort(function (one, other) {
          var a = key(one, at), b = key(other, at);
          var less = typeof a === typeof b ? a < b : typeof a === "number";
          return (a === b ? 0 : less ? -1 : 1) * (up ? 1 : -1);
        });
        rows.forEach(function (row) { table.tBodies[0].appendChild(row); });
      });
    });
  });
  var main = document.getElementById("main");
  var label = document.createElement("label");
  label.textContent = "Search every finding (a child's number, a rule, a field, a value)";
  var search = document.createElement("input");
  search.type = "search";
  search.id = "search";
  label.htmlFor = "search";
  main.insertBefore(search, main.firstChild);
  main.insertBefore(label, search);
  search.addEventListener("input", function () {
    var wanted = search.value.trim().toLowerCase();
    document.querySelectorAll("section").forEach(function (section) {
      var heading = section.querySelector("h3").textContent.toLowerCase().indexOf(wanted) >= 0;
      var any = heading;
      section.querySelectorAll("tbody tr").forEach(function (row) {
        row.hidden = !heading && row.textContent.toLowerCase().indexOf(wanted) < 0;
        any = any || !row.hidden;
      });
      section.hidden = !any;
      if (wanted && any && !heading) section.querySelectorAll("details").forEach(function (one) { one.open = true; });
    });
  });
})();
