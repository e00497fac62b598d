import FileDropzone from '@cloudscape-design/components/file-dropzone';
import { useRef, type ReactNode } from 'react';
import { errorMessage } from '../api/error';
import { droppedFiles, type UploadFile } from '../model/upload-files';
import { notify } from './notifications';

/** A place to drop files and folders at. A folder is told as the files in it. */
export function FolderDropzone(props: {
  onDrop: (files: UploadFile[]) => void;
  children: ReactNode;
}) {
  // The drop zone tells files only, so that what was dropped is looked at before it.
  const dropped = useRef(Promise.resolve<UploadFile[]>([]));
  const tell = () =>
    void dropped.current.then(props.onDrop, (error: unknown) =>
      notify({ id: 'dropped', type: 'error', content: errorMessage(error) }),
    );
  return (
    <div
      onDropCapture={event => {
        dropped.current = droppedFiles(event.dataTransfer);
      }}
    >
      <FileDropzone onChange={tell}>{props.children}</FileDropzone>
    </div>
  );
}
