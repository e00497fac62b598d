import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Form from '@cloudscape-design/components/form';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useEffect, useState, type FormEvent, type ReactNode } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { errorMessage } from '../api/error';
import { signIn, type Credentials } from '../api/session';
import { shell } from '../strings/shell';
import { signIn as text } from '../strings/sign-in';
import { renewSession } from './session';

/** Asks for an access key, or for a click where the address carries the one-time link. */
export function SignInPage() {
  const [query] = useSearchParams();
  const [other, setOther] = useState(false);
  const link = query.get('link');
  useEffect(() => {
    document.title = shell.titleOf(text.title);
  }, []);
  return (
    <main>
      <Box padding={{ horizontal: 'l', vertical: 'xxxl' }}>
        <div style={{ maxWidth: '32rem', margin: '0 auto' }}>
          {link && !other ? (
            <LinkForm link={link} onOther={() => setOther(true)} />
          ) : (
            <KeyForm ended={query.has('back')} />
          )}
        </div>
      </Box>
    </main>
  );
}

function LinkForm({ link, onOther }: { link: string; onOther: () => void }) {
  const entry = useEntry();
  return (
    <EntryForm
      header={text.link.header}
      error={entry.error}
      onSubmit={() => entry.enter({ Link: link })}
      actions={
        <SpaceBetween direction="horizontal" size="xs">
          <Button formAction="none" variant="link" onClick={onOther}>
            {text.link.other}
          </Button>
          <Button variant="primary" loading={entry.busy}>
            {text.link.submit}
          </Button>
        </SpaceBetween>
      }
    >
      <Box variant="p">{text.link.text}</Box>
      <Box variant="p" color="text-body-secondary">
        {text.link.hint}
      </Box>
    </EntryForm>
  );
}

function KeyForm({ ended }: { ended: boolean }) {
  const entry = useEntry();
  const [id, setId] = useState('');
  const [secret, setSecret] = useState('');
  const [checked, setChecked] = useState(false);
  const submit = () => {
    setChecked(true);
    if (id && secret) entry.enter({ AccessKeyId: id.trim(), SecretAccessKey: secret.trim() });
  };
  return (
    <EntryForm
      header={text.header}
      error={entry.error}
      onSubmit={submit}
      actions={
        <Button variant="primary" loading={entry.busy}>
          {text.submit}
        </Button>
      }
    >
      {ended ? <Alert type="info">{text.ended}</Alert> : <Box variant="p">{text.intro}</Box>}
      <FormField label={text.accessKeyId} errorText={checked && !id ? text.missing : undefined}>
        <Input
          value={id}
          onChange={({ detail }) => setId(detail.value)}
          autoComplete="username"
          spellcheck={false}
          autoFocus
        />
      </FormField>
      <FormField
        label={text.secretAccessKey}
        errorText={checked && !secret ? text.missing : undefined}
      >
        <Input
          type="password"
          value={secret}
          onChange={({ detail }) => setSecret(detail.value)}
          autoComplete="current-password"
        />
      </FormField>
    </EntryForm>
  );
}

function EntryForm(props: {
  header: string;
  error: string | null;
  actions: ReactNode;
  children: ReactNode;
  onSubmit: () => void;
}) {
  const submit = (event: FormEvent) => {
    event.preventDefault();
    props.onSubmit();
  };
  return (
    <form onSubmit={submit}>
      <Form
        variant="embedded"
        actions={props.actions}
        errorText={props.error && `${text.failed}: ${props.error}`}
      >
        <Container header={<Header variant="h1">{props.header}</Header>}>
          <SpaceBetween size="l">{props.children}</SpaceBetween>
        </Container>
      </Form>
    </form>
  );
}

// Signs in and goes where the person wanted to; stays with the error where that fails.
function useEntry() {
  const navigate = useNavigate();
  const [query] = useSearchParams();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const enter = (credentials: Credentials) => {
    setBusy(true);
    setError(null);
    signIn(credentials)
      .then(renewSession)
      .then(() => navigate(backTo(query.get('back')), { replace: true }))
      .catch((reason: unknown) => setError(errorMessage(reason)))
      .finally(() => setBusy(false));
  };
  return { busy, error, enter };
}

// Only a path of the console: never another host that somebody has put into the address.
function backTo(back: string | null): string {
  return back?.startsWith('/') && !back.startsWith('//') && !back.includes('\\') ? back : '/';
}
