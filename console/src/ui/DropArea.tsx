import Box from '@cloudscape-design/components/box';
import { useFilesDragging } from '@cloudscape-design/components/file-dropzone';
import type { ReactNode } from 'react';
import type { UploadFile } from '../model/upload-files';
import { FolderDropzone } from './FolderDropzone';

/** Its children, and while files are dragged over the window, a place above them to drop them at. */
export function DropArea(props: {
  text: string;
  onDrop: (files: UploadFile[]) => void;
  children: ReactNode;
}) {
  const { areFilesDragging } = useFilesDragging();
  return (
    <>
      {areFilesDragging && (
        <FolderDropzone onDrop={props.onDrop}>
          <Box padding="l">{props.text}</Box>
        </FolderDropzone>
      )}
      {props.children}
    </>
  );
}
