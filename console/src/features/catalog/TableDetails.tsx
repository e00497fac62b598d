import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import RadioGroup from '@cloudscape-design/components/radio-group';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { catalogPages } from '../../model/catalog-pages';
import { locationFault, type NewTable } from '../../model/new-table';
import { catalog } from '../../strings/catalog';
import { shared } from '../../strings/shared';
import { RouteLink } from '../../ui/RouteLink';
import { S3UriField } from '../../ui/S3UriField';
import { FormatFields } from './FormatFields';
import { useDatabases } from './queries';

const text = catalog.addTable;

interface StepProps {
  table: NewTable;
  /** Whether faults are shown: after the person wanted to go on. */
  checked: boolean;
  onChange: (values: Partial<NewTable>) => void;
}

/** The wizard's first step: name, database, where the files are, and their format. */
export function TableDetails({ table, checked, onChange }: StepProps) {
  const pathFault = checked ? locationFault(table.location) : null;
  return (
    <SpaceBetween size="l">
      <Container header={<Header variant="h2">{text.details}</Header>}>
        <SpaceBetween size="l">
          <FormField
            label={text.name}
            constraintText={text.nameHelp}
            errorText={checked && !table.name.trim() ? text.missing : undefined}
          >
            <Input
              value={table.name}
              onChange={({ detail }) => onChange({ name: detail.value })}
              spellcheck={false}
              autoFocus
            />
          </FormField>
          <DatabaseField table={table} checked={checked} onChange={onChange} />
          <FormField label={text.description}>
            <Input
              value={table.description}
              onChange={({ detail }) => onChange({ description: detail.value })}
            />
          </FormField>
        </SpaceBetween>
      </Container>
      <OnlyChoice
        header={text.tableFormat}
        label={text.tableFormat}
        choice={text.standard}
        why={text.standardText}
      />
      <Container header={<Header variant="h2">{text.store}</Header>}>
        <SpaceBetween size="l">
          <OnlyRadio label={text.source} choice={text.s3} />
          <OnlyRadio label={text.place} choice={text.account} />
          <FormField
            label={text.path}
            constraintText={text.pathHelp}
            errorText={pathFault && text[pathFault]}
            stretch
          >
            <S3UriField
              value={table.location}
              onChange={location => onChange({ location })}
              invalid={pathFault !== null}
            />
          </FormField>
        </SpaceBetween>
      </Container>
      <Container header={<Header variant="h2">{text.format}</Header>}>
        <FormatFields
          format={table.format}
          checked={checked}
          onChange={format => onChange({ format })}
        />
      </Container>
    </SpaceBetween>
  );
}

function DatabaseField({ table, checked, onChange }: StepProps) {
  const databases = useDatabases();
  const options = (databases.data ?? []).map(({ Name }) => ({ value: Name, label: Name }));
  return (
    <FormField
      label={text.database}
      errorText={checked && !table.database ? text.chooseDatabase : undefined}
      secondaryControl={
        <RouteLink href={catalogPages.addDatabase}>{text.createDatabase}</RouteLink>
      }
    >
      <Select
        options={options}
        selectedOption={options.find(({ value }) => value === table.database) ?? null}
        onChange={({ detail }) => onChange({ database: detail.selectedOption.value ?? '' })}
        placeholder={text.chooseDatabase}
        statusType={databases.isError ? 'error' : databases.isPending ? 'loading' : 'finished'}
        loadingText={shared.table.loading('databases')}
        errorText={shared.table.failed('databases')}
        empty={text.noDatabases}
        filteringType="auto"
      />
    </FormField>
  );
}

// A choice that AWS offers among others, which are not here.
function OnlyChoice(props: { header: string; label: string; choice: string; why: string }) {
  return (
    <Container header={<Header variant="h2">{props.header}</Header>}>
      <RadioGroup
        value="only"
        ariaLabel={props.label}
        items={[{ value: 'only', label: props.choice, description: props.why }]}
      />
    </Container>
  );
}

function OnlyRadio({ label, choice }: { label: string; choice: string }) {
  return (
    <FormField label={label}>
      <RadioGroup value="only" items={[{ value: 'only', label: choice }]} />
    </FormField>
  );
}
