import type { Json } from './graph';
import { isObject } from './graph';
import type { Point, Positions } from './layout';
import { NODE_WIDTH } from './layout';

/** What people have written on the canvas. It is kept beside the job, which has no place for it. */
export interface Note {
  Id: string;
  Text: string;
  X: number;
  Y: number;
}

export type Notes = readonly Note[];

export const NOTE_WIDTH = 200;
export const NOTE_HEIGHT = 120;

/** What the API takes. */
export const MOST_NOTES = 200;
export const MOST_NOTE_LETTERS = 4000;

/** The notes of an answer, or of a draft that this browser has kept. */
export function notesOf(value: Json | undefined): Notes {
  if (!Array.isArray(value)) return [];
  return value
    .filter(isObject)
    .flatMap(({ Id, Text, X, Y }) =>
      typeof Id === 'string' &&
      typeof Text === 'string' &&
      typeof X === 'number' &&
      typeof Y === 'number'
        ? [{ Id, Text, X, Y }]
        : [],
    );
}

export function findNote(notes: Notes, id: string): Note | undefined {
  return notes.find(note => note.Id === id);
}

/** A note beside what is there, with an id of its own; null where there are as many as may be. */
export function addNote(
  notes: Notes,
  positions: Positions,
  now: number,
): { notes: Notes; id: string } | null {
  if (notes.length >= MOST_NOTES) return null;
  let number = Math.floor(now);
  while (findNote(notes, `note-${number}`)) ++number;
  const id = `note-${number}`;
  const { x, y } = placeBeside(notes, Object.values(positions));
  return { notes: [...notes, { Id: id, Text: '', X: x, Y: y }], id };
}

/** Right of all nodes, below the notes that stand there. */
function placeBeside(notes: Notes, nodes: readonly Point[]): Point {
  const x = nodes.length === 0 ? 0 : Math.max(...nodes.map(point => point.x)) + NODE_WIDTH + 40;
  const top = nodes.length === 0 ? 0 : Math.min(...nodes.map(point => point.y));
  const covers = (y: number) =>
    notes.some(note => Math.abs(note.X - x) < NOTE_WIDTH && Math.abs(note.Y - y) < NOTE_HEIGHT);
  let y = top;
  while (covers(y)) y += NOTE_HEIGHT + 20;
  return { x, y };
}

export function writeNote(notes: Notes, id: string, text: string): Notes {
  return notes.map(note => (note.Id === id ? { ...note, Text: text } : note));
}

/** Notes at other places, by id. */
export function moveNotes(notes: Notes, places: Positions): Notes {
  return notes.map(note => {
    const to = places[note.Id];
    return to ? { ...note, X: Math.round(to.x), Y: Math.round(to.y) } : note;
  });
}

export function removeNotes(notes: Notes, ids: readonly string[]): Notes {
  return notes.filter(note => !ids.includes(note.Id));
}
