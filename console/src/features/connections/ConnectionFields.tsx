import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { withAddress, withEngine } from '../../model/connection';
import { connections } from '../../strings/connections';
import { errorOf, type FieldsProps } from './fields';
import { SslFields } from './SslFields';

const text = connections.form;

/** The form of a connection to a database. */
export function ConnectionFields(props: FieldsProps & { isSaved?: boolean }) {
  const { form, onChange, isSaved = false } = props;
  return (
    <SpaceBetween size="l">
      <Container header={<Header variant="h2">{text.properties}</Header>}>
        <SpaceBetween size="l">
          <FormField
            label={connections.name}
            description={isSaved ? text.nameFixed : undefined}
            errorText={errorOf(props, 'name')}
          >
            <Input
              value={form.name}
              disabled={isSaved}
              spellcheck={false}
              autoComplete={false}
              onChange={({ detail }) => onChange({ ...form, name: detail.value })}
            />
          </FormField>
          <FormField label={text.description}>
            <Input
              value={form.description}
              onChange={({ detail }) => onChange({ ...form, description: detail.value })}
            />
          </FormField>
        </SpaceBetween>
      </Container>
      <Container header={<Header variant="h2">{text.access}</Header>}>
        <SpaceBetween size="l">
          <AddressFields {...props} />
          <CredentialFields {...props} isSaved={isSaved} />
        </SpaceBetween>
      </Container>
      <Container header={<Header variant="h2">{text.ssl}</Header>}>
        <SslFields {...props} />
      </Container>
    </SpaceBetween>
  );
}

function AddressFields(props: FieldsProps) {
  const { form, onChange } = props;
  return (
    <SpaceBetween size="l">
      <FormField label={text.address}>
        <RadioGroup
          value={form.address}
          items={(['parts', 'url'] as const).map(value => ({
            value,
            label: text.addresses[value],
          }))}
          onChange={({ detail }) =>
            onChange(withAddress(form, detail.value === 'url' ? 'url' : 'parts'))
          }
        />
      </FormField>
      {form.address === 'url' ? <UrlField {...props} /> : <PartFields {...props} />}
    </SpaceBetween>
  );
}

function UrlField(props: FieldsProps) {
  const { form, onChange } = props;
  return (
    <FormField
      label={text.url}
      description={text.urlHelp}
      errorText={errorOf(props, 'url', 'urlPassword')}
      stretch
    >
      <Input
        value={form.url}
        spellcheck={false}
        onChange={({ detail }) => onChange({ ...form, url: detail.value })}
      />
    </FormField>
  );
}

function PartFields(props: FieldsProps) {
  const { form, onChange } = props;
  const { parts } = form;
  return (
    <SpaceBetween size="l">
      <FormField label={text.engine}>
        <RadioGroup
          value={parts.engine}
          items={(['postgresql', 'mysql'] as const).map(value => ({
            value,
            label: connections.engines[value],
          }))}
          onChange={({ detail }) =>
            onChange(withEngine(form, detail.value === 'mysql' ? 'mysql' : 'postgresql'))
          }
        />
      </FormField>
      {(['host', 'port', 'database'] as const).map(name => (
        <FormField key={name} label={text[name]} errorText={errorOf(props, name)}>
          <Input
            value={parts[name]}
            spellcheck={false}
            inputMode={name === 'port' ? 'numeric' : 'text'}
            onChange={({ detail }) =>
              onChange({ ...form, parts: { ...parts, [name]: detail.value.trim() } })
            }
          />
        </FormField>
      ))}
    </SpaceBetween>
  );
}

function CredentialFields(props: FieldsProps & { isSaved: boolean }) {
  const { form, onChange } = props;
  return (
    <SpaceBetween size="l">
      <FormField label={text.credentials}>
        <RadioGroup
          value={form.credentials}
          items={(['password', 'secret'] as const).map(value => ({
            value,
            label: text.credentialTypes[value],
          }))}
          onChange={({ detail }) =>
            onChange({ ...form, credentials: detail.value === 'secret' ? 'secret' : 'password' })
          }
        />
      </FormField>
      {form.credentials === 'secret' ? (
        <FormField
          label={text.secret}
          description={text.secretHelp}
          errorText={errorOf(props, 'secret')}
        >
          <Input
            value={form.secret}
            spellcheck={false}
            onChange={({ detail }) => onChange({ ...form, secret: detail.value })}
          />
        </FormField>
      ) : (
        <SpaceBetween size="l">
          <FormField label={text.user} errorText={errorOf(props, 'user')}>
            <Input
              value={form.user}
              spellcheck={false}
              autoComplete={false}
              onChange={({ detail }) => onChange({ ...form, user: detail.value })}
            />
          </FormField>
          <FormField
            label={text.password}
            description={props.isSaved ? text.passwordAgain : undefined}
            errorText={errorOf(props, 'password')}
          >
            <Input
              type="password"
              value={form.password}
              autoComplete="new-password"
              onChange={({ detail }) => onChange({ ...form, password: detail.value })}
            />
          </FormField>
        </SpaceBetween>
      )}
    </SpaceBetween>
  );
}
