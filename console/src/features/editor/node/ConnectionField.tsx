import Link from '@cloudscape-design/components/link';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Connection } from '../../../api/glue-connections';
import { catalogPages } from '../../../model/catalog-pages';
import { placeOf } from '../../../model/connection';
import { field as text } from '../../../strings/node';
import { useConnections } from './catalog';
import { statusOf } from './CatalogFields';
import { nameOf, textOf, type ValueProps } from './value';

/** A connection of the Data Catalog. Its pages open in a tab of their own: the job stays open. */
export function ConnectionField(
  props: ValueProps & { onChoose?: (connection: Connection) => void },
) {
  const loaded = useConnections();
  const chosen = textOf(props.value);
  const known = loaded.data ?? [];
  return (
    <SpaceBetween size="xxs">
      <Select
        selectedOption={chosen === '' ? null : { value: chosen, label: chosen }}
        options={known.map(connection => ({
          value: connection.Name,
          label: connection.Name,
          description: placeOf(connection),
        }))}
        placeholder={text.chooseConnection}
        filteringType="auto"
        ariaLabel={nameOf(props)}
        filteringAriaLabel={text.filter}
        empty={text.noConnections}
        statusType={statusOf(loaded)}
        loadingText={text.loadingConnections}
        errorText={text.failed}
        onLoadItems={() => void loaded.refetch()}
        onChange={({ detail }) => {
          const name = detail.selectedOption.value;
          const connection = known.find(({ Name }) => Name === name);
          if (connection && props.onChoose) props.onChoose(connection);
          else props.onChange(name);
        }}
      />
      <SpaceBetween direction="horizontal" size="m">
        <Link external href={catalogPages.createConnection}>
          {text.createConnection}
        </Link>
        {known.some(({ Name }) => Name === chosen) && (
          <Link external href={catalogPages.connection(chosen)}>
            {text.showConnection(chosen)}
          </Link>
        )}
      </SpaceBetween>
    </SpaceBetween>
  );
}
