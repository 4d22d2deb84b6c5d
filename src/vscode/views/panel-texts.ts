import * as vscode from "vscode";

/** The sentences of the *Budget* panel by their English text: a page has no `vscode.l10n`. */
export function panelTexts(): Readonly<Record<string, string>> {
  return {
    "{0, plural, one {# string} other {# strings}}": vscode.l10n.t("{0, plural, one {# string} other {# strings}}"),
    "{0, plural, one {# token} other {# tokens}}": vscode.l10n.t("{0, plural, one {# token} other {# tokens}}"),
    "At most {0} for each run": vscode.l10n.t("At most {0} for each run"),
    "{0} of {1} today": vscode.l10n.t("{0} of {1} today"),
    "{0} of {1} this month": vscode.l10n.t("{0} of {1} this month"),
    "{0} of {1} in all": vscode.l10n.t("{0} of {1} in all"),
    "For sale is what Buy Flagged… offers: flagged strings, drafts, failed ones, and those over the share.":
      vscode.l10n.t(
        "For sale is what Buy Flagged… offers: flagged strings, drafts, failed ones, and those over the share.",
      ),
    "Mean predicted quality is {0}. For sale: {1, plural, one {# string} other {# strings}}, about {2}. Move the slider to see what comes first.":
      vscode.l10n.t(
        "Mean predicted quality is {0}. For sale: {1, plural, one {# string} other {# strings}}, about {2}. Move the slider to see what comes first.",
      ),
    "Nothing is for sale: no string is expected to gain enough from the large model.": vscode.l10n.t(
      "Nothing is for sale: no string is expected to gain enough from the large model.",
    ),
    "Orange: now. Green: after the slider's dollars.": vscode.l10n.t("Orange: now. Green: after the slider's dollars."),
    "Nothing has been bought in this project yet.": vscode.l10n.t("Nothing has been bought in this project yet."),
    "+{0} ({1} to {2})": vscode.l10n.t("+{0} ({1} to {2})"),
    "Allow {0} More…": vscode.l10n.t("Allow {0} More…"),
    Amount: vscode.l10n.t("Amount"),
    Budget: vscode.l10n.t("Budget"),
    "Budget caps": vscode.l10n.t("Budget caps"),
    "Buy Flagged…": vscode.l10n.t("Buy Flagged…"),
    "Export as CSV": vscode.l10n.t("Export as CSV"),
    "Export as JSON": vscode.l10n.t("Export as JSON"),
    File: vscode.l10n.t("File"),
    Gain: vscode.l10n.t("Gain"),
    Gains: vscode.l10n.t("Gains"),
    Language: vscode.l10n.t("Language"),
    Ledger: vscode.l10n.t("Ledger"),
    "Mean predicted quality by dollars spent: now {0} for {1}, at most {2} for {3}": vscode.l10n.t(
      "Mean predicted quality by dollars spent: now {0} for {1}, at most {2} for {3}",
    ),
    Model: vscode.l10n.t("Model"),
    "Nothing has been translated in this project yet. Run Translate File… first.": vscode.l10n.t(
      "Nothing has been translated in this project yet. Run Translate File… first.",
    ),
    "Predicted gain of the large model": vscode.l10n.t("Predicted gain of the large model"),
    Price: vscode.l10n.t("Price"),
    "Quality is predicted, not measured.": vscode.l10n.t("Quality is predicted, not measured."),
    "Set Budget…": vscode.l10n.t("Set Budget…"),
    Spent: vscode.l10n.t("Spent"),
    "Spent by day": vscode.l10n.t("Spent by day"),
    "Spent by day: {0}": vscode.l10n.t("Spent by day: {0}"),
    State: vscode.l10n.t("State"),
    String: vscode.l10n.t("String"),
    Strings: vscode.l10n.t("Strings"),
    "Strings by predicted gain: {0}": vscode.l10n.t("Strings by predicted gain: {0}"),
    "The budget is 0: nothing is sent to a large model.": vscode.l10n.t(
      "The budget is 0: nothing is sent to a large model.",
    ),
    Time: vscode.l10n.t("Time"),
    "US dollars": vscode.l10n.t("US dollars"),
    "US dollars more": vscode.l10n.t("US dollars more"),
    "What more money would buy": vscode.l10n.t("What more money would buy"),
    day: vscode.l10n.t("day"),
    free: vscode.l10n.t("free"),
    "in doubt": vscode.l10n.t("in doubt"),
    "mean predicted quality": vscode.l10n.t("mean predicted quality"),
    paid: vscode.l10n.t("paid"),
    "predicted gain, points of 100": vscode.l10n.t("predicted gain, points of 100"),
    strings: vscode.l10n.t("strings"),
    "under way": vscode.l10n.t("under way"),
    "{0} more buys {1, plural, one {# string} other {# strings}}: mean predicted quality {2} → {3} (+{4}).":
      vscode.l10n.t(
        "{0} more buys {1, plural, one {# string} other {# strings}}: mean predicted quality {2} → {3} (+{4}).",
      ),
    "… and {0} more": vscode.l10n.t("… and {0} more"),
  };
}
