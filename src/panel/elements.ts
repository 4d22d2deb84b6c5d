/** Fills the body of a table, which is hidden without rows. */
export function fillBody(id: string, rows: readonly (readonly (string | HTMLElement)[])[]): void {
  const table = byId(id);
  table.hidden = rows.length === 0;
  const body = table.querySelector("tbody");
  body?.replaceChildren(
    ...rows.map((cells) => {
      const row = document.createElement("tr");
      row.append(
        ...cells.map((cell) => {
          const made = document.createElement("td");
          made.append(cell);
          return made;
        }),
      );
      return row;
    }),
  );
}

/** A button that looks like a link. */
export function linkButton(content: string, clicked: () => void): HTMLElement {
  const button = document.createElement("button");
  button.className = "link";
  button.textContent = content;
  button.addEventListener("click", clicked);
  return button;
}

/** An item of a list. */
export function item(content: string): HTMLElement {
  const made = document.createElement("li");
  made.textContent = content;
  return made;
}

/** The element with an id. @throws if the page has none */
export function byId<Kind extends HTMLElement = HTMLElement>(id: string): Kind {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the panel has no #${id}`);
  return found as Kind;
}
