import type { StorageDescriptor } from '../api/glue-catalog';

/** The formats of files that a table may have here. */
export const DATA_FORMATS = ['csv', 'json', 'parquet', 'avro', 'xml'] as const;
export type DataFormat = (typeof DATA_FORMATS)[number];

export const DELIMITERS = {
  comma: ',',
  tab: '\t',
  pipe: '|',
  semicolon: ';',
  'ctrl-a': '\u0001',
} as const;
export type DelimiterName = keyof typeof DELIMITERS;

export interface FormatChoice {
  format: DataFormat;
  delimiter: DelimiterName;
  /** The first line of each CSV file has the names of the columns. */
  header: boolean;
  /** The element that is a row, for XML. */
  rowTag: string;
}

const HIVE = 'org.apache.hadoop.hive.ql.io';
const TEXT = {
  InputFormat: 'org.apache.hadoop.mapred.TextInputFormat',
  OutputFormat: `${HIVE}.HiveIgnoreKeyTextOutputFormat`,
};

const STORAGE: Record<DataFormat, { InputFormat: string; OutputFormat: string; serde: string }> = {
  csv: { ...TEXT, serde: 'org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe' },
  json: { ...TEXT, serde: 'org.openx.data.jsonserde.JsonSerDe' },
  parquet: {
    InputFormat: `${HIVE}.parquet.MapredParquetInputFormat`,
    OutputFormat: `${HIVE}.parquet.MapredParquetOutputFormat`,
    serde: `${HIVE}.parquet.serde.ParquetHiveSerDe`,
  },
  avro: {
    InputFormat: `${HIVE}.avro.AvroContainerInputFormat`,
    OutputFormat: `${HIVE}.avro.AvroContainerOutputFormat`,
    serde: 'org.apache.hadoop.hive.serde2.avro.AvroSerDe',
  },
  xml: {
    InputFormat: 'com.databricks.spark.xml.XmlInputFormat',
    OutputFormat: TEXT.OutputFormat,
    serde: '',
  },
};

/** How Glue's console describes the storage of a new table: the formats of Hive, and the SerDe. */
export function storageOf(choice: FormatChoice): StorageDescriptor {
  const { serde, InputFormat, OutputFormat } = STORAGE[choice.format];
  const parameters: Record<string, string> = {};
  if (choice.format === 'csv') parameters['field.delim'] = DELIMITERS[choice.delimiter];
  if (choice.format === 'xml') parameters['rowTag'] = choice.rowTag;
  return {
    InputFormat,
    OutputFormat,
    SerdeInfo: {
      ...(serde && { SerializationLibrary: serde }),
      Parameters: parameters,
    },
  };
}

/** The parameters of a new table itself. */
export function parametersOf(choice: FormatChoice): Record<string, string> {
  const header = choice.format === 'csv' && choice.header;
  return {
    classification: choice.format,
    ...(header && { 'skip.header.line.count': '1' }),
  };
}
