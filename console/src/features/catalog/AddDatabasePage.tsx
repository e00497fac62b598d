import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { glue } from '../../api/glue';
import { catalogPages } from '../../model/catalog-pages';
import { catalog } from '../../strings/catalog';
import { CliCallSection } from '../../ui/CliCall';
import { CreateForm } from '../../ui/CreateForm';
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
  const [name, setName] = useState('');
  const [location, setLocation] = useState('');
  const [description, setDescription] = useState('');
  const [checked, setChecked] = useState(false);
  const DatabaseInput = {
    Name: name.trim(),
    ...(location && { LocationUri: location.trim() }),
    ...(description && { Description: description }),
  };
  const create = async () => {
    await glue('CreateDatabase', { DatabaseInput });
    await refreshCatalog();
    const content = text.done(DatabaseInput.Name);
    notify({ id: `database ${DatabaseInput.Name}`, type: 'success', content });
  };
  return (
    <CreateForm
      title={text.title}
      submit={text.submit}
      list={catalogPages.databases}
      onSubmit={() => {
        setChecked(true);
        return DatabaseInput.Name ? create() : null;
      }}
    >
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
            <Input value={description} onChange={({ detail }) => setDescription(detail.value)} />
          </FormField>
        </SpaceBetween>
      </Container>
      <CliCallSection
        calls={[{ service: 'glue', operation: 'CreateDatabase', input: { DatabaseInput } }]}
      />
    </CreateForm>
  );
}
