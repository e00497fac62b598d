import Button, { type ButtonProps } from '@cloudscape-design/components/button';
import { useRef } from 'react';

/** A button that opens the browser's file chooser. The same file can be chosen twice. */
export function FileButton(props: {
  children: string;
  multiple?: boolean;
  /** Chooses a folder; the answer is all files in it, each with its webkitRelativePath. */
  folder?: boolean;
  accept?: string;
  variant?: ButtonProps.Variant;
  iconName?: ButtonProps['iconName'];
  onChoose: (files: File[]) => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button
        formAction="none"
        variant={props.variant ?? 'normal'}
        iconName={props.iconName ?? 'upload'}
        onClick={() => input.current?.click()}
      >
        {props.children}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        multiple={props.multiple ?? false}
        accept={props.accept}
        {...(props.folder && { webkitdirectory: '' })}
        onChange={event => {
          props.onChoose([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
    </>
  );
}
