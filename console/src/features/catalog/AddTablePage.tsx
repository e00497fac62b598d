import Wizard from '@cloudscape-design/components/wizard';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { errorMessage } from '../../api/error';
import { glue } from '../../api/glue';
import { catalogPages } from '../../model/catalog-pages';
import { createTableInput, locationFault, type NewTable } from '../../model/new-table';
import { catalog } from '../../strings/catalog';
import { shared } from '../../strings/shared';
import { notify } from '../../ui/notifications';
import { usePage } from '../../ui/page';
import { DefineSchema } from './DefineSchema';
import { refreshCatalog } from './queries';
import { ReviewTable } from './ReviewTable';
import { TableDetails } from './TableDetails';

const text = catalog.addTable;
const LAST = 2;

/** Adds a table as Glue's console does: properties, schema, review. */
export function AddTablePage() {
  const [query] = useSearchParams();
  const [table, setTable] = useState<NewTable>({
    name: '',
    database: query.get('database') ?? '',
    description: '',
    location: '',
    format: { format: 'csv', delimiter: 'comma', header: false, rowTag: '' },
    schema: [],
    indexes: [],
  });
  const [step, setStep] = useState(0);
  const [checked, setChecked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const navigate = useNavigate();
  const back = table.database ? catalogPages.database(table.database) : catalogPages.tables;
  usePage({
    title: text.title,
    contentType: 'wizard',
    help: catalog.tables.help,
    breadcrumbs: [
      { text: catalog.service, href: '/' },
      { text: catalog.tables.title, href: catalogPages.tables },
      { text: text.title, href: catalogPages.addTable() },
    ],
  });
  const change = (values: Partial<NewTable>) => setTable(before => ({ ...before, ...values }));
  const go = (next: number) => {
    const fault = faultBefore(next, table);
    setChecked(fault);
    setError(null);
    if (!fault) setStep(next);
  };
  const create = () => {
    setBusy(true);
    setError(null);
    glue('CreateTable', createTableInput(table))
      .then(async () => {
        await refreshCatalog();
        const content = text.done(table.name.trim());
        notify({ id: `table ${table.name}`, type: 'success', content });
        await navigate(back);
      })
      .catch((reason: unknown) => setError(errorMessage(reason)))
      .finally(() => setBusy(false));
  };
  const steps = [
    {
      title: text.steps.properties,
      content: <TableDetails table={table} checked={checked} onChange={change} />,
    },
    {
      title: text.steps.schema,
      content: <DefineSchema table={table} checked={checked} onChange={change} />,
    },
    {
      title: text.steps.review,
      content: <ReviewTable table={table} onEdit={go} />,
      ...(error && { errorText: error }),
    },
  ];
  return (
    <Wizard
      steps={steps}
      activeStepIndex={step}
      isLoadingNextStep={busy}
      onNavigate={({ detail }) => go(detail.requestedStepIndex)}
      onCancel={() => void navigate(back)}
      onSubmit={create}
      i18nStrings={{
        stepNumberLabel: text.stepLabel,
        collapsedStepsLabel: text.stepOf,
        navigationAriaLabel: text.navigation,
        cancelButton: shared.cancel,
        previousButton: text.previous,
        nextButton: text.next,
        submitButton: text.create,
      }}
    />
  );
}

// Whether a step before this one has a fault.
function faultBefore(step: number, table: NewTable): boolean {
  const details =
    table.name.trim() === '' ||
    table.database === '' ||
    locationFault(table.location) !== null ||
    (table.format.format === 'xml' && table.format.rowTag.trim() === '');
  const schema =
    table.schema.every(column => column.partitionKey) ||
    table.indexes.some(index => index.name.trim() === '' || index.keys.length === 0);
  return (step > 0 && details) || (step >= LAST && schema);
}
