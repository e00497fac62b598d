/** A range of a file's bytes, `end` excluded, and its number from 1. */
export interface FilePart {
  number: number;
  start: number;
  end: number;
}

const SMALLEST = 8 * 1024 * 1024;
const MOST_PARTS = 10_000;

/** How a file is cut: parts of 8 MiB, larger ones only where S3's 10,000 parts would not do. */
export function partsOf(size: number): FilePart[] {
  const length = Math.max(SMALLEST, Math.ceil(size / MOST_PARTS));
  return Array.from({ length: Math.ceil(size / length) }, (_, index) => ({
    number: index + 1,
    start: index * length,
    end: Math.min(size, (index + 1) * length),
  }));
}
