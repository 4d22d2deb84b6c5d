/** Where the page's parts are. */
export interface PageParts {
  /** The only source that the page may load from. */
  readonly source: string;
  readonly script: string;
  readonly style: string;
  /** The language of its texts, BCP 47. */
  readonly language: string;
  /** Base64, new for each page. */
  readonly nonce: string;
}

/** The page: nothing inline, nothing from elsewhere, no connection. */
export function pageOf({ source, script, style, nonce, language }: PageParts): string {
  const policy = `default-src 'none'; style-src ${source}; script-src 'nonce-${nonce}'; font-src ${source}`;
  const table = (id: string, caption: string, columns: readonly string[]): string => `
    <table id="${id}" aria-labelledby="${caption}">
      <thead><tr>${columns.map((column) => `<th scope="col" data-text="${column}"></th>`).join("")}</tr></thead>
      <tbody></tbody>
    </table>
    <p id="${id}-more" class="legend"></p>`;
  return `<!DOCTYPE html>
<html lang="${language}">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="${policy}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>RouteLMT</title>
  <link rel="stylesheet" href="${style}">
</head>
<body>
  <main>
    <h1 data-text="Budget"></h1>
    <p id="project" class="legend"></p>
    <h2 data-text="Budget caps"></h2>
    <ul id="caps"></ul>
    <div class="buttons"><vscode-button id="set-budget"><span data-text="Set Budget…"></span></vscode-button></div>
    <p id="empty" data-text="Nothing has been translated in this project yet. Run Translate File… first."></p>
    <div id="filled">
      <h2 id="what-if-title" data-text="What more money would buy"></h2>
      <label><span data-text="US dollars more"></span><br><input id="slider" type="range" min="0" step="1" value="0"></label>
      <p id="what-if" aria-live="polite"></p>
      <div class="buttons">
        <vscode-button id="set-more" secondary></vscode-button>
        <vscode-button id="buy" secondary><span data-text="Buy Flagged…"></span></vscode-button>
      </div>
      <div class="charts">
        <div id="curve"></div>
        <div>
          <h2 data-text="Predicted gain of the large model"></h2>
          <div id="gains"></div>
        </div>
      </div>
      <p class="legend"><span data-text="Orange: now. Green: after the slider's dollars."></span>
        <span data-text="Quality is predicted, not measured."></span>
        <span data-text="For sale is what Buy Flagged… offers: flagged strings, drafts, failed ones, and those over the share."></span></p>
      ${table("strings", "what-if-title", ["String", "Language", "File", "Gain", "Price"])}
    </div>
    <div id="spent">
      <h2 data-text="Spent by day"></h2>
      <div id="days"></div>
    </div>
    <h2 id="ledger-title" data-text="Ledger"></h2>
    <p id="ledger-empty" data-text="Nothing has been bought in this project yet."></p>
    <div id="exports" class="buttons">
      <vscode-button id="export-csv" secondary><span data-text="Export as CSV"></span></vscode-button>
      <vscode-button id="export-json" secondary><span data-text="Export as JSON"></span></vscode-button>
    </div>
    ${table("ledger", "ledger-title", ["Time", "Model", "Language", "Strings", "State", "Amount"])}
  </main>
  <script nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}
