import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { Text, type Extension } from '@codemirror/state';
import { Decoration, EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const MARKED = Decoration.line({ class: 'cm-marked' });

/** Marks the lines of a document that these ranges have. */
export function marked(
  document: string,
  ranges: readonly { from: number; to: number }[],
): Extension {
  if (ranges.length === 0) return [];
  const text = Text.of(document.split('\n'));
  const starts = new Set<number>();
  for (const { from, to } of ranges) {
    const last = text.lineAt(to).number;
    for (let at = text.lineAt(from).number; at <= last; ++at) starts.add(text.line(at).from);
  }
  const lines = [...starts].sort((a, b) => a - b).map(start => MARKED.range(start));
  return EditorView.decorations.of(Decoration.set(lines));
}

/** How the editor looks: its colours, and those of the parts of SQL. */
export function look(dark: boolean, minHeight: string, maxHeight: string): Extension {
  const colors = dark ? DARK : LIGHT;
  const theme = EditorView.theme(
    {
      '&': {
        color: colors.text,
        backgroundColor: colors.ground,
        border: `1px solid ${colors.line}`,
        borderRadius: '8px',
        fontSize: '14px',
      },
      '&.cm-focused': { outline: `2px solid ${colors.focus}` },
      '.cm-scroller': {
        fontFamily: "Monaco, Menlo, Consolas, 'Courier Prime', Courier, monospace",
        minHeight,
        maxHeight,
        overflow: 'auto',
      },
      '.cm-content': { caretColor: colors.text, minHeight },
      '.cm-gutters': { color: colors.quiet, backgroundColor: colors.ground, border: 'none' },
      '.cm-activeLine': { backgroundColor: colors.active },
      '.cm-placeholder': { color: colors.quiet },
      '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': {
        backgroundColor: colors.selection,
      },
      '.cm-selectionBackground': { backgroundColor: colors.selection },
      '.cm-marked': {
        backgroundColor: colors.marked,
        boxShadow: `inset 3px 0 0 ${colors.focus}`,
      },
      '.cm-tooltip': { color: colors.text, backgroundColor: colors.ground },
    },
    { dark },
  );
  const highlight = HighlightStyle.define([
    { tag: tags.keyword, color: colors.keyword, fontWeight: '600' },
    { tag: [tags.string, tags.special(tags.string)], color: colors.string },
    { tag: [tags.number, tags.bool, tags.null], color: colors.number },
    { tag: tags.comment, color: colors.quiet, fontStyle: 'italic' },
    { tag: [tags.typeName, tags.standard(tags.name)], color: colors.type },
  ]);
  return [theme, syntaxHighlighting(highlight)];
}

// Each is at least 4.5:1 on its ground and on the active line.
const LIGHT = {
  text: '#0f141a',
  ground: '#ffffff',
  line: '#8c8c94',
  focus: '#006ce0',
  quiet: '#5f6b7a',
  active: '#f3f6fb',
  selection: '#cfe3fb',
  marked: '#e9f2fd',
  keyword: '#7a1fa2',
  string: '#00682b',
  number: '#8a3b00',
  type: '#0051a8',
};

const DARK: typeof LIGHT = {
  text: '#ebebf0',
  ground: '#161d26',
  line: '#656871',
  focus: '#42b4ff',
  quiet: '#9fa6b2',
  active: '#1c2531',
  selection: '#2b4b73',
  marked: '#1d3046',
  keyword: '#d8a8ff',
  string: '#7fd99a',
  number: '#f5b27a',
  type: '#7cc4ff',
};
