import Box from '@cloudscape-design/components/box';
import FileDropzone, { useFilesDragging } from '@cloudscape-design/components/file-dropzone';
import type { ReactNode } from 'react';

/** Its children, and while files are dragged over the window, a place above them to drop them at. */
export function DropArea(props: {
  text: string;
  onDrop: (files: File[]) => void;
  children: ReactNode;
}) {
  const { areFilesDragging } = useFilesDragging();
  return (
    <>
      {areFilesDragging && (
        <FileDropzone onChange={({ detail }) => props.onDrop(detail.value)}>
          <Box padding="l">{props.text}</Box>
        </FileDropzone>
      )}
      {props.children}
    </>
  );
}
