import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useId, useState, type FormEvent, type ReactNode } from 'react';
import { errorMessage } from '../api/error';
import type { CliCall } from '../model/cli';
import { shared } from '../strings/shared';
import { CliCallSection } from './CliCall';

/** A short form in a dialog. Closes when `onSubmit` has succeeded, and shows its error otherwise. */
export function FormDialog(props: {
  header: string;
  submit: string;
  /** False while a field has a fault; the fields then show it. */
  onSubmit: () => Promise<void> | false;
  onDismiss: () => void;
  /** The calls that `onSubmit` makes; [] where it makes none. */
  calls: readonly CliCall[];
  size?: 'medium' | 'large';
  children: ReactNode;
}) {
  const id = useId();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // A dialog that a page's form has opened is no part of that form.
    event.stopPropagation();
    const work = !busy && props.onSubmit();
    if (!work) return;
    setBusy(true);
    setError(null);
    work.then(props.onDismiss).catch((reason: unknown) => {
      setError(errorMessage(reason));
      setBusy(false);
    });
  };
  return (
    <Modal
      visible
      size={props.size ?? 'medium'}
      header={props.header}
      onDismiss={props.onDismiss}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={props.onDismiss}>
              {shared.cancel}
            </Button>
            <Button variant="primary" form={id} loading={busy}>
              {props.submit}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <form id={id} onSubmit={submit}>
        <SpaceBetween size="m">
          {error && <Alert type="error">{error}</Alert>}
          {props.children}
          {props.calls.length > 0 && <CliCallSection calls={props.calls} />}
        </SpaceBetween>
      </form>
    </Modal>
  );
}
