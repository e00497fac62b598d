import Checkbox from '@cloudscape-design/components/checkbox';
import FormField from '@cloudscape-design/components/form-field';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import {
  engineOfForm,
  SSL_WORDS,
  sslModeOf,
  sslModes,
  withRequiredSsl,
  withSslMode,
  type SslMode,
} from '../../model/ssl-mode';
import { connections } from '../../strings/connections';
import { S3UriField } from '../../ui/S3UriField';
import { errorOf, type FieldsProps } from './fields';

const text = connections.form;

/** Whether the connection is encrypted, and what the server has to prove. */
export function SslFields(props: FieldsProps) {
  const { form, onChange } = props;
  const words = SSL_WORDS[engineOfForm(form)];
  const offered = sslModes(form.requireSsl);
  const optionOf = (mode: SslMode) => ({
    value: mode,
    label: words[mode],
    description: text.modes[mode],
  });
  return (
    <SpaceBetween size="l">
      <Checkbox
        checked={form.requireSsl}
        description={text.requireSslHelp}
        onChange={({ detail }) => onChange(withRequiredSsl(form, detail.checked))}
      >
        {text.requireSsl}
      </Checkbox>
      <FormField label={text.mode} description={text.modeHelp} errorText={errorOf(props, 'mode')}>
        <Select
          selectedOption={optionOf(sslModeOf(form))}
          options={offered.map(optionOf)}
          onChange={({ detail }) => {
            const mode = offered.find(known => known === detail.selectedOption.value);
            if (mode) onChange(withSslMode(form, mode));
          }}
        />
      </FormField>
      <FormField
        label={text.certificate}
        description={text.certificateHelp}
        errorText={errorOf(props, 'certificate')}
        stretch
      >
        <S3UriField
          files
          value={form.certificate}
          invalid={props.faults.has('certificate')}
          onChange={certificate => onChange({ ...form, certificate })}
        />
      </FormField>
      {form.certificate !== '' && (
        <Checkbox
          checked={form.skipCertificateCheck}
          description={text.skipHelp}
          onChange={({ detail }) => onChange({ ...form, skipCertificateCheck: detail.checked })}
        >
          {text.skip}
        </Checkbox>
      )}
    </SpaceBetween>
  );
}
