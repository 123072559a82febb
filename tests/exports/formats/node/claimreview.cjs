// Reads a JSON list of ClaimReviews from standard input, puts each into a page, and prints for each what the preset of
// Google found: {"passed", "failed", "warnings"}, as lists of what was tested.
const { readFileSync } = require("node:fs");
const { structuredDataTest } = require("structured-data-testing-tool");
const { Google } = require("structured-data-testing-tool/presets");

const preset = Google.presets.find((each) => each.name === "ClaimReview");

function pageWith(mark) {
  const data = JSON.stringify(mark).replaceAll("<", "\\u003c");
  const head = `<title>A fact check</title><script type="application/ld+json">${data}</script>`;
  return `<!doctype html><html><head>${head}</head><body></body></html>`;
}

async function found(mark) {
  const options = { presets: [preset], schemas: ["jsonld:ClaimReview"] };
  const result = await structuredDataTest(pageWith(mark), options).catch((error) => error.res);
  const words = (tests) => tests.map((each) => each.test);
  return { passed: words(result.passed), failed: words(result.failed), warnings: words(result.warnings) };
}

Promise.all(JSON.parse(readFileSync(0, "utf8")).map(found)).then((all) => console.log(JSON.stringify(all)));
