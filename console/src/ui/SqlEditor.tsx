import { autocompletion, closeBrackets, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { PostgreSQL, sql, type SQLNamespace } from '@codemirror/lang-sql';
import { bracketMatching } from '@codemirror/language';
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search';
import { Compartment, EditorState, Prec } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  keymap,
  lineNumbers,
  placeholder as placeholderText,
} from '@codemirror/view';
import { useEffect, useImperativeHandle, useRef, type Ref } from 'react';
import { useDark } from '../app/appearance';
import { look, marked } from './sql-look';

export interface SqlEditorHandle {
  /** What is selected; '' for nothing. */
  selection: () => string;
  /** Puts a text where the cursor is, in place of what is selected. */
  insert: (text: string) => void;
  focus: () => void;
}

export interface TextRange {
  from: number;
  to: number;
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
  /** Parts of the value to mark; the first is brought into view. Must stay the same value. */
  marks?: readonly TextRange[];
  ref?: Ref<SqlEditorHandle>;
}

const NO_MARKS: readonly TextRange[] = [];

/**
 * SQL with highlighting and completion. The editor lives in a shadow root: there it makes its styles
 * as constructed style sheets, which the Content-Security-Policy allows; elsewhere it would write
 * <style> elements, which it does not.
 */
export function SqlEditor({ ref, ...props }: SqlEditorProps) {
  const { label, value, readOnly = false, schema, defaultSchema } = props;
  const { placeholder = '', minHeight = '12rem', maxHeight = '24rem', marks = NO_MARKS } = props;
  const dark = useDark();
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const parts = useRef({
    language: new Compartment(),
    look: new Compartment(),
    marks: new Compartment(),
  });
  const shownMarks = useRef(NO_MARKS);
  const current = useRef(props);

  useEffect(() => {
    current.current = props;
  });

  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const root = element.shadowRoot ?? element.attachShadow({ mode: 'open' });
    const compartments = parts.current;
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
          ...Object.values(compartments).map(part => part.of([])),
        ],
      }),
    });
    view.current = editor;
    return () => {
      view.current = null;
      editor.destroy();
    };
  }, []);

  // Together, since the marks are places in the value.
  useEffect(() => {
    const editor = view.current;
    if (!editor) return;
    const { doc } = editor.state;
    const changed = doc.toString() !== value;
    if (!changed && shownMarks.current === marks) return;
    shownMarks.current = marks;
    const [first] = marks;
    editor.dispatch({
      ...(changed && { changes: { from: 0, to: doc.length, insert: value } }),
      effects: [
        parts.current.marks.reconfigure(marked(value, marks)),
        ...(first ? [EditorView.scrollIntoView(first.from, { y: 'start', yMargin: 8 })] : []),
      ],
    });
  }, [value, marks]);

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
