import Button from '@cloudscape-design/components/button';
import Form from '@cloudscape-design/components/form';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { errorMessage } from '../api/error';
import { shared } from '../strings/shared';

/** The form of a page that makes or changes one thing, and leads on when that is done. */
export function CreateForm(props: {
  title: string;
  submit: string;
  /** The address of the list of such things; also where Cancel leads. */
  list: string;
  /** Where it leads when it is done, if not to the list. */
  done?: string;
  /** Null while something is missing or wrong, which the fields say once this was asked. */
  onSubmit: () => Promise<void> | null;
  children: ReactNode;
}) {
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    const made = props.onSubmit();
    if (made === null) return;
    setBusy(true);
    setError(null);
    made
      .then(() => navigate(props.done ?? props.list))
      .catch((reason: unknown) => {
        setError(errorMessage(reason));
        setBusy(false);
      });
  };
  return (
    <form onSubmit={submit}>
      <Form
        header={<Header variant="h1">{props.title}</Header>}
        errorText={error}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button formAction="none" variant="link" onClick={() => void navigate(props.list)}>
              {shared.cancel}
            </Button>
            <Button variant="primary" loading={busy}>
              {props.submit}
            </Button>
          </SpaceBetween>
        }
      >
        <SpaceBetween size="l">{props.children}</SpaceBetween>
      </Form>
    </form>
  );
}
