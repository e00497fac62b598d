import { useCollection } from '@cloudscape-design/collection-hooks';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import Pagination from '@cloudscape-design/components/pagination';
import Table from '@cloudscape-design/components/table';
import { formatBytes } from '../../model/format';
import type { UploadFile } from '../../model/upload-files';
import { s3 } from '../../strings/s3';
import { shared } from '../../strings/shared';

const text = s3.uploading;
const PAGE = 50;

/** The files that are to be uploaded, those of folders with their place in it. */
export function ChosenFiles(props: {
  files: readonly UploadFile[];
  onRemove: (file: UploadFile) => void;
}) {
  const { items, paginationProps } = useCollection(props.files, { pagination: { pageSize: PAGE } });
  return (
    <Table
      variant="embedded"
      header={<Header counter={`(${props.files.length})`}>{text.header}</Header>}
      ariaLabels={{ tableLabel: text.header }}
      items={items}
      trackBy="path"
      empty={<Box textAlign="center">{text.missing}</Box>}
      {...(props.files.length > PAGE && { pagination: <Pagination {...paginationProps} /> })}
      columnDefinitions={[
        { id: 'name', header: text.name, cell: ({ path }) => path, isRowHeader: true },
        { id: 'size', header: text.size, cell: ({ file }) => formatBytes(file.size) },
        { id: 'type', header: text.type, cell: ({ file }) => file.type || shared.none },
        {
          id: 'remove',
          header: shared.actions,
          cell: one => (
            <Button
              variant="icon"
              iconName="remove"
              ariaLabel={text.remove(one.path)}
              onClick={() => props.onRemove(one)}
            />
          ),
        },
      ]}
    />
  );
}
