import { closeBrackets } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bracketMatching } from '@codemirror/language';
import { EditorState } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import { useEffect, useRef, useState } from 'react';

/**
 * A small editor for text that has lines: JSON, rules, expressions. SQL has an editor of its own.
 * Tab leaves the field, as in every other. It lives in a shadow root: there CodeMirror makes its
 * styles by adopted sheets, which style-src 'self' allows.
 */
export function CodeEditor(props: {
  value: string;
  label: string;
  onChange?: (value: string) => void;
}) {
  const host = useRef<HTMLDivElement>(null);
  const changed = useRef(props.onChange);
  const [view, setView] = useState<EditorView | null>(null);
  const { value, label } = props;
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
          EditorView.lineWrapping,
          LOOK,
          EditorView.contentAttributes.of({ 'aria-label': label }),
          EditorView.updateListener.of(update => {
            if (update.docChanged && !update.transactions.some(isFromOutside)) {
              changed.current?.(update.state.doc.toString());
            }
          }),
        ],
      }),
    });
    setView(editor);
    return () => editor.destroy();
  }, [label, start]);

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
  '.cm-content': { minHeight: '5em', fontFamily: 'var(--job-mono)', caretColor: 'currentColor' },
  '.cm-scroller': { maxHeight: '24em' },
});

const FROM_OUTSIDE = 'outside';

function isFromOutside(transaction: { isUserEvent: (event: string) => boolean }): boolean {
  return transaction.isUserEvent(FROM_OUTSIDE);
}
