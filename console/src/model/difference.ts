import { kindOf, nameOf, parametersOf, type GraphNodes, type Json } from './graph';

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

export function sameGraph(a: GraphNodes, b: GraphNodes): boolean {
  return sameJson(a as Json, b as Json);
}

/** Nodes that were added, removed or changed, field by field, in the order of both graphs. */
export function differenceOf(before: GraphNodes, after: GraphNodes): NodeChange[] {
  const changes: NodeChange[] = [];
  for (const [id, node] of Object.entries(before)) {
    const other = after[id];
    if (!other) {
      changes.push({ id, name: nameOf(node), change: 'removed', fields: [] });
      continue;
    }
    const fields: FieldChange[] = [];
    if (kindOf(node) !== kindOf(other)) {
      fields.push({ field: 'Node type', before: kindOf(node), after: kindOf(other) });
    }
    const old = parametersOf(node);
    const fresh = parametersOf(other);
    for (const field of new Set([...Object.keys(old), ...Object.keys(fresh)])) {
      if (sameJson(old[field], fresh[field])) continue;
      fields.push({ field, before: old[field], after: fresh[field] });
    }
    if (fields.length > 0) changes.push({ id, name: nameOf(other), change: 'changed', fields });
  }
  for (const [id, node] of Object.entries(after)) {
    if (!(id in before)) changes.push({ id, name: nameOf(node), change: 'added', fields: [] });
  }
  return changes;
}
