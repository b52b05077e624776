/** Sets an attribute where it is another one: the browser looks at its styles anew for the same value too. */
export function setAttribute(element: Element, name: string, value: string): void {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

/** The same for the text of a node. */
export function setText(node: Text, text: string): void {
  if (node.data !== text) node.data = text;
}
