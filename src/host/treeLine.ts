/** One line of a tree view, ready to draw. `id` stays the same for the same thing, so that expansion and selection survive a refresh. */
export interface TreeLine {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly tooltip: string;
  /** Words that menus look for. */
  readonly contextValue: string;
  /** Codicon name. */
  readonly icon: string;
  /** Theme colour of the icon; null for the usual one. */
  readonly iconColor: string | null;
  /** What a screen reader says in place of label and description. */
  readonly ariaLabel: string;
  /** Whether there is something below it. */
  readonly opens: boolean;
  /** What selecting it does. */
  readonly command: { readonly id: string; readonly args: readonly unknown[] } | null;
}
