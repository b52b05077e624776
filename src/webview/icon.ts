const svg = 'http://www.w3.org/2000/svg';

/** Our own strokes on a 16 x 16 grid. */
const paths = {
  check: ['M3 8.6 6.4 12 13 4.6'],
  cross: ['M4 4l8 8', 'M12 4l-8 8'],
  warning: ['M8 2.2 14.4 13.4H1.6Z', 'M8 6.4v3.4', 'M8 11.6v.2'],
  key: ['M9.9 6.1a3 3 0 1 1-4.2 4.2 3 3 0 0 1 4.2-4.2Z', 'M9.9 6.1 13.6 2.4', 'M11.6 4.4l1.9 1.9'],
  lock: ['M3.8 7.2h8.4v6.3H3.8Z', 'M5.5 7.2V5a2.5 2.5 0 0 1 5 0v2.2', 'M8 9.8v1.2'],
  dot: ['M8 7.4v1.2', 'M7.4 8h1.2'],
  question: ['M5.8 6.2a2.2 2.2 0 1 1 3.3 1.9c-.8.5-1.1.9-1.1 1.7', 'M8 12v.2'],
  stop: ['M3.8 3.8h8.4v8.4H3.8Z'],
  barred: ['M3.2 3.2 12.8 12.8'],
  resend: ['M13 8a5 5 0 1 1-1.6-3.7', 'M13.2 2.2v2.6h-2.6'],
  copy: ['M5.5 5.5h7v8h-7Z', 'M10.5 5.5v-3h-7v8h2'],
  save: ['M8 2.5v7.5', 'M4.8 7 8 10.2 11.2 7', 'M3 13.5h10'],
  eye: ['M1.6 8S4 3.9 8 3.9 14.4 8 14.4 8 12 12.1 8 12.1 1.6 8 1.6 8Z', 'M8 6.2a1.8 1.8 0 1 1 0 3.6 1.8 1.8 0 0 1 0-3.6Z'],
  open: ['M9 3h4v4', 'M13 3 7.5 8.5', 'M11 9.5V13H3V5h3.5'],
  plus: ['M8 3.2v9.6', 'M3.2 8h9.6'],
  minus: ['M3.2 8h9.6'],
  fit: ['M2.6 8h10.8', 'M5.2 5.2 2.4 8l2.8 2.8', 'M10.8 5.2 13.6 8l-2.8 2.8'],
  filter: ['M2.4 3.4h11.2L9.4 8.4v4.4l-2.8-1.4v-3Z'],
  diff: ['M5 2.6v8.4', 'M2.2 5.4 5 2.6l2.8 2.8', 'M11 13.4V5', 'M8.2 10.6 11 13.4l2.8-2.8'],
  up: ['M4 9.6 8 5.6l4 4'],
  down: ['M4 6.4 8 10.4l4-4'],
  back: ['M7.2 3.4 2.6 8l4.6 4.6', 'M2.8 8h10.6'],
  chevron: ['M6 3.6 10.4 8 6 12.4'],
  swap: ['M2.5 5.5h10', 'M10 3l2.5 2.5L10 8', 'M13.5 10.5h-10', 'M6 8l-2.5 2.5L6 13'],
  wait: ['M8 2.2a5.8 5.8 0 1 1-5.8 5.8'],
  reuse: [
    'M6.7 9.3a2.5 2.5 0 0 0 3.6 0l2-2a2.55 2.55 0 0 0-3.6-3.6l-.9.9',
    'M9.3 6.7a2.5 2.5 0 0 0-3.6 0l-2 2a2.55 2.55 0 0 0 3.6 3.6l.9-.9',
  ],
} satisfies Readonly<Record<string, readonly string[]>>;

export type IconName = keyof typeof paths;

/** A decorative icon in the colour of its text: the words beside it say the same. */
export function icon(name: IconName, classes = ''): SVGSVGElement {
  const element = document.createElementNS(svg, 'svg');
  element.setAttribute('viewBox', '0 0 16 16');
  element.setAttribute('class', `icon icon-${name} ${classes}`.trim());
  element.setAttribute('aria-hidden', 'true');
  for (const d of paths[name]) {
    const path = document.createElementNS(svg, 'path');
    path.setAttribute('d', d);
    element.append(path);
  }
  return element;
}
