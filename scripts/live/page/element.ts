/** Makes an element with attributes and content. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Record<string, string>,
  ...content: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...content);
  return made;
}

/** Makes a button. */
export function button(
  label: string,
  kind: string,
  onClick: (event: MouseEvent) => void,
): HTMLButtonElement {
  const made = element("button", { type: "button", class: `live-button ${kind}` }, label);
  made.addEventListener("click", onClick);
  return made;
}

/** A double click on Run means Run: its second click doesn't stop what the first one started. */
export const endsDoubleClick = ({ detail }: MouseEvent): boolean => detail === 2;
