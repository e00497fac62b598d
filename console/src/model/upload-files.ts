/** A file that is to be uploaded, under its name or, of a folder, under its place in it. */
export interface UploadFile {
  /** "sales.csv", or "2026/may/sales.csv" of a folder 2026. */
  path: string;
  file: File;
}

/** Files of the browser's chooser; those of a folder know where in it they lie. */
export function chosenFiles(files: readonly File[]): UploadFile[] {
  return files.map(file => ({ path: file.webkitRelativePath || file.name, file }));
}

/**
 * The files that were dropped, with those of dropped folders and of the folders in them. To be called
 * while the drop is handled: the browser forgets what it was about afterwards. Fails where a file
 * or folder cannot be read.
 */
export async function droppedFiles(transfer: DataTransfer): Promise<UploadFile[]> {
  const found = [...transfer.items]
    .filter(item => item.kind === 'file')
    .map(item => item.webkitGetAsEntry() ?? item.getAsFile());
  const files: UploadFile[] = [];
  for (const one of found) {
    if (one instanceof File) files.push({ path: one.name, file: one });
    else if (one) await collect(one, '', files);
  }
  return files;
}

/** Adds what an entry of the file system holds, one after another so that the order is kept. */
export async function collect(
  entry: FileSystemEntry,
  folder: string,
  files: UploadFile[],
): Promise<void> {
  const path = folder + entry.name;
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    files.push({ path, file });
    return;
  }
  if (!isDirectory(entry)) return;
  const reader = entry.createReader();
  // A reader answers some entries at a time, and none when there are no more.
  for (;;) {
    const entries = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (entries.length === 0) return;
    for (const one of entries) await collect(one, `${path}/`, files);
  }
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isDirectory(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

/** The list with more files; one at the same place is replaced. */
export function withFiles(files: readonly UploadFile[], more: readonly UploadFile[]): UploadFile[] {
  const places = new Set(more.map(({ path }) => path));
  return [...files.filter(({ path }) => !places.has(path)), ...more];
}

/** The folders and single files that a list is made of: "2026/" for all that lies in it. */
export function topLevel(files: readonly UploadFile[]): string[] {
  return [...new Set(files.map(({ path }) => path.slice(0, path.indexOf('/') + 1) || path))];
}
