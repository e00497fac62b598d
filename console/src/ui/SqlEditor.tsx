import { autocompletion, closeBrackets, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { PostgreSQL, sql, type SQLNamespace } from '@codemirror/lang-sql';
import { bracketMatching, HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search';
import { Compartment, EditorState, Prec, type Extension } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  keymap,
  lineNumbers,
  placeholder as placeholderText,
} from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { useEffect, useImperativeHandle, useRef, type Ref } from 'react';
import { useDark } from '../app/appearance';

export interface SqlEditorHandle {
  /** What is selected; '' for nothing. */
  selection: () => string;
  /** Puts a text where the cursor is, in place of what is selected. */
  insert: (text: string) => void;
  focus: () => void;
}

export interface SqlEditorProps {
  label: string;
  value: string;
  onChange?: (value: string) => void;
  /** Ctrl+Enter, or Cmd+Enter. */
  onRun?: () => void;
  readOnly?: boolean;
  placeholder?: string;
  /** Names to complete: databases, their tables, their columns. */
  schema?: SQLNamespace;
  /** The part of the schema whose tables need no name in front. */
  defaultSchema?: string;
  minHeight?: string;
  maxHeight?: string;
  ref?: Ref<SqlEditorHandle>;
}

/**
 * SQL with highlighting and completion. The editor lives in a shadow root: there it makes its styles
 * as constructed style sheets, which the Content-Security-Policy allows; elsewhere it would write
 * <style> elements, which it does not.
 */
export function SqlEditor({ ref, ...props }: SqlEditorProps) {
  const { label, value, readOnly = false, schema, defaultSchema } = props;
  const { placeholder = '', minHeight = '12rem', maxHeight = '24rem' } = props;
  const dark = useDark();
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const parts = useRef({ language: new Compartment(), look: new Compartment() });
  const current = useRef(props);

  useEffect(() => {
    current.current = props;
  });

  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const root = element.shadowRoot ?? element.attachShadow({ mode: 'open' });
    const { language, look } = parts.current;
    const editor = new EditorView({
      root,
      parent: root,
      state: EditorState.create({
        doc: current.current.value,
        extensions: [
          Prec.highest(
            keymap.of([
              {
                key: 'Mod-Enter',
                run: () => {
                  current.current.onRun?.();
                  return true;
                },
              },
            ]),
          ),
          lineNumbers(),
          history(),
          drawSelection(),
          highlightActiveLine(),
          bracketMatching(),
          closeBrackets(),
          highlightSelectionMatches(),
          autocompletion(),
          EditorView.lineWrapping,
          TYPING_OVER,
          keymap.of([...completionKeymap, ...searchKeymap, ...historyKeymap, ...defaultKeymap]),
          EditorView.updateListener.of(update => {
            if (update.docChanged) current.current.onChange?.(update.state.doc.toString());
          }),
          language.of([]),
          look.of([]),
        ],
      }),
    });
    view.current = editor;
    return () => {
      view.current = null;
      editor.destroy();
    };
  }, []);

  useEffect(() => {
    const editor = view.current;
    if (!editor || editor.state.doc.toString() === value) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value } });
  }, [value]);

  useEffect(() => {
    const language = sql({
      dialect: PostgreSQL,
      upperCaseKeywords: true,
      ...(schema && { schema }),
      ...(defaultSchema && { defaultSchema }),
    });
    view.current?.dispatch({ effects: parts.current.language.reconfigure(language) });
  }, [schema, defaultSchema]);

  useEffect(() => {
    const extensions = [
      look(dark, minHeight, maxHeight),
      EditorView.contentAttributes.of({ 'aria-label': label }),
      EditorState.readOnly.of(readOnly),
      placeholderText(placeholder),
    ];
    view.current?.dispatch({ effects: parts.current.look.reconfigure(extensions) });
  }, [dark, label, readOnly, placeholder, minHeight, maxHeight]);

  useImperativeHandle(
    ref,
    () => ({
      selection: () => {
        const state = view.current?.state;
        return state ? state.sliceDoc(state.selection.main.from, state.selection.main.to) : '';
      },
      insert: text => {
        view.current?.dispatch(view.current.state.replaceSelection(text));
        view.current?.focus();
      },
      focus: () => view.current?.focus(),
    }),
    [],
  );

  return <div ref={host} />;
}

// Where a browser itself replaces selected text by what is typed, it keeps the text's colours by a style
// attribute, which the policy refuses (and the editor would take out again). So the editor does it.
const TYPING_OVER = EditorView.domEventHandlers({
  beforeinput: (event, view) => {
    const { data, inputType } = event;
    const { from, to, empty } = view.state.selection.main;
    if (inputType !== 'insertText' || !data || empty || view.composing) return false;
    const insert = () =>
      view.state.update(view.state.replaceSelection(data), { userEvent: 'input.type' });
    const handled = view.state
      .facet(EditorView.inputHandler)
      .some(handler => handler(view, from, to, data, insert));
    if (!handled) view.dispatch(insert());
    event.preventDefault();
    return true;
  },
});

function look(dark: boolean, minHeight: string, maxHeight: string): Extension {
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
  keyword: '#d8a8ff',
  string: '#7fd99a',
  number: '#f5b27a',
  type: '#7cc4ff',
};
