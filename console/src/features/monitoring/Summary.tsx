import Box from '@cloudscape-design/components/box';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import Link from '@cloudscape-design/components/link';
import { formatCount } from '../../model/format';
import {
  OUTCOMES,
  successRate,
  totalOf,
  type Outcome,
  type OutcomeCounts,
} from '../../model/run-statistics';
import { monitoring as text } from '../../strings/jobs';

/** How many runs came out how. Each number shows those runs in the table. */
export function Summary(props: {
  counts: OutcomeCounts;
  chosen: Outcome | null;
  onChoose: (outcome: Outcome | null) => void;
}) {
  const { counts, chosen, onChoose } = props;
  const rate = successRate(counts);
  const tiles = [null, ...OUTCOMES].map(outcome => ({
    outcome,
    label: text.outcomes[outcome ?? 'all'],
    count: outcome ? counts[outcome] : totalOf(counts),
  }));
  return (
    <Container header={<Header variant="h2">{text.summary}</Header>}>
      <ColumnLayout columns={tiles.length + 1} variant="text-grid" minColumnWidth={110}>
        {tiles.map(({ outcome, label, count }) => (
          <div key={label}>
            <Box variant="awsui-key-label">{label}</Box>
            <Link
              fontSize="display-l"
              variant={outcome === chosen ? 'primary' : 'secondary'}
              ariaLabel={text.choose(label, count)}
              onFollow={() => onChoose(outcome)}
            >
              {formatCount(count)}
            </Link>
          </div>
        ))}
        <div>
          <Box variant="awsui-key-label">{text.rate}</Box>
          {rate === null ? (
            <Box color="text-body-secondary">{text.noRate}</Box>
          ) : (
            <Box fontSize="display-l">{`${Math.floor(rate * 1000) / 10}%`}</Box>
          )}
        </div>
      </ColumnLayout>
    </Container>
  );
}
