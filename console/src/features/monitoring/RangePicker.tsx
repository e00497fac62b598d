import DateRangePicker, {
  type DateRangePickerProps,
} from '@cloudscape-design/components/date-range-picker';
import FormField from '@cloudscape-design/components/form-field';
import {
  RANGE_UNITS,
  RANGES,
  rangeFault,
  rangeKey,
  type RunRange,
  type RangeUnit,
} from '../../model/run-range';
import { monitoring as text } from '../../strings/jobs';

const OPTIONS = RANGES.map(range => ({ ...range, key: rangeKey(range) }));

/** The range of time: one of those offered, another number of hours or days, or dates. */
export function RangePicker(props: { range: RunRange; onChange: (range: RunRange) => void }) {
  const { range } = props;
  return (
    <FormField label={text.range}>
      <DateRangePicker
        value={range.type === 'relative' ? { ...range, key: rangeKey(range) } : range}
        relativeOptions={OPTIONS}
        customRelativeRangeUnits={RANGE_UNITS}
        isValidRange={validate}
        onChange={({ detail }) => {
          const next = rangeOf(detail.value);
          if (next) props.onChange(next);
        }}
        i18nStrings={{ formatRelativeRange: ({ amount, unit }) => text.last(amount, unit) }}
        absoluteFormat="long-localized"
        hideTimeOffset
        expandToViewport
      />
    </FormField>
  );
}

// The units offered are those of the model, so that no other can come.
function rangeOf(value: DateRangePickerProps.Value | null): RunRange | null {
  if (value?.type === 'absolute') {
    return { type: 'absolute', startDate: value.startDate, endDate: value.endDate };
  }
  if (!value) return null;
  return { type: 'relative', amount: value.amount, unit: value.unit as RangeUnit };
}

function validate(value: DateRangePickerProps.Value | null): DateRangePickerProps.ValidationResult {
  const range = rangeOf(value);
  const fault = range === null ? 'missing' : rangeFault(range);
  return fault === null ? { valid: true } : { valid: false, errorMessage: text.faults[fault] };
}
