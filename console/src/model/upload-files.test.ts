import { expect, it } from 'vitest';
import { chosenFiles, collect, topLevel, withFiles, type UploadFile } from './upload-files';

const file = (name: string) => new File(['x'], name);

function fileEntry(name: string): FileSystemEntry {
  return {
    name,
    isFile: true,
    isDirectory: false,
    file: (done: (file: File) => void) => done(file(name)),
  } as unknown as FileSystemEntry;
}

/** A folder whose reader answers two entries at a time. */
function folderEntry(name: string, entries: FileSystemEntry[]): FileSystemEntry {
  const createReader = () => {
    const left = [...entries];
    return {
      readEntries: (done: (entries: FileSystemEntry[]) => void) => done(left.splice(0, 2)),
    };
  };
  return { name, isFile: false, isDirectory: true, createReader } as unknown as FileSystemEntry;
}

const pathsOf = (files: UploadFile[]) => files.map(({ path }) => path);

it('finds every file of a folder under its place in it', async () => {
  const files: UploadFile[] = [];
  const may = folderEntry('may', [fileEntry('a.csv'), fileEntry('b.csv'), fileEntry('c.csv')]);
  const year = folderEntry('2026', [may, folderEntry('june', []), fileEntry('total.csv')]);
  await collect(year, '', files);
  expect(pathsOf(files)).toEqual([
    '2026/may/a.csv',
    '2026/may/b.csv',
    '2026/may/c.csv',
    '2026/total.csv',
  ]);
});

it('fails where a folder cannot be read', async () => {
  const closed = {
    name: 'closed',
    isFile: false,
    isDirectory: true,
    createReader: () => ({
      readEntries: (_: unknown, fail: (error: Error) => void) => fail(new Error('not allowed')),
    }),
  } as unknown as FileSystemEntry;
  await expect(collect(closed, '', [])).rejects.toThrow('not allowed');
});

it('takes the place in a chosen folder, else the name', () => {
  const inFolder = Object.defineProperty(file('a.csv'), 'webkitRelativePath', {
    value: '2026/a.csv',
  });
  const single = Object.defineProperty(file('b.csv'), 'webkitRelativePath', { value: '' });
  expect(pathsOf(chosenFiles([inFolder, single]))).toEqual(['2026/a.csv', 'b.csv']);
});

it('replaces a file at the same place', () => {
  const old = { path: 'a.csv', file: file('a.csv') };
  const other = { path: '2026/a.csv', file: file('a.csv') };
  const again = { path: 'a.csv', file: file('a.csv') };
  expect(withFiles([old, other], [again])).toEqual([other, again]);
  expect(withFiles([old, other], [again])[1]?.file).toBe(again.file);
});

it('says of which folders and files a list is made', () => {
  const files = ['2026/may/a.csv', '2026/b.csv', 'c.csv'].map(path => ({ path, file: file(path) }));
  expect(topLevel(files)).toEqual(['2026/', 'c.csv']);
});
