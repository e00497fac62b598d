import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState, type FormEvent, type ReactNode } from 'react';
import { errorMessage } from '../api/error';
import type { CliCall } from '../model/cli';
import { shared } from '../strings/shared';
import { CliCallSection } from './CliCall';

/** Asks before something goes for good: its word has to be typed. Stays open while it fails. */
export function ConfirmDelete(props: {
  header: string;
  /** What will be lost. */
  children: ReactNode;
  /** What has to be typed: AWS asks for "delete", or for the name. */
  word: string;
  action?: string;
  calls: readonly CliCall[];
  onConfirm: () => Promise<void>;
  onDismiss: () => void;
}) {
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const ready = typed.trim() === props.word;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // A dialog that a page's form has opened is no part of that form.
    event.stopPropagation();
    if (!ready || busy) return;
    setBusy(true);
    props
      .onConfirm()
      .then(props.onDismiss)
      .catch((reason: unknown) => {
        setError(errorMessage(reason));
        setBusy(false);
      });
  };
  return (
    <Modal
      visible
      header={props.header}
      onDismiss={props.onDismiss}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={props.onDismiss}>
              {shared.cancel}
            </Button>
            <Button variant="primary" form="confirm-delete" disabled={!ready} loading={busy}>
              {props.action ?? shared.delete}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <form id="confirm-delete" onSubmit={submit}>
        <SpaceBetween size="m">
          <Alert type="warning">{props.children}</Alert>
          {error && (
            <Alert type="error" header={shared.deletion.failed}>
              {error}
            </Alert>
          )}
          <FormField label={shared.deletion.label} description={shared.deletion.type(props.word)}>
            <Input
              value={typed}
              onChange={({ detail }) => setTyped(detail.value)}
              placeholder={props.word}
              autoFocus
            />
          </FormField>
          <CliCallSection calls={props.calls} />
        </SpaceBetween>
      </form>
    </Modal>
  );
}
