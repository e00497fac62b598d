import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Form from '@cloudscape-design/components/form';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router';
import { errorMessage } from '../../api/error';
import { glue } from '../../api/glue';
import { catalogPages } from '../../model/catalog-pages';
import { catalog } from '../../strings/catalog';
import { shared } from '../../strings/shared';
import { CliCallSection } from '../../ui/CliCall';
import { notify } from '../../ui/notifications';
import { usePage } from '../../ui/page';
import { refreshCatalog } from './queries';

const text = catalog.addDatabase;

export function AddDatabasePage() {
  usePage({
    title: text.title,
    contentType: 'form',
    breadcrumbs: [
      { text: catalog.service, href: '/' },
      { text: catalog.databases.title, href: catalogPages.databases },
      { text: text.title, href: catalogPages.addDatabase },
    ],
  });
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const [location, setLocation] = useState('');
  const [description, setDescription] = useState('');
  const [checked, setChecked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const DatabaseInput = {
    Name: name.trim(),
    ...(location && { LocationUri: location.trim() }),
    ...(description && { Description: description }),
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (busy || !DatabaseInput.Name) return;
    setBusy(true);
    setError(null);
    glue('CreateDatabase', { DatabaseInput })
      .then(async () => {
        await refreshCatalog();
        const content = text.done(DatabaseInput.Name);
        notify({ id: `database ${DatabaseInput.Name}`, type: 'success', content });
        await navigate(catalogPages.databases);
      })
      .catch((reason: unknown) => {
        setError(errorMessage(reason));
        setBusy(false);
      });
  };
  return (
    <form onSubmit={submit}>
      <Form
        header={<Header variant="h1">{text.title}</Header>}
        errorText={error}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button
              formAction="none"
              variant="link"
              onClick={() => void navigate(catalogPages.databases)}
            >
              {shared.cancel}
            </Button>
            <Button variant="primary" loading={busy}>
              {text.submit}
            </Button>
          </SpaceBetween>
        }
      >
        <SpaceBetween size="l">
          <Container header={<Header variant="h2">{text.details}</Header>}>
            <SpaceBetween size="l">
              <FormField
                label={text.name}
                constraintText={text.nameHelp}
                errorText={checked && !name.trim() ? text.missing : undefined}
              >
                <Input
                  value={name}
                  onChange={({ detail }) => setName(detail.value)}
                  spellcheck={false}
                  autoFocus
                />
              </FormField>
              <FormField label={text.location}>
                <Input
                  value={location}
                  onChange={({ detail }) => setLocation(detail.value)}
                  spellcheck={false}
                />
              </FormField>
              <FormField label={text.description}>
                <Input
                  value={description}
                  onChange={({ detail }) => setDescription(detail.value)}
                />
              </FormField>
            </SpaceBetween>
          </Container>
          <CliCallSection
            calls={[{ service: 'glue', operation: 'CreateDatabase', input: { DatabaseInput } }]}
          />
        </SpaceBetween>
      </Form>
    </form>
  );
}
