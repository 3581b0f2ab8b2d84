// Starts the GOV.UK components once the page is ready. Every page works without them.
import { initAll } from "./built/govuk.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();
