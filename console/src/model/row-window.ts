/** Which rows of a long list to draw, and where. */
export interface RowWindow {
  first: number;
  /** Behind the last one. */
  end: number;
  /** Of the first row, in pixels from the top of the scrolled content. */
  top: number;
  /** Of the scrolled content. */
  height: number;
}

// Browsers bound the height of an element: Firefox at 17.9 million pixels, Chromium at 33.5.
const TALLEST = 15_000_000;
const SPARE_ROWS = 6;

/**
 * The rows that a viewport shows. Where all rows would be taller than a browser's elements can be,
 * the content is shorter than they are, and scrolling by a pixel passes more than a pixel of rows:
 * the first row is at the top, the last one at the end, and those between in proportion.
 */
export function rowWindow(
  scrollTop: number,
  viewport: number,
  rows: number,
  rowHeight: number,
): RowWindow {
  const full = rows * rowHeight;
  const height = Math.min(full, TALLEST);
  const scrollable = Math.max(height - viewport, 1);
  const at = Math.min(Math.max(scrollTop, 0), scrollable);
  const offset = height === full ? at : (at / scrollable) * (full - viewport);
  const first = Math.max(0, Math.floor(offset / rowHeight) - SPARE_ROWS);
  const end = Math.min(rows, Math.ceil((offset + viewport) / rowHeight) + SPARE_ROWS);
  return { first, end, top: at - (offset - first * rowHeight), height };
}
