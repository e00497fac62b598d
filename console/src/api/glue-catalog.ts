/** Glue's Data Catalog, with AWS's names. Times are epoch seconds. Only what the console uses. */

export interface Database {
  Name: string;
  Description?: string;
  LocationUri?: string;
  Parameters?: Record<string, string>;
  CreateTime?: number;
}

export interface Column {
  Name: string;
  Type?: string;
  Comment?: string;
  Parameters?: Record<string, string>;
}

export interface SerDeInfo {
  Name?: string;
  SerializationLibrary?: string;
  Parameters?: Record<string, string>;
}

export interface StorageDescriptor {
  Columns?: Column[];
  Location?: string;
  InputFormat?: string;
  OutputFormat?: string;
  Compressed?: boolean;
  NumberOfBuckets?: number;
  SerdeInfo?: SerDeInfo;
  BucketColumns?: string[];
  Parameters?: Record<string, string>;
  StoredAsSubDirectories?: boolean;
}

/** What CreateTable and UpdateTable take: a table without what the catalog itself knows of it. */
export interface TableInput {
  Name: string;
  Description?: string;
  Owner?: string;
  Retention?: number;
  StorageDescriptor?: StorageDescriptor;
  PartitionKeys?: Column[];
  ViewOriginalText?: string;
  ViewExpandedText?: string;
  TableType?: string;
  Parameters?: Record<string, string>;
}

export interface Table extends TableInput {
  DatabaseName: string;
  CreateTime?: number;
  UpdateTime?: number;
  CreatedBy?: string;
  VersionId?: string;
}

export interface TableVersion {
  Table: Table;
  VersionId: string;
}

export interface Partition {
  Values: string[];
  DatabaseName: string;
  TableName: string;
  CreationTime?: number;
  StorageDescriptor?: StorageDescriptor;
  Parameters?: Record<string, string>;
}

export interface PartitionIndex {
  IndexName: string;
  IndexStatus: string;
  Keys: { Name: string; Type: string }[];
}

export interface DatabaseInput {
  Name: string;
  Description?: string;
  LocationUri?: string;
  Parameters?: Record<string, string>;
}

interface Page {
  NextToken?: string;
  MaxResults?: number;
}

interface TableName {
  DatabaseName: string;
  TableName: string;
}

export type CatalogOperations = {
  GetDatabases: { input: Page; output: { DatabaseList: Database[]; NextToken?: string } };
  GetDatabase: { input: { Name: string }; output: { Database: Database } };
  CreateDatabase: { input: { DatabaseInput: DatabaseInput }; output: object };
  UpdateDatabase: { input: { Name: string; DatabaseInput: DatabaseInput }; output: object };
  DeleteDatabase: { input: { Name: string }; output: object };
  GetTables: {
    input: { DatabaseName: string; Expression?: string } & Page;
    output: { TableList: Table[]; NextToken?: string };
  };
  SearchTables: {
    input: { SearchText?: string } & Page;
    output: { TableList: Table[]; NextToken?: string };
  };
  GetTable: { input: { DatabaseName: string; Name: string }; output: { Table: Table } };
  CreateTable: {
    input: {
      DatabaseName: string;
      TableInput: TableInput;
      PartitionIndexes?: { IndexName: string; Keys: string[] }[];
    };
    output: object;
  };
  UpdateTable: {
    input: { DatabaseName: string; TableInput: TableInput; VersionId?: string };
    output: object;
  };
  DeleteTable: { input: { DatabaseName: string; Name: string }; output: object };
  GetTableVersions: {
    input: TableName & Page;
    output: { TableVersions: TableVersion[]; NextToken?: string };
  };
  GetPartitions: {
    input: TableName & Page & { Expression?: string };
    output: { Partitions: Partition[]; NextToken?: string };
  };
  GetPartitionIndexes: {
    input: TableName & { NextToken?: string };
    output: { PartitionIndexDescriptorList: PartitionIndex[]; NextToken?: string };
  };
};
