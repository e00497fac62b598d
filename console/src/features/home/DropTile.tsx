import Alert from '@cloudscape-design/components/alert';
import FileDropzone from '@cloudscape-design/components/file-dropzone';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { droppedKind, type DroppedKind } from '../../model/dropped-file';
import { guessCsv, type CsvForm } from '../../model/preview-source';
import { home } from '../../strings/home';
import { FileButton } from '../../ui/FileButton';
import { TableOfFileDialog } from './TableOfFileDialog';
import { Tile } from './Tile';

const text = home.drop;
const START = 64 * 1024;

interface Dropped {
  file: File;
  kind: DroppedKind;
  csv: CsvForm;
}

/** Takes a file and asks what its table is to be called. */
export function DropTile() {
  const [dropped, setDropped] = useState<Dropped | null>(null);
  const [error, setError] = useState<string | null>(null);
  const take = async ([file]: File[]) => {
    if (!file) return;
    const kind = droppedKind(file.name);
    setError(kind ? null : text.unknown(file.name));
    if (!kind) return;
    const packed = kind !== 'csv' || /\.(gz|bz2|zst|snappy)$/i.test(file.name);
    const csv = guessCsv(packed ? '' : await file.slice(0, START).text());
    setDropped({ file, kind, csv });
  };
  return (
    <Tile title={text.title} text={text.text}>
      {error && <Alert type="error">{error}</Alert>}
      <FileDropzone onChange={({ detail }) => void take(detail.value)}>
        <SpaceBetween size="s" alignItems="center">
          {text.zone}
          <FileButton onChoose={files => void take(files)}>{text.button}</FileButton>
        </SpaceBetween>
      </FileDropzone>
      {dropped && <TableOfFileDialog {...dropped} onDismiss={() => setDropped(null)} />}
    </Tile>
  );
}
