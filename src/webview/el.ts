export type Child = Node | string | null;

type Attributes = Readonly<Record<string, string | number | boolean | null>>;

/**
 * An element with attributes and children. Strings become text nodes: nothing is ever parsed as HTML.
 * `true` sets an empty attribute; `false` and `null` leave it out.
 */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === false) continue;
    element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.filter(child => child !== null));
  return element;
}

/** The same with a listener for clicks (the Enter and Space keys come as clicks on buttons). */
export function clickable<E extends HTMLElement>(element: E, act: () => void): E {
  element.addEventListener('click', act);
  return element;
}
