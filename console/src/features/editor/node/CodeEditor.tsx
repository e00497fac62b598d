import { fontFamilyMonospace } from '@cloudscape-design/design-tokens';
import { autocompletion, closeBrackets } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import { sql } from '@codemirror/lang-sql';
import { bracketMatching, defaultHighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { Compartment, EditorState, type Extension } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import { useEffect, useRef, useState } from 'react';

export type Language = 'sql' | 'json' | 'text';

/**
 * A small editor for code in a form. Tab leaves the field, as in every other. It lives in a shadow
 * root: there CodeMirror makes its styles by adopted sheets, which style-src 'self' allows.
 */
export function CodeEditor(props: {
  value: string;
  language: Language;
  label: string;
  readOnly?: boolean;
  /** For SQL: columns by table, for completion. */
  words?: Record<string, string[]> | undefined;
  onChange?: (value: string) => void;
}) {
  const host = useRef<HTMLDivElement>(null);
  const changed = useRef(props.onChange);
  const [view, setView] = useState<EditorView | null>(null);
  const [language] = useState(() => new Compartment());
  const { value, label, readOnly = false } = props;
  const [start] = useState(value);

  useEffect(() => {
    changed.current = props.onChange;
  }, [props.onChange]);

  useEffect(() => {
    if (!host.current) return;
    const root = host.current.shadowRoot ?? host.current.attachShadow({ mode: 'open' });
    const editor = new EditorView({
      parent: root,
      root,
      state: EditorState.create({
        doc: start,
        extensions: [
          history(),
          keymap.of([...defaultKeymap, ...historyKeymap]),
          bracketMatching(),
          closeBrackets(),
          autocompletion(),
          syntaxHighlighting(defaultHighlightStyle, { fallback: true }),
          EditorView.lineWrapping,
          LOOK,
          EditorView.contentAttributes.of({ 'aria-label': label }),
          EditorState.readOnly.of(readOnly),
          EditorView.updateListener.of(update => {
            if (update.docChanged && !update.transactions.some(isFromOutside)) {
              changed.current?.(update.state.doc.toString());
            }
          }),
          language.of([]),
        ],
      }),
    });
    setView(editor);
    return () => editor.destroy();
  }, [language, label, readOnly, start]);

  useEffect(() => {
    view?.dispatch({ effects: language.reconfigure(extensionOf(props.language, props.words)) });
  }, [view, language, props.language, props.words]);

  useEffect(() => {
    if (!view || view.state.doc.toString() === value) return;
    view.dispatch({
      changes: { from: 0, to: view.state.doc.length, insert: value },
      userEvent: FROM_OUTSIDE,
    });
  }, [view, value]);

  return <div ref={host} className="job-code" />;
}

const LOOK = EditorView.theme({
  '&': { fontSize: '13px', backgroundColor: 'transparent', color: 'inherit' },
  '&.cm-focused': { outline: 'none' },
  '.cm-content': { minHeight: '5em', fontFamily: fontFamilyMonospace, caretColor: 'currentColor' },
  '.cm-scroller': { maxHeight: '24em' },
});

const FROM_OUTSIDE = 'outside';

function isFromOutside(transaction: { isUserEvent: (event: string) => boolean }): boolean {
  return transaction.isUserEvent(FROM_OUTSIDE);
}

function extensionOf(language: Language, words?: Record<string, string[]>): Extension {
  switch (language) {
    case 'sql':
      return sql(words ? { schema: words } : {});
    case 'json':
      return json();
    case 'text':
      return [];
  }
}
