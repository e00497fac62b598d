import { kindOf, nameOf, parametersOf, type GraphNodes, type Json, type JsonObject } from './graph';

/** What changed from one graph to another. */
export interface FieldChange {
  field: string;
  before: Json | undefined;
  after: Json | undefined;
}

export interface NodeChange {
  id: string;
  name: string;
  change: 'added' | 'removed' | 'changed';
  fields: FieldChange[];
}

/** Whether two values of JSON say the same; the order of members does not count. */
export function sameJson(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    return (
      Array.isArray(a) &&
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((item, at) => sameJson(item, b[at]))
    );
  }
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every(name => name in b && sameJson(a[name], b[name]))
  );
}

/** The fields that two objects have not in common, in the order of both. */
export function fieldChanges(before: JsonObject, after: JsonObject): FieldChange[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter(field => !sameJson(before[field], after[field]))
    .map(field => ({ field, before: before[field], after: after[field] }));
}

/**
 * Nodes that were added, removed or changed, field by field, in the order of both graphs. Of one that
 * is in one graph only, every field has changed.
 */
export function differenceOf(before: GraphNodes, after: GraphNodes): NodeChange[] {
  const changes: NodeChange[] = [];
  for (const [id, node] of Object.entries(before)) {
    const other = after[id];
    if (!other) {
      const fields = fieldChanges(parametersOf(node), {});
      changes.push({ id, name: nameOf(node), change: 'removed', fields });
      continue;
    }
    const fields = fieldChanges(parametersOf(node), parametersOf(other));
    if (kindOf(node) !== kindOf(other)) {
      fields.unshift({ field: 'Node type', before: kindOf(node), after: kindOf(other) });
    }
    if (fields.length > 0) changes.push({ id, name: nameOf(other), change: 'changed', fields });
  }
  for (const [id, node] of Object.entries(after)) {
    if (id in before) continue;
    const fields = fieldChanges({}, parametersOf(node));
    changes.push({ id, name: nameOf(node), change: 'added', fields });
  }
  return changes;
}
