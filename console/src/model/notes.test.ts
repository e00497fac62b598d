import { describe, expect, it } from 'vitest';
import { addNote, findNote, moveNotes, MOST_NOTES, notesOf, removeNotes, writeNote } from './notes';

const one = { Id: 'note-1', Text: 'one', X: 0, Y: 0 };
const two = { Id: 'note-2', Text: 'two', X: 10, Y: 20 };

describe('notes', () => {
  it('are read from what is a list of them, and from nothing else', () => {
    expect(notesOf([one, { Id: 'x' }, 'text', null])).toEqual([one]);
    expect(notesOf(undefined)).toEqual([]);
    expect(notesOf({ Notes: [] })).toEqual([]);
  });

  it('are put right of the nodes, below each other', () => {
    const positions = { a: { x: 0, y: 40 }, b: { x: 300, y: 90 } };
    const first = addNote([], positions, 7);
    expect(first?.notes).toEqual([{ Id: 'note-7', Text: '', X: 580, Y: 40 }]);
    const second = addNote(first?.notes ?? [], positions, 7);
    expect(second?.id).toBe('note-8');
    expect(second?.notes[1]).toEqual({ Id: 'note-8', Text: '', X: 580, Y: 180 });
    expect(addNote([], {}, 1)?.notes[0]).toMatchObject({ X: 0, Y: 0 });
  });

  it('are no more than the API takes', () => {
    const many = Array.from({ length: MOST_NOTES }, (_, at) => ({ ...one, Id: `note-${at}` }));
    expect(addNote(many, {}, 1)).toBeNull();
  });

  it('are written, moved and removed by id', () => {
    expect(findNote([one, two], 'note-2')).toBe(two);
    expect(writeNote([one, two], 'note-2', 'new')).toEqual([one, { ...two, Text: 'new' }]);
    expect(moveNotes([one, two], { 'note-1': { x: 1.4, y: 2.6 } })).toEqual([
      { ...one, X: 1, Y: 3 },
      two,
    ]);
    expect(removeNotes([one, two], ['note-1'])).toEqual([two]);
  });
});
