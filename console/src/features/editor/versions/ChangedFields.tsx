import Box from '@cloudscape-design/components/box';
import { inLines, withNames, type Comparison } from '../../../model/comparison';
import type { FieldChange } from '../../../model/difference';
import { kindOf, nameOf, type GraphNodes, type Json } from '../../../model/graph';
import type { KindCatalog } from '../../../model/kinds';
import { versions as text } from '../../../strings/versions';
import { node as nodeText } from '../../../strings/node';
import { Grid } from '../Grid';
import { useKinds } from '../kinds';
import { JOB } from './ChangeList';

/** The settings of the chosen node that have changed, before and after side by side. */
export function ChangedFields(props: {
  compared: Comparison;
  job: readonly FieldChange[];
  before: GraphNodes;
  after: GraphNodes;
  chosen: string | null;
}) {
  const { compared, job, before, after, chosen } = props;
  const kinds = useKinds();
  const node = chosen === null ? undefined : compared.nodes[chosen];
  const change = compared.changes.find(({ id }) => id === chosen);
  const fields = chosen === JOB ? job : (change?.fields ?? []);
  return (
    <section className="job-panel" aria-label={text.settings} tabIndex={0}>
      {!node && fields.length === 0 && (
        <Box color="text-body-secondary" padding="s">
          {text.chooseNode}
        </Box>
      )}
      {node && fields.length === 0 && (
        <Box color="text-body-secondary" padding="s">
          {text.unchanged(nameOf(node) || chosen || '')}
        </Box>
      )}
      {fields.length > 0 && (
        <>
          <Box variant="h2">{node ? nameOf(node) || chosen : text.job}</Box>
          {change && (
            <span className={`job-change job-change-${change.change}`}>
              {text.changes[change.change]}
            </span>
          )}
          <Grid heads={[text.setting, text.before, text.after]}>
            {fields.map(({ field, before: old, after: fresh }) => (
              <tr key={field}>
                <th scope="row">{titleOf(field, node && kindOf(node), kinds)}</th>
                <td className="job-value job-value-before">{inWords(old, before)}</td>
                <td className="job-value job-value-after">{inWords(fresh, after)}</td>
              </tr>
            ))}
          </Grid>
        </>
      )}
    </section>
  );
}

/** What the form calls a setting. */
function titleOf(field: string, kind: string | undefined, kinds: KindCatalog): string {
  if (field === 'Inputs') return nodeText.parents;
  const parameters = kind === undefined ? undefined : kinds.find(kind)?.Parameters;
  return parameters?.find(({ Name }) => Name === field)?.Title || field;
}

function inWords(value: Json | undefined, nodes: GraphNodes): string {
  return value === undefined ? text.unset : inLines(withNames(value, nodes));
}
