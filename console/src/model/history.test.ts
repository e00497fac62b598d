import { describe, expect, it } from 'vitest';
import { amend, MOST_STEPS, record, redo, startHistory, undo } from './history';

describe('history', () => {
  it('goes back and forth, and forgets what was undone when something new is done', () => {
    const two = record(record(startHistory('a'), 'b', null, 0), 'c', null, 0);
    expect(undo(two).present).toBe('b');
    expect(undo(undo(two)).present).toBe('a');
    expect(undo(startHistory('a')).present).toBe('a');
    expect(redo(undo(two)).present).toBe('c');
    expect(redo(two)).toBe(two);
    expect(redo(record(undo(two), 'd', null, 0)).present).toBe('d');
  });

  it('makes one step of what is typed without a pause', () => {
    let at = startHistory('');
    at = record(at, 'J', 'name', 1000);
    at = record(at, 'Jo', 'name', 1200);
    expect(undo(at).present).toBe('');
    at = record(at, 'Joi', 'name', 9000);
    expect(undo(at).present).toBe('Jo');
    at = record(at, 'Joi!', 'other', 9001);
    expect(undo(at).present).toBe('Joi');
  });

  it('starts a new step after an undo', () => {
    const typed = record(record(startHistory('a'), 'b', 'x', 1), 'c', 'x', 2);
    expect(undo(record(undo(typed), 'd', 'x', 3)).present).toBe('a');
  });

  it('keeps no step where nothing changed, and none for an amendment', () => {
    const start = startHistory('a');
    expect(record(start, 'a', null, 1)).toBe(start);
    expect(undo(amend(start, 'b')).present).toBe('b');
  });

  it('forgets the oldest steps', () => {
    let at = startHistory(0);
    for (let step = 1; step <= MOST_STEPS + 50; ++step) at = record(at, step, null, 0);
    expect(at.past.length).toBe(MOST_STEPS);
    expect(at.past[0]).toBe(50);
  });
});
